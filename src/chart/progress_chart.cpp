#include "chart/progress_chart.hpp"

#include "base/check.hpp"
#include "chart/progress_layout.hpp"
#include "chart/surface.hpp"

namespace zhantu::chart {
namespace {

const Scene& page_of(const std::vector<Scene>& scenes, int page) {
  return scenes[static_cast<std::size_t>(std::clamp(page, 1, static_cast<int>(scenes.size())) - 1)];
}

Drawing draw(const std::vector<Scene>& scenes, Surface surface, int page, int png_width_px) {
  const int pages = static_cast<int>(scenes.size());
  switch (surface) {
    case Surface::pdf: return {write_pdf(scenes), "application/pdf", pages};
    case Surface::svg: return {write_svg(page_of(scenes, page)), "image/svg+xml", pages};
    case Surface::png: return {write_png(page_of(scenes, page), png_width_px), "image/png", pages};
  }
  ZT_CHECK(false);
  return {};
}

}  // namespace

Drawing draw_progress_paper(const ProgressChart& chart, const PaperOptions& options) {
  return draw(lay_out_paper(chart, options.paper), options.surface, options.page,
              options.png_width_px);
}

Drawing draw_progress_wall(const ProgressChart& chart, const WallOptions& options) {
  return draw(lay_out_wall(chart), options.surface, options.page, options.png_width_px);
}

}  // namespace zhantu::chart
