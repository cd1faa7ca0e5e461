// Texts set into boxes: wrapped, centred, vertical. Whatever is set stays inside its box.
#pragma once
#include <cstdint>
#include <string_view>

#include "chart/scene.hpp"

namespace zhantu::chart {

enum class Vertical : std::uint8_t { top, middle, bottom };

struct BlockStyle {
  TextStyle text;
  double size_min = 0;  // the text may shrink to this before it is cut; 0: it may not shrink
  Anchor anchor = Anchor::start;
  Vertical vertical = Vertical::middle;
  double leading = 1.2;      // distance of baselines in em
  int lines_max = 99;        // besides what the height allows
  bool balanced = false;     // lines of like length instead of full ones and a rest
  double one_line_from = 1;  // shrinks to this part of its size if that spares a second line
};

// Sets the text on as many lines as the box allows; returns the height used.
double draw_block(Scene& scene, const Box& box, const BlockStyle& style, std::string_view text);

// One line, vertically centred, cut with an ellipsis where it does not fit even at size_min.
void draw_line(Scene& scene, const Box& box, const BlockStyle& style, std::string_view text);

// Characters one below another, columns from right to left.
void draw_vertical(Scene& scene, const Box& box, const TextStyle& style, double size_min,
                   std::string_view text);

// Baseline at which figures and Chinese characters of `size` look centred on `y`.
double centred_baseline(double y, double size);

}  // namespace zhantu::chart
