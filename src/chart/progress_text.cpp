#include "chart/progress_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "chart/card_mark.hpp"

namespace zhantu::chart {
namespace {

int floored(int value, int by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

bool all_contain(const ProgressChart& chart, std::string_view part) {
  return !chart.periods.empty() &&
         std::ranges::all_of(chart.periods, [&](const PeriodLabel& period) {
           return period.text.find(part) != std::string::npos;
         });
}

bool ends_with_month(const ProgressChart& chart) {
  return !chart.periods.empty() &&
         std::ranges::all_of(chart.periods, [](const PeriodLabel& period) {
           return std::string_view(period.text).ends_with("月");
         });
}

}  // namespace

ShareTexts share_texts(std::optional<int> done, std::optional<int> plan) {
  int unit = 100;
  if (done && plan && *done < *plan) {
    while (unit > 1 && floored(*done, unit) == floored(*plan, unit)) unit /= 10;
  }
  const auto text = [&](std::optional<int> value) -> std::string {
    if (!value) return {};
    if (unit == 100) return std::to_string(floored(*value, 100));
    return fmt::format("{:.{}f}", floored(*value, unit) * unit / 100.0, unit == 10 ? 1 : 2);
  };
  return {text(done), text(plan)};
}

std::string points_text(int done_basis_points, int plan_basis_points) {
  const int points = floored(done_basis_points - plan_basis_points, 100);
  if (points == 0) return "±0";
  return points > 0 ? fmt::format("+{}", points) : fmt::format("−{}", -points);
}

std::string run_text(const ProgressChart& chart, int run) {
  const std::string_view unit = ends_with_month(chart)     ? "个月"
                                : all_contain(chart, "季") ? "个季度"
                                                           : "期";
  return fmt::format("连续{}{}", run, unit);
}

std::string period_kind_text(const ProgressChart& chart) {
  if (all_contain(chart, "季")) return "季度";
  if (all_contain(chart, "月")) return "月度";
  return all_contain(chart, "年") ? "年度" : "分期";
}

int current_period(const ProgressChart& chart) {
  for (std::size_t i = 0; i < chart.periods.size(); ++i) {
    if (chart.periods[i].current) return static_cast<int>(i);
  }
  return -1;
}

const ProgressCell* cell_at(const ProgressRow& row, int period) {
  if (period < 0 || period >= static_cast<int>(row.cells.size())) return nullptr;
  return &row.cells[static_cast<std::size_t>(period)];
}

int row_count(const ProgressChart& chart) {
  std::size_t rows = 0;
  for (const ProgressGroup& group : chart.groups) rows += group.rows.size();
  return static_cast<int>(rows);
}

std::vector<CardCount> cards_given(const ProgressChart& chart) {
  const CardCount all[] = {{Card::blue, chart.blue, chart.rule_blue},
                           {Card::green, chart.green, chart.rule_green},
                           {Card::yellow, chart.yellow, chart.rule_yellow},
                           {Card::orange, chart.orange, chart.rule_orange},
                           {Card::red, chart.red, chart.rule_red}};
  const bool no_rule =
      std::ranges::all_of(all, [](const CardCount& each) { return each.rule.empty(); });
  std::vector<CardCount> given;
  for (const CardCount& each : all) {
    const bool usual = each.card != Card::green && each.card != Card::orange;
    if (!each.rule.empty() || each.count > 0 || (no_rule && usual)) given.push_back(each);
  }
  return given;
}

std::vector<const ProgressRow*> rows_with(const ProgressChart& chart, Card card) {
  const int period = current_period(chart);
  std::vector<const ProgressRow*> found;
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows) {
      const ProgressCell* cell = cell_at(row, period);
      if (cell != nullptr && cell->on_wall && cell->card == card) found.push_back(&row);
    }
  }
  return found;
}

std::string project_href(const ProgressChart& chart, const ProgressRow& row) {
  return chart.audience == Audience::open ? std::string{} : "/projects/" + row.project;
}

std::string description_text(const ProgressChart& chart) {
  if (row_count(chart) == 0) return "尚无项目入图。";
  if (chart.revision == 0) return fmt::format("共{}项，尚未公示。", row_count(chart));
  std::string cards;
  for (const CardCount& each : cards_given(chart))
    cards += fmt::format("{}{}项，", card_name(each.card), each.count);
  return fmt::format("{}认定：{}销号{}项，共{}项。数据截至{}，第{}版。", chart.period_text, cards,
                     chart.struck_off, row_count(chart), chart.data_as_of, chart.revision);
}

}  // namespace zhantu::chart
