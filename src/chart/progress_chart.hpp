// The progress chart on paper and on the wall screen: model -> layout -> scene -> PDF, SVG or PNG
// (D-5.1, D-5.3).
#pragma once
#include <string>

#include "chart/progress_model.hpp"

namespace zhantu::chart {

enum class Paper { a1, a3 };
enum class Surface { pdf, svg, png };

struct Drawing {
  std::string bytes;
  std::string media_type;  // "application/pdf", "image/svg+xml", "image/png"
  int pages = 1;
};

// Landscape paper. PDF keeps selectable text; SVG is one page (`page`, from 1); PNG is one page at
// `png_width_px` pixels. KEEPS every row whole: what does not fit on a page goes to the next one,
// never smaller.
struct PaperOptions {
  Paper paper = Paper::a1;
  Surface surface = Surface::pdf;
  int page = 1;
  int png_width_px = 2400;
};
Drawing draw_progress_paper(const ProgressChart& chart, const PaperOptions& options);

// Where the browser's shell may draw over the wall: the clock, and the ticker with paging and
// liveness. Nothing of ours is there.
namespace wall_screen {
inline constexpr int kWidth = 1920, kHeight = 1080;
inline constexpr int kClockLeft = 1590, kClockTop = 10, kClockWidth = 300, kClockHeight = 70;
inline constexpr int kTickerLeft = 190, kTickerTop = 1010, kTickerWidth = 1700, kTickerHeight = 70;
}  // namespace wall_screen

// 1920 x 1080, dark ground. At most 30 rows a page; more are paged by command post.
struct WallOptions {
  Surface surface = Surface::svg;
  int page = 1;
  int png_width_px = 1920;
};
Drawing draw_progress_wall(const ProgressChart& chart, const WallOptions& options);

}  // namespace zhantu::chart
