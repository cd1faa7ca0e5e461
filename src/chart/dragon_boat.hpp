// A dragon boat seen from the side, for the race (D-5.2): the bow marks the place on the scale.
#pragma once
#include "chart/scene.hpp"

namespace zhantu::chart {

inline constexpr double kBoatLength = 76;  // from stern to bow, in pixels
inline constexpr double kBoatHeight = 26;

// `bow` is the tip of the dragon's muzzle, at the height of the water line. A flag flies from the
// stern where `flag` is given.
void draw_dragon_boat(Scene& scene, Point bow, Color color, std::optional<Color> flag);

// A calm line of water from x0 to x1.
void draw_water(Scene& scene, double x0, double x1, double y, Color color);

}  // namespace zhantu::chart
