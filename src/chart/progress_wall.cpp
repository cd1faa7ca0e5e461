#include "chart/progress_layout.hpp"
namespace zhantu::chart {
std::vector<Scene> lay_out_wall(const ProgressChart&) { return {Scene(1920, 1080, Unit::pixel)}; }
}
