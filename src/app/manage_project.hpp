// A project by hand: created within a campaign and edited with its roles and its plan (D-1.4,
// D-2.2). What the workbook import does for many, this does for one.
#pragma once
#include "app/manage_campaign.hpp"

namespace zhantu::app {

struct ProjectUnitRow {
  UnitId unit;
  std::string role;
  std::optional<std::string> undertaking;
  GivenDay deadline;
  std::optional<Date> starts_on;
  GivenDay ends_on;
};
struct ProjectPersonRow {
  PersonId person;
  std::string role;
  std::optional<Date> starts_on;
  GivenDay ends_on;
};
struct PlanInput {
  Period period;
  std::string text;
  std::optional<Quantity> quantity;
};

struct ProjectCommand {
  ProjectId id;  // none: a new one
  std::optional<std::string> version;
  std::optional<std::string> number, name, category, facts, nature, annual_target, quantity_unit;
  std::optional<UnitId> place;
  std::optional<Money> investment_total, investment_year;
  GivenDay starts_on, finishes_on;
  std::optional<std::optional<Quantity>> annual_quantity;
  std::optional<OrganId> command_post;
  std::optional<Period> admitted;  // of a new one; the next period that is not published if none
  std::optional<std::int64_t> sequence;
  std::vector<ProjectUnitRow> units;
  std::vector<ProjectPersonRow> persons;
  std::vector<PlanInput> plan;
};
// A new lead unit ends the one before it the day before. REFUSES as app/manage_campaign.hpp says.
// Items: number_taken, reference_unknown, role_unknown, day_order, day_frozen, target_frozen,
// plan_frozen, period_unknown, period_already_published (admitted), quantity_not_expected.
Result<ProjectId> save_project(Writing& writing, const ProjectCommand& command);
std::string project_version(const BoardProject& project);

}  // namespace zhantu::app
