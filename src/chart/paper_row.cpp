#include "chart/paper_row.hpp"

#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/paper_cell.hpp"
#include "chart/progress_text.hpp"
#include "chart/qr_mark.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

Card current_card(const ProgressChart& chart, const ProgressRow& row) {
  const ProgressCell* cell = cell_at(row, current_period(chart));
  return cell == nullptr ? Card::none : cell->card;
}

void draw_words(Scene& scene, const PaperMetrics& m, const Box& cell, const BlockStyle& style,
                const std::string& text) {
  draw_block(scene, cell.inset(m.pad, m.pad * 0.5), style, text);
}

void draw_bar(Scene& scene, const PaperMetrics& m, const Box& bar, const ProgressRow& row,
              Card card) {
  const auto reach = [&](int basis_points) {
    return bar.width * std::clamp(basis_points, 0, 10'000) / 10'000;
  };
  scene.rect(bar, {paper::kTrack, {}});
  if (row.verified_basis_points && *row.verified_basis_points > 0) {
    scene.rect({bar.x, bar.y, reach(*row.verified_basis_points), bar.height},
               {paper_color(card), {}});
  }
  if (row.plan_basis_points) {
    const double x = bar.x + reach(*row.plan_basis_points);
    const double over = bar.height * 0.38;
    scene.line({x, bar.y - over}, {x, bar.bottom() + over * 0.3}, {paper::kInk, m.line * 2.6});
  }
}

struct AnnualFigures {
  std::string done, plan;  // "77%", "计划74%"
  std::string plan_short;  // "/74%"
  Color ink;
};

AnnualFigures annual_figures(const ProgressRow& row, Card card) {
  const ShareTexts shares = share_texts(row.verified_basis_points, row.plan_basis_points);
  AnnualFigures figures{.done = "—", .ink = card == Card::red ? paper::kRed : paper::kInk};
  if (row.verified_basis_points) figures.done = shares.done + '%';
  if (row.plan_basis_points) {
    figures.plan = "计划" + shares.plan + '%';
    figures.plan_short = '/' + shares.plan + '%';
  }
  return figures;
}

// Number, revision and code, as much as there is room for. What scanning and swapping need goes
// last.
std::string strip_mark(const PaperMetrics& m, const ProgressChart& chart, const ProgressRow& row,
                       double width) {
  const std::string revision =
      chart.revision > 0 ? fmt::format("第{}版", chart.revision) : std::string();
  const auto joined = [](std::initializer_list<std::string> parts) {
    std::string text;
    for (const std::string& part : parts) {
      if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    }
    return text;
  };
  for (const std::string& mark :
       {joined({row.number, revision, row.strip_code}), joined({row.number, revision})}) {
    if (text_width(Face::regular, m.size_min, mark) <= width) return mark;
  }
  return revision;
}

// The day of the data, without its year where that does not fit.
std::string short_day(const PaperMetrics& m, const ProgressChart& chart, double width) {
  constexpr std::string_view kYear = "年";
  const std::string& day = chart.data_as_of;
  if (text_width(Face::regular, m.size_min, day) <= width) return day;
  const auto year = day.find(kYear);
  return year == std::string::npos ? day : day.substr(year + kYear.size());
}

void draw_annual(Scene& scene, const PaperMetrics& m, const Box& cell, const ProgressChart& chart,
                 const ProgressRow& row) {
  const Box inner = cell.inset(m.pad * 1.4, m.pad * 0.6);
  const double bar_height = m.badge_height * 0.42;
  const double foot = m.size_min * 1.1;
  const Box bar{inner.x, inner.bottom() - foot - bar_height - m.pad * 0.35, inner.width,
                bar_height};
  const Box head{inner.x, inner.y, inner.width, bar.y - inner.y - m.pad * 0.3};
  const Card card = current_card(chart, row);
  const AnnualFigures figures = annual_figures(row, card);
  draw_line(scene, {head.x, head.y, head.width * 0.48, head.height},
            {{Face::bold, m.size_annual, figures.ink}, m.size_min}, figures.done);
  const Box plan{head.x + head.width * 0.48, head.y, head.width * 0.52, head.height};
  const bool fits = text_width(Face::regular, m.size_min, figures.plan) <= plan.width;
  draw_line(scene, plan, {{Face::regular, m.size_facts, paper::kSecond}, m.size_min, Anchor::end},
            fits ? figures.plan : figures.plan_short);
  draw_bar(scene, m, bar, row, card);
  draw_line(scene, {inner.x, inner.bottom() - foot, inner.width, foot},
            {{Face::regular, m.size_min, paper::kSecond}, 0, Anchor::end},
            strip_mark(m, chart, row, inner.width));
}

// Figures on the left, on the right the code that tells whether this strip is still right.
void draw_annual_apart(Scene& scene, const PaperMetrics& m, const Box& cell,
                       const ProgressChart& chart, const ProgressRow& row) {
  const double side = std::min(cell.height - m.pad, cell.width * 0.54);
  const Box qr{cell.right() - side - m.pad * 0.5, cell.center().y - side / 2, side, side};
  if (!row.qr_text.empty()) draw_qr_mark(scene, qr, row.qr_text);
  const Box left = Box{cell.x, cell.y, qr.x - cell.x, cell.height}.inset(m.pad * 0.7, m.pad * 0.6);
  const auto [done, plan, plan_short, ink] = annual_figures(row, current_card(chart, row));
  const std::string revision =
      chart.revision > 0 ? fmt::format("第{}版", chart.revision) : std::string("未公示");
  const TextStyle done_style{Face::bold, m.size_annual, ink};
  const TextStyle plan_style{Face::regular, m.size_facts, paper::kSecond};
  const TextStyle small_style{Face::regular, m.size_min, paper::kSecond};
  const double small = m.size_min * 1.16;
  const std::string mark = short_day(m, chart, left.width * 0.6) + " " + revision;
  const double room = left.height - 2 * small;
  if (text_width(Face::regular, m.size_min, mark) <= left.width || room * 0.58 < m.size_annual) {
    const Box figures{left.x, left.y, left.width, left.height - small};
    draw_line(scene, figures, {done_style, m.size_min}, done);
    const double used = text_width(Face::bold, m.size_annual, done) + m.pad;
    draw_line(scene, {left.x + used, figures.y, left.width - used, figures.height},
              {plan_style, m.size_min, Anchor::end}, plan);
    draw_line(scene, {left.x, left.bottom() - small, left.width, small}, {small_style}, mark);
    return;
  }
  draw_line(scene, {left.x, left.y, left.width, room * 0.58}, {done_style, m.size_min}, done);
  draw_line(scene, {left.x, left.y + room * 0.58, left.width, room * 0.42},
            {plan_style, m.size_min}, plan);
  draw_line(scene, {left.x, left.bottom() - 2 * small, left.width, small}, {small_style},
            short_day(m, chart, left.width));
  draw_line(scene, {left.x, left.bottom() - small, left.width, small}, {small_style}, revision);
}

// The name, and below it what its reader is in this project where the chart is somebody's own.
void draw_name(Scene& scene, const PaperMetrics& m, const Box& cell, const ProgressRow& row) {
  Box box = cell;
  if (!row.role.empty()) {
    const double foot = m.size_facts * 1.3;
    box.height -= foot;
    draw_line(scene, Box{cell.x, box.bottom() - m.pad * 0.4, cell.width, foot}.inset(m.pad, 0),
              {{Face::bold, m.size_facts, paper::kBandDark}, m.size_min}, row.role);
  }
  draw_words(scene, m, box,
             {{Face::bold, m.size_name, paper::kInk},
              m.size_min,
              Anchor::start,
              Vertical::middle,
              1.16,
              99,
              true,
              0.86},
             row.name);
}

void draw_field(Scene& scene, const PaperMetrics& m, const Box& cell, const Column& column,
                const ProgressChart& chart, const ProgressRow& row, StripUse use) {
  const auto words = [&](Face face, double size, Anchor anchor, const std::string& text,
                         bool name) {
    draw_words(scene, m, cell,
               {{face, size, paper::kInk},
                m.size_min,
                anchor,
                Vertical::middle,
                1.16,
                99,
                name,
                name ? 0.86 : 1},
               text);
  };
  switch (column.kind) {
    case ColumnKind::post: return;
    case ColumnKind::sequence:
      return draw_line(scene, cell,
                       {{Face::bold, m.size_sequence, paper::kInk}, m.size_min, Anchor::middle},
                       std::to_string(row.sequence));
    case ColumnKind::name: return draw_name(scene, m, cell, row);
    case ColumnKind::facts:
      return words(Face::regular, m.size_facts, Anchor::start, row.facts, false);
    case ColumnKind::target:
      return words(Face::regular, m.size_target, Anchor::start, row.annual_target, false);
    case ColumnKind::commander:
      return words(Face::regular, m.size_person, Anchor::middle, row.commander, true);
    case ColumnKind::deputies:
      return words(Face::regular, m.size_person, Anchor::middle, row.deputy_commanders, true);
    case ColumnKind::unit:
      return words(Face::regular, m.size_person, Anchor::middle, row.lead_unit, true);
    case ColumnKind::persons:
      return words(Face::regular, m.size_person, Anchor::middle, row.accountable_persons, true);
    case ColumnKind::annual:
      return use == StripUse::apart ? draw_annual_apart(scene, m, cell, chart, row)
                                    : draw_annual(scene, m, cell, chart, row);
    case ColumnKind::period: break;
  }
  if (const ProgressCell* data = cell_at(row, column.period))
    draw_paper_cell(scene, m, cell, *data);
}

bool is_current(const ProgressChart& chart, const Column& column) {
  return column.kind == ColumnKind::period && column.period == current_period(chart);
}

}  // namespace

void draw_strip(Scene& scene, const PaperMetrics& m, std::span<const Column> columns,
                const Box& strip, const ProgressChart& chart, const ProgressRow& row,
                StripUse use) {
  scene.open_link({project_href(chart, row), row.project, strip});
  scene.rect(strip, {paper::kWhite, Stroke{paper::kFrame, m.line}});
  const Column* current = nullptr;
  for (const Column& column : columns) {
    if (column.kind == ColumnKind::post) continue;
    const Box cell{column.x, strip.y, column.width, strip.height};
    if (is_current(chart, column)) {
      current = &column;
      scene.rect(cell.inset(0, m.line / 2), {paper::kLit, {}});
    }
    if (cell.x > strip.x + m.line) {
      scene.line({cell.x, cell.y + m.line}, {cell.x, cell.bottom() - m.line},
                 {paper::kHair, m.line});
    }
  }
  if (current != nullptr) {
    for (const double x : {current->x, current->x + current->width}) {
      scene.line({x, strip.y}, {x, strip.bottom()}, {paper::kBand, m.line * 3});
    }
  }
  for (const Column& column : columns) {
    draw_field(scene, m, {column.x, strip.y, column.width, strip.height}, column, chart, row, use);
  }
  scene.close_link();
}

Box post_card_at(const PaperMetrics& m, Point corner) {
  return {corner.x, corner.y, m.post - m.pad * 1.3,
          std::min(m.badge_height, m.row_height_min * 0.34)};
}

void draw_rolled_up_badge(Scene& scene, const PaperMetrics& m, const Box& box,
                          const RolledUpMark& mark) {
  draw_paper_plate(scene, box, mark.card);
  const double size = box.height * 0.62;
  const double gap = box.height * 0.1;
  const std::string counts = fmt::format("{}/{}", mark.missed, mark.judged);
  const Box words{box.x + size + 2 * gap, box.y, box.width - size - 3 * gap, box.height};
  if (text_width(Face::bold, m.size_min, counts) > words.width)
    return draw_paper_mark(scene, mark.card, box.center(), size);
  draw_paper_mark(scene, mark.card, {box.x + gap + size / 2, box.center().y}, size);
  draw_line(scene, words,
            {{Face::bold, m.size_badge_small, paper_ink(mark.card)}, m.size_min, Anchor::middle},
            counts);
}

void draw_post(Scene& scene, const PaperMetrics& m, const Box& box, const ProgressGroup& group,
               bool continued) {
  scene.rect(box, {paper::kPlate, Stroke{paper::kFrame, m.line}});
  scene.rect({box.x, box.y, m.pad * 0.9, box.height}, {paper::kBand, {}});
  Box inside{box.x + m.pad * 1.1, box.y + m.pad * 0.6, box.width - m.pad * 1.3,
             box.height - m.pad * 1.2};
  if (group.mark && group.mark->card != Card::none) {
    const Box badge = post_card_at(m, {inside.x, inside.y});
    draw_rolled_up_badge(scene, m, badge, *group.mark);
    inside = {inside.x, badge.bottom() + m.pad * 0.4, inside.width,
              inside.bottom() - badge.bottom() - m.pad * 0.4};
  }
  const TextStyle style{Face::title, m.size_group, paper::kBandDark};
  draw_vertical(scene, inside, style, m.size_min, continued ? group.name + "（续）" : group.name);
}

}  // namespace zhantu::chart
