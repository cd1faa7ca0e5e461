#include "chart/cairo_painter.hpp"

#include <numbers>

namespace zhantu::chart {
namespace {

void set_color(cairo_t* cairo, Color color) {
  const auto part = [&](int shift) {
    return static_cast<double>(color.rgb >> shift & 0xFF) / 255.0;
  };
  cairo_set_source_rgb(cairo, part(16), part(8), part(0));
}

void set_stroke(cairo_t* cairo, const Stroke& stroke) {
  set_color(cairo, stroke.color);
  cairo_set_line_width(cairo, stroke.width);
  const double dash[] = {stroke.width * 3, stroke.width * 2};
  cairo_set_dash(cairo, dash, stroke.dashed ? 2 : 0, 0);
}

void use_paint(cairo_t* cairo, const Paint& paint) {
  if (paint.fill) {
    set_color(cairo, *paint.fill);
    paint.stroke ? cairo_fill_preserve(cairo) : cairo_fill(cairo);
  }
  if (paint.stroke) {
    set_stroke(cairo, *paint.stroke);
    cairo_stroke(cairo);
  }
}

void draw(cairo_t* cairo, const Line& line) {
  cairo_move_to(cairo, line.from.x, line.from.y);
  cairo_line_to(cairo, line.to.x, line.to.y);
  set_stroke(cairo, line.stroke);
  cairo_stroke(cairo);
}

void draw(cairo_t* cairo, const Rect& rect) {
  const Box& box = rect.box;
  const double r = std::min({rect.radius, box.width / 2, box.height / 2});
  if (r <= 0) {
    cairo_rectangle(cairo, box.x, box.y, box.width, box.height);
  } else {
    constexpr double kQuarter = std::numbers::pi / 2;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, box.right() - r, box.y + r, r, -kQuarter, 0);
    cairo_arc(cairo, box.right() - r, box.bottom() - r, r, 0, kQuarter);
    cairo_arc(cairo, box.x + r, box.bottom() - r, r, kQuarter, 2 * kQuarter);
    cairo_arc(cairo, box.x + r, box.y + r, r, 2 * kQuarter, 3 * kQuarter);
    cairo_close_path(cairo);
  }
  use_paint(cairo, rect.paint);
}

void draw(cairo_t* cairo, const Path& path) {
  cairo_new_path(cairo);
  for (const PathStep& step : path.steps) {
    const Point* p = step.p;
    switch (step.kind) {
      case 'M': cairo_move_to(cairo, p[0].x, p[0].y); break;
      case 'L': cairo_line_to(cairo, p[0].x, p[0].y); break;
      case 'C': cairo_curve_to(cairo, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y); break;
      default: cairo_close_path(cairo);
    }
  }
  cairo_set_line_cap(cairo, path.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cairo, path.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  use_paint(cairo, path.paint);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER);
}

bool continues(const Glyph& before, const Glyph& next) {
  if (before.font != next.font) return false;
  return next.bytes == 0 || before.bytes == 0 || before.from + before.bytes == next.from;
}

void draw(cairo_t* cairo, const Text& text, FontSource& fonts) {
  const std::vector<Glyph> glyphs = Shaper::of_this_thread().glyphs(text.style.face, text.text);
  const double size = text.style.size;
  Point pen{text.bounds().x, text.at.y};
  std::vector<cairo_glyph_t> placed;
  std::vector<cairo_text_cluster_t> clusters;
  set_color(cairo, text.style.color);
  for (std::size_t i = 0; i < glyphs.size();) {
    const Glyph& first = glyphs[i];
    placed.clear();
    clusters.clear();
    int bytes = 0;
    do {
      const Glyph& glyph = glyphs[i];
      placed.push_back({fonts.index_of(glyph.font, glyph.index), pen.x + glyph.dx * size,
                        pen.y + glyph.dy * size});
      if (glyph.bytes > 0) clusters.push_back({glyph.bytes, 0});
      clusters.back().num_glyphs += 1;
      bytes += glyph.bytes;
      pen.x += glyph.advance * size;
      ++i;
    } while (i < glyphs.size() && continues(glyphs[i - 1], glyphs[i]));
    cairo_set_font_face(cairo, fonts.face_of(first.font));
    cairo_set_font_size(cairo, size);
    cairo_show_text_glyphs(cairo, text.text.data() + first.from, bytes, placed.data(),
                           static_cast<int>(placed.size()), clusters.data(),
                           static_cast<int>(clusters.size()),
                           static_cast<cairo_text_cluster_flags_t>(0));
  }
}

// Quotes and backslashes would end the attribute; an address has no business with either.
std::string link_attributes(const LinkOpen& link) {
  std::string uri;
  for (char c : link.href) {
    if (c != '\'' && c != '\\') uri += c;
  }
  return fmt::format("rect=[{:.3f} {:.3f} {:.3f} {:.3f}] uri='{}'", link.area.x, link.area.y,
                     link.area.width, link.area.height, uri);
}

}  // namespace

cairo_font_face_t* InstalledFonts::face_of(PangoFont* font) {
  return cairo_scaled_font_get_font_face(pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font)));
}

unsigned long InstalledFonts::index_of(PangoFont*, unsigned glyph) { return glyph; }

void paint(cairo_t* cairo, const Scene& scene, FontSource& fonts, bool links) {
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(cairo, options);
  cairo_font_options_destroy(options);
  for (const Item& item : scene.items) {
    if (const auto* link = std::get_if<LinkOpen>(&item)) {
      if (links && link->project.empty()) {
        cairo_tag_begin(cairo, CAIRO_TAG_LINK, link_attributes(*link).c_str());
        cairo_tag_end(cairo, CAIRO_TAG_LINK);
      }
      continue;
    }
    std::visit(
        [&](const auto& shape) {
          using Shape = std::decay_t<decltype(shape)>;
          if constexpr (std::is_same_v<Shape, Text>) {
            draw(cairo, shape, fonts);
          } else if constexpr (!std::is_same_v<Shape, LinkOpen> &&
                               !std::is_same_v<Shape, LinkClose>) {
            draw(cairo, shape);
          }
        },
        item);
  }
}

cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace zhantu::chart
