// The rows of the table of problems, one file for each area; app/problem_table.hpp is what others
// read. A row's sentence says what happened, whether the user's work is safe, and what to do.
#pragma once
#include "app/problem_table.hpp"

namespace zhantu::app {

std::span<const ProblemRow> accounts_problems();
std::span<const ProblemRow> administration_problems();
std::span<const ProblemRow> calendar_problems();
std::span<const ProblemRow> campaigns_problems();
std::span<const ProblemRow> charts_problems();
std::span<const ProblemRow> imports_problems();
std::span<const ProblemRow> mechanisms_problems();
std::span<const ProblemRow> periods_problems();
std::span<const ProblemRow> requests_problems();
std::span<const ProblemRow> selection_problems();
std::span<const ProblemRow> setup_problems();
std::span<const ProblemRow> workbooks_problems();

}  // namespace zhantu::app
