#include "chart/paper_cell.hpp"

#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/progress_text.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

constexpr std::string_view kCorrected = "更正";
constexpr std::string_view kStruckOff = "销号";
constexpr std::string_view kReported = "报";

// What a badge says, and how much room each part takes.
struct BadgeParts {
  std::string figure, note, claimed;
  double figure_width = 0, note_width = 0, claimed_width = 0;
  double solid_width = 0;  // what the solid part needs
};

double gap_of(const Box& box) { return box.height * 0.15; }
double mark_of(const Box& box) { return box.height * 0.66; }

std::string figure_of(const ProgressCell& data) {
  return data.verified_basis_points ? percent_text(*data.verified_basis_points) : std::string();
}

std::string note_of(const ProgressCell& data) {
  if (data.struck_off) return std::string(kStruckOff);
  if (!data.verified_basis_points || !data.plan_basis_points) return {};
  return points_text(*data.verified_basis_points, *data.plan_basis_points);
}

std::string claimed_of(const ProgressCell& data) {
  if (!data.claimed_basis_points) return {};
  return std::string(kReported) + whole_percent_text(*data.claimed_basis_points);
}

void measure(BadgeParts& parts, const PaperMetrics& m, const Box& box) {
  const double gap = gap_of(box);
  const auto width = [&](Face face, double size, const std::string& text) {
    return text.empty() ? 0 : text_width(face, size, text);
  };
  parts.figure_width = width(Face::bold, m.size_badge, parts.figure);
  parts.note_width = width(Face::bold, m.size_badge_small, parts.note);
  parts.claimed_width = parts.claimed.empty() ? 0 : width(Face::regular, m.size_badge_small, parts.claimed) + 1.6 * gap;
  parts.solid_width = 2 * gap + mark_of(box) + gap + parts.figure_width + (parts.note.empty() ? 0 : gap + parts.note_width);
}

void drop_percent_sign(std::string& text) {
  if (text.ends_with('%')) text.pop_back();
}

BadgeParts fitting_parts(const PaperMetrics& m, const Box& box, const ProgressCell& data) {
  BadgeParts parts{.figure = figure_of(data), .note = note_of(data), .claimed = claimed_of(data)};
  const auto fits = [&] {
    measure(parts, m, box);
    return parts.solid_width + parts.claimed_width <= box.width;
  };
  if (fits()) return parts;
  if (parts.claimed.starts_with(kReported)) parts.claimed.erase(0, kReported.size());
  if (fits()) return parts;
  drop_percent_sign(parts.figure);
  if (fits()) return parts;
  parts.claimed.clear();
  if (fits()) return parts;
  parts.note.clear();
  fits();
  return parts;
}

void draw_solid_shape(Scene& scene, const Box& box, Card card) {
  const Paint paint{paper_color(card), {}};
  if (card == Card::red) return scene.path(octagonal(box, box.height * 0.28, paint));
  scene.rect(box, paint, card == Card::blue ? box.height * 0.16 : 0);
}

void draw_figures(Scene& scene, const PaperMetrics& m, const Box& box, const BadgeParts& parts, Color ink) {
  const double gap = gap_of(box);
  const double left = box.x + 2 * gap + mark_of(box);
  const double note_left = box.right() - gap - parts.note_width;
  const double figure_room = (parts.note.empty() ? box.right() - gap : note_left - gap * 0.5) - left;
  const Box figure{left, box.y, figure_room, box.height};
  draw_line(scene, figure, {{Face::bold, m.size_badge, ink}, m.size_min}, parts.figure);
  const Box note{note_left, box.y, parts.note_width + gap * 0.5, box.height};
  draw_line(scene, note, {{Face::bold, m.size_badge_small, ink}, m.size_min}, parts.note);
}

void draw_card(Scene& scene, const PaperMetrics& m, const Box& box, const ProgressCell& data) {
  const BadgeParts parts = fitting_parts(m, box, data);
  if (!parts.claimed.empty()) {
    const double overlap = box.height * 0.3;
    const Box hollow{box.right() - parts.claimed_width - overlap, box.y, parts.claimed_width + overlap, box.height};
    const double w = m.line * 1.2;
    scene.rect(hollow.inset(w / 2, w / 2), {paper::kWhite, Stroke{paper_color(data.card), w}}, box.height * 0.16);
    const Box claimed{hollow.x + overlap, box.y, parts.claimed_width, box.height};
    const TextStyle style{Face::regular, m.size_badge_small, paper::kSecond};
    draw_line(scene, claimed, {style, m.size_min, Anchor::middle}, parts.claimed);
  }
  const Box solid{box.x, box.y, box.width - parts.claimed_width, box.height};
  draw_solid_shape(scene, solid, data.card);
  const Point mark{box.x + gap_of(box) * 1.3 + mark_of(box) / 2, box.center().y};
  const Color ink = data.card == Card::yellow ? paper::kInk : paper::kWhite;
  if (data.struck_off) {
    draw_ring_tick(scene, mark, mark_of(box) * 1.08, ink);
  } else {
    draw_paper_mark(scene, data.card, mark, mark_of(box));
  }
  draw_figures(scene, m, solid, parts, ink);
}

// Nothing was published: the outline waits for a card.
void draw_without_card(Scene& scene, const PaperMetrics& m, const Box& box, const ProgressCell& data) {
  const bool verified = data.verified_basis_points.has_value();
  const double w = m.line * 1.6;
  scene.rect(box.inset(w / 2, w / 2), {paper::kWhite, Stroke{paper::kSecond, w, !verified}}, box.height * 0.16);
  const int done = verified ? *data.verified_basis_points : data.claimed_basis_points.value_or(0);
  const std::string figure = (verified ? "" : std::string(kReported)) + percent_text(done);
  std::string note = data.plan_basis_points ? points_text(done, *data.plan_basis_points) : std::string();
  const double gap = gap_of(box);
  const double figure_width = text_width(Face::bold, m.size_badge * 0.9, figure);
  double note_width = text_width(Face::regular, m.size_badge_small, note);
  if (figure_width + note_width + 4 * gap > box.width) note.clear();
  if (note.empty()) note_width = 0;
  const Box left{box.x + gap, box.y, box.width - 2 * gap - note_width - (note.empty() ? 0 : gap), box.height};
  draw_line(scene, left, {{Face::bold, m.size_badge * 0.9, paper::kSecond}, m.size_min, Anchor::middle}, figure);
  const Box right{box.right() - gap - note_width, box.y, note_width, box.height};
  draw_line(scene, right, {{Face::regular, m.size_badge_small, paper::kSecond}}, note);
}

double draw_corrected(Scene& scene, const PaperMetrics& m, const Box& cell) {
  const double width = text_width(Face::bold, m.size_min, kCorrected) + m.pad * 0.8;
  const Box tag{cell.right() - width, cell.y, width, m.size_min * 1.2};
  scene.rect(tag, {{}, Stroke{paper::kBandDark, m.line}}, m.size_min * 0.15);
  draw_line(scene, tag, {{Face::bold, m.size_min, paper::kBandDark}, 0, Anchor::middle}, kCorrected);
  return width + m.pad * 0.5;
}

std::string plan_of(const ProgressCell& data) {
  std::string text;
  if (data.plan_basis_points) text = plan_percent_text(*data.plan_basis_points);
  if (!text.empty() && !data.plan_text.empty()) text += ' ';
  return text + data.plan_text;
}

}  // namespace

void draw_badge(Scene& scene, const PaperMetrics& metrics, const Box& box, const ProgressCell& data) {
  if (data.card == Card::none) return draw_without_card(scene, metrics, box, data);
  draw_card(scene, metrics, box, data);
}

void draw_paper_cell(Scene& scene, const PaperMetrics& m, const Box& cell, const ProgressCell& data) {
  if (!data.on_wall) return;
  const Box inner = cell.inset(m.pad * 0.7, m.pad * 0.45);
  if (!data.has_target) {
    const double half = m.size_badge * 0.45;
    const Point c = inner.center();
    scene.line({c.x - half, c.y}, {c.x + half, c.y}, {paper::kQuiet, m.line * 1.6});
    return;
  }
  const bool badge = data.card != Card::none || data.claimed_basis_points || data.verified_basis_points;
  Box plan = inner;
  if (badge) {
    draw_badge(scene, m, {inner.x, inner.bottom() - m.badge_height, inner.width, m.badge_height}, data);
    plan.height -= m.badge_height + m.pad * 0.2;
  }
  if (data.corrected) plan.width -= draw_corrected(scene, m, inner);
  const TextStyle style{Face::regular, badge ? m.size_plan : m.size_plan_ahead, badge ? paper::kInk : paper::kSecond};
  draw_block(scene, plan, {style, m.size_min, Anchor::start, Vertical::middle, 1.08, 99, true}, plan_of(data));
}

}  // namespace zhantu::chart
