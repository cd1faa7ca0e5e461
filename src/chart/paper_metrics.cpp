#include "chart/paper_metrics.hpp"

namespace zhantu::chart {
namespace {

constexpr PaperMetrics kA1{.width = 841,
                           .height = 594,
                           .margin = 16,
                           .margin_bottom = 11,
                           .band_height = 55,
                           .band_gap = 5,
                           .head_height = 18.4,
                           .footer_height = 39,
                           .footer_gap = 4.4,
                           .row_height_min = 13.9,
                           .row_height_max = 21,
                           .row_gap = 0.9,
                           .group_gap_min = 0.5,
                           .group_gap_max = 2.2,
                           .pad = 1.3,
                           .badge_height = 5.8,
                           .line = 0.25,
                           .size_min = 3.2,
                           .size_plan = 3.2,
                           .size_plan_ahead = 3.6,
                           .size_facts = 3.5,
                           .size_target = 4.0,
                           .size_name = 5.5,
                           .size_person = 4.2,
                           .size_head = 4.8,
                           .size_badge = 4.9,
                           .size_badge_small = 3.6,
                           .size_annual = 6.2,
                           .size_sequence = 5,
                           .size_group = 6.4,
                           .size_title = 27,
                           .size_title_min = 13,
                           .size_subtitle = 7,
                           .size_count = 22,
                           .size_legend = 4.3,
                           .size_revision = 9,
                           .period_width_max = 46,
                           .period_width_min = 17,
                           .post = 13,
                           .sequence = 10.5,
                           .name = 69,
                           .facts = 80,
                           .target = 62,
                           .commander = 20,
                           .deputies = 23,
                           .unit = 37,
                           .persons = 22,
                           .annual = 46};

constexpr PaperMetrics kA3{.width = 420,
                           .height = 297,
                           .margin = 8,
                           .margin_bottom = 6,
                           .band_height = 27,
                           .band_gap = 2.5,
                           .head_height = 10.4,
                           .footer_height = 25,
                           .footer_gap = 2.2,
                           .row_height_min = 12,
                           .row_height_max = 15,
                           .row_gap = 0.6,
                           .group_gap_min = 0.4,
                           .group_gap_max = 1.2,
                           .pad = 0.7,
                           .badge_height = 3.7,
                           .line = 0.15,
                           .size_min = 2.12,
                           .size_plan = 2.15,
                           .size_plan_ahead = 2.3,
                           .size_facts = 2.2,
                           .size_target = 2.4,
                           .size_name = 3.1,
                           .size_person = 2.5,
                           .size_head = 2.7,
                           .size_badge = 2.6,
                           .size_badge_small = 2.12,
                           .size_annual = 3.6,
                           .size_sequence = 2.9,
                           .size_group = 3.8,
                           .size_title = 13.5,
                           .size_title_min = 7,
                           .size_subtitle = 3.6,
                           .size_count = 11,
                           .size_legend = 2.5,
                           .size_revision = 5,
                           .period_width_max = 26,
                           .period_width_min = 12,
                           .post = 8,
                           .sequence = 6.6,
                           .name = 33,
                           .facts = 31.5,
                           .target = 30,
                           .commander = 11,
                           .deputies = 12.2,
                           .unit = 17.6,
                           .persons = 12,
                           .annual = 23.5};

double width_of(const std::vector<Column>& columns) {
  double width = 0;
  for (const Column& column : columns) width += column.width;
  return width;
}

void widen(std::vector<Column>& columns, ColumnKind kind, double by) {
  for (Column& column : columns) {
    if (column.kind == kind) column.width += by;
  }
}

}  // namespace

const PaperMetrics& metrics_of(Paper paper) { return paper == Paper::a1 ? kA1 : kA3; }

std::vector<Column> paper_columns(const PaperMetrics& m, const ProgressChart& chart) {
  const bool persons = chart.audience == Audience::internal;
  std::vector<Column> before = {{ColumnKind::post, -1, 0, m.post},
                                {ColumnKind::sequence, -1, 0, m.sequence},
                                {ColumnKind::name, -1, 0, m.name},
                                {ColumnKind::facts, -1, 0, m.facts},
                                {ColumnKind::target, -1, 0, m.target}};
  std::vector<Column> after;
  if (persons) after.push_back({ColumnKind::commander, -1, 0, m.commander});
  if (persons) after.push_back({ColumnKind::deputies, -1, 0, m.deputies});
  after.push_back({ColumnKind::unit, -1, 0, m.unit});
  if (persons) after.push_back({ColumnKind::persons, -1, 0, m.persons});
  after.push_back({ColumnKind::annual, -1, 0, m.annual});

  const int count = static_cast<int>(chart.periods.size());
  double space = m.width - 2 * m.margin - width_of(before) - width_of(after);
  if (count > 0 && space / count < m.period_width_min) {
    space += m.facts;
    std::erase_if(before, [](const Column& column) { return column.kind == ColumnKind::facts; });
  }
  const double period_width = count == 0 ? 0 : std::min(m.period_width_max, space / count);
  const double spare = space - period_width * count;
  widen(before, ColumnKind::name, spare * 0.25);
  widen(before, ColumnKind::facts, spare * 0.45);
  widen(before, ColumnKind::target, spare * 0.30);

  std::vector<Column> columns = before;
  for (int i = 0; i < count; ++i) columns.push_back({ColumnKind::period, i, 0, period_width});
  columns.insert(columns.end(), after.begin(), after.end());
  double x = m.margin;
  for (Column& column : columns) {
    column.x = x;
    x += column.width;
  }
  return columns;
}

}  // namespace zhantu::chart
