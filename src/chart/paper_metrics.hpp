// Measures of the progress chart on each paper, in millimetres, and its columns.
#pragma once
#include <cstdint>
#include <vector>

#include "chart/progress_chart.hpp"

namespace zhantu::chart {

struct PaperMetrics {
  double width, height;
  double margin, margin_bottom;
  double band_height, band_gap, head_height, footer_height, footer_gap;
  double row_height_min, row_height_max, row_gap, group_gap_min, group_gap_max;
  double pad;  // between the frame of a cell and its text
  double badge_height;
  double line;      // thin frame
  double size_min;  // smallest print on this paper
  double size_plan, size_plan_ahead, size_facts, size_target, size_name, size_person, size_head;
  double size_badge, size_badge_small, size_annual, size_sequence, size_group;
  double size_title, size_title_min, size_subtitle, size_count, size_legend, size_revision;
  // Below the minimum the facts give way, below the floor the periods go on on a further sheet.
  double period_width_max, period_width_min, period_width_floor;
  // Widths of the fixed columns.
  double post, sequence, name, facts, target, commander, deputies, unit, persons, annual;
};

const PaperMetrics& metrics_of(Paper paper);

enum class ColumnKind : std::uint8_t {
  post,
  sequence,
  name,
  facts,
  target,
  period,
  commander,
  deputies,
  unit,
  persons,
  annual
};

struct Column {
  ColumnKind kind;
  int period = -1;  // index, for ColumnKind::period
  double x = 0;
  double width = 0;
};

// Consecutive periods on one sheet.
struct PeriodSpan {
  int first = 0;
  int count = 0;
};
using PeriodSpans = std::vector<PeriodSpan>;

// All periods, in as few and as equal parts as are wide enough to be read. At least one.
PeriodSpans spans_of_periods(const PaperMetrics& metrics, const ProgressChart& chart);

// From the left margin to the right one. KEEPS: an open chart has no column of persons.
std::vector<Column> paper_columns(const PaperMetrics& metrics, const ProgressChart& chart,
                                  PeriodSpan span);

}  // namespace zhantu::chart
