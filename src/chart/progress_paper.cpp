#include "chart/paging.hpp"
#include "chart/palette.hpp"
#include "chart/paper_frame.hpp"
#include "chart/paper_metrics.hpp"
#include "chart/paper_row.hpp"
#include "chart/progress_layout.hpp"
#include "chart/progress_text.hpp"

namespace zhantu::chart {
namespace {

struct RowMeasure {
  double height = 0;
  double group_gap = 0;
};

// Strips are as high as the fullest page allows, and equal on all pages, so that they can change
// places.
RowMeasure measure_rows(const PaperMetrics& m, const std::vector<PageOfGroups>& pages,
                        double room) {
  RowMeasure measure{m.row_height_max, m.group_gap_max};
  for (const PageOfGroups& page : pages) {
    const double rows = static_cast<double>(rows_on(page));
    const double gaps = page.empty() ? 0 : static_cast<double>(page.size() - 1);
    if (rows == 0) continue;
    const double spare = room - rows * (m.row_height_min + m.row_gap);
    const double gap =
        gaps == 0 ? m.group_gap_max : std::clamp(spare / gaps, m.group_gap_min, m.group_gap_max);
    measure.group_gap = std::min(measure.group_gap, gap);
    measure.height = std::min(measure.height, (room - gaps * gap) / rows - m.row_gap);
  }
  return measure;
}

void draw_rows(Scene& scene, const PaperMetrics& m, const std::vector<Column>& columns,
               const ProgressChart& chart, const PageOfGroups& page, const RowMeasure& measure) {
  const Box rows = paper_rows_box(m);
  const double left = m.margin + m.post + m.row_gap;
  double y = rows.y;
  for (const GroupPart& part : page) {
    const double top = y;
    for (std::size_t i = part.first; i < part.first + part.count; ++i) {
      draw_strip(scene, m, columns, {left, y, rows.right() - left, measure.height}, chart,
                 part.group->rows[i]);
      y += measure.height + m.row_gap;
    }
    draw_post(scene, m, {m.margin, top, m.post, y - m.row_gap - top}, part.group->name,
              part.continued);
    y += measure.group_gap;
  }
}

}  // namespace

std::vector<Scene> lay_out_paper(const ProgressChart& chart, Paper paper) {
  const PaperMetrics& m = metrics_of(paper);
  const Box rows = paper_rows_box(m);
  // The last row needs no gap below it.
  const double room = rows.height + m.row_gap;
  const std::vector<PageOfGroups> pages =
      spread(chart.groups, room, m.row_height_min + m.row_gap, m.group_gap_min);
  const RowMeasure measure = measure_rows(m, pages, room);
  const std::vector<Column> columns = paper_columns(m, chart);
  std::vector<Scene> scenes;
  int number = 0;
  for (const PageOfGroups& page : pages) {
    Scene& scene = scenes.emplace_back(m.width, m.height, Unit::millimetre);
    scene.title = chart.title;
    scene.description = description_text(chart);
    scene.author = chart.issuer;
    scene.rect({0, 0, m.width, m.height}, {paper::kGround, {}});
    draw_band(scene, m, chart);
    draw_head(scene, m, columns, chart);
    if (rows_on(page) == 0) draw_no_projects(scene, m, chart, rows);
    draw_rows(scene, m, columns, chart, page, measure);
    draw_footer(scene, m, chart, ++number, static_cast<int>(pages.size()));
  }
  return scenes;
}

}  // namespace zhantu::chart
