#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/progress_text.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"
#include "chart/wall_parts.hpp"

namespace zhantu::chart {
namespace {

constexpr double kHeaderHeight = 92;
constexpr double kCountsLeft = 1082;
constexpr double kCountWidth = 126;

void draw_seal(Scene& scene) {
  const Box seal{kWallMargin, 22, 50, 50};
  scene.rect(seal, {wall::kSeal, {}}, 5);
  const char* const characters[] = {"挂", "图", "作", "战"};
  for (int i = 0; i < 4; ++i) {
    const Box cell{seal.x + 3 + 22 * (i % 2), seal.y + 3 + 22.0 * (i / 2), 22, 22};
    draw_line(scene, cell, {{Face::title, 20, wall::kWhite}, 0, Anchor::middle}, characters[i]);
  }
}

std::string what_text(const ProgressChart& chart, int page, int pages) {
  if (pages == 1) return chart.subtitle;
  return fmt::format("第{}/{}屏{}{}", page, pages, chart.subtitle.empty() ? "" : " · ",
                     chart.subtitle);
}

// What must not be cut off stands first.
std::string when_text(const ProgressChart& chart) {
  std::string text = chart.past ? "历史图 · " : "";
  text += chart.revision == 0 ? std::string("尚未公示") : chart.period_text + "认定";
  if (!chart.data_as_of.empty()) text += " · 截至" + chart.data_as_of;
  if (chart.revision > 0) text += fmt::format(" · 第{}版", chart.revision);
  return text;
}

struct WallCount {
  Card card;  // Card::none: struck off
  std::string_view label;
  int value;
};

void draw_count(Scene& scene, const Box& box, const WallCount& count, bool published) {
  scene.line({box.x, box.y + 6}, {box.x, box.bottom() - 6}, {wall::kHair, 1});
  const Point mark{box.x + 24, box.center().y};
  if (count.card == Card::none) {
    draw_ring_tick(scene, mark, 22, wall::kGold);
  } else {
    draw_wall_mark(scene, count.card, mark, 22);
  }
  const Box label{box.x + 41, box.y, 36, box.height};
  draw_line(scene, label, {{Face::regular, 17, wall::kSecond}, kWallSmallest, Anchor::middle},
            count.label);
  const Box figure{box.x + 82, box.y, box.width - 84, box.height};
  const std::string value = published ? std::to_string(count.value) : "—";
  draw_line(scene, figure, {{Face::bold, 32, wall::kInk}, kWallSmallest}, value);
}

}  // namespace

void draw_wall_header(Scene& scene, const ProgressChart& chart, int page, int pages) {
  draw_seal(scene);
  const Box title{104, 20, 600, 54};
  const TextStyle style{Face::title, 37, wall::kInk};
  draw_line(scene, title, {style, 24}, chart.title);
  const double size = size_to_fit(Face::title, 37, 24, chart.title, title.width);
  const double used = std::min(title.width, text_width(Face::title, size, chart.title));
  const double left = title.x + used + 28;
  const Box words{left, 22, kCountsLeft - left - 16, 50};
  const Box upper{words.x, words.y, words.width, 25};
  draw_line(scene, upper, {{Face::regular, 18, wall::kSecond}, kWallSmallest},
            what_text(chart, page, pages));
  const Box lower{words.x, words.y + 25, words.width, 25};
  draw_line(scene, lower, {{Face::regular, 18, wall::kGold}, kWallSmallest}, when_text(chart));
  // Four have room: what is struck off gives way to a fourth colour.
  constexpr std::size_t kCounts = 4;
  std::vector<WallCount> counts;
  for (const CardCount& each : cards_given(chart))
    counts.push_back({each.card, card_name(each.card), each.count});
  if (counts.size() < kCounts) counts.push_back({Card::none, "销号", chart.struck_off});
  if (counts.size() > kCounts) counts.erase(counts.begin(), counts.end() - kCounts);
  double x = kCountsLeft;
  for (const WallCount& count : counts) {
    draw_count(scene, {x, 22, kCountWidth, 50}, count, chart.revision > 0);
    x += kCountWidth;
  }
  scene.line({kWallMargin, kHeaderHeight}, {scene.width - kWallMargin, kHeaderHeight},
             {wall::kHair, 1});
}

void draw_wall_ticker_bar(Scene& scene) {
  scene.line({0, wall_screen::kTickerTop - 2}, {scene.width, wall_screen::kTickerTop - 2},
             {wall::kHair, 1});
  const Box label{kWallMargin, 1024, 124, 42};
  scene.rect(label, {wall::kSeal, {}}, 4);
  draw_line(scene, label, {{Face::title, 22, wall::kWhite}, 0, Anchor::middle}, "要情快讯");
}

void draw_wall_empty(Scene& scene, const ProgressChart& chart, const Box& box) {
  const double y = box.center().y - 60;
  const Box upper{box.x, y, box.width, 60};
  draw_line(scene, upper, {{Face::title, 48, wall::kInk}, 30, Anchor::middle}, "图上尚无项目");
  const Box lower{box.x, y + 76, box.width, 34};
  const std::string words =
      chart.revision == 0 ? "尚未公示。项目入图、首次公示后，在此逐项显示计划、认定进度与牌色。"
                          : "本期没有在图项目。";
  draw_line(scene, lower, {{Face::regular, 22, wall::kSecond}, kWallSmallest, Anchor::middle},
            words);
}

}  // namespace zhantu::chart
