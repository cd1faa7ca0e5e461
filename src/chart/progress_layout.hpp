// The layouts of the progress chart: one scene for each page.
#pragma once
#include <vector>

#include "chart/progress_chart.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

// Always at least one page. KEEPS the order of groups and rows; rows of a post stay together unless
// they exceed a page.
std::vector<Scene> lay_out_paper(const ProgressChart& chart, Paper paper);
std::vector<Scene> lay_out_wall(const ProgressChart& chart);

}  // namespace zhantu::chart
