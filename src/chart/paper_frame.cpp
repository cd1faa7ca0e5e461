#include "chart/paper_frame.hpp"

#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/progress_text.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

double counts_width(const PaperMetrics& m) { return m.band_height * 3.9; }

void draw_count(Scene& scene, const PaperMetrics& m, const Box& box, const CardCount& count,
                bool published) {
  const double radius = box.height * 0.08;
  scene.rect(box, {paper_color(count.card), Stroke{paper::kGoldWhite, m.line * 2.2}}, radius);
  const Color ink = paper_ink(count.card);
  const double mark = box.height * 0.40;
  draw_paper_mark(scene, count.card, {box.x + box.height * 0.42, box.y + box.height * 0.36}, mark);
  const TextStyle label{Face::bold, m.size_subtitle * 0.94, ink};
  const Box below{box.x + box.height * 0.08, box.y + box.height * 0.64, box.height * 0.68,
                  box.height * 0.3};
  draw_line(scene, below, {label, m.size_min, Anchor::middle}, card_name(count.card));
  const double left = box.x + box.height * 0.8;
  const Box figure{left, box.y, box.right() - left - box.height * 0.12, box.height};
  const TextStyle style{Face::bold, m.size_count, ink};
  draw_line(scene, figure, {style, m.size_subtitle, Anchor::end},
            published ? std::to_string(count.count) : "—");
}

std::string count_caption(const ProgressChart& chart) {
  const int rows = row_count(chart);
  if (chart.revision == 0) return fmt::format("尚未公示 · 共{}项", rows);
  std::string caption = fmt::format("{}认定结果 · 共{}项", chart.period_text, rows);
  if (chart.struck_off > 0) caption += fmt::format(" · 销号{}项", chart.struck_off);
  if (chart.without_card > 0) caption += fmt::format(" · 未挂牌{}项", chart.without_card);
  return caption;
}

void draw_counts(Scene& scene, const PaperMetrics& m, const ProgressChart& chart) {
  const double width = counts_width(m);
  const double left = m.width - m.margin - width;
  const double gap = m.band_height * 0.08;
  const double top = m.band_height * 0.15;
  const double height = m.band_height * 0.46;
  const std::vector<CardCount> counts = cards_given(chart);
  const auto number = static_cast<double>(counts.size());
  const double each = (width - (number - 1) * gap) / number;
  double x = left;
  for (const CardCount& count : counts) {
    draw_count(scene, m, {x, top, each, height}, count, chart.revision > 0);
    x += each + gap;
  }
  const double y = top + height + m.band_height * 0.05;
  const Box caption{left, y, width, m.band_height * 0.93 - y};
  const TextStyle style{Face::bold, m.size_subtitle * 0.88, paper::kGoldWhite};
  draw_line(scene, caption, {style, m.size_min, Anchor::end}, count_caption(chart));
}

std::string_view head_text(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::post: return "指挥部";
    case ColumnKind::sequence: return "序号";
    case ColumnKind::name: return "项目名称";
    case ColumnKind::facts: return "项目基本情况";
    case ColumnKind::target: return "年度目标";
    case ColumnKind::commander: return "指挥长";
    case ColumnKind::deputies: return "副指挥长";
    case ColumnKind::unit: return "主责单位";
    case ColumnKind::persons: return "责任人";
    case ColumnKind::annual: return "年度进度";
    case ColumnKind::period: break;
  }
  return "";
}

void draw_period_head(Scene& scene, const PaperMetrics& m, const Box& cell,
                      const PeriodLabel& period) {
  if (period.current) scene.rect(cell, {paper::kBand, {}});
  const Color ink = period.current     ? paper::kWhite
                    : period.published ? paper::kInk
                                       : paper::kSecond;
  std::string text = period.text;
  if (period.current) {
    const std::string marked = text + " · 本期";
    if (text_width(Face::bold, m.size_head, marked) <= cell.width - m.pad) text = marked;
  }
  const Face face = period.published || period.current ? Face::bold : Face::regular;
  draw_line(scene, cell.inset(m.pad * 0.3, 0),
            {{face, m.size_head, ink}, m.size_min, Anchor::middle}, text);
}

void draw_spanning_head(Scene& scene, const PaperMetrics& m, std::span<const Column> columns,
                        const ProgressChart& chart, double y) {
  const Column* first = nullptr;
  const Column* last = nullptr;
  for (const Column& column : columns) {
    if (column.kind != ColumnKind::period) continue;
    if (first == nullptr) first = &column;
    last = &column;
  }
  if (first == nullptr) return;
  const Box box{first->x, y, last->x + last->width - first->x, m.head_height / 2};
  const std::string kind = period_kind_text(chart);
  std::string text =
      kind + "计划（累计进度、形象节点）与完成情况（认定累计进度、与计划之差，百分点）";
  if (text_width(Face::bold, m.size_min, text) > box.width - 2 * m.pad)
    text = kind + "计划与完成情况（累计进度，%）";
  draw_line(scene, box.inset(m.pad, 0),
            {{Face::bold, m.size_head, paper::kInk}, m.size_min, Anchor::middle}, text);
  scene.line({box.x, box.bottom()}, {box.right(), box.bottom()}, {paper::kFrame, m.line});
}

}  // namespace

void draw_band(Scene& scene, const PaperMetrics& m, const ProgressChart& chart,
               const std::string& sheet) {
  scene.rect({0, 0, m.width, m.band_height}, {paper::kBand, {}});
  scene.rect({0, m.band_height - m.pad * 0.9, m.width, m.pad * 0.9}, {paper::kGold, {}});
  const double room = m.width - 2 * m.margin - counts_width(m) - m.margin;
  const Box title{m.margin, m.band_height * 0.10, room, m.band_height * 0.56};
  const TextStyle style{Face::title, m.size_title, paper::kGoldWhite};
  draw_block(scene, title, {style, m.size_title_min, Anchor::start, Vertical::middle, 1.15},
             chart.title);
  // What this sheet is about comes first: the rest may be cut.
  std::string subtitle;
  for (const std::string& part :
       {chart.past ? "历史图：按" + chart.data_as_of + "的记录重绘" : std::string(),
        sheet.empty() ? std::string() : "本张：" + sheet, chart.subtitle}) {
    if (!part.empty()) subtitle += (subtitle.empty() ? "" : " · ") + part;
  }
  const Box below{m.margin, m.band_height * 0.69, room, m.band_height * 0.2};
  draw_line(scene, below, {{Face::regular, m.size_subtitle, paper::kGoldWhite}, m.size_min},
            subtitle);
  draw_counts(scene, m, chart);
}

void draw_head(Scene& scene, const PaperMetrics& m, std::span<const Column> columns,
               const ProgressChart& chart) {
  const double y = m.band_height + m.band_gap;
  scene.rect({m.margin, y, m.width - 2 * m.margin, m.head_height},
             {paper::kHead, Stroke{paper::kFrame, m.line}});
  draw_spanning_head(scene, m, columns, chart, y);
  for (const Column& column : columns) {
    const bool period = column.kind == ColumnKind::period;
    const double top = period && column.period > 0 ? y + m.head_height / 2 : y;
    if (column.x > m.margin + m.line) {
      scene.line({column.x, top}, {column.x, y + m.head_height}, {paper::kFrame, m.line});
    }
    if (period) {
      const Box cell{column.x, y + m.head_height / 2, column.width, m.head_height / 2};
      draw_period_head(scene, m, cell, chart.periods[static_cast<std::size_t>(column.period)]);
      continue;
    }
    const Box cell = Box{column.x, y, column.width, m.head_height}.inset(m.pad * 0.4, m.pad * 0.4);
    const TextStyle style{Face::bold, m.size_head, paper::kInk};
    draw_block(scene, cell, {style, m.size_min, Anchor::middle, Vertical::middle, 1.15, 1},
               head_text(column.kind));
  }
}

void draw_no_projects(Scene& scene, const PaperMetrics& m, const ProgressChart& chart,
                      const Box& box) {
  scene.rect(box, {paper::kWhite, Stroke{paper::kFrame, m.line, true}});
  const TextStyle title{Face::title, m.size_title * 0.8, paper::kBandDark};
  const Box upper{box.x, box.center().y - m.size_title, box.width, m.size_title};
  draw_line(scene, upper, {title, m.size_title_min, Anchor::middle}, "图上尚无项目");
  const TextStyle words{Face::regular, m.size_subtitle, paper::kSecond};
  const Box lower{box.x, box.center().y + m.size_subtitle * 0.6, box.width, m.size_subtitle * 1.4};
  const std::string next = chart.issuer.empty() ? "项目" : "项目经" + chart.issuer + "确认";
  draw_line(scene, lower, {words, m.size_min, Anchor::middle},
            next + "入图后，在此逐项列出年度目标、计划、认定进度与牌色。");
}

Box paper_rows_box(const PaperMetrics& m) {
  const double top = m.band_height + m.band_gap + m.head_height + m.row_gap * 1.5;
  const double bottom = m.height - m.margin_bottom - m.footer_height - m.footer_gap;
  return {m.margin, top, m.width - 2 * m.margin, bottom - top};
}

}  // namespace zhantu::chart
