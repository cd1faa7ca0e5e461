// Importing a plan workbook: check first, then all or nothing; projects are found again by their
// number.
#pragma once
#include <string_view>

#include "app/jobs.hpp"
#include "app/period_acts.hpp"
#include "app/plan_changes.hpp"
#include "app/plan_workbook.hpp"

namespace zhantu::app {

struct PlanChange {
  std::string number;
  std::string name;
  bool create = false;
  std::vector<FieldChange> fields;  // of a project that is there already
};
inline constexpr std::size_t kPlanChangesTold = 1'000;

// A project that the table leaves without what the gate asks for (D-2.1).
struct KeptOff {
  std::string number, name, lead_unit;
  std::vector<Lack> lacks;
};

struct PlanImport {
  std::string sheet;
  int rows = 0;
  int created = 0, updated = 0, unchanged = 0;
  std::vector<std::string> new_people;  // names that nobody in the tenant bears yet
  std::vector<Complaint> problems, questions;
  std::vector<PlanChange> changes;  // the first of them; created and updated count all
  std::vector<KeptOff> kept_off;    // the first of them, whether the row changes anything or not
  int kept_off_count = 0;
};

// Reads a workbook or a table of text (outside of any transaction, it takes time). REFUSES
// workbook_* (codec/csv_reader.hpp).
Result<PlanWorkbook> read_plan_workbook(std::string_view bytes, const Board& board,
                                        const PlanChoices& choices = {});

// What the workbook would change; `problems` is everything that stands in its way, `questions` what
// has to be answered first.
PlanImport check_plan(const Board& board, const PlanWorkbook& workbook, Job& job);

// Takes it over. REFUSES not_permitted, import_refused with every problem as an item, import_asks
// with every question. KEEPS: a workbook that changes nothing leaves no entry in the journal. The
// campaign remembers the table's layout. Throws JobCancelled.
Result<PlanImport> import_plan(Writing& writing, const PlanWorkbook& workbook, Job& job);

// The same as a write of its own, answered after the commit. Everything but the rows is made
// outside of the writer, so that others wait for those alone; `answer` is called there.
Result<Answer> apply_plan(App& app, const Actor& actor, const Repeat& repeat, CampaignId campaign,
                          const PlanWorkbook& workbook, Job& job,
                          const std::function<Answer(const PlanImport&)>& answer);

// The projects of a board as rows of the workbook, for the template. A name that several people
// bear is written "单位+姓名", with the unit in which that person holds a post on `day`.
std::vector<PlanRow> plan_rows(const Board& board, Date day);

}  // namespace zhantu::app
