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
    {"chart_of_leader_internal", 422,
     "领导个人的图只在内部使用，不对外公开。请改选“内部”，或选择单位、指挥部的图。",
     "領導個人的圖只在內部使用，不對外公開。請改選「內部」，或選擇單位、指揮部的圖。",
     "The chart of a person is for the inside only. Choose the internal audience, or the chart of "
     "a "
     "unit or command post."},
    {"chart_subject_unknown", 404, "本行动中没有这个单位、领导或指挥部，请重新选择。",
     "本行動中沒有這個單位、領導或指揮部，請重新選擇。",
     "This campaign has no such unit, leader or command post. Choose another one."},
    {"chart_too_large", 422,
     "这张图有{count}个项目，一次最多绘制{most}个。请按指挥部、单位或领导分别出图。",
     "這張圖有{count}個項目，一次最多繪製{most}個。請按指揮部、單位或領導分別出圖。",
     "This chart has {count} projects; at most {most} are drawn at once. Draw it by command post, "
     "unit or leader."},
    {"revision_unknown", 404, "没有第{revision}版，请填写图上印着的版次。",
     "沒有第{revision}版，請填寫圖上印著的版次。",
     "There is no revision {revision}. Enter the one that is printed on the chart."},
};

}  // namespace

std::span<const ProblemRow> charts_problems() { return kRows; }

}  // namespace zhantu::app
