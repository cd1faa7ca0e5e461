// Scene: what a chart consists of, before any surface: lines, rectangles, paths, texts and links,
// drawn in order.
//
// Layouts fill it, surfaces (surface.hpp) turn it into bytes. Texts carry their measured width and
// the box they may fill, so that tests can prove that nothing overlaps or sticks out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "chart/geometry.hpp"

namespace zhantu::chart {

// Fonts by role. title: Noto Serif CJK SC Black; the others: Noto Sans CJK SC, whose figures all
// have one width.
enum class Face : std::uint8_t { title, regular, bold };
enum class Unit : std::uint8_t { millimetre, pixel };
enum class Anchor : std::uint8_t { start, middle, end };

struct Color {
  std::uint32_t rgb = 0;
  friend constexpr bool operator==(Color, Color) = default;
};

struct TextStyle {
  Face face = Face::regular;
  double size = 0;  // height of the em square, in the unit of the scene
  Color color;
};

struct Stroke {
  Color color;
  double width = 0;
  bool dashed = false;
};

// What a closed shape is painted with; at least one of the two.
struct Paint {
  std::optional<Color> fill;
  std::optional<Stroke> stroke;
};

struct Line {
  Point from, to;
  Stroke stroke;
};

struct Rect {
  Box box;
  Paint paint;
  double radius = 0;
};

struct PathStep {
  char kind = 'M';  // M and L use p[0], C uses all three, Z none
  Point p[3];
};

struct Path {
  std::vector<PathStep> steps;
  Paint paint;
  bool round = false;  // round caps and joins

  Path& move(double x, double y) { return steps.push_back({'M', {{x, y}, {}, {}}}), *this; }
  Path& line(double x, double y) { return steps.push_back({'L', {{x, y}, {}, {}}}), *this; }
  Path& curve(Point a, Point b, Point to) { return steps.push_back({'C', {a, b, to}}), *this; }
  Path& close() { return steps.push_back({'Z', {}}), *this; }
};

struct Text {
  TextStyle style;
  Point at;  // on the baseline
  Anchor anchor = Anchor::start;
  std::string text;
  double width = 0;  // measured
  Box within;        // where it may be

  Box bounds() const;  // of its em squares
};

// Everything until LinkClose leads to `href`, or is only held together where that is empty.
// `project` is the id of a project, empty for other links.
struct LinkOpen {
  std::string href, project;
  Box area;
};
struct LinkClose {};

using Item = std::variant<Line, Rect, Path, Text, LinkOpen, LinkClose>;

// Part of the em square above the baseline, for CJK faces.
inline constexpr double kAscent = 0.88;

class Scene {
 public:
  Scene(double scene_width, double scene_height, Unit scene_unit)
      : width(scene_width), height(scene_height), unit(scene_unit) {}

  void line(Point from, Point to, Stroke stroke) { items.emplace_back(Line{from, to, stroke}); }
  void rect(Box box, Paint paint, double radius = 0) {
    items.emplace_back(Rect{box, paint, radius});
  }
  void path(Path path) { items.emplace_back(std::move(path)); }
  // Draws nothing for an empty text.
  void text(const TextStyle& style, Point at, Anchor anchor, std::string_view words,
            const Box& within);
  void open_link(LinkOpen link) { items.emplace_back(std::move(link)); }
  void close_link() { items.emplace_back(LinkClose{}); }

  std::vector<Text> texts() const;

  double width, height;
  Unit unit;
  std::string title, description, author;
  std::vector<Item> items;
};

}  // namespace zhantu::chart
