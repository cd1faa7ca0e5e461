#include <cmath>

#include "chart/card_mark.hpp"
#include "chart/dragon_boat.hpp"
#include "chart/palette.hpp"
#include "chart/progress_text.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"
#include "chart/wall_parts.hpp"

namespace zhantu::chart {
namespace {

constexpr double kTitleHeight = 40;
constexpr double kAxisHeight = 28;
constexpr double kLaneMin = 27;
constexpr double kLaneMax = 42;
constexpr double kCardHeight = 66;
constexpr double kCardGap = 8;
constexpr double kBetween = 22;

void draw_title(Scene& scene, const Box& box, const std::string& title, const std::string& note) {
  const double width = text_width(Face::title, 22, title);
  draw_line(scene, {box.x, box.y, box.width * 0.5, 32},
            {{Face::title, 22, wall::kInk}, kWallSmallest}, title);
  const double left = box.x + std::min(width, box.width * 0.5) + 12;
  const TextStyle style{Face::regular, 16, wall::kSecond};
  draw_line(scene, {left, box.y, box.right() - left, 32}, {style, kWallSmallest, Anchor::end},
            note);
}

std::string change_text(int change) {
  if (change == 0) return "平";
  return change > 0 ? fmt::format("升 {}", change) : fmt::format("降 {}", -change);
}

// A printed linear scale from a round figure below the last boat to 100.
struct RaceScale {
  double left, right;  // where bows may be
  int low;

  double x(int score) const {
    return left +
           (right - left) * (std::clamp(score, low, 100) - low) / static_cast<double>(100 - low);
  }
};

RaceScale make_scale(const ProgressChart& chart, std::size_t lanes, const Box& box) {
  int low = 100;
  for (std::size_t i = 0; i < lanes; ++i) low = std::min(low, chart.race[i].score);
  low = std::clamp((low - 10) / 20 * 20, 0, 80);
  return {box.x + 122 + kBoatLength, box.right() - 112, low};
}

void draw_axis(Scene& scene, const RaceScale& scale, double top, double bottom) {
  scene.line({scale.left, bottom + 4}, {scale.right, bottom + 4}, {wall::kHair, 1});
  for (int tick = scale.low; tick <= 100; tick += scale.low >= 60 ? 10 : 20) {
    const double x = scale.x(tick);
    scene.line({x, bottom + 1}, {x, bottom + 7}, {wall::kSecond, 1});
    const Box label{x - 20, bottom + 7, 40, 19};
    draw_line(scene, label, {{Face::regular, kWallSmallest, wall::kQuiet}, 0, Anchor::middle},
              std::to_string(tick));
  }
  scene.line({scale.right, top}, {scale.right, bottom}, {wall::kQuiet, 1.2, true});
}

void draw_lane(Scene& scene, const RaceScale& scale, const RaceLine& line, const Box& lane,
               bool last) {
  const bool leads = line.rank <= 3 && !last;
  const Color color = last ? wall::kQuiet : leads ? wall::kGold : wall::kJade;
  const TextStyle rank{Face::bold, 19, leads ? wall::kGold : wall::kSecond};
  draw_line(scene, {lane.x, lane.y, 26, lane.height}, {rank, kWallSmallest, Anchor::end},
            std::to_string(line.rank));
  draw_line(scene, {lane.x + 34, lane.y, 88, lane.height},
            {{Face::regular, 18, wall::kInk}, kWallSmallest}, line.name);
  const double water = lane.y + lane.height * 0.5 + 9;
  draw_water(scene, scale.left - kBoatLength, scale.right, water + 3, wall::kHair);
  draw_dragon_boat(scene, {scale.x(line.score), water}, color,
                   leads ? std::optional(wall::kRed) : std::nullopt);
  const Box figure{lane.right() - 102, lane.y, 46, lane.height};
  draw_line(scene, figure, {{Face::bold, 19, wall::kInk}, kWallSmallest, Anchor::end},
            std::to_string(line.score));
  const Color change = line.rank_change > 0 ? wall::kJade : wall::kSecond;
  const Box words{lane.right() - 50, lane.y, 50, lane.height};
  draw_line(scene, words, {{Face::regular, 16, change}, kWallSmallest, Anchor::end},
            change_text(line.rank_change));
}

void draw_race(Scene& scene, const ProgressChart& chart, const Box& box) {
  const double room = box.height - kTitleHeight - kAxisHeight;
  const auto lanes = std::min(chart.race.size(), static_cast<std::size_t>(room / kLaneMin));
  std::string note = "全年蓝牌率，较上期名次";
  if (lanes < chart.race.size())
    note = fmt::format("前 {} 名，共 {} 个单位", lanes, chart.race.size());
  draw_title(scene, box, "赛龙夺锦", note);
  if (lanes == 0) return;
  const RaceScale scale = make_scale(chart, lanes, box);
  const double pitch = std::min(kLaneMax, room / static_cast<double>(lanes));
  const double top = box.y + kTitleHeight;
  const double bottom = top + pitch * static_cast<double>(lanes);
  draw_axis(scene, scale, top, bottom);
  for (std::size_t i = 0; i < lanes; ++i) {
    const Box lane{box.x, top + pitch * static_cast<double>(i), box.width, pitch};
    draw_lane(scene, scale, chart.race[i], lane,
              i + 1 == chart.race.size() && chart.race.size() > 1);
  }
}

void draw_late(Scene& scene, const ProgressChart& chart, const ProgressRow& row, Card card,
               const Box& box) {
  scene.open_link({project_href(chart, row), row.project, box});
  scene.rect(box, {wall::kPanel, {}}, 3);
  scene.rect({box.x, box.y, 5, box.height}, {wall_color(card), {}});
  const Box inner{box.x + 20, box.y + 5, box.width - 36, box.height - 10};
  const double half = inner.height / 2;
  const ProgressCell* cell = cell_at(row, current_period(chart));
  const std::string run = cell != nullptr && cell->missed_run > 1
                              ? run_text(chart, cell->missed_run)
                              : std::string("本期未完成");
  const double run_width = text_width(Face::regular, 17, run);
  const Box name{inner.x, inner.y, inner.width - run_width - 12, half};
  draw_line(scene, name, {{Face::bold, 19, wall::kInk}, kWallSmallest}, row.name);
  const Box right{inner.right() - run_width, inner.y, run_width, half};
  draw_line(scene, right,
            {{Face::regular, 17, card == Card::red ? wall::kRedInk : wall_color(card)},
             kWallSmallest,
             Anchor::end},
            run);
  const std::string& unit = row.lead_unit.empty() ? row.lead_unit_short : row.lead_unit;
  const double unit_width = std::min(text_width(Face::regular, 17, unit), inner.width * 0.46);
  const std::string blocker =
      "堵点：" + (row.blocker.empty() ? std::string("待查明") : row.blocker);
  const Box reason{inner.x, inner.y + half, inner.width - unit_width - 14, half};
  draw_line(scene, reason, {{Face::regular, 17, wall::kSecond}, kWallSmallest}, blocker);
  const Box solver{inner.right() - unit_width, inner.y + half, unit_width, half};
  draw_line(scene, solver, {{Face::regular, 17, wall::kGold}, kWallSmallest, Anchor::end}, unit);
  scene.close_link();
}

using Rows = std::vector<const ProgressRow*>;

double list_height(std::size_t cards) {
  return cards == 0
             ? 0
             : kTitleHeight + static_cast<double>(cards) * (kCardHeight + kCardGap) - kCardGap;
}

std::string list_title(Card card) {
  if (card == Card::red) return "红牌攻坚";
  return card == Card::orange ? "橙牌督办" : "黄牌预警";
}

// Lists as many rows as there is room for; returns the height used.
double draw_list(Scene& scene, const ProgressChart& chart, Card card, const Rows& rows,
                 const Box& box) {
  const double room = box.height - kTitleHeight + kCardGap;
  if (rows.empty() || room < kCardHeight + kCardGap) return 0;
  const auto cards =
      std::min(rows.size(), static_cast<std::size_t>(room / (kCardHeight + kCardGap)));
  std::string note = fmt::format("{} 项 · 由谁解决", rows.size());
  if (cards < rows.size()) note = fmt::format("{} 项，列出 {} 项", rows.size(), cards);
  draw_title(scene, box, list_title(card), note);
  for (std::size_t i = 0; i < cards; ++i) {
    const double y = box.y + kTitleHeight + static_cast<double>(i) * (kCardHeight + kCardGap);
    draw_late(scene, chart, *rows[i], card, {box.x, y, box.width, kCardHeight});
  }
  return list_height(cards);
}

// Red first; orange and yellow where there is room left.
void draw_lists(Scene& scene, const ProgressChart& chart, Box box) {
  for (const Card card : kWorstFirst) {
    if (!warns(card)) continue;
    const double used = draw_list(scene, chart, card, rows_with(chart, card), box);
    const double step = used == 0 ? 0 : used + kBetween;
    box = {box.x, box.y + step, box.width, box.height - step};
  }
}

}  // namespace

bool has_wall_side(const ProgressChart& chart) {
  return !chart.race.empty() || std::ranges::any_of(kWorstFirst, [&](Card card) {
    return warns(card) && !rows_with(chart, card).empty();
  });
}

void draw_wall_side(Scene& scene, const ProgressChart& chart, const Box& box) {
  if (chart.race.empty()) return draw_lists(scene, chart, box);
  const double lanes = static_cast<double>(chart.race.size());
  const double most = kTitleHeight + kAxisHeight + lanes * kLaneMax;
  const double least = kTitleHeight + kAxisHeight + std::min(lanes, 9.0) * kLaneMin;
  const std::size_t red = rows_with(chart, Card::red).size();
  const double left_over = box.height - (red == 0 ? 0 : kBetween + list_height(red));
  const double race = std::clamp(left_over, least, std::max(least, most));
  draw_race(scene, chart, {box.x, box.y, box.width, race});
  const double y = box.y + race + kBetween;
  draw_lists(scene, chart, {box.x, y, box.width, box.bottom() - y});
}

}  // namespace zhantu::chart
