// Figures and small sentences of the progress chart, the same on every medium.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "chart/progress_model.hpp"

namespace zhantu::chart {

// Whole percents without the sign, "79"; rounded down, so that nobody is shown as having reached
// what is not reached. Where two figures that stand side by side would look equal although `done`
// is short of `plan`, both get decimals: "74.2" and "74.9".
struct ShareTexts {
  std::string done, plan;  // empty where there is no figure
};
ShareTexts share_texts(std::optional<int> done_basis_points, std::optional<int> plan_basis_points);

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

// The cards that the rule of this chart gives, the best first, with their numbers and sentences;
// the usual three where no rule is known.
struct CardCount {
  Card card;
  int count;
  std::string rule;
};
std::vector<CardCount> cards_given(const ProgressChart& chart);

// The worst first.
inline constexpr Card kWorstFirst[] = {Card::red, Card::orange, Card::yellow, Card::green,
                                       Card::blue};

// Rows with this card in the current period, in the order of the chart.
std::vector<const ProgressRow*> rows_with(const ProgressChart& chart, Card card);

// Where a row leads to: the project's page, or its public one.
std::string project_href(const ProgressChart& chart, const ProgressRow& row);

// One sentence for readers who cannot see the chart.
std::string description_text(const ProgressChart& chart);

}  // namespace zhantu::chart
