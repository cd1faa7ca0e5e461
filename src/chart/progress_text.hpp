// Figures and small sentences of the progress chart, the same on every medium.
#pragma once
#include <string>
#include <vector>

#include "chart/progress_model.hpp"

namespace zhantu::chart {

// "79%"; rounded down, so that nobody is shown as having reached what is not reached.
std::string percent_text(int basis_points);
// The same without its sign: "79".
std::string whole_percent_text(int basis_points);
// The same for plans, which are not rounded: "74.5%".
std::string plan_percent_text(int basis_points);
// Points between done and plan, rounded down: "+4", "±0", "−1".
std::string points_text(int done_basis_points, int plan_basis_points);

// "连续3月", by what the chart's periods are: 月, 季 or 期.
std::string run_text(const ProgressChart& chart, int run);
// "月度", "季度", "年度" or "分期".
std::string period_kind_text(const ProgressChart& chart);

// Index of the current period; -1 before the first publication.
int current_period(const ProgressChart& chart);
// The cell of a row in a period; nullptr outside.
const ProgressCell* cell_at(const ProgressRow& row, int period);
int row_count(const ProgressChart& chart);

// Rows whose card is red in the current period, in the order of the chart.
std::vector<const ProgressRow*> red_rows(const ProgressChart& chart);

// Where a row leads to: the project's page, or its public one.
std::string project_href(const ProgressChart& chart, const ProgressRow& row);

// One sentence for readers who cannot see the chart.
std::string description_text(const ProgressChart& chart);

}  // namespace zhantu::chart
