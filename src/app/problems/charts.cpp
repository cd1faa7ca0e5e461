// Charts that cannot be drawn.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"as_of_unknown", 404, "{day}这一天还没有这张图，请选择更晚的日期。",
     "{day}這一天還沒有這張圖，請選擇更晚的日期。",
     "This chart did not exist yet on {day}. Choose a later day."},
    {"chart_page_unknown", 404, "这张图没有第{page}页。", "這張圖沒有第{page}頁。",
     "This chart has no page {page}."},
};

}  // namespace

std::span<const ProblemRow> charts_problems() { return kRows; }

}  // namespace zhantu::app
