// The table of each record: its name and what identifies a row. Columns are the record's members;
// migrations/*.sql make them.
#pragma once
#include <array>
#include <string_view>

#include "domain/calendar/calendar.hpp"
#include "domain/campaign/campaign.hpp"
#include "domain/campaign/plan_table.hpp"
#include "domain/determination/records.hpp"
#include "domain/determination/roll_up_records.hpp"
#include "domain/mechanism/adoption.hpp"
#include "domain/people/people.hpp"
#include "domain/project/project.hpp"
#include "domain/selection/candidate.hpp"
#include "domain/selection/task.hpp"
#include "store/record.hpp"

namespace zhantu {

// The text of a mechanism file in one version; what was judged under it stays readable for ever.
struct MechanismText {
  TenantId tenant;
  std::string name;
  std::int64_t version = 0;
  Date effective_from;
  std::string toml;
};
BOOST_DESCRIBE_STRUCT(MechanismText, (), (tenant, name, version, effective_from, toml))

}  // namespace zhantu

namespace zhantu::store {

#define ZT_TABLE(Record, table, ...)                                                       \
  template <>                                                                              \
  struct Table<Record> {                                                                   \
    static constexpr const char* name = table;                                             \
    static constexpr auto keys = std::to_array<std::string_view>({"tenant", __VA_ARGS__}); \
  }

template <>
struct Table<Tenant> {
  static constexpr const char* name = "tenant";
  static constexpr auto keys = std::to_array<std::string_view>({"tenant"});
};
ZT_TABLE(Unit, "unit", "id");
ZT_TABLE(Person, "person", "id");
ZT_TABLE(Post, "post", "id");
ZT_TABLE(Tenure, "tenure", "id");
ZT_TABLE(Account, "account", "id");
ZT_TABLE(MechanismText, "mechanism_text", "name", "version");
ZT_TABLE(Campaign, "campaign", "id");
ZT_TABLE(MechanismAdoption, "mechanism_adoption", "campaign", "version");
ZT_TABLE(Phase, "phase", "campaign", "sequence");
ZT_TABLE(Organ, "organ", "id");
ZT_TABLE(OrganMember, "organ_member", "organ", "tenure", "role", "starts_on");
ZT_TABLE(OrganUnit, "organ_unit", "organ", "unit");
ZT_TABLE(Substitute, "substitute", "project", "officer", "holder", "starts_on");
ZT_TABLE(Project, "project", "id");
ZT_TABLE(ProjectUnit, "project_unit", "project", "unit", "role", "starts_on");
ZT_TABLE(ProjectPerson, "project_person", "project", "person", "role", "starts_on");
ZT_TABLE(Plan, "plan", "project", "period");
ZT_TABLE(PlanTable, "plan_table", "campaign", "fingerprint");
ZT_TABLE(Report, "report", "project", "period");
ZT_TABLE(Confirmation, "confirmation", "project", "period");
ZT_TABLE(Determination, "determination", "project", "period");
ZT_TABLE(Publication, "publication", "campaign", "period");
ZT_TABLE(PublishedCard, "published_card", "campaign", "period", "project", "correction");
ZT_TABLE(Correction, "correction", "campaign", "number");
ZT_TABLE(RolledUpCard, "rolled_up_card", "campaign", "period", "subject", "holder", "correction");
ZT_TABLE(DueEffect, "due_effect", "campaign", "period", "subject", "holder", "correction", "place");
ZT_TABLE(AskedFigure, "asked_figure", "project", "period", "measure");
ZT_TABLE(CorrectedFigure, "corrected_figure", "campaign", "correction", "measure");

ZT_TABLE(CalendarYear, "calendar_year", "year");
ZT_TABLE(CalendarDay, "calendar_day", "day");
ZT_TABLE(Category, "category", "campaign", "name");
ZT_TABLE(Task, "task", "id");
ZT_TABLE(TaskShare, "task_share", "task", "unit");
ZT_TABLE(TaskProject, "task_project", "task", "project");
ZT_TABLE(Criterion, "criterion", "id");
ZT_TABLE(SelectionRule, "selection_rule", "campaign");
ZT_TABLE(Candidate, "candidate", "id");
ZT_TABLE(Weighing, "weighing", "candidate", "criterion");
ZT_TABLE(Choice, "choice", "candidate", "number");

#undef ZT_TABLE

// Every record that the journal can hold; the schema test and the replay walk over it.
using AllRecords = boost::mp11::mp_list<
    Tenant, Unit, Person, Post, Tenure, Account, MechanismText, Campaign, MechanismAdoption, Phase,
    Organ, OrganMember, OrganUnit, Project, Substitute, ProjectUnit, ProjectPerson, Plan, Report,
    Confirmation, Determination, Publication, PublishedCard, Correction, RolledUpCard, DueEffect,
    AskedFigure, CorrectedFigure, CalendarYear, CalendarDay, Category, Task, TaskShare, TaskProject,
    Criterion, SelectionRule, Candidate, Weighing, Choice, PlanTable>;
// One of them.
using AnyRecord = boost::mp11::mp_rename<AllRecords, std::variant>;

// Records of a campaign or tenant that no Board shows; they are read on their own. Every other one
// is on the board of its campaign, or on all boards of its tenant where it names none (board.hpp).
using OffBoard = boost::mp11::mp_list<Account, Category, Task, TaskShare, TaskProject, Criterion,
                                      SelectionRule, Candidate, Weighing, Choice>;

}  // namespace zhantu::store
