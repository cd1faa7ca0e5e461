// Parts of the wall screen (1920 x 1080). Each draws itself into its place; free regions for the
// browser's shell stand in progress_chart.hpp.
#pragma once
#include "chart/paging.hpp"
#include "chart/progress_chart.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

inline constexpr double kWallMargin = 40;
inline constexpr double kWallSmallest = 15;  // no print on the wall is smaller
inline constexpr double kWallTop = 104;      // below the header
inline constexpr double kWallBottom = 1000;  // above the bar of the ticker

// Seal, title, what is shown and when, counts of cards. `page` from 1.
void draw_wall_header(Scene& scene, const ProgressChart& chart, int page, int pages);
void draw_wall_ticker_bar(Scene& scene);
void draw_wall_empty(Scene& scene, const ProgressChart& chart, const Box& box);

// The rows of one page, in a box from the head of the table to its legend.
void draw_wall_table(Scene& scene, const ProgressChart& chart, const PageOfGroups& page,
                     const Box& box);

bool has_wall_side(const ProgressChart& chart);
// The race above, below it the red list and, where room is left, the yellow one; each may be
// absent.
void draw_wall_side(Scene& scene, const ProgressChart& chart, const Box& box);

}  // namespace zhantu::chart
