#include "chart/dragon_boat.hpp"

namespace zhantu::chart {
namespace {

void draw_hull(Scene& scene, double x, double y, Color color) {
  Path hull;
  hull.move(x + 2, y - 12)
      .curve({x + 4, y - 6}, {x + 9, y - 5}, {x + 14, y - 5})
      .line(x + 52, y - 5)
      .curve({x + 58, y - 5}, {x + 60, y - 9}, {x + 60, y - 13})
      .curve({x + 60, y - 19}, {x + 63, y - 22}, {x + 68, y - 22})
      .line(x + 69, y - 25)
      .line(x + 71, y - 21)
      .curve({x + 73, y - 20}, {x + 75, y - 18}, {x + 76, y - 15})
      .line(x + 70, y - 14)
      .line(x + 74, y - 11)
      .curve({x + 70, y - 10}, {x + 67, y - 11}, {x + 66, y - 10})
      .curve({x + 66, y - 4}, {x + 61, y + 2}, {x + 53, y + 2})
      .line(x + 15, y + 2)
      .curve({x + 7, y + 2}, {x + 2, y - 4}, {x - 1, y - 12})
      .close();
  hull.paint.fill = color;
  scene.path(std::move(hull));
}

void draw_paddlers(Scene& scene, double x, double y, Color color) {
  Path paddles;
  for (int i = 0; i < 6; ++i) {
    const double at = x + 16 + 6.4 * i;
    scene.rect({at - 1.8, y - 12.4, 3.6, 3.6}, {color, {}}, 1.8);
    paddles.move(at, y - 8).line(at - 4, y + 5);
  }
  paddles.paint.stroke = Stroke{color, 1.3};
  scene.path(std::move(paddles));
}

}  // namespace

void draw_dragon_boat(Scene& scene, Point bow, Color color, std::optional<Color> flag) {
  const double x = bow.x - kBoatLength;
  const double y = bow.y;
  draw_hull(scene, x, y, color);
  draw_paddlers(scene, x, y, color);
  scene.line({x + 5, y - 5}, {x + 5, y - 22}, {color, 1.4});
  Path pennant;
  pennant.move(x + 5, y - 22).line(x + 15, y - 19).line(x + 5, y - 15).close();
  pennant.paint.fill = flag.value_or(color);
  scene.path(std::move(pennant));
}

void draw_water(Scene& scene, double x0, double x1, double y, Color color) {
  Path water;
  constexpr double kWave = 14;
  water.move(x0, y);
  double sign = 1;
  for (double x = x0; x + kWave <= x1; x += kWave) {
    water.curve({x + kWave * 0.35, y + 2.2 * sign}, {x + kWave * 0.65, y + 2.2 * sign},
                {x + kWave, y});
    sign = -sign;
  }
  water.paint.stroke = Stroke{color, 1.2};
  scene.path(std::move(water));
}

}  // namespace zhantu::chart
