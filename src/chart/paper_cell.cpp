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

double gap_of(const Box& box) { return box.height * 0.14; }
double mark_of(const Box& box) { return box.height * 0.62; }
// From the left edge of a badge to its figure.
double figure_offset(const Box& box) { return gap_of(box) * 2.1 + mark_of(box) * 1.12; }

std::string figure_of(const ProgressCell& data) {
  if (!data.verified_basis_points) return data.verdict;
  return share_texts(data.verified_basis_points, data.plan_basis_points).done + '%';
}

std::string note_of(const ProgressCell& data) {
  if (data.struck_off) return std::string(kStruckOff);
  if (!data.verified_basis_points || !data.plan_basis_points) return {};
  return points_text(*data.verified_basis_points, *data.plan_basis_points);
}

std::string claimed_of(const ProgressCell& data) {
  if (!data.claimed_basis_points) return {};
  return std::string(kReported) + share_texts(data.claimed_basis_points, {}).done;
}

void measure(BadgeParts& parts, const PaperMetrics& m, const Box& box) {
  const double gap = gap_of(box);
  const auto width = [&](Face face, double size, const std::string& text) {
    return text.empty() ? 0 : text_width(face, size, text);
  };
  parts.figure_width = width(Face::bold, m.size_badge, parts.figure);
  parts.note_width = width(Face::bold, m.size_badge_small, parts.note);
  parts.claimed_width = parts.claimed.empty()
                            ? 0
                            : width(Face::regular, m.size_badge_small, parts.claimed) + 1.6 * gap;
  parts.solid_width = figure_offset(box) + parts.figure_width + gap +
                      (parts.note.empty() ? 0 : gap + parts.note_width);
}

void drop_percent_sign(std::string& text) {
  if (text.ends_with('%')) text.pop_back();
}

// Leaves out what there is least need of; each step on top of the ones before.
void leave_out(BadgeParts& parts, int step) {
  switch (step) {
    case 1:
      if (parts.claimed.starts_with(kReported)) parts.claimed.erase(0, kReported.size());
      break;
    case 2: drop_percent_sign(parts.figure); break;
    case 3: parts.claimed.clear(); break;
    case 4: parts.note.clear(); break;
    default: break;
  }
}

constexpr int kLastStep = 4;

int leave_out_until_it_fits(BadgeParts& parts, const PaperMetrics& m, const Box& box,
                            int at_least) {
  for (int step = 0; step <= kLastStep; ++step) {
    leave_out(parts, step);
    measure(parts, m, box);
    if (step >= at_least && parts.solid_width + parts.claimed_width <= box.width) return step;
  }
  return kLastStep;
}

// What is left out is the same for all cells of a width, whatever their figures, unless these are
// unusually long.
BadgeParts fitting_parts(const PaperMetrics& m, const Box& box, const ProgressCell& data) {
  BadgeParts usual{.figure = "88%", .note = "−18", .claimed = std::string(kReported) + "88"};
  const int steps = leave_out_until_it_fits(usual, m, box, 0);
  BadgeParts parts{.figure = figure_of(data), .note = note_of(data), .claimed = claimed_of(data)};
  leave_out_until_it_fits(parts, m, box, steps);
  return parts;
}

void draw_figures(Scene& scene, const PaperMetrics& m, const Box& box, const BadgeParts& parts,
                  Color ink) {
  const double gap = gap_of(box);
  const double left = box.x + figure_offset(box);
  const double note_left = box.right() - gap - parts.note_width;
  const double figure_room =
      (parts.note.empty() ? box.right() - gap : note_left - gap * 0.5) - left;
  const Box figure{left, box.y, figure_room, box.height};
  draw_line(scene, figure, {{Face::bold, m.size_badge, ink}, m.size_min}, parts.figure);
  const Box note{note_left, box.y, parts.note_width + gap * 0.5, box.height};
  draw_line(scene, note, {{Face::bold, m.size_badge_small, ink}, m.size_min}, parts.note);
}

// The card as it was published, small, before the one that the period is shown in since its arrears
// were made good; returns what is left of the badge.
Box draw_published(Scene& scene, const Box& badge, Card card) {
  const double side = badge.height * 0.8;
  const Box small{badge.x, badge.center().y - side / 2, side, side};
  draw_paper_plate(scene, small, card);
  draw_paper_mark(scene, card, small.center(), side * 0.62);
  const double used = side + badge.height * 0.1;
  return {badge.x + used, badge.y, badge.width - used, badge.height};
}

void draw_card(Scene& scene, const PaperMetrics& m, const Box& badge, const ProgressCell& data) {
  const bool recoloured = data.shown != Card::none;
  const Box box = recoloured ? draw_published(scene, badge, data.card) : badge;
  const Card card = recoloured ? data.shown : data.card;
  const BadgeParts parts = fitting_parts(m, box, data);
  if (!parts.claimed.empty()) {
    const double overlap = box.height * 0.3;
    const Box hollow{box.right() - parts.claimed_width - overlap, box.y,
                     parts.claimed_width + overlap, box.height};
    const double w = m.line * 1.2;
    scene.rect(hollow.inset(w / 2, w / 2), {paper::kWhite, Stroke{paper_color(card), w}},
               box.height * 0.16);
    const Box claimed{hollow.x + overlap, box.y, parts.claimed_width, box.height};
    const TextStyle style{Face::regular, m.size_badge_small, paper::kSecond};
    draw_line(scene, claimed, {style, m.size_min, Anchor::middle}, parts.claimed);
  }
  const Box solid{box.x, box.y, box.width - parts.claimed_width, box.height};
  draw_paper_plate(scene, solid, card);
  const Point mark{box.x + gap_of(box) * 1.2 + mark_of(box) * 0.56, box.center().y};
  const Color ink = paper_ink(card);
  if (data.struck_off) {
    draw_ring_tick(scene, mark, mark_of(box) * 1.08, ink);
  } else {
    draw_paper_mark(scene, card, mark, mark_of(box));
  }
  draw_figures(scene, m, solid, parts, ink);
}

// Nothing was published: the outline waits for a card.
void draw_without_card(Scene& scene, const PaperMetrics& m, const Box& box,
                       const ProgressCell& data) {
  const bool verified = data.verified_basis_points.has_value();
  const double w = m.line * 1.6;
  scene.rect(box.inset(w / 2, w / 2), {paper::kWhite, Stroke{paper::kSecond, w, !verified}},
             box.height * 0.16);
  const int done = verified ? *data.verified_basis_points : data.claimed_basis_points.value_or(0);
  const std::string figure = (verified ? "" : std::string(kReported)) +
                             share_texts(done, data.plan_basis_points).done + '%';
  std::string note =
      data.plan_basis_points ? points_text(done, *data.plan_basis_points) : std::string();
  const double gap = gap_of(box);
  const double figure_width = text_width(Face::bold, m.size_badge * 0.9, figure);
  double note_width = text_width(Face::regular, m.size_badge_small, note);
  if (figure_width + note_width + 4 * gap > box.width) note.clear();
  if (note.empty()) note_width = 0;
  const Box left{box.x + gap, box.y,
                 box.width - 2 * gap - note_width - (note.empty() ? 0 : 1.5 * gap), box.height};
  draw_line(scene, left,
            {{Face::bold, m.size_badge * 0.9, paper::kSecond}, m.size_min, Anchor::middle}, figure);
  const Box right{box.right() - 1.5 * gap - note_width, box.y, note_width + 0.5 * gap, box.height};
  draw_line(scene, right, {{Face::regular, m.size_badge_small, paper::kSecond}}, note);
}

// In the upper right corner; returns the width that is taken.
double draw_corrected(Scene& scene, const PaperMetrics& m, const Box& cell) {
  Box tag = corrected_tag_at(m, {cell.x, cell.y});
  tag.x = cell.right() - tag.width;
  draw_corrected_tag(scene, m, tag);
  return tag.width + m.pad * 0.5;
}

// The share above, what is to be seen below it; in one block where there is no room for that.
void draw_plan(Scene& scene, const PaperMetrics& m, Box box, const ProgressCell& data, double size,
               Color ink) {
  std::string share = share_texts(data.verified_basis_points, data.plan_basis_points).plan;
  if (!share.empty()) share += '%';
  const double tag = data.corrected ? draw_corrected(scene, m, box) : 0;
  constexpr double kLeading = 1.1;
  BlockStyle style{
      {Face::regular, size, ink}, m.size_min, Anchor::start, Vertical::top, kLeading, 99, true};
  const double words_room = box.height - size * kLeading;
  const int words_lines = static_cast<int>((words_room - size) / (size * kLeading) + 1.0001);
  const BrokenText words =
      break_text(Face::regular, size, data.plan_text, box.width, std::max(1, words_lines));
  const bool share_fits = text_width(Face::bold, size, share) <= box.width - tag;
  if (!share.empty() && share_fits && !words.lines.empty() && !words.cut && words_room >= size) {
    const double used = size * (1 + kLeading * static_cast<double>(words.lines.size()));
    const double top = data.corrected ? box.y : box.y + (box.height - used) / 2;
    const Box upper{box.x, top, box.width - tag, size};
    const Point baseline{upper.x, upper.y + kAscent * size};
    scene.text({Face::bold, size, ink}, baseline, Anchor::start, share, upper);
    const Box lower{box.x, top + size * kLeading, box.width, used - size * kLeading + 1e-6};
    draw_block(scene, lower, style, data.plan_text);
    return;
  }
  if (tag < box.width * 0.35) {
    box.width -= tag;
  } else {
    box = {box.x, box.y + m.size_min * 1.3, box.width, box.height - m.size_min * 1.3};
  }
  style.vertical = Vertical::middle;
  const bool both = !share.empty() && !data.plan_text.empty();
  draw_block(scene, box, style, share + (both ? " " : "") + data.plan_text);
}

}  // namespace

Box corrected_tag_at(const PaperMetrics& m, Point corner) {
  return {corner.x, corner.y, text_width(Face::bold, m.size_min, kCorrected) + m.pad * 0.8,
          m.size_min * 1.2};
}

void draw_corrected_tag(Scene& scene, const PaperMetrics& m, const Box& tag) {
  scene.rect(tag, {{}, Stroke{paper::kBandDark, m.line}}, m.size_min * 0.15);
  draw_line(scene, tag, {{Face::bold, m.size_min, paper::kBandDark}, 0, Anchor::middle},
            kCorrected);
}

void draw_badge(Scene& scene, const PaperMetrics& metrics, const Box& box,
                const ProgressCell& data) {
  if (data.card == Card::none) return draw_without_card(scene, metrics, box, data);
  draw_card(scene, metrics, box, data);
}

void draw_paper_cell(Scene& scene, const PaperMetrics& m, const Box& cell,
                     const ProgressCell& data) {
  if (!data.on_wall) return;
  const Box inner = cell.inset(m.pad * 0.7, m.pad * 0.45);
  if (!data.has_target) {
    const double half = m.size_badge * 0.45;
    const Point c = inner.center();
    scene.line({c.x - half, c.y}, {c.x + half, c.y}, {paper::kQuiet, m.line * 1.6});
    return;
  }
  const bool badge =
      data.card != Card::none || data.claimed_basis_points || data.verified_basis_points;
  Box plan = inner;
  if (badge) {
    draw_badge(scene, m, {inner.x, inner.bottom() - m.badge_height, inner.width, m.badge_height},
               data);
    plan.height -= m.badge_height + m.pad * 0.2;
  }
  draw_plan(scene, m, plan, data, badge ? m.size_plan : m.size_plan_ahead,
            badge ? paper::kInk : paper::kSecond);
}

}  // namespace zhantu::chart
