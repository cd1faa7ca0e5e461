// Paints a scene on a Cairo context whose user unit is the unit of the scene. Included by the PDF
// and PNG surfaces only.
#pragma once
#include <cairo.h>

#include "chart/scene.hpp"
#include "chart/shaper.hpp"

namespace zhantu::chart {

// Which Cairo font and glyph paints a glyph of Pango.
class FontSource {
 public:
  virtual ~FontSource() = default;
  virtual cairo_font_face_t* face_of(PangoFont* font) = 0;
  virtual unsigned long index_of(PangoFont* font, unsigned glyph) = 0;
};

// The fonts as they are installed.
class InstalledFonts : public FontSource {
 public:
  cairo_font_face_t* face_of(PangoFont* font) override;
  unsigned long index_of(PangoFont* font, unsigned glyph) override;
};

// `links`: the surface can carry them (PDF).
void paint(cairo_t* cairo, const Scene& scene, FontSource& fonts, bool links);

// Appends to a std::string given as closure.
cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length);

}  // namespace zhantu::chart
