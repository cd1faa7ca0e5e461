#include <cmath>

#include "base/text.hpp"
#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/progress_text.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"
#include "chart/wall_parts.hpp"

namespace zhantu::chart {
namespace {

constexpr double kHeadHeight = 36;
constexpr double kLegendHeight = 24;
constexpr double kPitchMin = 26;
constexpr double kPitchMax = 120;   // few rows fill the page
constexpr double kPitchUsual = 36;  // above it marks and print grow with the pitch
constexpr double kPitchRoomy = 52;  // from here on the annual target stands below the name
constexpr double kGroupGapMax = 14;
constexpr double kGroupPrint = 16;
constexpr double kUnitMark = 13;
constexpr double kRoomForTag = 40;  // narrower periods have a bar where others have a word
constexpr Color kRedLit{0x3c2436};

// Where everything stands on this page.
struct TableGrid {
  Box box;  // of the rows
  double pitch, group_gap, scale;
  double post_x, post_width, name_x, name_width, unit_x, unit_width;
  double periods_x, period_width;
  double bar_x, bar_width, figures_x, figures_width;
  int current;
  bool units_judged;

  double period_center(std::size_t index) const {
    return periods_x + period_width * (static_cast<double>(index) + 0.5);
  }
};

// Posts with few rows set their name in several columns.
double post_width(const PageOfGroups& page, double pitch, double print) {
  double width = print * 2.1;
  for (const GroupPart& part : page) {
    const double height = pitch * static_cast<double>(part.count);
    const double rows = std::max(1.0, std::floor((height + 1) / (print * 1.08)));
    const auto characters = static_cast<double>(code_points(part.group->name).size());
    width = std::max(width, std::ceil(characters / rows) * print * 1.15);
  }
  return std::min(width, 92.0);
}

TableGrid make_grid(const ProgressChart& chart, const PageOfGroups& page, const Box& box) {
  TableGrid grid{};
  grid.box = {box.x, box.y + kHeadHeight, box.width, box.height - kHeadHeight - kLegendHeight};
  const double rows = static_cast<double>(rows_on(page));
  const double gaps = static_cast<double>(page.size() - 1);
  grid.group_gap =
      gaps == 0 ? 0 : std::clamp((grid.box.height - rows * kPitchMin) / gaps, 0.0, kGroupGapMax);
  grid.pitch = std::min(kPitchMax, (grid.box.height - gaps * grid.group_gap) / rows);
  grid.scale = std::clamp(grid.pitch / kPitchUsual, 1.0, 1.7);
  const bool wide = box.width > 1500;
  const double wider = grid.pitch >= kPitchRoomy && chart.periods.size() <= 12 ? 90 : 0;
  grid.post_x = box.x;
  grid.post_width = post_width(page, grid.pitch, kGroupPrint * grid.scale);
  grid.name_x = grid.post_x + grid.post_width + 12;
  grid.name_width = (wide ? 380 : 258) + wider;
  grid.unit_x = grid.name_x + grid.name_width + 10;
  grid.units_judged = !chart.units.empty();
  grid.unit_width = (wide ? 150 : 92) + (grid.units_judged ? kUnitMark + 5 : 0);
  grid.figures_width = 92 * std::min(grid.scale, 1.25);
  grid.figures_x = box.right() - grid.figures_width - 6;
  grid.bar_width = wide ? 220 : 116;
  grid.bar_x = grid.figures_x - 8 - grid.bar_width;
  grid.periods_x = grid.unit_x + grid.unit_width + 4;
  const double periods = static_cast<double>(std::max<std::size_t>(1, chart.periods.size()));
  grid.period_width = (grid.bar_x - 14 - grid.periods_x) / periods;
  grid.current = current_period(chart);
  return grid;
}

double table_bottom(const TableGrid& grid, const PageOfGroups& page) {
  return grid.box.y + grid.pitch * static_cast<double>(rows_on(page)) +
         grid.group_gap * static_cast<double>(page.size() - 1);
}

// "9月上" is "9月" and "上".
std::pair<std::string, std::string> parts_of(const std::string& period) {
  constexpr std::string_view kMonth = "月";
  const auto at = period.find(kMonth);
  if (at == std::string::npos) return {period, {}};
  return {period.substr(0, at + kMonth.size()), period.substr(at + kMonth.size())};
}

// The first that fits of what a narrow column may say.
std::string fitting(std::initializer_list<std::string> choices, double width) {
  for (const std::string& each : choices) {
    if (text_width(Face::regular, kWallSmallest, each) <= width) return each;
  }
  return *(choices.end() - 1);
}

// Names of periods that are wider than their columns: the month once, above its parts.
void draw_narrow_heads(Scene& scene, const TableGrid& grid, const ProgressChart& chart, double y) {
  const auto& periods = chart.periods;
  const bool parts = std::ranges::any_of(
      periods, [](const PeriodLabel& period) { return !parts_of(period.text).second.empty(); });
  const double height = (kHeadHeight - 4) / (parts ? 2 : 1);
  const auto put = [&](std::size_t first, std::size_t count, double top, bool current,
                       std::string text) {
    const Box cell{grid.periods_x + grid.period_width * static_cast<double>(first), top,
                   grid.period_width * static_cast<double>(count), height};
    const std::string digits = text.substr(0, text.find_first_not_of("0123456789"));
    const auto characters = code_points(text);
    const std::string first_one = characters.empty() ? text : encode_utf8(characters[0]);
    const Color ink = current ? wall::kGold : wall::kSecond;
    draw_line(scene, cell, {{Face::regular, kWallSmallest, ink}, kWallSmallest, Anchor::middle},
              fitting({text, digits.empty() ? first_one : digits}, cell.width));
  };
  for (std::size_t i = 0; i < periods.size();) {
    const std::string month = parts_of(periods[i].text).first;
    std::size_t end = i;
    bool current = false;
    for (; end < periods.size() && parts_of(periods[end].text).first == month; ++end) {
      const std::string part = parts_of(periods[end].text).second;
      if (!part.empty()) put(end, 1, y + height, periods[end].current, part);
      current = current || periods[end].current;
    }
    put(i, end - i, y, current, month);
    i = end;
  }
}

void draw_head(Scene& scene, const TableGrid& grid, const ProgressChart& chart, double bottom) {
  const double y = grid.box.y - kHeadHeight;
  const auto label = [&](double x, double width, Anchor anchor, const std::string& text) {
    draw_line(scene, {x, y, width, kHeadHeight - 4},
              {{Face::regular, 17, wall::kSecond}, kWallSmallest, anchor}, text);
  };
  if (grid.current >= 0) {
    const double x = grid.periods_x + grid.period_width * grid.current;
    scene.rect({x, y, grid.period_width, bottom - y + 4}, {wall::kLit, {}}, 3);
  }
  label(grid.name_x, grid.name_width, Anchor::start, "项目");
  label(grid.unit_x, grid.unit_width, Anchor::start, "责任单位");
  label(grid.bar_x, grid.box.right() - 6 - grid.bar_x, Anchor::end, "认定 / 计划（%）");
  scene.line({grid.name_x, grid.box.y - 3}, {grid.box.right(), grid.box.y - 3}, {wall::kHair, 1});
  if (std::ranges::any_of(chart.periods, [&](const PeriodLabel& period) {
        return text_width(Face::regular, kWallSmallest, period.text) > grid.period_width;
      }))
    return draw_narrow_heads(scene, grid, chart, y);
  for (std::size_t i = 0; i < chart.periods.size(); ++i) {
    const bool current = static_cast<int>(i) == grid.current;
    const Box cell{grid.periods_x + grid.period_width * static_cast<double>(i), y,
                   grid.period_width, kHeadHeight - 4};
    const Color ink = current                      ? wall::kGold
                      : chart.periods[i].published ? wall::kSecond
                                                   : wall::kQuiet;
    const TextStyle style{current ? Face::bold : Face::regular, current ? 19.0 : 17.0, ink};
    draw_line(scene, cell, {style, kWallSmallest, Anchor::middle}, chart.periods[i].text);
  }
}

void draw_path(Scene& scene, const TableGrid& grid, const ProgressRow& row, double y) {
  double done_from = -1, done_to = -1, ahead_from = -1, ahead_to = -1;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (!row.cells[i].on_wall) continue;
    const double x = grid.period_center(i);
    if (static_cast<int>(i) <= grid.current) {
      if (done_from < 0) done_from = x - 16;
      done_to = x;
    } else {
      if (ahead_from < 0) ahead_from = done_to > 0 ? done_to : x - 16;
      ahead_to = x + 16;
    }
  }
  if (ahead_from >= 0)
    scene.line({ahead_from, y}, {ahead_to, y}, {wall::kPathAhead, 5 * grid.scale});
  if (done_from >= 0) scene.line({done_from, y}, {done_to, y}, {wall::kPath, 7 * grid.scale});
}

double mark_size(Card card, bool current) {
  if (card == Card::blue) return current ? 19 : 12;
  return current ? 21 : 17;
}

// Before the card that the period is shown in stands, small, the one that was published.
void draw_recoloured(Scene& scene, Card published, Card shown, Point at, double scale) {
  draw_wall_mark(scene, published, {at.x - 11 * scale, at.y}, 11 * scale);
  draw_wall_mark(scene, shown, {at.x + 5 * scale, at.y}, mark_size(shown, false) * scale);
}

void draw_corrected(Scene& scene, Point at, double scale, double room) {
  if (room < kRoomForTag) return scene.rect({at.x - 7, at.y + 9, 14, 2.5}, {wall::kInk, {}});
  const Box tag{at.x + 11 * scale, at.y - 10, kWallSmallest + 1, 20};
  scene.rect(tag.inset(-1, 1), {wall::kGround, {}}, 2);
  draw_line(scene, tag, {{Face::regular, kWallSmallest, wall::kInk}}, "更");
}

void draw_cell(Scene& scene, const ProgressCell& cell, Point at, bool current, double scale,
               double room) {
  if (!cell.on_wall) return;
  const auto square = [&](double side, const Paint& paint, double radius) {
    const double size = side * scale;
    scene.rect({at.x - size / 2, at.y - size / 2, size, size}, paint, radius * scale);
  };
  if (!cell.has_target) {
    return scene.rect({at.x - 8 * scale, at.y - 1.5, 16 * scale, 3}, {wall::kSecond, {}});
  }
  if (cell.struck_off) {
    const double side = current ? 21 : 18;
    square(side, {wall::kGround, {}}, side / 2);
    draw_ring_tick(scene, at, side * scale, wall::kGold);
  } else if (cell.shown != Card::none) {
    draw_recoloured(scene, cell.card, cell.shown, at, scale * std::min(1.0, room / kRoomForTag));
  } else if (cell.card != Card::none) {
    draw_wall_mark(scene, cell.card, at, mark_size(cell.card, current) * scale);
  } else if (cell.verified_basis_points) {
    square(10, {wall::kQuiet, {}}, 1);
  } else if (cell.claimed_basis_points) {
    square(11, {wall::kGround, Stroke{wall::kBlue, 2}}, 1);
  } else {
    square(8, {wall::kGround, Stroke{wall::kQuiet, 1.5}}, 4);
  }
  if (cell.corrected) draw_corrected(scene, at, scale, room);
}

// The newest figure that a unit has reported.
std::optional<int> newest_claim(const ProgressRow& row) {
  for (std::size_t i = row.cells.size(); i-- > 0;) {
    if (row.cells[i].on_wall && row.cells[i].claimed_basis_points)
      return row.cells[i].claimed_basis_points;
  }
  return std::nullopt;
}

void draw_progress(Scene& scene, const TableGrid& grid, const ProgressRow& row, double y,
                   Color color) {
  const Box track{grid.bar_x, y - 5.5 * grid.scale, grid.bar_width, 11 * grid.scale};
  const auto reach = [&](int basis_points) {
    return track.width * std::clamp(basis_points, 0, 10'000) / 10'000;
  };
  scene.rect(track, {wall::kTrack, {}});
  const double done = row.verified_basis_points ? reach(*row.verified_basis_points) : 0;
  if (const auto claim = newest_claim(row); claim && reach(*claim) > done + 2) {
    scene.rect(Box{track.x + done, track.y, reach(*claim) - done, track.height}.inset(0, 0.75),
               {{}, Stroke{wall::kSecond, 1.5}});
  }
  if (done > 0) scene.rect({track.x, track.y, done, track.height}, {color, {}});
  if (row.plan_basis_points) {
    const double x = track.x + reach(*row.plan_basis_points);
    scene.rect({x - 1.25, y - 9 * grid.scale, 2.5, 18 * grid.scale}, {wall::kInk, {}});
  }
  const ShareTexts shares = share_texts(row.verified_basis_points, row.plan_basis_points);
  const std::string figure = row.verified_basis_points ? shares.done : "—";
  const double half = 12 * grid.scale;
  const Box left{grid.figures_x, y - half, grid.figures_width * 0.456, 2 * half};
  const TextStyle strong{Face::bold, 19 * grid.scale, wall::kInk};
  draw_line(scene, left, {strong, kWallSmallest, Anchor::end}, figure);
  if (row.plan_basis_points) {
    const Box right{left.right() + 3, y - half, grid.figures_width - left.width, 2 * half};
    const TextStyle plan{Face::regular, 16 * std::min(grid.scale, 1.25), wall::kSecond};
    draw_line(scene, right, {plan, kWallSmallest}, "/ " + shares.plan);
  }
}

// Where rows are high, the annual target stands below the name.
void draw_name(Scene& scene, const TableGrid& grid, const ProgressRow& row, double top,
               const TextStyle& style) {
  const Box box{grid.name_x, top, grid.name_width, grid.pitch};
  if (grid.pitch < kPitchRoomy || row.annual_target.empty())
    return draw_line(scene, box, {style, kWallSmallest}, row.name);
  const Box upper{box.x, top + grid.pitch * 0.08, box.width, grid.pitch * 0.52};
  draw_block(scene, upper,
             {style, kWallSmallest, Anchor::start, Vertical::middle, 1.15, 2, true, 0.75},
             row.name);
  const Box lower{box.x, upper.bottom(), box.width, grid.pitch * 0.3};
  draw_line(scene, lower, {{Face::regular, 16, wall::kSecond}, kWallSmallest}, row.annual_target);
}

void draw_row(Scene& scene, const TableGrid& grid, const ProgressChart& chart,
              const ProgressRow& row, double top) {
  const double y = top + grid.pitch / 2;
  const ProgressCell* now = cell_at(row, grid.current);
  const Card card = now != nullptr && now->on_wall ? now->card : Card::none;
  // Struck off once, struck off for good.
  const auto seen = std::span(row.cells).first(
      std::min(row.cells.size(), static_cast<std::size_t>(std::max(grid.current + 1, 0))));
  const bool struck = std::ranges::any_of(seen, &ProgressCell::struck_off);
  const Box line{grid.name_x - 6, top, grid.box.right() - grid.name_x + 6, grid.pitch};
  scene.open_link({project_href(chart, row), row.project, line});
  if (card == Card::red) {
    scene.rect(line.inset(0, 0.5), {wall::kRedRow, {}});
    scene.rect({grid.periods_x + grid.period_width * grid.current, top + 0.5, grid.period_width,
                grid.pitch - 1},
               {kRedLit, {}});
  }
  draw_name(scene, grid, row, top,
            {warns(card) ? Face::bold : Face::regular, 18 * grid.scale,
             struck ? wall::kSecond : wall::kInk});
  const std::string& unit = row.lead_unit_short.empty() ? row.lead_unit : row.lead_unit_short;
  const TextStyle unit_style{Face::regular, 17 * std::min(grid.scale, 1.25), wall::kSecond};
  if (warns(row.unit_card))
    draw_wall_mark(scene, row.unit_card, {grid.unit_x + kUnitMark / 2, y}, kUnitMark);
  const double indent = grid.units_judged ? kUnitMark + 5 : 0;
  draw_line(scene, {grid.unit_x + indent, top, grid.unit_width - indent, grid.pitch},
            {unit_style, kWallSmallest}, unit);
  draw_path(scene, grid, row, y);
  for (std::size_t i = 0; i < std::min(row.cells.size(), chart.periods.size()); ++i) {
    draw_cell(scene, row.cells[i], {grid.period_center(i), y}, static_cast<int>(i) == grid.current,
              std::min(grid.scale, std::max(1.0, grid.period_width / kPitchUsual)),
              grid.period_width);
  }
  draw_progress(scene, grid, row, y, struck ? wall::kGold : wall_color(card));
  scene.close_link();
}

// What the marks of the table mean; the cards are explained by the counts in the header.
void draw_legend(Scene& scene, const TableGrid& grid, const ProgressChart& chart, const Box& box) {
  double x = box.x;
  const double y = box.center().y;
  const auto words = [&](double sample, const std::string& text) {
    const double width = text_width(Face::regular, kWallSmallest, text);
    const TextStyle style{Face::regular, kWallSmallest, wall::kSecond};
    draw_line(scene, {x + sample + 7, box.y, width + 1, box.height}, {style}, text);
    x += sample + 7 + width + 28;
  };
  scene.rect({x, y - 4, 8, 8}, {wall::kGround, Stroke{wall::kQuiet, 1.5}}, 4);
  words(9, "计划");
  scene.rect({x, y - 5.5, 11, 11}, {wall::kGround, Stroke{wall::kBlue, 2}}, 1);
  words(12, "已报送、待认定");
  scene.rect({x, y - 1.5, 16, 3}, {wall::kSecond, {}});
  words(16, "本期无目标");
  draw_corrected(scene, grid.period_width < kRoomForTag ? Point{x + 8, y - 10} : Point{x - 11, y},
                 1, grid.period_width);
  words(16, "公示后已更正");
  scene.rect({x, y - 5.5, 26, 11}, {wall::kBlue, {}});
  scene.rect({x + 26, y - 4.75, 14, 9.5}, {{}, Stroke{wall::kSecond, 1.5}});
  words(41, "实为认定、空为报送");
  scene.rect({x, y - 9, 2.5, 18}, {wall::kInk, {}});
  words(3, "计划进度");
  if (!chart.units.empty()) {
    draw_wall_mark(scene, Card::yellow, {x + kUnitMark / 2, y}, kUnitMark);
    words(kUnitMark, "单位的牌");
  }
  if (!chart.recolourings.empty()) {
    draw_recoloured(scene, chart.recolourings[0].from, chart.recolourings[0].shown, {x + 17, y}, 1);
    words(30, "补齐后改示，前为公示的牌");
  }
}

}  // namespace

void draw_wall_table(Scene& scene, const ProgressChart& chart, const PageOfGroups& page,
                     const Box& box) {
  const TableGrid grid = make_grid(chart, page, box);
  const double bottom = table_bottom(grid, page);
  draw_head(scene, grid, chart, bottom);
  double y = grid.box.y;
  for (const GroupPart& part : page) {
    const double height = grid.pitch * static_cast<double>(part.count);
    if (y > grid.box.y) {
      const double between = y - grid.group_gap / 2;
      scene.line({grid.post_x, between}, {grid.box.right(), between}, {wall::kHair, 1});
    }
    const Box post{grid.post_x, y, grid.post_width, height};
    if (part.group->mark && part.group->mark->card != Card::none)
      draw_wall_mark(scene, part.group->mark->card, {grid.post_x - 14, post.center().y}, 17);
    draw_vertical(scene, post, {Face::title, kGroupPrint * grid.scale + 1, wall::kGold},
                  kWallSmallest, part.group->name);
    for (std::size_t i = 0; i < part.count; ++i) {
      draw_row(scene, grid, chart, part.group->rows[part.first + i], y);
      y += grid.pitch;
    }
    y += grid.group_gap;
  }
  draw_legend(scene, grid, chart,
              {grid.name_x, kWallBottom - kLegendHeight + 2, grid.box.right() - grid.name_x,
               kLegendHeight});
}

}  // namespace zhantu::chart
