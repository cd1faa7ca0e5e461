#include "chart/progress_text.hpp"

#include <fmt/format.h>

namespace zhantu::chart {
namespace {

int floored(int value, int by) { return value >= 0 ? value / by : -((-value + by - 1) / by); }

bool all_contain(const ProgressChart& chart, std::string_view part) {
  return !chart.periods.empty() && std::ranges::all_of(chart.periods, [&](const PeriodLabel& period) {
    return period.text.find(part) != std::string::npos;
  });
}

bool ends_with_month(const ProgressChart& chart) {
  return !chart.periods.empty() && std::ranges::all_of(chart.periods, [](const PeriodLabel& period) {
    return std::string_view(period.text).ends_with("月");
  });
}

}  // namespace

std::string percent_text(int basis_points) { return whole_percent_text(basis_points) + '%'; }

std::string whole_percent_text(int basis_points) { return std::to_string(floored(basis_points, 100)); }

std::string plan_percent_text(int basis_points) {
  if (basis_points % 100 == 0) return fmt::format("{}%", basis_points / 100);
  return fmt::format("{:.1f}%", static_cast<double>(basis_points) / 100);
}

std::string points_text(int done_basis_points, int plan_basis_points) {
  const int points = floored(done_basis_points - plan_basis_points, 100);
  if (points == 0) return "±0";
  return points > 0 ? fmt::format("+{}", points) : fmt::format("−{}", -points);
}

std::string run_text(const ProgressChart& chart, int run) {
  const std::string_view unit = ends_with_month(chart) ? "月" : all_contain(chart, "季") ? "季" : "期";
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

std::vector<const ProgressRow*> red_rows(const ProgressChart& chart) {
  const int period = current_period(chart);
  std::vector<const ProgressRow*> found;
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows) {
      const ProgressCell* cell = cell_at(row, period);
      if (cell != nullptr && cell->on_wall && cell->card == Card::red) found.push_back(&row);
    }
  }
  return found;
}

std::string project_href(const ProgressChart& chart, const ProgressRow& row) {
  return (chart.audience == Audience::open ? "/open/projects/" : "/projects/") + row.project;
}

std::string description_text(const ProgressChart& chart) {
  if (row_count(chart) == 0) return "尚无项目入图。";
  if (chart.revision == 0) return fmt::format("共{}项，尚未公示。", row_count(chart));
  return fmt::format("{}认定：蓝牌{}项，黄牌{}项，红牌{}项，销号{}项，共{}项。数据截至{}，第{}版。", chart.period_text,
                     chart.blue, chart.yellow, chart.red, chart.struck_off, row_count(chart), chart.data_as_of,
                     chart.revision);
}

}  // namespace zhantu::chart
