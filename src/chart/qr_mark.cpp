#include "chart/qr_mark.hpp"

#include "codec/qr.hpp"

namespace zhantu::chart {

void draw_qr_mark(Scene& scene, const Box& box, const std::string& text) {
  const codec::QrCode code = codec::make_qr(text);
  constexpr int kQuiet = 4;
  const double module = box.width / (code.size + 2 * kQuiet);
  scene.open_link({text, "", box});
  scene.rect(box, {Color{0xffffff}, {}});
  Path path;
  for (int row = 0; row < code.size; ++row) {
    const double y = box.y + (row + kQuiet) * module;
    for (int from = 0; from < code.size;) {
      int to = from;
      while (to < code.size && code.at(row, to)) ++to;
      if (to > from) {
        const double x0 = box.x + (from + kQuiet) * module;
        const double x1 = box.x + (to + kQuiet) * module;
        path.move(x0, y).line(x1, y).line(x1, y + module).line(x0, y + module).close();
      }
      from = to + 1;
    }
  }
  path.paint.fill = Color{0x000000};
  scene.path(std::move(path));
  scene.close_link();
}

}  // namespace zhantu::chart
