// The few glyphs of each font that a document uses, as fonts of their own for the PDF surface.
//
// Cairo 1.16 loses glyphs when it takes subsets of CFF fonts whose subroutines hold hints, as those
// of Noto CJK do: which characters vanish depends on the others in the document. HarfBuzz takes the
// subset first and dissolves the subroutines; what Cairo then gets is small and has nothing to
// lose. It is also several times faster.
#pragma once
#include <map>
#include <vector>

#include "chart/cairo_painter.hpp"

namespace zhantu::chart {

class SubsetFonts : public FontSource {
 public:
  // Covers all texts of `pages`.
  explicit SubsetFonts(const std::vector<Scene>& pages);
  ~SubsetFonts() override;
  SubsetFonts(const SubsetFonts&) = delete;
  SubsetFonts& operator=(const SubsetFonts&) = delete;

  cairo_font_face_t* face_of(PangoFont* font) override;
  unsigned long index_of(PangoFont* font, unsigned glyph) override;

 private:
  struct Subset;
  std::map<PangoFont*, Subset> subsets_;
};

}  // namespace zhantu::chart
