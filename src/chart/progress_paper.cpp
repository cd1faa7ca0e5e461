#include "base/check.hpp"
#include "chart/paging.hpp"
#include "chart/palette.hpp"
#include "chart/paper_frame.hpp"
#include "chart/paper_metrics.hpp"
#include "chart/paper_row.hpp"
#include "chart/progress_layout.hpp"
#include "chart/progress_text.hpp"

namespace zhantu::chart {
namespace {

// Strips are as high as the fullest page allows, and equal on all pages, so that they can change
// places.
RowMeasure measure_rows(const PaperMetrics& m, const std::vector<PageOfGroups>& pages, double room,
                        double height_max) {
  RowMeasure measure{height_max, m.group_gap_max};
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
    draw_post(scene, m, {m.margin, top, m.post, y - m.row_gap - top}, *part.group, part.continued);
    y += measure.group_gap;
  }
}

// What stands on this sheet where there are several: its posts and its periods.
std::string sheet_text(const ProgressChart& chart, const PageOfGroups& page, PeriodSpan span) {
  constexpr std::size_t kNamedMax = 4;
  const auto name_of = [](const GroupPart& part) {
    return part.group->name + (part.continued ? "（续）" : "");
  };
  std::string text;
  if (page.size() > kNamedMax) {
    text = fmt::format("{}至{}（{}个指挥部）", name_of(page.front()), name_of(page.back()),
                       page.size());
  } else {
    for (const GroupPart& part : page) text += (text.empty() ? "" : "、") + name_of(part);
  }
  if (span.count > 0 && span.count < static_cast<int>(chart.periods.size())) {
    const std::size_t first = static_cast<std::size_t>(span.first);
    if (!text.empty()) text += " · ";
    text += chart.periods[first].text + "至" +
            chart.periods[first + static_cast<std::size_t>(span.count) - 1].text;
  }
  return text;
}

}  // namespace

PaperLayout::PaperLayout(const ProgressChart& chart, Paper paper, bool posts_apart)
    : chart_(chart), metrics_(metrics_of(paper)) {
  const PaperMetrics& m = metrics_;
  // The last row needs no gap below it.
  const double room = paper_rows_box(m).height + m.row_gap;
  row_pages_ =
      spread(chart.groups, room, m.row_height_min + m.row_gap, m.group_gap_min, posts_apart);
  spans_ = spans_of_periods(m, chart);
  // The few rows of one unit or leader may use the sheet that they have for themselves.
  constexpr double kRoomy = 1.6;
  measure_ =
      measure_rows(m, row_pages_, room, m.row_height_max * (chart.subject.empty() ? 1 : kRoomy));
}

int PaperLayout::pages() const { return static_cast<int>(row_pages_.size() * spans_.size()); }

Scene PaperLayout::page(int number) const {
  ZT_CHECK(number >= 1 && number <= pages());
  const auto index = static_cast<std::size_t>(number - 1);
  const PageOfGroups& page = row_pages_[index / spans_.size()];
  const PeriodSpan span = spans_[index % spans_.size()];
  const PaperMetrics& m = metrics_;
  const std::vector<Column> columns = paper_columns(m, chart_, span);
  Scene scene(m.width, m.height, Unit::millimetre);
  scene.title = chart_.title;
  scene.description = description_text(chart_);
  scene.author = chart_.issuer;
  scene.rect({0, 0, m.width, m.height}, {paper::kGround, {}});
  draw_band(scene, m, chart_, pages() > 1 ? sheet_text(chart_, page, span) : std::string());
  draw_head(scene, m, columns, chart_);
  if (rows_on(page) == 0) draw_no_projects(scene, m, chart_, paper_rows_box(m));
  draw_rows(scene, m, columns, chart_, page, measure_);
  draw_footer(scene, m, chart_, number, pages());
  return scene;
}

std::vector<Scene> lay_out_paper(const ProgressChart& chart, Paper paper, bool posts_apart) {
  const PaperLayout layout(chart, paper, posts_apart);
  std::vector<Scene> scenes;
  for (int number = 1; number <= layout.pages(); ++number) scenes.push_back(layout.page(number));
  return scenes;
}

}  // namespace zhantu::chart
