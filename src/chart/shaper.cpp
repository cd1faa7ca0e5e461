#include "chart/shaper.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

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
         (c >= 0x2010 && c < 0x202A) || (c >= 0x2030 && c < 0x2060) || (c >= 0x2070 && c < 0x20D0) ||
         (c >= 0x2100 && c < 0x302A) || (c >= 0x3030 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFE50) ||
         (c >= 0xFF00 && c < 0xFFF0) || (c >= 0x20000 && c < 0x40000);
}

PangoFontDescription* describe(Face face, double size) {
  PangoFontDescription* font = pango_font_description_new();
  pango_font_description_set_family(font, face == Face::title ? "Noto Serif CJK SC,Source Han Serif SC,serif"
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

Shaper::Shaper() : fonts_(pango_cairo_font_map_new()), context_(pango_font_map_create_context(fonts_)) {
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
  for (PangoFont* font : held_) g_object_unref(font);
  g_object_unref(context_);
  g_object_unref(fonts_);
}

bool Shaper::needs_layout(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    if (!stands_alone(next.code_point)) return true;
    at += static_cast<std::size_t>(next.bytes);
  }
  return false;
}

std::vector<Glyph> Shaper::glyphs(Face face, std::string_view text) {
  std::vector<Glyph> found;
  found.reserve(text.size() / 2);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    found.push_back(glyph(face, next.code_point));
    at += static_cast<std::size_t>(next.bytes);
  }
  return found;
}

double Shaper::width_em(Face face, std::string_view text) {
  if (needs_layout(text)) {
    PangoLayout* whole = layout(face, kReferenceSize, text);
    PangoRectangle logical;
    pango_layout_get_extents(whole, nullptr, &logical);
    g_object_unref(whole);
    return static_cast<double>(logical.width) / PANGO_SCALE / kReferenceSize;
  }
  double width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text.substr(at));
    width += glyph(face, next.code_point).advance;
    at += static_cast<std::size_t>(next.bytes);
  }
  return width;
}

PangoLayout* Shaper::layout(Face face, double size, std::string_view text) {
  PangoLayout* made = pango_layout_new(context_);
  PangoFontDescription* font = describe(face, size);
  pango_layout_set_font_description(made, font);
  pango_font_description_free(font);
  pango_layout_set_single_paragraph_mode(made, TRUE);
  pango_layout_set_text(made, text.data(), static_cast<int>(text.size()));
  return made;
}

const Glyph& Shaper::glyph(Face face, char32_t code_point) {
  auto& known = known_[static_cast<std::size_t>(face)];
  const auto found = known.find(code_point);
  if (found != known.end()) return found->second;
  return known.emplace(code_point, look_up(face, code_point)).first->second;
}

Glyph Shaper::look_up(Face face, char32_t code_point) {
  const std::string text = encode_utf8(code_point);
  PangoLayout* whole = layout(face, kReferenceSize, text);
  PangoLayoutLine* line = pango_layout_get_line_readonly(whole, 0);
  ZT_CHECK(line != nullptr && line->runs != nullptr);
  const auto* run = static_cast<PangoLayoutRun*>(line->runs->data);
  ZT_CHECK(run->glyphs->num_glyphs >= 1);
  PangoFont* font = run->item->analysis.font;
  Glyph found;
  found.bytes = static_cast<int>(text.size());
  found.advance = static_cast<double>(run->glyphs->glyphs[0].geometry.width) / PANGO_SCALE / kReferenceSize;
  found.index = run->glyphs->glyphs[0].glyph;
  if ((found.index & PANGO_GLYPH_UNKNOWN_FLAG) != 0) found.index = 0;
  cairo_scaled_font_t* scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
  found.font = cairo_scaled_font_get_font_face(scaled);
  if (std::find(held_.begin(), held_.end(), font) == held_.end()) {
    held_.push_back(static_cast<PangoFont*>(g_object_ref(font)));
  }
  g_object_unref(whole);
  return found;
}

}  // namespace zhantu::chart
