#include <cmath>

#include "base/check.hpp"
#include "chart/cairo_painter.hpp"
#include "chart/cairo_turn.hpp"
#include "chart/surface.hpp"

namespace zhantu::chart {

std::string write_png(const Scene& scene, int width_px) {
  ZT_CHECK(width_px >= 1 && width_px <= 20'000);
  const CairoTurn turn;
  const double scale = width_px / scene.width;
  const int height_px = std::max(1, static_cast<int>(std::lround(scene.height * scale)));
  cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width_px, height_px);
  cairo_t* cairo = cairo_create(surface);
  cairo_set_source_rgb(cairo, 1, 1, 1);
  cairo_paint(cairo);
  cairo_scale(cairo, scale, scale);
  InstalledFonts fonts;
  paint(cairo, scene, fonts, false);
  const cairo_status_t drawn = cairo_status(cairo);
  cairo_destroy(cairo);
  std::string bytes;
  const cairo_status_t written = cairo_surface_write_to_png_stream(surface, append_bytes, &bytes);
  cairo_surface_destroy(surface);
  ZT_CHECK(drawn == CAIRO_STATUS_SUCCESS && written == CAIRO_STATUS_SUCCESS);
  return bytes;
}

}  // namespace zhantu::chart
