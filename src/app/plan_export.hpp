// The plan as it stands, in the columns that the clerks use themselves: the same heads in the same
// places as in the table that was imported.
#pragma once
#include <string>
#include <vector>

#include "app/plan_workbook.hpp"

namespace zhantu::app {

// The columns of our own template as a remembered table.
PlanTable standard_table(const PlanScope& scope);

// Rows as plan_rows gives them. Given back unchanged it reads as the same rows, as far as the
// table has columns for them.
std::string export_xlsx(const PlanTable& table, const std::vector<PlanRow>& rows, int year,
                        const std::string& title, Instant created);
std::string export_csv(const PlanTable& table, const std::vector<PlanRow>& rows, int year);

}  // namespace zhantu::app
