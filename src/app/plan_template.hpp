// The workbook to fill in: what read_plan understands, with the projects that are there already.
// Given back unchanged it reads as the same rows.
#pragma once
#include <string>
#include <vector>

#include "app/plan_workbook.hpp"
#include "base/date.hpp"

namespace zhantu::app {

struct PlanTemplate {
  int year = 0;
  PeriodKind periods = PeriodKind::month;
  std::string campaign;                    // its title
  std::vector<std::string> command_posts;  // offered as a list to choose from
  std::vector<std::string> units;
  std::vector<PlanRow> rows;  // periods of other years and kinds are left out
  Instant created;
  int blank_rows = 30;  // ruled lines below the projects
};

// REQUIRES texts that fit a cell (32,767 characters). A name with a divider in it (、 / ...) comes
// back as two.
std::string plan_template(const PlanTemplate& wanted);

}  // namespace zhantu::app
