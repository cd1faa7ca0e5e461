// The progress chart on paper and on the wall screen: model -> layout -> scene -> PDF, SVG or PNG
// (D-5.1, D-5.3).
#pragma once
#include <string>
#include <vector>

#include "chart/progress_model.hpp"

namespace zhantu::chart {

// Landscape; a4_portrait for binders, a half-year of months on a sheet.
enum class Paper { a0, a1, a2, a3, a4, a4_portrait };
enum class Surface { pdf, svg, png };

struct Drawing {
  std::string bytes;
  std::string media_type;  // "application/pdf", "image/svg+xml", "image/png"
  int pages = 1;
};

// A chart of more projects is refused by the app.
inline constexpr int kProjectsMax = 5000;

// PDF keeps selectable text and has all pages; SVG is one page (`page`, from 1);
// PNG is one page at `png_width_px` pixels. KEEPS every row whole and nothing below the least print
// of the paper: what does not fit on a page goes to the next one, rows and periods alike.
struct PaperOptions {
  Paper paper = Paper::a1;
  Surface surface = Surface::pdf;
  int page = 1;
  int png_width_px = 2400;
  bool posts_apart = false;  // each command post begins a page of its own
};
Drawing draw_progress_paper(const ProgressChart& chart, const PaperOptions& options);

// The strips of chosen projects (D-5.4) at the real size of the chart on `paper`, on sheets that an
// office printer takes: crop marks, pieces with a tab to glue where a strip is longer than a sheet,
// and on each strip day, revision and QR code.
struct StripOptions {
  Paper paper = Paper::a1;  // of the chart on the wall
  Paper sheet = Paper::a3;  // a3 or a4
  Surface surface = Surface::pdf;
  int page = 1;
  int png_width_px = 2400;
  bool posts_apart = false;           // as on the wall: the height of a strip depends on it
  std::vector<std::string> projects;  // ids; in the order of the chart
  std::vector<std::string> posts;     // names of groups whose card is printed as well
};
Drawing draw_progress_strips(const ProgressChart& chart, const StripOptions& options);

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
