// Widths and line breaks of texts, as the fonts and Pango see them. Safe to call from several
// threads at once.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "chart/scene.hpp"

namespace zhantu::chart {

// Advance width of one line in the unit of `size`. REQUIRES valid UTF-8 without line feeds.
double text_width(Face face, double size, std::string_view text);

struct BrokenText {
  std::vector<std::string> lines;
  bool cut = false;  // the text did not fit and ends in an ellipsis
};

// Breaks by the rules of Unicode and Chinese typography (no comma begins a line); a word wider than
// the line is broken anywhere. KEEPS every line within `width`, at most `lines_max` of them; the
// last one ends in "…" where text is left over.
BrokenText break_text(Face face, double size, std::string_view text, double width, int lines_max);

// One line within `width`, with "…" where it had to be cut.
std::string cut_to(Face face, double size, std::string_view text, double width);

// The largest size from `size` down to `size_min` at which the text fits into `width` on one line,
// else size_min.
double size_to_fit(Face face, double size, double size_min, std::string_view text, double width);

}  // namespace zhantu::chart
