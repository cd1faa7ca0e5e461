#include "chart/text_block.hpp"

#include <cmath>

#include "base/text.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

constexpr double kShrinkStep = 0.94;

int lines_in(double height, double size, double leading) {
  return std::max(1, static_cast<int>(std::floor((height - size) / (size * leading) + 1e-9)) + 1);
}

// The narrowest width that needs no more lines: no character is left alone on the last one. Of two
// lines the second begins with a bracket where there is one.
BrokenText balanced(BrokenText broken, const TextStyle& face, std::string_view text, double width) {
  const int lines = static_cast<int>(broken.lines.size());
  if (lines < 2 || broken.cut) return broken;
  const std::size_t bracket = text.find("（");
  if (lines == 2 && bracket != std::string_view::npos && bracket > 0) {
    const std::string_view parts[] = {text.substr(0, bracket), text.substr(bracket)};
    if (std::ranges::all_of(parts, [&](std::string_view part) {
          return text_width(face.face, face.size, part) <= width;
        })) {
      broken.lines = {std::string(parts[0]), std::string(parts[1])};
      return broken;
    }
  }
  double too_narrow = width / lines;
  double enough = width;
  for (int i = 0; i < 6; ++i) {
    const double tried = (too_narrow + enough) / 2;
    BrokenText other = break_text(face.face, face.size, text, tried, lines);
    if (other.cut) {
      too_narrow = tried;
    } else {
      enough = tried;
      broken = std::move(other);
    }
  }
  return broken;
}

double anchor_x(const Box& box, Anchor anchor) {
  if (anchor == Anchor::middle) return box.x + box.width / 2;
  return anchor == Anchor::end ? box.right() : box.x;
}

// Brackets and dashes lie down in vertical text.
char32_t upright(char32_t c) {
  switch (c) {
    case U'（':
    case U'(': return U'︵';
    case U'）':
    case U')': return U'︶';
    case U'“': return U'﹃';
    case U'”': return U'﹄';
    case U'—':
    case U'-': return U'︱';
    default: return c;
  }
}

std::vector<std::string> upright_characters(std::string_view text) {
  std::vector<std::string> characters;
  for (char32_t c : code_points(text)) {
    if (c != U' ') characters.push_back(encode_utf8(upright(c)));
  }
  return characters;
}

}  // namespace

double centred_baseline(double y, double size) { return y + 0.365 * size; }

double draw_block(Scene& scene, const Box& box, const BlockStyle& style, std::string_view text) {
  if (text.empty() || box.width <= 0) return 0;
  TextStyle face = style.text;
  const double size_min = style.size_min > 0 ? style.size_min : face.size;
  const double one_line =
      face.size * box.width / std::max(box.width, text_width(face.face, face.size, text));
  if (one_line < face.size &&
      one_line * 0.9999 >= std::max(size_min, face.size * style.one_line_from)) {
    face.size = one_line * 0.9999;
  }
  BrokenText broken;
  for (;;) {
    const int lines_max = std::min(style.lines_max, lines_in(box.height, face.size, style.leading));
    broken = break_text(face.face, face.size, text, box.width, lines_max);
    if (!broken.cut || face.size <= size_min) break;
    face.size = std::max(size_min, face.size * kShrinkStep);
  }
  if (style.balanced) broken = balanced(std::move(broken), face, text, box.width);
  const double step = face.size * style.leading;
  const double used = face.size + step * static_cast<double>(broken.lines.size() - 1);
  double top = box.y;
  if (style.vertical == Vertical::middle) top += (box.height - used) / 2;
  if (style.vertical == Vertical::bottom) top += box.height - used;
  double baseline = top + kAscent * face.size;
  for (const std::string& line : broken.lines) {
    scene.text(face, {anchor_x(box, style.anchor), baseline}, style.anchor, line, box);
    baseline += step;
  }
  return used;
}

void draw_line(Scene& scene, const Box& box, const BlockStyle& style, std::string_view text) {
  TextStyle face = style.text;
  if (style.size_min > 0)
    face.size = size_to_fit(face.face, face.size, style.size_min, text, box.width);
  const std::string line = cut_to(face.face, face.size, text, box.width);
  const double baseline = centred_baseline(box.y + box.height / 2, face.size);
  scene.text(face, {anchor_x(box, style.anchor), baseline}, style.anchor, line, box);
}

void draw_vertical(Scene& scene, const Box& box, const TextStyle& style, double size_min,
                   std::string_view text) {
  std::vector<std::string> characters = upright_characters(text);
  if (characters.empty()) return;
  constexpr double kPitch = 1.08;
  TextStyle face = style;
  const int count = static_cast<int>(characters.size());
  int rows = 1;
  int columns = 1;
  for (;;) {
    rows = std::max(
        1, static_cast<int>((box.height + (kPitch - 1) * face.size) / (face.size * kPitch) + 1e-9));
    columns = (count + rows - 1) / rows;
    if (columns * face.size <= box.width || face.size <= size_min) break;
    face.size = std::max(size_min, face.size * kShrinkStep);
  }
  const int columns_max = std::max(1, static_cast<int>(box.width / face.size));
  if (columns > columns_max) {
    characters.resize(static_cast<std::size_t>(rows * columns_max));
    characters.back() = rows * columns_max > 1 ? "︙" : characters.back();
    columns = columns_max;
  }
  const int shown = static_cast<int>(characters.size());
  rows = (shown + columns - 1) / columns;
  const double height = face.size * (kPitch * (rows - 1) + 1);
  const double column_step = std::min(box.width / columns, face.size * 1.15);
  const double right = box.center().x + column_step * (columns - 1) / 2;
  for (int i = 0; i < shown; ++i) {
    const double x = right - column_step * (i / rows);
    const double y =
        box.y + (box.height - height) / 2 + face.size * (kPitch * (i % rows) + kAscent);
    scene.text(face, {x, y}, Anchor::middle, characters[static_cast<std::size_t>(i)], box);
  }
}

}  // namespace zhantu::chart
