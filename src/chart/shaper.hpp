// Glyphs of texts, found through Pango once per thread and character. Only text_measure and the Cairo painter include this.
//
// Chinese and Latin text needs no shaping beyond one glyph for each character, so its glyphs are looked up one by one and kept;
// text in scripts that join or reorder (`needs_layout`) is left to a Pango layout.
#pragma once
#include <pango/pangocairo.h>

#include <string_view>
#include <unordered_map>
#include <vector>

#include "chart/scene.hpp"

namespace zhantu::chart {

struct Glyph {
  cairo_font_face_t* font = nullptr;  // owned by the shaper of this thread
  unsigned long index = 0;
  double advance = 0;  // in em
  int bytes = 0;       // of UTF-8
};

class Shaper {
 public:
  static Shaper& of_this_thread();
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  static bool needs_layout(std::string_view text);
  // REQUIRES !needs_layout(text)
  std::vector<Glyph> glyphs(Face face, std::string_view text);
  double width_em(Face face, std::string_view text);
  // A layout at `size`; the caller unrefs it.
  PangoLayout* layout(Face face, double size, std::string_view text);

 private:
  Shaper();
  const Glyph& glyph(Face face, char32_t code_point);
  Glyph look_up(Face face, char32_t code_point);

  PangoFontMap* fonts_ = nullptr;
  PangoContext* context_ = nullptr;
  std::unordered_map<char32_t, Glyph> known_[3];
  std::vector<PangoFont*> held_;
};

}  // namespace zhantu::chart
