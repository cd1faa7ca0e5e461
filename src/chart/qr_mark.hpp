// A QR code as part of a scene, with the quiet zone that scanners need around it (D-5.5).
#pragma once
#include <string>

#include "chart/scene.hpp"

namespace zhantu::chart {

// Fills the square `box`; on screens it is a link to `text`. REQUIRES a square box.
void draw_qr_mark(Scene& scene, const Box& box, const std::string& text);

}  // namespace zhantu::chart
