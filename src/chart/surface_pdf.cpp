#include <cairo-pdf.h>

#include "base/check.hpp"
#include "chart/cairo_painter.hpp"
#include "chart/cairo_turn.hpp"
#include "chart/subset_fonts.hpp"
#include "chart/surface.hpp"

namespace zhantu::chart {
namespace {

constexpr double kPointsPerMillimetre = 72 / 25.4;
constexpr double kPointsPerPixel = 0.75;

double points_per_unit(const Scene& scene) {
  return scene.unit == Unit::millimetre ? kPointsPerMillimetre : kPointsPerPixel;
}

}  // namespace

std::string write_pdf(const std::vector<Scene>& pages) {
  ZT_CHECK(!pages.empty());
  std::optional<CairoTurn> turn(std::in_place);
  std::string bytes;
  const double unit = points_per_unit(pages[0]);
  cairo_surface_t* surface = cairo_pdf_surface_create_for_stream(
      append_bytes, &bytes, pages[0].width * unit, pages[0].height * unit);
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, pages[0].title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, pages[0].description.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, pages[0].author.c_str());
  // The day of drawing would make two equal charts differ; what counts is the day of the data, and
  // that is printed.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
  SubsetFonts fonts(pages);
  cairo_t* cairo = cairo_create(surface);
  for (const Scene& page : pages) {
    cairo_pdf_surface_set_size(surface, page.width * points_per_unit(page),
                               page.height * points_per_unit(page));
    cairo_save(cairo);
    cairo_scale(cairo, points_per_unit(page), points_per_unit(page));
    paint(cairo, page, fonts, true);
    cairo_restore(cairo);
    cairo_show_page(cairo);
    // A wall that is to be drawn does not wait for hundreds of pages.
    turn.reset();
    turn.emplace();
  }
  const cairo_status_t drawn = cairo_status(cairo);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  const cairo_status_t finished = cairo_surface_status(surface);
  cairo_surface_destroy(surface);
  ZT_CHECK(drawn == CAIRO_STATUS_SUCCESS && finished == CAIRO_STATUS_SUCCESS);
  return bytes;
}

}  // namespace zhantu::chart
