// What a plan workbook would change in a project, field by field, old and new.
#pragma once
#include <string>
#include <vector>

#include "app/plan_names.hpp"

namespace zhantu::app {

struct FieldChange {
  PlanUse use;  // which column
  std::string before, after;

  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

// Fields in which the row differs from the project that is there; those without a column are left
// alone. Complaints where a field is frozen: lead_unit_frozen, target_frozen, plan_frozen (period,
// was).
std::vector<FieldChange> plan_changes(const Board& board, const ResolvedRow& resolved,
                                      const PlanWorkbook& workbook, Complaints& complaints);

// The plan of a period as the row has it; what the workbook has no column for stays as it is.
Plan plan_in(const PlanWorkbook& workbook, const PlanRow& row, const Period& period,
             const Plan& standing);

}  // namespace zhantu::app
