// Glyphs of texts, found through Pango once per thread and character. Only text_measure and the
// Cairo files include this.
//
// Chinese and Latin text needs no shaping beyond one glyph for each character, so its glyphs are
// looked up one by one and kept; text in scripts that join or reorder is laid out by Pango as a
// whole.
#pragma once
#include <pango/pangocairo.h>

#include <string_view>
#include <unordered_map>
#include <vector>

#include "chart/scene.hpp"

namespace zhantu::chart {

// Lengths are in em. A glyph with bytes begins a cluster, the ones without that follow belong to
// it.
struct Glyph {
  PangoFont* font = nullptr;  // owned by the shaper of this thread
  unsigned index = 0;
  double advance = 0;
  double dx = 0, dy = 0;
  int from = 0;  // place of the cluster in the UTF-8 of the text
  int bytes = 0;
};

class Shaper {
 public:
  static Shaper& of_this_thread();
  ~Shaper();
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  // From left to right. REQUIRES valid UTF-8 without line feeds.
  std::vector<Glyph> glyphs(Face face, std::string_view text);
  double width_em(Face face, std::string_view text);

 private:
  Shaper();
  const Glyph& glyph(Face face, char32_t code_point);
  std::vector<Glyph> laid_out(Face face, std::string_view text);
  void hold(PangoFont* font);

  PangoFontMap* fonts_ = nullptr;
  PangoContext* context_ = nullptr;
  std::unordered_map<char32_t, Glyph> known_[3];
  std::vector<PangoFont*> held_;
};

}  // namespace zhantu::chart
