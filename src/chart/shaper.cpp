#include "chart/shaper.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "chart/cairo_turn.hpp"

namespace zhantu::chart {
namespace {

constexpr double kReferenceSize = 1000;

struct Decoded {
  char32_t code_point;
  int bytes;
};

// Texts are valid UTF-8 by contract, so lead bytes tell all.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const auto tail = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0 && text.size() >= 2) return {(lead & 0x1F) << 6 | tail(1), 2};
  if (lead < 0xF0 && text.size() >= 3) return {(lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3};
  ZT_CHECK(text.size() >= 4);
  return {(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4};
}

bool stands_alone(char32_t c) {
  return (c >= 0x20 && c < 0x300) || (c >= 0x370 && c < 0x590) || (c >= 0x1E00 && c < 0x200B) ||
         (c >= 0x2010 && c < 0x202A) || (c >= 0x2030 && c < 0x2060) ||
         (c >= 0x2070 && c < 0x20D0) || (c >= 0x2100 && c < 0x302A) ||
         (c >= 0x3030 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) ||
         (c >= 0xFE30 && c < 0xFE50) || (c >= 0xFF00 && c < 0xFFF0) ||
         (c >= 0x20000 && c < 0x40000);
}

bool needs_layout(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    if (!stands_alone(next.code_point)) return true;
    at += static_cast<std::size_t>(next.bytes);
  }
  return false;
}

PangoFontDescription* describe(Face face, double size) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, face == Face::title
                                              ? "Noto Serif CJK SC,Source Han Serif SC,serif"
                                              : "Noto Sans CJK SC,Source Han Sans SC,sans-serif");
  pango_font_description_set_weight(font, face == Face::title  ? PANGO_WEIGHT_HEAVY
                                          : face == Face::bold ? PANGO_WEIGHT_BOLD
                                                               : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
  return font;
}

}  // namespace

Shaper& Shaper::of_this_thread() {
  thread_local Shaper shaper;
  return shaper;
}

Shaper::Shaper()
    : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_)) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context_, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context_, 72);
  pango_context_set_round_glyph_positions(context_, FALSE);
  pango_context_set_language(context_, pango_language_from_string("zh-cn"));
}

Shaper::~Shaper() {
  const CairoTurn turn;
  for (PangoFont* font : held_) g_object_unref(font);
  g_object_unref(context_);
  g_object_unref(fonts_);
}

std::vector<Glyph> Shaper::glyphs(Face face, std::string_view text) {
  if (needs_layout(text)) return laid_out(face, text);
  std::vector<Glyph> found;
  found.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    found.push_back(glyph(face, next.code_point));
    found.back().from = static_cast<int>(at);
    at += static_cast<std::size_t>(next.bytes);
  }
  return found;
}

double Shaper::width_em(Face face, std::string_view text) {
  double width = 0;
  if (needs_layout(text)) {
    for (const Glyph& each : laid_out(face, text)) width += each.advance;
    return width;
  }
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    width += glyph(face, next.code_point).advance;
    at += static_cast<std::size_t>(next.bytes);
  }
  return width;
}

const Glyph& Shaper::glyph(Face face, char32_t code_point) {
  auto& known = known_[static_cast<std::size_t>(face)];
  const auto found = known.find(code_point);
  if (found != known.end()) return found->second;
  const std::vector<Glyph> glyphs = laid_out(face, encode_utf8(code_point));
  ZT_CHECK(!glyphs.empty());
  return known.emplace(code_point, glyphs[0]).first->second;
}

// One cluster for each run: its letters may have changed places.
std::vector<Glyph> Shaper::laid_out(Face face, std::string_view text) {
  const CairoTurn turn;
  PangoLayout* layout = pango_layout_new(context_);
  PangoFontDescription* font = describe(face, kReferenceSize);
  pango_layout_set_font_description(layout, font);
  pango_font_description_free(font);
  pango_layout_set_single_paragraph_mode(layout, TRUE);
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  std::vector<Glyph> found;
  const PangoLayoutLine* line = pango_layout_get_line_readonly(layout, 0);
  for (const GSList* at = line->runs; at != nullptr; at = at->next) {
    const auto* run = static_cast<const PangoLayoutRun*>(at->data);
    hold(run->item->analysis.font);
    for (int i = 0; i < run->glyphs->num_glyphs; ++i) {
      const PangoGlyphInfo& info = run->glyphs->glyphs[i];
      const auto em = [](int units) {
        return static_cast<double>(units) / PANGO_SCALE / kReferenceSize;
      };
      const bool unknown = (info.glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
      Glyph& glyph = found.emplace_back();
      glyph.font = run->item->analysis.font;
      glyph.index = unknown || info.glyph == PANGO_GLYPH_EMPTY ? 0 : info.glyph;
      glyph.advance = em(info.geometry.width);
      glyph.dx = em(info.geometry.x_offset);
      glyph.dy = em(info.geometry.y_offset);
      glyph.from = run->item->offset;
      glyph.bytes = i == 0 ? run->item->length : 0;
    }
  }
  g_object_unref(layout);
  return found;
}

void Shaper::hold(PangoFont* font) {
  if (std::ranges::find(held_, font) == held_.end())
    held_.push_back(static_cast<PangoFont*>(g_object_ref(font)));
}

}  // namespace zhantu::chart
