#include "chart/progress_layout.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include <map>
#include <random>
#include <set>

#include "chart/palette.hpp"
#include "chart/wall_parts.hpp"
#include "golden/chart/progress_fixture.hpp"

namespace zhantu::chart {
namespace {

struct Medium {
  std::string name;
  double size_min;
  std::vector<Scene> (*lay_out)(const ProgressChart&);
};

std::vector<Scene> strips(const ProgressChart& chart, Paper paper, Paper sheet) {
  std::vector<std::string> all;
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows) all.push_back(row.project);
  }
  std::vector<std::string> posts;
  for (const ProgressGroup& group : chart.groups) posts.push_back(group.name);
  return lay_out_strips(chart, {.paper = paper, .sheet = sheet, .projects = all, .posts = posts});
}

template <Paper kPaper>
std::vector<Scene> on(const ProgressChart& chart) {
  return lay_out_paper(chart, kPaper);
}

template <Paper kPaper, Paper kSheet>
std::vector<Scene> strips_on(const ProgressChart& chart) {
  return strips(chart, kPaper, kSheet);
}

// The least print of each medium: metres of reading distance times four, and 6 points at least.
const Medium kMedia[] = {
    {"A0", 4.5, on<Paper::a0>},
    {"A1", 3.2, on<Paper::a1>},
    {"A2", 2.26, on<Paper::a2>},
    {"A3", 2.12, on<Paper::a3>},
    {"A4", 2.12, on<Paper::a4>},
    {"A4 portrait", 2.12, on<Paper::a4_portrait>},
    {"wall", 15, [](const ProgressChart& chart) { return lay_out_wall(chart); }}};

const Medium kStripMedia[] = {
    {"strips of A0 on A4", 2.12, strips_on<Paper::a0, Paper::a4>},
    {"strips of A1 on A3", 2.12, strips_on<Paper::a1, Paper::a3>},
    {"strips of A2 on A3", 2.12, strips_on<Paper::a2, Paper::a3>},
    {"strips of A3 on A3", 2.12, strips_on<Paper::a3, Paper::a3>},
    {"strips of A4 on A4", 2.12, strips_on<Paper::a4, Paper::a4>},
    {"strips of A4 portrait on A4", 2.12, strips_on<Paper::a4_portrait, Paper::a4>}};

ProgressChart nothing_yet() {
  ProgressChart chart = fixture::county_year();
  chart.groups.clear();
  chart.race.clear();
  chart.revision = 0;
  chart.revision_code.clear();
  chart.period_text.clear();
  for (PeriodLabel& period : chart.periods) period.current = period.published = false;
  return chart;
}

ProgressChart half_months() {
  ProgressChart chart = fixture::county_year();
  chart.periods.clear();
  for (int i = 0; i < 24; ++i) {
    const std::string month = std::to_string(i / 2 + 1);
    chart.periods.push_back({month + (i % 2 == 0 ? "月上" : "月下"), i < 18, i == 17});
  }
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) {
      row.cells.insert(row.cells.end(), row.cells.begin(), row.cells.end());
    }
  }
  return chart;
}

// Words far longer than anybody should write.
ProgressChart wordy() {
  ProgressChart chart = fixture::county_year();
  const auto longer = [](std::string& text) {
    const std::string once = text.empty() ? "长" : text;
    for (int i = 0; i < 5; ++i) text += "、" + once;
  };
  for (std::string* text :
       {&chart.title, &chart.subtitle, &chart.issuer, &chart.rule_blue, &chart.rule_yellow,
        &chart.rule_red, &chart.rule_note, &chart.data_as_of}) {
    longer(*text);
  }
  for (ProgressGroup& group : chart.groups) {
    longer(group.name);
    for (ProgressRow& row : group.rows) {
      for (std::string* text : {&row.name, &row.number, &row.facts, &row.annual_target,
                                &row.commander, &row.deputy_commanders, &row.accountable_persons,
                                &row.lead_unit, &row.lead_unit_short, &row.blocker}) {
        longer(*text);
      }
      for (ProgressCell& cell : row.cells) longer(cell.plan_text);
    }
  }
  for (RaceLine& line : chart.race) longer(line.name);
  return chart;
}

// Single projects in many posts, all red, many racers.
ProgressChart crowded() {
  ProgressChart chart = fixture::county_year(Audience::internal, 2);
  std::vector<ProgressGroup> groups;
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows) groups.push_back({group.name + "作战指挥部", {row}});
  }
  chart.groups = groups;
  for (ProgressGroup& group : chart.groups) {
    group.rows[0].cells[8].card = Card::red;
    group.rows[0].cells[8].missed_run = 12;
    group.rows[0].cells[8].corrected = true;
    group.rows[0].cells[8].verified_basis_points = 10'000;
    group.rows[0].cells[8].plan_basis_points = 0;
  }
  chart.blue = chart.yellow = 0;
  chart.red = 1'060;
  const std::vector<RaceLine> race = chart.race;
  for (int i = 0; i < 3; ++i) chart.race.insert(chart.race.end(), race.begin(), race.end());
  return chart;
}

// Rows of different posts, with what the leader is in each.
ProgressChart of_a_leader() {
  ProgressChart chart = fixture::county_year();
  chart.subject = "云溪县人民政府副县长兼交通运输局局长";
  chart.title += "（" + chart.subject + "）";
  chart.groups.resize(3);
  for (ProgressGroup& group : chart.groups) {
    group.rows.resize(2);
    for (ProgressRow& row : group.rows) row.role = "指挥长、项目长、责任人";
  }
  return chart;
}

ProgressChart with_codes() {
  ProgressChart chart = fixture::county_year();
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) {
      row.strip_code = "9F3A-7C21";
      row.qr_text = "HTTPS://ZHANTU.YUNXI.EXAMPLE:8443/K/1/9/" + row.project + "/9F3A-7C21";
    }
  }
  return chart;
}

ProgressChart five_colours() {
  ProgressChart chart = fixture::county_year();
  chart.rule_green = "按期完成";
  chart.rule_orange = "逾期7天以上、15天以内";
  chart.green = chart.orange = 88;
  const Card order[] = {Card::green, Card::orange, Card::blue, Card::yellow, Card::red};
  int next = 0;
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) row.cells[8].card = order[next++ % 5];
  }
  return chart;
}

ProgressChart judged(int copies = 1) {
  ProgressChart chart = fixture::county_year(Audience::internal, copies);
  fixture::judge_units_and_posts(chart);
  fixture::recolour(chart);
  return chart;
}

// Long names of many units, each with its card and a correction; every cell re-coloured.
ProgressChart judged_and_wordy() {
  ProgressChart chart = judged(2);
  chart.recolourings.push_back({Card::orange, Card::green, "补齐后橙牌改示绿牌，以认定为准"});
  for (RolledUpMark& unit : chart.units) {
    unit.name += "（云溪县重点工程建设领导小组办公室代章单位）";
    unit.corrected = true;
    unit.judged = 188;
  }
  int next = 0;
  const Card late[] = {Card::red, Card::orange, Card::yellow};
  for (RolledUpMark& unit : chart.units) unit.card = late[next++ % 3];
  for (ProgressGroup& group : chart.groups) {
    group.mark->missed = group.mark->judged = 188;
    for (ProgressRow& row : group.rows) {
      for (ProgressCell& cell : row.cells) {
        cell.shown = cell.card == Card::none ? Card::none : Card::green;
        cell.claimed_basis_points = cell.verified_basis_points = 10'000;
      }
    }
  }
  return chart;
}

ProgressChart with_periods(int count) {
  ProgressChart chart = fixture::county_year();
  chart.periods.clear();
  for (int i = 0; i < count; ++i)
    chart.periods.push_back({std::to_string(i / 3 + 1) + "月" +
                                 (i % 3 == 0   ? "上旬"
                                  : i % 3 == 1 ? "中旬"
                                               : "下旬"),
                             i < 9, i == 8 || count == 1});
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows)
      row.cells.resize(static_cast<std::size_t>(count), row.cells[9]);
  }
  return chart;
}

ProgressChart ten_days() { return with_periods(36); }
ProgressChart one_period() { return with_periods(1); }

std::vector<std::pair<std::string, ProgressChart>> all_charts() {
  return {{"county", fixture::county_year()},
          {"of a leader", of_a_leader()},
          {"with codes", with_codes()},
          {"ten-day periods", ten_days()},
          {"five colours", five_colours()},
          {"one year", one_period()},
          {"judged", judged()},
          {"judged and wordy", judged_and_wordy()},
          {"open county", fixture::county_year(Audience::open)},
          {"every cell", fixture::every_cell()},
          {"two counties", fixture::county_year(Audience::internal, 2)},
          {"nothing yet", nothing_yet()},
          {"half-months", half_months()},
          {"wordy", wordy()},
          {"crowded", crowded()},
          {"empty", ProgressChart{}}};
}

void check_texts(const Scene& scene, double size_min) {
  const std::vector<Text> texts = scene.texts();
  const Box page{0, 0, scene.width, scene.height};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Text& text = texts[i];
    const Box bounds = text.bounds();
    const double size = text.style.size;
    INFO(text.text);
    CHECK(size >= size_min - 1e-9);
    CHECK(bounds.x >= text.within.x - 0.02 * size);
    CHECK(bounds.right() <= text.within.right() + 0.02 * size);
    // The em square has room above and below its letters.
    CHECK(bounds.y >= text.within.y - 0.15 * size);
    CHECK(bounds.bottom() <= text.within.bottom() + 0.15 * size);
    CHECK(page.contains(bounds));
    for (std::size_t j = i + 1; j < texts.size(); ++j) {
      if (!bounds.overlaps(texts[j].bounds(), 0.03 * size)) continue;
      INFO(texts[j].text);
      CHECK_MESSAGE(false, "two texts overlap");
    }
  }
}

Box bounds_of(const Item& item) {
  if (const auto* rect = std::get_if<Rect>(&item)) return rect->box;
  if (const auto* text = std::get_if<Text>(&item)) return text->bounds();
  if (const auto* line = std::get_if<Line>(&item)) {
    const double x = std::min(line->from.x, line->to.x);
    const double y = std::min(line->from.y, line->to.y);
    return {x, y, std::abs(line->to.x - line->from.x) + 0.1,
            std::abs(line->to.y - line->from.y) + 0.1};
  }
  return {-1, -1, 0, 0};
}

int texts_with(const std::vector<Scene>& scenes, const std::string& part) {
  int found = 0;
  for (const Scene& scene : scenes) {
    for (const Text& text : scene.texts())
      found += text.text.find(part) != std::string::npos ? 1 : 0;
  }
  return found;
}

}  // namespace

TEST_CASE("every text stays in its place and is large enough, whatever the chart says") {
  for (const auto& [chart_name, chart] : all_charts()) {
    for (const Medium& medium : kMedia) {
      INFO(chart_name, " on ", medium.name);
      for (const Scene& scene : medium.lay_out(chart)) check_texts(scene, medium.size_min);
    }
  }
}

TEST_CASE("D-5.3 whatever is thrown at it: names, figures and cards by chance, on every medium") {
  std::mt19937 chance(20261123);
  const auto upto = [&](int most) { return static_cast<int>(chance() % (most + 1U)); };
  const auto words = [&](int most) {
    static const char* const kParts[] = {
        "云溪县", "污水处理厂（二期）", "EPC", "1,200万元", "。",
        " ",      "新建、改扩建",       "—",   "110kV",     "“四好”",
        "路"};
    std::string text;
    for (int parts = upto(most); parts > 0; --parts) text += kParts[chance() % std::size(kParts)];
    return text;
  };
  for (int round = 0; round < 24; ++round) {
    ProgressChart chart = judged();
    chart.groups.resize(static_cast<std::size_t>(upto(5)));
    chart.periods.resize(static_cast<std::size_t>(1 + upto(11)));
    chart.title = words(12);
    for (RolledUpMark& unit : chart.units)
      unit = {words(6), static_cast<Card>(upto(5)), upto(99), upto(99), upto(1) == 1};
    for (ProgressGroup& group : chart.groups) {
      group.name = words(5);
      group.rows.resize(static_cast<std::size_t>(upto(static_cast<int>(group.rows.size()))));
      for (ProgressRow& row : group.rows) {
        for (std::string* text :
             {&row.name, &row.facts, &row.annual_target, &row.lead_unit, &row.blocker,
              &row.deputy_commanders, &row.number, &row.lead_unit_short})
          *text = words(10);
        row.cells.resize(chart.periods.size());
        for (ProgressCell& cell : row.cells) {
          cell.card = static_cast<Card>(upto(5));
          cell.shown = cell.card == Card::none ? Card::none : static_cast<Card>(upto(5));
          cell.plan_text = words(4);
          cell.verified_basis_points = upto(30'000);
          cell.claimed_basis_points = upto(30'000);
          cell.corrected = upto(3) == 0;
        }
      }
    }
    for (const Medium& medium : kMedia) {
      INFO("round ", round, " on ", medium.name);
      for (const Scene& scene : medium.lay_out(chart)) check_texts(scene, medium.size_min);
    }
  }
}

TEST_CASE("D-5.4 strips to print obey the same rules, on every sheet") {
  for (const auto& [chart_name, chart] : all_charts()) {
    for (const Medium& medium : kStripMedia) {
      INFO(chart_name, " on ", medium.name);
      for (const Scene& scene : medium.lay_out(chart)) check_texts(scene, medium.size_min);
    }
  }
}

TEST_CASE("D-5.4 a strip has the very size of its row on the wall, in one piece or in several") {
  const ProgressChart chart = with_codes();
  for (const Paper paper : {Paper::a0, Paper::a1, Paper::a2, Paper::a3, Paper::a4}) {
    std::vector<Box> rows;
    for (const Scene& scene : lay_out_paper(chart, paper)) {
      for (const Item& item : scene.items) {
        const auto* link = std::get_if<LinkOpen>(&item);
        if (link != nullptr && !link->project.empty()) rows.push_back(link->area);
      }
    }
    REQUIRE(rows.size() == 30);
    for (const Paper sheet : {Paper::a3, Paper::a4}) {
      std::map<std::string, double> widths;
      for (const Scene& scene : strips(chart, paper, sheet)) {
        for (const Item& item : scene.items) {
          const auto* link = std::get_if<LinkOpen>(&item);
          if (link == nullptr || link->project.empty()) continue;
          CHECK(link->area.height == doctest::Approx(rows[0].height));
          CHECK(link->area.right() <= scene.width - 6.9);
          widths[link->project] += link->area.width;
        }
      }
      REQUIRE(widths.size() == 30);
      for (const auto& [project, width] : widths) CHECK(width == doctest::Approx(rows[0].width));
    }
  }
}

TEST_CASE("D-5.4 an A1 strip takes two pieces of A3, an A3 or A4 strip one of its own size") {
  const auto pieces = [](Paper paper, Paper sheet) {
    std::size_t count = 0;
    for (const Scene& scene : strips(with_codes(), paper, sheet)) {
      count += static_cast<std::size_t>(std::ranges::count_if(scene.items, [](const Item& item) {
        const auto* link = std::get_if<LinkOpen>(&item);
        return link != nullptr && link->project == "73";
      }));
    }
    return count;
  };
  CHECK(pieces(Paper::a1, Paper::a3) == 2);
  CHECK(pieces(Paper::a3, Paper::a3) == 1);
  CHECK(pieces(Paper::a4, Paper::a4) == 1);
}

TEST_CASE("D-5.4 only the strips that were chosen are printed; none is said as such") {
  const auto drawn = [](std::vector<std::string> projects) {
    std::set<std::string> found;
    for (const Scene& scene :
         lay_out_strips(with_codes(), {.paper = Paper::a3, .projects = std::move(projects)})) {
      for (const Item& item : scene.items) {
        const auto* link = std::get_if<LinkOpen>(&item);
        if (link != nullptr && !link->project.empty()) found.insert(link->project);
      }
    }
    return found;
  };
  CHECK(drawn({"73", "99", "4711"}) == std::set<std::string>{"73", "99"});
  CHECK(drawn({}).empty());
  const std::vector<Scene> none = lay_out_strips(with_codes(), {.projects = {}});
  REQUIRE(none.size() == 1);
  CHECK(std::ranges::any_of(none[0].texts(),
                            [](const Text& text) { return text.text == "没有需要更换的条"; }));
}

TEST_CASE("D-5.4 the cards of posts are printed at the size that they have on the wall") {
  const ProgressChart chart = judged();
  const auto sizes = [](const std::vector<Scene>& scenes, Color color) {
    std::set<std::pair<double, double>> found;
    for (const Scene& scene : scenes) {
      for (const Item& item : scene.items) {
        const auto* rect = std::get_if<Rect>(&item);
        const bool plate = rect != nullptr && rect->paint.fill == color && rect->box.width > 2;
        if (plate)
          found.insert({std::round(rect->box.width * 100), std::round(rect->box.height * 100)});
      }
    }
    return found;
  };
  for (const Paper paper : {Paper::a0, Paper::a1, Paper::a3, Paper::a4}) {
    const std::vector<Scene> cards =
        lay_out_strips(chart, {.paper = paper, .posts = {chart.groups[0].name}});
    CHECK(texts_with(cards, "指挥部的牌") == 1);
    CHECK(texts_with(cards, chart.groups[0].name) == 1);
    CHECK(texts_with(cards, chart.groups[1].name) == 0);
    const auto printed = sizes(cards, paper::kYellow);
    REQUIRE(printed.size() == 1);
    CHECK(sizes(lay_out_paper(chart, paper), paper::kYellow).contains(*printed.begin()));
  }
  CHECK(texts_with(strips(fixture::county_year(), Paper::a1, Paper::a3), "指挥部的牌") == 0);
}

TEST_CASE("every page says which one it is, has a legend and a code, and names its posts") {
  const ProgressChart chart = fixture::county_year(Audience::internal, 3);
  for (const bool apart : {false, true}) {
    for (const Paper paper : {Paper::a0, Paper::a3, Paper::a4}) {
      const std::vector<Scene> pages = lay_out_paper(chart, paper, apart);
      REQUIRE(pages.size() >= (apart ? 21U : 2U));
      for (std::size_t i = 0; i < pages.size(); ++i) {
        std::string all;
        for (const Text& text : pages[i].texts()) all += text.text + "\n";
        CHECK(all.find(fmt::format("第 {}/{} 张", i + 1, pages.size())) != std::string::npos);
        CHECK(all.find("本张：") != std::string::npos);
        CHECK(all.find("项目名称") != std::string::npos);
        CHECK(all.find("黄牌") != std::string::npos);
        CHECK(std::ranges::any_of(pages[i].items, [&](const Item& item) {
          const auto* link = std::get_if<LinkOpen>(&item);
          return link != nullptr && link->href == chart.qr_text;
        }));
      }
    }
  }
}

TEST_CASE("from none to two hundred projects nothing overlaps, nothing is too small") {
  for (const int projects : {1, 2, 7, 31, 64, 110, 200}) {
    ProgressChart chart = fixture::county_year(Audience::internal, 7);
    int left = projects;
    for (ProgressGroup& group : chart.groups) {
      const int here = std::min(left, static_cast<int>(group.rows.size()));
      group.rows.resize(static_cast<std::size_t>(here));
      left -= here;
    }
    for (const Medium& medium : kMedia) {
      INFO(projects, " projects on ", medium.name);
      for (const Scene& scene : medium.lay_out(chart)) check_texts(scene, medium.size_min);
    }
  }
}

TEST_CASE("periods that do not fit side by side go on on a further sheet, each once") {
  for (const auto& [count, paper] : {std::pair(36, Paper::a3), {36, Paper::a4}, {24, Paper::a4}}) {
    const ProgressChart chart = with_periods(count);
    std::map<std::string, int> heads;
    const std::vector<Scene> pages = lay_out_paper(chart, paper);
    const std::size_t row_pages = pages.size() / spans_of_periods(metrics_of(paper), chart).size();
    for (const Scene& scene : pages) {
      for (const Text& text : scene.texts()) {
        for (const PeriodLabel& period : chart.periods)
          heads[period.text] += text.text == period.text || text.text == period.text + " · 本期";
      }
    }
    for (const PeriodLabel& period : chart.periods) {
      INFO(period.text);
      CHECK(heads[period.text] == static_cast<int>(row_pages));
    }
  }
}

TEST_CASE("what belongs to a project stays on its strip, and strips do not touch") {
  for (const Paper paper :
       {Paper::a0, Paper::a1, Paper::a2, Paper::a3, Paper::a4, Paper::a4_portrait}) {
    for (const Scene& scene : lay_out_paper(fixture::county_year(), paper)) {
      std::vector<Box> strips;
      bool inside = false;
      for (const Item& item : scene.items) {
        if (const auto* open = std::get_if<LinkOpen>(&item);
            open != nullptr && !open->project.empty()) {
          inside = true;
          strips.push_back(open->area);
        } else if (std::holds_alternative<LinkClose>(item)) {
          inside = false;
        } else if (inside && !std::holds_alternative<Path>(item)) {
          CHECK(strips.back().contains(bounds_of(item), 0.15));
        }
      }
      REQUIRE(strips.size() >= 3);
      for (std::size_t i = 1; i < strips.size(); ++i) {
        CHECK(strips[i].y - strips[i - 1].bottom() >= 0.4 - 1e-9);
        CHECK(strips[i].height == doctest::Approx(strips[0].height));
      }
    }
  }
}

TEST_CASE("a county year fits on one A1 sheet and every row is drawn once") {
  CHECK(lay_out_paper(fixture::county_year(), Paper::a1).size() == 1);
  CHECK(lay_out_paper(fixture::county_year(), Paper::a3).size() == 2);
  CHECK(lay_out_paper(fixture::county_year(), Paper::a0).size() == 1);
  CHECK(lay_out_paper(fixture::county_year(), Paper::a2).size() == 1);
  CHECK(lay_out_paper(fixture::county_year(), Paper::a4).size() == 4);
  // Two sheets of projects, each for two half-years.
  CHECK(lay_out_paper(fixture::county_year(), Paper::a4_portrait).size() == 4);
  CHECK(lay_out_wall(fixture::county_year()).size() == 1);
  const ProgressChart chart = fixture::county_year(Audience::internal, 3);
  for (const Medium& medium : kMedia) {
    if (medium.name == "A4 portrait") continue;  // there every half-year has the rows once more
    std::vector<std::string> drawn;
    for (const Scene& scene : medium.lay_out(chart)) {
      for (const Item& item : scene.items) {
        const auto* link = std::get_if<LinkOpen>(&item);
        const bool row =
            link != nullptr && !link->project.empty() && link->area.width > scene.width / 2;
        if (row) drawn.push_back(link->project);
      }
    }
    REQUIRE(drawn.size() == 90);
    for (std::size_t i = 0; i < drawn.size(); ++i) CHECK(drawn[i] == std::to_string(71 + i));
  }
}

TEST_CASE("D-5.3 open charts draw no person, on any medium") {
  for (const Medium& medium : kMedia) {
    const ProgressChart open = fixture::county_year(Audience::open);
    for (const Scene& scene : medium.lay_out(open)) {
      for (const Text& text : scene.texts()) {
        for (int seed = 0; seed < 130; ++seed) {
          CHECK(text.text.find(fixture::person(seed)) == std::string::npos);
        }
        CHECK(text.text != "指挥长");
        CHECK(text.text != "责任人");
      }
    }
  }
  bool found = false;
  for (const Text& text : lay_out_paper(fixture::county_year(), Paper::a1)[0].texts()) {
    found = found || text.text == fixture::person(0);
  }
  CHECK(found);
}

TEST_CASE("the wall leaves the shell's regions alone") {
  using namespace wall_screen;
  const Box clock{kClockLeft, kClockTop, kClockWidth, kClockHeight};
  const Box ticker{kTickerLeft, kTickerTop, kTickerWidth, kTickerHeight};
  for (const auto& [name, chart] : all_charts()) {
    for (const Scene& scene : lay_out_wall(chart)) {
      for (std::size_t i = 1; i < scene.items.size(); ++i) {  // the first is the ground
        INFO(name, " item ", i);
        CHECK_FALSE(bounds_of(scene.items[i]).overlaps(clock));
        CHECK_FALSE(bounds_of(scene.items[i]).overlaps(ticker));
      }
    }
  }
}

TEST_CASE("the wall pages by command post and never names a person") {
  const std::vector<Scene> pages = lay_out_wall(fixture::county_year(Audience::internal, 2));
  CHECK(pages.size() == 2);
  for (const Scene& page : pages) {
    for (const Text& text : page.texts())
      CHECK(text.text.find(fixture::person(0)) == std::string::npos);
  }
}

TEST_CASE("without race and late projects the table takes the whole width") {
  ProgressChart chart = fixture::county_year();
  CHECK(has_wall_side(chart));
  chart.race.clear();
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) row.cells[8].card = Card::blue;
  }
  CHECK_FALSE(has_wall_side(chart));
  double right = 0;
  const std::vector<Scene> scenes = lay_out_wall(chart);
  for (const Item& item : scenes[0].items) {
    const auto* link = std::get_if<LinkOpen>(&item);
    if (link != nullptr) right = std::max(right, link->area.right());
  }
  CHECK(right == doctest::Approx(1880));
}

TEST_CASE("narrow periods keep their names on the wall: the month once, its parts below") {
  const auto exactly = [](const std::vector<Scene>& scenes, const std::string& words) {
    return std::ranges::count(scenes[0].texts(), words, &Text::text);
  };
  const auto halves = lay_out_wall(half_months()), tens = lay_out_wall(ten_days());
  for (const char* month : {"1月", "9月", "12月"}) {
    CHECK(exactly(halves, month) == 1);
    CHECK(exactly(tens, month) == 1);
  }
  CHECK(exactly(halves, "上") == 12);
  CHECK(exactly(halves, "下") == 12);
  CHECK(exactly(tens, "中") == 12);
}

TEST_CASE("few projects fill the wall: high rows with the annual target below the name") {
  ProgressChart chart = judged();
  chart.groups.resize(1);
  const auto scenes = lay_out_wall(chart);
  for (const Item& item : scenes[0].items) {
    const auto* link = std::get_if<LinkOpen>(&item);
    if (link != nullptr && link->area.x < 200) CHECK(link->area.height > 80);
  }
  CHECK(texts_with(scenes, "11月底建成投运") == 1);
  CHECK(texts_with(lay_out_wall(judged()), "11月底建成投运") == 0);
}

TEST_CASE("a chart drawn as of a past day says so") {
  ProgressChart chart = fixture::county_year();
  for (const bool past : {false, true}) {
    chart.past = past;
    for (const Medium& medium : kMedia) {
      INFO(medium.name);
      bool said = false;
      for (const Text& text : medium.lay_out(chart)[0].texts()) {
        said = said || text.text.find("历史图") != std::string::npos;
      }
      CHECK(said == past);
    }
  }
}

// Solid shapes in this colour.
int shapes_in(const std::vector<Scene>& scenes, Color color) {
  int found = 0;
  for (const Scene& scene : scenes) {
    for (const Item& item : scene.items) {
      const auto* rect = std::get_if<Rect>(&item);
      const auto* path = std::get_if<Path>(&item);
      const auto fill = rect != nullptr   ? rect->paint.fill
                        : path != nullptr ? path->paint.fill
                                          : std::nullopt;
      found += fill == color ? 1 : 0;
    }
  }
  return found;
}

TEST_CASE("D-3.2 units and posts stand on the chart with their cards, where they are judged") {
  const ProgressChart without = fixture::county_year(), with = judged();
  for (const Medium& medium : kMedia) {
    INFO(medium.name);
    const bool wall = medium.name == "wall";
    const auto plain = medium.lay_out(without), marked = medium.lay_out(with);
    CHECK(texts_with(plain, "单位挂牌") == 0);
    CHECK(texts_with(plain, "指挥部的牌") == 0);
    CHECK(texts_with(marked, wall ? "单位的牌" : "单位挂牌") >= 1);
    if (!wall) CHECK(texts_with(marked, "指挥部的牌") == static_cast<int>(marked.size()));
  }
  // Of one post, one of four projects is missed.
  CHECK(texts_with(lay_out_paper(with, Paper::a1), "1/4") == 1);
  CHECK(texts_with(lay_out_paper(with, Paper::a1), "县住房和城乡建设局（1/2）") == 1);
}

TEST_CASE("a re-coloured period shows the later card and, smaller, the published one") {
  ProgressChart plain = judged();
  ProgressChart chart = plain;
  for (ProgressGroup& group : plain.groups) {
    for (ProgressRow& row : group.rows) {
      for (ProgressCell& cell : row.cells) cell.shown = Card::none;
    }
  }
  int recoloured = 0;
  for (const ProgressGroup& group : chart.groups) {
    for (const ProgressRow& row : group.rows)
      recoloured +=
          static_cast<int>(std::ranges::count(row.cells, Card::yellow, &ProgressCell::shown));
  }
  REQUIRE(recoloured >= 8);
  const auto before = lay_out_paper(plain, Paper::a1), after = lay_out_paper(chart, Paper::a1);
  CHECK(shapes_in(after, paper::kRed) == shapes_in(before, paper::kRed));  // none is lost
  CHECK(shapes_in(after, paper::kYellow) >= shapes_in(before, paper::kYellow) + recoloured);
  CHECK(texts_with(after, "左为公示的牌") == 1);
  const auto dark_before = lay_out_wall(plain), dark = lay_out_wall(chart);
  CHECK(shapes_in(dark, wall::kRed) == shapes_in(dark_before, wall::kRed));
  CHECK(shapes_in(dark, wall::kYellow) == shapes_in(dark_before, wall::kYellow) + recoloured);
  CHECK(texts_with(dark, "补齐后改示") == 1);
}

TEST_CASE("the wall lists red, then orange, then yellow projects, as far as there is room") {
  ProgressChart chart = five_colours();
  chart.race.clear();
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) {
      if (row.cells[8].card == Card::red && row.sequence != 5) row.cells[8].card = Card::blue;
    }
  }
  double red = 0, orange = 0, yellow = 0;
  for (const Text& text : lay_out_wall(chart)[0].texts()) {
    if (text.text == "红牌攻坚") red = text.at.y;
    if (text.text == "橙牌督办") orange = text.at.y;
    if (text.text == "黄牌预警") yellow = text.at.y;
  }
  CHECK(red > 0);
  CHECK(orange > red);
  CHECK((yellow == 0 || yellow > orange));
}

TEST_CASE("before the first publication the chart says so") {
  for (const Medium& medium : kMedia) {
    std::string all;
    for (const Text& text : medium.lay_out(nothing_yet())[0].texts()) all += text.text + "\n";
    CHECK(all.find("尚未公示") != std::string::npos);
    CHECK(all.find("图上尚无项目") != std::string::npos);
    CHECK(all.find("第 0 版") == std::string::npos);
  }
}

}  // namespace zhantu::chart
