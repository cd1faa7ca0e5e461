#include "app/progress_view.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using chart::Audience;
using chart::ProgressChart;
using chart::ProgressRow;
using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

ProgressChart view_of(AppFixture& county, const Board& board, ChartQuestion question) {
  question.base_url = "https://chart.example";
  return progress_view(board, county.app().today(board), county.clock(), question);
}

ProgressChart view_of(AppFixture& county, Audience audience) {
  return view_of(county, county.board()->board, {.audience = audience});
}

const ProgressRow& row(const ProgressChart& chart, int number) {
  const std::string wanted = fmt::format("YX2026-{:02}", number);
  for (const chart::ProgressGroup& group : chart.groups) {
    for (const ProgressRow& candidate : group.rows) {
      if (candidate.number == wanted) return candidate;
    }
  }
  FAIL("no row " << wanted);
  return chart.groups.front().rows.front();
}

// Every text of the model, one a line.
std::string all_texts(const ProgressChart& c) {
  std::string out;
  const auto add = [&](const std::string& text) { out += text + "\n"; };
  for (const std::string& text :
       {c.place, c.title, c.subtitle, c.issuer, c.period_text, c.data_as_of, c.rule_blue,
        c.rule_yellow, c.rule_red, c.rule_note, c.revision_code, c.qr_text})
    add(text);
  for (const auto& period : c.periods) add(period.text);
  for (const auto& fact : c.ticker) add(fact.time + fact.text + fact.source);
  for (const auto& line : c.race) add(line.name);
  for (const auto& group : c.groups) {
    add(group.name);
    for (const ProgressRow& r : group.rows) {
      for (const std::string& text :
           {r.project, r.number, r.name, r.facts, r.annual_target, r.commander, r.deputy_commanders,
            r.accountable_persons, r.lead_unit, r.lead_unit_short, r.blocker})
        add(text);
      for (const auto& cell : r.cells) add(cell.plan_text);
    }
  }
  return out;
}

TEST_CASE("the open audience reads posts and units, never a person's name (D-5.3)") {
  AppFixture county(County::played);
  REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                             .period = month(6),
                                             .verdict = Verdict::met,
                                             .quantity = Quantity::of(43),
                                             .reason = "误认"})) == "ok");
  const auto board = county.board();
  const ProgressChart open = view_of(county, Audience::open);
  const ProgressChart internal = view_of(county, Audience::internal);
  std::string open_texts = all_texts(open);
  const std::string internal_texts = all_texts(internal);
  open_texts += chart::draw_progress_wall(open, {}).bytes;
  open_texts += chart::draw_progress_paper(open, {.surface = chart::Surface::svg}).bytes;
  int named_inside = 0;
  REQUIRE(board->board.persons.size() == 84);
  for (const auto& [id, person] : board->board.persons) {
    CAPTURE(person.name.text);
    CHECK(open_texts.find(person.name.text) == std::string::npos);
    named_inside += internal_texts.find(person.name.text) != std::string::npos ? 1 : 0;
  }
  CHECK(named_inside > 30);
  CHECK(row(internal, 1).commander == "顾承安");
  CHECK(row(internal, 1).deputy_commanders == "龚卫东");
  CHECK(row(internal, 1).accountable_persons == "曾文博");
  CHECK(row(open, 1).lead_unit == "云溪县产业园区管理委员会");
  CHECK(row(open, 1).lead_unit_short == "产业园区管委会");
}

TEST_CASE("D-11.4 what is claimed and not published is for the inside alone") {
  AppFixture county(County::played);
  county.set_clock(10, 29);
  REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(60))) == "ok");
  const std::size_t october = 9;
  auto open = view_of(county, Audience::open), internal = view_of(county, Audience::internal);
  CHECK(row(internal, 28).cells[october].claimed_basis_points == 6000);
  CHECK_FALSE(row(open, 28).cells[october].claimed_basis_points.has_value());
  for (const auto& group : open.groups) {
    for (const ProgressRow& r : group.rows) {
      for (const auto& cell : r.cells) CHECK_FALSE(cell.claimed_basis_points.has_value());
    }
  }
  REQUIRE(word_of(county.determine("office1", 28, month(10), Verdict::missed, Quantity::of(58),
                                   "征地未完")) == "ok");
  open = view_of(county, Audience::open);
  internal = view_of(county, Audience::internal);
  CHECK(row(internal, 28).cells[october].verified_basis_points == 5800);
  CHECK(row(internal, 28).cells[october].card == Card::none);
  CHECK_FALSE(row(open, 28).cells[october].verified_basis_points.has_value());
  CHECK(row(open, 28).blocker.find("征地未完") == std::string::npos);
  CHECK(row(open, 28).verified_basis_points == 5200);  // September's
  CHECK(row(open, 28).plan_basis_points == 6400);
  CHECK(open.revision_code == internal.revision_code);
}

TEST_CASE("D-1.1 D-1.3 D-5.1 counts, period, units and titles of the played county") {
  AppFixture county(County::played);
  const ProgressChart chart = view_of(county, Audience::open);
  CHECK(chart.blue == 21);
  CHECK(chart.yellow == 4);
  CHECK(chart.red == 4);
  CHECK(chart.without_card == 0);
  CHECK(chart.period_text == "9月");
  CHECK(chart.data_as_of == "2026年9月30日");
  CHECK(chart.place == "云溪县");
  CHECK(chart.title == "云溪县2026年重点项目挂图作战进度图");
  CHECK(chart.subtitle == "2026年度 · 9个乡镇 · 30项");
  CHECK(chart.issuer == "云溪县重点项目挂图作战督考办公室");
  CHECK(chart.rule_red == "连续两个月及以上未完成月度目标");
  CHECK(chart.revision == 9);
  CHECK_FALSE(chart.past);
  REQUIRE(chart.periods.size() == 12);
  for (int i = 0; i < 12; ++i) {
    const auto& period = chart.periods[static_cast<std::size_t>(i)];
    CHECK(period.text == fmt::format("{}月", i + 1));
    CHECK(period.published == (i < 9));
    CHECK(period.current == (i == 8));
  }
  REQUIRE(chart.groups.size() == 6);
  int sequence = 0;
  for (const auto& group : chart.groups) {
    for (const ProgressRow& r : group.rows) {
      CHECK(r.sequence == ++sequence);
      CHECK(r.cells.size() == 12);
    }
  }
  CHECK(sequence == 30);
  CHECK_FALSE(row(chart, 18).cells[2].on_wall);  // admitted in April
  CHECK(row(chart, 18).cells[3].on_wall);
  CHECK_FALSE(row(chart, 19).cells[7].on_wall);  // withdrawn in August
  CHECK_FALSE(row(chart, 28).cells[7].has_target);
  CHECK(row(chart, 28).cells[8].missed_run == 3);
  CHECK(chart.qr_text ==
        fmt::format("https://chart.example/open/check?campaign={}&revision=9&code={}",
                    county.campaign().value, chart.revision_code));
}

TEST_CASE("before the first publication nothing is counted and nobody races") {
  AppFixture county;
  const ProgressChart chart = view_of(county, Audience::open);
  CHECK(chart.blue + chart.yellow + chart.red + chart.without_card + chart.struck_off == 0);
  CHECK(chart.period_text == "");
  CHECK(chart.revision == 0);
  CHECK(chart.race.empty());
  CHECK(chart.ticker.empty());
  CHECK(chart.data_as_of == "2025年12月31日");
}

TEST_CASE("a corrected cell is marked for ever and the ticker tells of it") {
  AppFixture county(County::played);
  const auto correct = [&](int project, int number, Verdict verdict, int quantity,
                           const char* reason) {
    REQUIRE(word_of(county.correct("office1", {.project = county.project(project),
                                               .period = month(number),
                                               .verdict = verdict,
                                               .quantity = Quantity::of(quantity),
                                               .reason = reason})) == "ok");
  };
  CHECK_FALSE(row(view_of(county, Audience::open), 28).cells[5].corrected);
  county.advance_ms(60'000);
  correct(28, 6, Verdict::met, 43, "误认");
  ProgressChart chart = view_of(county, Audience::open);
  CHECK(row(chart, 28).cells[5].corrected);
  CHECK(row(chart, 28).cells[5].card == Card::blue);
  CHECK(row(chart, 28).cells[6].corrected);  // its run was touched
  CHECK_FALSE(row(chart, 28).cells[4].corrected);
  REQUIRE_FALSE(chart.ticker.empty());
  CHECK(chart.ticker.front().text == "更正：县污水处理厂扩容提标6月认定由未完成改为完成");
  CHECK(chart.ticker.size() <= 12);

  // The red list gives the reason of the correction where that made the month a missed one.
  REQUIRE(row(chart, 1).blocker == "");
  correct(1, 9, Verdict::missed, 100, "虚报已查实");
  chart = view_of(county, Audience::open);
  CHECK(row(chart, 1).blocker == "虚报已查实");
  CHECK(chart.blue == 20);
  CHECK(chart.yellow == 5);
}

TEST_CASE("a project that reaches its annual figure is struck off in that month, once") {
  AppFixture county(County::played);
  const ProgressChart before = view_of(county, Audience::open);
  REQUIRE_FALSE(row(before, 28).cells[8].struck_off);
  REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                             .period = month(7),
                                             .verdict = Verdict::exceeded,
                                             .quantity = Quantity::of(100),
                                             .reason = "提前完工"})) == "ok");
  const ProgressChart after = view_of(county, Audience::open);
  CHECK(row(after, 28).cells[6].struck_off);
  CHECK_FALSE(row(after, 28).cells[7].struck_off);
  CHECK(after.struck_off == before.struck_off + 1);
}

TEST_CASE("D-11.3 the race ranks towns by results, their share of blue; equals share a rank") {
  AppFixture county;
  Board board = county.board()->board;
  const auto give = [&](const char* town, int number, Card card) {
    for (std::size_t i = 0; i < board.projects.size(); ++i) {
      BoardProject& project = board.projects[i];
      if (project.project.place != county.unit(town)) continue;
      project.cells[month(number)].cards.push_back(
          {.period = month(number), .project = project.project.id, .card = card});
      return;
    }
    FAIL("no project in " << town);
  };
  const auto race = [&] {
    std::string out;
    for (const chart::RaceLine& line : view_of(county, board, {}).race) {
      out += fmt::format("{} {} {} {:+}\n", line.rank, line.name, line.score, line.rank_change);
    }
    return out;
  };
  give("石桥镇", 1, Card::blue);
  give("云集镇", 1, Card::blue);
  give("青坪镇", 1, Card::yellow);
  give("东岭镇", 1, Card::none);  // no card: not in the race
  board.publications[month(1)] = {.period = month(1), .mechanism_version = 1, .revision = 1};
  CHECK(race() == "1 石桥镇 100 +0\n1 云集镇 100 +0\n3 青坪镇 0 +0\n");
  give("石桥镇", 2, Card::red);
  give("青坪镇", 2, Card::blue);
  give("云集镇", 2, Card::blue);
  board.publications[month(2)] = {.period = month(2), .mechanism_version = 1, .revision = 2};
  CHECK(race() == "1 云集镇 100 +0\n2 石桥镇 50 -1\n2 青坪镇 50 +1\n");
}

TEST_CASE("D-5.5 the revision code is stable, and moves with every published card or figure") {
  AppFixture county(County::played);
  const auto board = county.board();
  const std::string code = revision_code(board->board, 9);
  CHECK(code.size() == 14);
  CHECK(code.find_first_not_of("0123456789ABCDEF-") == std::string::npos);
  CHECK(revision_code(board->board, 9) == code);
  CHECK(revision_code(board->board, 8) != code);

  county.set_clock(10, 29);  // neither reports nor names are part of what was published
  REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(60))) == "ok");
  CHECK(revision_code(county.board()->board, 9) == code);

  REQUIRE(word_of(county.correct("office1", {.project = county.project(1),
                                             .period = month(1),
                                             .verdict = Verdict::exceeded,
                                             .quantity = Quantity::of(1261),
                                             .reason = "差1万元"})) == "ok");
  const auto corrected = county.board();
  CHECK(revision_code(corrected->board, 10) != code);
  CHECK(revision_code(corrected->board, 9) == code);  // what was printed then stays checkable

  // A record altered by hand does not agree with the print.
  Board altered = board->board;
  altered.projects[3].cells.at(month(9)).cards.back().card = Card::blue;
  altered.projects[3].cells.at(month(9)).cards.back().verdict = Verdict::no_target;
  CHECK(revision_code(altered, 9) != code);
}

TEST_CASE("as of a past day the chart stands as it stood (D-5.6)") {
  AppFixture county(County::played);
  const auto present = county.board();
  const Instant published = present->board.publications.at(month(3)).at;
  const Date day = published.day_at(480);
  const auto past = county.app().board_as_of(county.campaign(), day);
  REQUIRE(past != nullptr);
  const ProgressChart chart =
      view_of(county, past->board, {.audience = Audience::internal, .as_of = day});
  CHECK(chart.past);
  CHECK(chart.period_text == "3月");
  CHECK(chart.revision == 3);
  CHECK(chart.revision_code == revision_code(present->board, 3));
  CHECK(chart.periods[2].current);
  CHECK_FALSE(chart.periods[3].published);
  CHECK(row(chart, 28).cells[5].card == Card::none);
  CHECK(row(chart, 28).cells[0].card == Card::blue);
  CHECK(row(chart, 1).commander == "顾承安");

  // On the eve of that publication February was the last word.
  const auto eve = county.app().board_as_of(county.campaign(), {day.days - 1});
  REQUIRE(eve != nullptr);
  CHECK(eve->board.latest_published() == month(2));
  CHECK(eve->last_entry < past->last_entry);
  CHECK(county.app().board_as_of(county.campaign(), Date::of(2020, 1, 1)) == nullptr);
  // As of today it is the present.
  const auto today = county.app().board_as_of(county.campaign(), county.clock().day_at(480));
  CHECK(today->last_entry == present->last_entry);
  CHECK(all_texts(view_of(county, today->board, {})) == all_texts(view_of(county, Audience::open)));
}

TEST_CASE("D-3.2 posts and units stand on the chart with the cards that were published for them") {
  AppFixture county(County::played);
  const auto board = county.board();
  const ProgressChart whole = view_of(county, Audience::open);
  REQUIRE_FALSE(whole.units.empty());
  int judged = 0, missed = 0;
  for (const chart::ProgressGroup& group : whole.groups) {
    REQUIRE(group.mark.has_value());
    judged += group.mark->judged;
    missed += group.mark->missed;
    const bool late = std::ranges::any_of(group.rows, [](const ProgressRow& row) {
      return row.cells[8].card == Card::red || row.cells[8].card == Card::yellow;
    });
    CHECK((group.mark->card == Card::red || group.mark->card == Card::yellow) == late);
    for (const ProgressRow& row : group.rows) {
      const auto unit = std::ranges::find(whole.units, row.lead_unit, &chart::RolledUpMark::name);
      if (unit != whole.units.end()) CHECK(row.unit_card == unit->card);
    }
  }
  CHECK(missed == whole.yellow + whole.red);
  CHECK(judged >= missed);
  // On a unit's own chart are the units that lead its projects, itself among them.
  const UnitId lead = board->board.find(county.project(28))->project.place;
  const auto own =
      view_of(county, board->board, {.subject = ChartSubject{SubjectKind::unit, lead.value}});
  CHECK(own.units.size() < whole.units.size());

  AppFixture unpublished;
  for (const chart::ProgressGroup& group : view_of(unpublished, Audience::open).groups)
    CHECK_FALSE(group.mark.has_value());
}

TEST_CASE("arrears made good change the colour that a period is shown in, not its card") {
  AppFixture county(County::played);
  Board board = county.board()->board;
  const auto shown = [&](const ProgressChart& chart) {
    int count = 0;
    for (const chart::ProgressGroup& group : chart.groups) {
      for (const ProgressRow& row : group.rows)
        count += static_cast<int>(
            std::ranges::count(row.cells, Card::green, &chart::ProgressCell::shown));
    }
    return count;
  };
  const ProgressChart before = view_of(county, board, {});
  CHECK(shown(before) == 0);
  CHECK(before.recolourings.empty());
  board.mechanism.card.recolourings.push_back(
      {.from = 1U << static_cast<unsigned>(Card::yellow) | 1U << static_cast<unsigned>(Card::red),
       .shown = Card::green,
       .within_periods = 0,
       .clause = "二",
       .text = {.zh_hans = "补齐改绿", .zh_hant = "補齊改綠", .en = "made good: green"}});
  const ProgressChart after = view_of(county, board, {});
  CHECK(shown(after) > 5);
  REQUIRE(after.recolourings.size() == 2);
  CHECK(after.recolourings[0].from == Card::red);
  CHECK(after.recolourings[1].text == "补齐改绿");
  CHECK(after.yellow == before.yellow);
  CHECK(after.red == before.red);
  for (std::size_t g = 0; g < after.groups.size(); ++g) {
    for (std::size_t r = 0; r < after.groups[g].rows.size(); ++r) {
      const auto& cells = after.groups[g].rows[r].cells;
      CHECK(cells[8].shown == Card::none);  // nothing later could make the latest one good
      for (std::size_t c = 0; c < cells.size(); ++c)
        CHECK(cells[c].card == before.groups[g].rows[r].cells[c].card);
    }
  }
}

}  // namespace
}  // namespace zhantu::app
