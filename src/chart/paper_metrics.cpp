#include "chart/paper_metrics.hpp"

#include "base/check.hpp"

namespace zhantu::chart {
namespace {

constexpr PaperMetrics kA1{.width = 841,
                           .height = 594,
                           .margin = 16,
                           .margin_bottom = 11,
                           .band_height = 55,
                           .band_gap = 5,
                           .head_height = 18.4,
                           .footer_height = 46,
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
                           .period_width_floor = 15,
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
                           .footer_height = 31,
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
                           .period_width_floor = 10,
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

constexpr PaperMetrics kA4{.width = 297,
                           .height = 210,
                           .margin = 7,
                           .margin_bottom = 5,
                           .band_height = 19,
                           .band_gap = 1.6,
                           .head_height = 9,
                           .footer_height = 31,
                           .footer_gap = 1.8,
                           .row_height_min = 12.2,
                           .row_height_max = 15,
                           .row_gap = 0.6,
                           .group_gap_min = 0.4,
                           .group_gap_max = 1.2,
                           .pad = 0.6,
                           .badge_height = 3.6,
                           .line = 0.13,
                           .size_min = 2.12,
                           .size_plan = 2.15,
                           .size_plan_ahead = 2.2,
                           .size_facts = 2.15,
                           .size_target = 2.3,
                           .size_name = 2.9,
                           .size_person = 2.4,
                           .size_head = 2.5,
                           .size_badge = 2.5,
                           .size_badge_small = 2.12,
                           .size_annual = 3.3,
                           .size_sequence = 2.7,
                           .size_group = 3.4,
                           .size_title = 9,
                           .size_title_min = 4.6,
                           .size_subtitle = 2.7,
                           .size_count = 7.6,
                           .size_legend = 2.3,
                           .size_revision = 3.6,
                           .period_width_max = 24,
                           .period_width_min = 12,
                           .period_width_floor = 11.5,
                           .post = 7.8,
                           .sequence = 5.6,
                           .name = 28.5,
                           .facts = 27,
                           .target = 26,
                           .commander = 10.2,
                           .deputies = 10.4,
                           .unit = 15.5,
                           .persons = 10.4,
                           .annual = 21.5};

// For binders: wider margins, room for six periods beside each other.
constexpr PaperMetrics portrait(PaperMetrics m) {
  m.width = 210;
  m.height = 297;
  m.margin = 12;
  m.footer_height = 46;
  m.period_width_floor = 11.45;
  m.post = 7.8;
  m.sequence = 5.2;
  m.name = 25;
  m.facts = 25;
  m.target = 20;
  m.commander = 9;
  m.deputies = 9.4;
  m.unit = 13.5;
  m.persons = 9.4;
  m.annual = 17.5;
  return m;
}
constexpr PaperMetrics kA4Portrait = portrait(kA4);

// The same chart on paper of another size of the A row.
constexpr PaperMetrics scaled(PaperMetrics m, double by, double width, double height) {
  for (double* each : {&m.margin,
                       &m.margin_bottom,
                       &m.band_height,
                       &m.band_gap,
                       &m.head_height,
                       &m.footer_height,
                       &m.footer_gap,
                       &m.row_height_min,
                       &m.row_height_max,
                       &m.row_gap,
                       &m.group_gap_min,
                       &m.group_gap_max,
                       &m.pad,
                       &m.badge_height,
                       &m.line,
                       &m.size_min,
                       &m.size_plan,
                       &m.size_plan_ahead,
                       &m.size_facts,
                       &m.size_target,
                       &m.size_name,
                       &m.size_person,
                       &m.size_head,
                       &m.size_badge,
                       &m.size_badge_small,
                       &m.size_annual,
                       &m.size_sequence,
                       &m.size_group,
                       &m.size_title,
                       &m.size_title_min,
                       &m.size_subtitle,
                       &m.size_count,
                       &m.size_legend,
                       &m.size_revision,
                       &m.period_width_max,
                       &m.period_width_min,
                       &m.period_width_floor,
                       &m.post,
                       &m.sequence,
                       &m.name,
                       &m.facts,
                       &m.target,
                       &m.commander,
                       &m.deputies,
                       &m.unit,
                       &m.persons,
                       &m.annual}) {
    *each *= by;
  }
  m.width = width;
  m.height = height;
  return m;
}

// A chart of the whole county that is read from twice as far as a desk copy: nothing below 4.5 mm.
constexpr PaperMetrics kA0 = scaled(kA1, 1189.0 / 841, 1189, 841);
// For a meeting table.
constexpr PaperMetrics kA2 = scaled(kA1, 594.0 / 841, 594, 420);

double width_of(const std::vector<Column>& columns) {
  double width = 0;
  for (const Column& column : columns) width += column.width;
  return width;
}

double inner_width(const PaperMetrics& m) { return m.width - 2 * m.margin; }

std::vector<Column> columns_before(const PaperMetrics& m) {
  return {{ColumnKind::post, -1, 0, m.post},
          {ColumnKind::sequence, -1, 0, m.sequence},
          {ColumnKind::name, -1, 0, m.name},
          {ColumnKind::facts, -1, 0, m.facts},
          {ColumnKind::target, -1, 0, m.target}};
}

std::vector<Column> columns_after(const PaperMetrics& m, const ProgressChart& chart) {
  const bool persons = chart.audience == Audience::internal;
  std::vector<Column> after;
  if (persons) after.push_back({ColumnKind::commander, -1, 0, m.commander});
  if (persons) after.push_back({ColumnKind::deputies, -1, 0, m.deputies});
  after.push_back({ColumnKind::unit, -1, 0, m.unit});
  if (persons) after.push_back({ColumnKind::persons, -1, 0, m.persons});
  after.push_back({ColumnKind::annual, -1, 0, m.annual});
  return after;
}

void widen(std::vector<Column>& columns, ColumnKind kind, double by) {
  for (Column& column : columns) {
    if (column.kind == kind) column.width += by;
  }
}

}  // namespace

const PaperMetrics& metrics_of(Paper paper) {
  switch (paper) {
    case Paper::a0: return kA0;
    case Paper::a1: return kA1;
    case Paper::a2: return kA2;
    case Paper::a3: return kA3;
    case Paper::a4: return kA4;
    case Paper::a4_portrait: return kA4Portrait;
  }
  ZT_CHECK(false);
  return kA1;
}

PeriodSpans spans_of_periods(const PaperMetrics& m, const ProgressChart& chart) {
  const int count = static_cast<int>(chart.periods.size());
  const double space =
      inner_width(m) - width_of(columns_before(m)) + m.facts - width_of(columns_after(m, chart));
  const int most = std::max(1, static_cast<int>(space / m.period_width_floor + 1e-9));
  const int parts = std::max(1, (count + most - 1) / most);
  PeriodSpans spans;
  for (int part = 0, first = 0; part < parts; ++part) {
    const int here = (count - first + parts - part - 1) / (parts - part);
    spans.push_back({first, here});
    first += here;
  }
  return spans;
}

std::vector<Column> paper_columns(const PaperMetrics& m, const ProgressChart& chart,
                                  PeriodSpan span) {
  std::vector<Column> before = columns_before(m);
  const std::vector<Column> after = columns_after(m, chart);
  double space = inner_width(m) - width_of(before) - width_of(after);
  if (span.count > 0 && space / span.count < m.period_width_min) {
    space += m.facts;
    std::erase_if(before, [](const Column& column) { return column.kind == ColumnKind::facts; });
  }
  const double period_width =
      span.count == 0 ? 0 : std::min(m.period_width_max, space / span.count);
  const double spare = space - period_width * span.count;
  widen(before, ColumnKind::name, spare * 0.25);
  widen(before, ColumnKind::facts, spare * 0.45);
  widen(before, ColumnKind::target, spare * 0.30);

  std::vector<Column> columns = before;
  for (int i = 0; i < span.count; ++i)
    columns.push_back({ColumnKind::period, span.first + i, 0, period_width});
  columns.insert(columns.end(), after.begin(), after.end());
  double x = m.margin;
  for (Column& column : columns) {
    column.x = x;
    x += column.width;
  }
  return columns;
}

}  // namespace zhantu::chart
