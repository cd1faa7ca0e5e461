// Importing a plan workbook: check first, then all or nothing; projects are found again by their
// number.
#pragma once
#include <string_view>

#include "app/period_acts.hpp"
#include "app/plan_workbook.hpp"

namespace zhantu::app {

struct PlanChange {
  std::string number;
  std::string name;
  bool create = false;
  std::vector<std::string> fields;  // titles of the columns that differ
};

struct PlanImport {
  std::string sheet;
  int rows = 0;
  int created = 0, updated = 0, unchanged = 0;
  std::vector<std::string> new_people;  // names that nobody in the tenant bears yet
  std::vector<Complaint> problems;
  std::vector<PlanChange> changes;
};

// Reads the workbook (outside of any transaction, it takes time). REFUSES workbook_*
// (codec/xlsx_reader.hpp).
Result<PlanWorkbook> read_plan_workbook(std::string_view bytes, std::int64_t year);

// What the workbook would change; `problems` is everything that stands in its way.
PlanImport check_plan(const Board& board, const PlanWorkbook& workbook);

// Takes it over. REFUSES not_permitted, import_refused with every problem as an item. KEEPS: a
// workbook that changes nothing leaves no entry in the journal.
Result<PlanImport> import_plan(Writing& writing, const PlanWorkbook& workbook);

// The projects of a board as rows of the workbook, for the template. A name that several people
// bear is written "单位+姓名", with the unit in which that person holds a post on `day`.
std::vector<PlanRow> plan_rows(const Board& board, Date day);

}  // namespace zhantu::app
