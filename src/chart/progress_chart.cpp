#include "chart/progress_chart.hpp"

#include "base/check.hpp"
#include "chart/progress_layout.hpp"
#include "chart/surface.hpp"

namespace zhantu::chart {
namespace {

// Draws pages that are laid out one by one: a picture needs one of them.
template <typename PageAt>
Drawing draw(const PageAt& page_at, int pages, Surface surface, int page, int png_width_px) {
  const auto chosen = [&] { return page_at(std::clamp(page, 1, pages)); };
  switch (surface) {
    case Surface::pdf: {
      std::vector<Scene> scenes;
      scenes.reserve(static_cast<std::size_t>(pages));
      for (int number = 1; number <= pages; ++number) scenes.push_back(page_at(number));
      return {write_pdf(scenes), "application/pdf", pages};
    }
    case Surface::svg: return {write_svg(chosen()), "image/svg+xml", pages};
    case Surface::png: return {write_png(chosen(), png_width_px), "image/png", pages};
  }
  ZT_CHECK(false);
  return {};
}

Drawing draw(const std::vector<Scene>& scenes, Surface surface, int page, int png_width_px) {
  return draw([&](int number) { return scenes[static_cast<std::size_t>(number - 1)]; },
              static_cast<int>(scenes.size()), surface, page, png_width_px);
}

}  // namespace

Drawing draw_progress_paper(const ProgressChart& chart, const PaperOptions& options) {
  const PaperLayout layout(chart, options.paper, options.posts_apart);
  return draw([&](int number) { return layout.page(number); }, layout.pages(), options.surface,
              options.page, options.png_width_px);
}

Drawing draw_progress_strips(const ProgressChart& chart, const StripOptions& options) {
  return draw(lay_out_strips(chart, options), options.surface, options.page, options.png_width_px);
}

Drawing draw_progress_wall(const ProgressChart& chart, const WallOptions& options) {
  return draw(lay_out_wall(chart), options.surface, options.page, options.png_width_px);
}

}  // namespace zhantu::chart
