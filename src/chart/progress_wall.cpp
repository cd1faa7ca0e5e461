#include "chart/paging.hpp"
#include "chart/palette.hpp"
#include "chart/progress_layout.hpp"
#include "chart/progress_text.hpp"
#include "chart/wall_parts.hpp"

namespace zhantu::chart {
namespace {

constexpr int kRowsMax = 30;
constexpr double kSideWidth = 478;
constexpr double kSideGap = 30;

}  // namespace

std::vector<Scene> lay_out_wall(const ProgressChart& chart) {
  const std::vector<PageOfGroups> pages = spread(chart.groups, kRowsMax, 1, 0);
  std::vector<Scene> scenes;
  int number = 0;
  for (const PageOfGroups& page : pages) {
    Scene& scene = scenes.emplace_back(wall_screen::kWidth, wall_screen::kHeight, Unit::pixel);
    scene.title = chart.title;
    scene.description = description_text(chart);
    scene.author = chart.issuer;
    scene.rect({0, 0, scene.width, scene.height}, {wall::kGround, {}});
    draw_wall_header(scene, chart, ++number, static_cast<int>(pages.size()));
    draw_wall_ticker_bar(scene);
    Box table{kWallMargin, kWallTop, scene.width - 2 * kWallMargin, kWallBottom - kWallTop};
    if (has_wall_side(chart)) {
      table.width -= kSideWidth + kSideGap;
      draw_wall_side(scene, chart, {table.right() + kSideGap, table.y, kSideWidth, table.height});
    }
    if (rows_on(page) == 0) {
      draw_wall_empty(scene, chart, table);
    } else {
      draw_wall_table(scene, chart, page, table);
    }
  }
  return scenes;
}

}  // namespace zhantu::chart
