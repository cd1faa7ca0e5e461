#include "app/overview.hpp"

#include <doctest/doctest.h>

#include "app/chart_subject.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

Overview of(AppFixture& county, const std::string& login) {
  static BoardPtr board;  // what an overview points to must outlive it
  board = county.board();
  return overview_of(board->board, county.as(login), county.app().today(board->board),
                     Language::zh_hans);
}

const OverviewTask* task(const Overview& overview, Act act, const Period& period) {
  for (const OverviewTask& each : overview.tasks) {
    if (each.act == act && each.period == period) return &each;
  }
  return nullptr;
}

TEST_CASE("the late ones stand first, each says why, and the figures agree with the cards") {
  AppFixture county(County::played);
  const Overview office = of(county, "office1");
  REQUIRE(office.period == month(9));
  CHECK(office.projects.size() == county.board()->board.projects.size());
  int seen = 0, red = 0, yellow = 0, blue = 0;
  for (const OverviewProject& each : office.projects) {
    if (each.card == Card::green || each.card == Card::orange) FAIL("a card of another rule");
    const int rank = each.card == Card::red ? 0 : each.card == Card::yellow ? 1 : 2;
    CHECK(rank >= seen);
    seen = rank;
    red += each.card == Card::red ? 1 : 0;
    yellow += each.card == Card::yellow ? 1 : 0;
    blue += each.card == Card::blue ? 1 : 0;
    CHECK(each.why.empty() == (each.card != Card::red && each.card != Card::yellow));
    CHECK(each.marks.size() == 12);
  }
  CHECK(red > 0);
  CHECK(office.mine.of(Card::red) == red);
  CHECK(office.mine.of(Card::yellow) == yellow);
  CHECK(office.mine.of(Card::blue) == blue);
  CHECK(office.campaign.projects == office.mine.projects);
}

TEST_CASE("headquarters sees all, what it commands itself first") {
  AppFixture county(County::played);
  const Overview overview = of(county, "post1");
  CHECK(overview.projects.size() == county.board()->board.projects.size());
  CHECK(overview.mine.projects < overview.campaign.projects);
  const auto first_other = std::ranges::find_if(
      overview.projects, [](const OverviewProject& each) { return each.roles.empty(); });
  CHECK(first_other - overview.projects.begin() == overview.mine.projects);
  CHECK(std::all_of(first_other, overview.projects.end(),
                    [](const OverviewProject& each) { return each.roles.empty(); }));
  CHECK(overview.projects.front().why.find("连续3个月未完成，计划18家、认定15家：") == 0);
}

TEST_CASE("a clerk sees what the own unit leads, and what must be reported") {
  AppFixture county(County::played);
  county.set_clock(10, 29);
  const Overview before = of(county, "clerk-E04");
  REQUIRE_FALSE(before.projects.empty());
  CHECK(before.projects.size() < county.board()->board.projects.size());
  for (const OverviewProject& each : before.projects)
    CHECK(std::ranges::find(each.roles, "主责单位") != each.roles.end());
  const OverviewTask* report = task(before, Act::report_actual, month(10));
  REQUIRE(report != nullptr);
  const int waiting = report->count;
  REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(60))) == "ok");
  const Overview after = of(county, "clerk-E04");
  const OverviewTask* rest = task(after, Act::report_actual, month(10));
  CHECK((rest == nullptr ? 0 : rest->count) == waiting - 1);
  const auto reported = std::ranges::find_if(after.projects, [&](const OverviewProject& each) {
    return each.project->project.id == county.project(28);
  });
  REQUIRE(reported != after.projects.end());
  CHECK(reported->claimed == 6000);
  CHECK(reported->marks[9].state == "reported");
  CHECK(reported->verified == 5200);  // September's, the claim is no figure yet
}

TEST_CASE("D-3.1 a verdict waits for the office once there is a confirmed report") {
  AppFixture county(County::played);
  county.set_clock(10, 29);
  CHECK(task(of(county, "office1"), Act::determine, month(10)) == nullptr);
  CHECK(task(of(county, "office1"), Act::report_actual, month(10)) == nullptr);
  county.set_clock(11, 2);  // the month is over: silence is judged too
  const Overview office = of(county, "office1");
  const OverviewTask* waiting = task(office, Act::determine, month(10));
  REQUIRE(waiting != nullptr);
  CHECK(waiting->count > 20);
}

TEST_CASE(
    "D-3.2 posts and units of one's own projects come with their cards, the late ones first") {
  AppFixture county(County::played);
  const auto late = [](const RolledUpCard* card) {
    return card->card == Card::red || card->card == Card::yellow;
  };
  const Overview office = of(county, "office1");
  REQUIRE(office.posts.size() == 6);
  CHECK(std::ranges::is_partitioned(office.posts, late));
  CHECK(std::ranges::is_partitioned(office.units, late));
  std::int64_t missed = 0;
  for (const RolledUpCard* card : office.units) missed += card->missed;
  CHECK(missed == office.mine.of(Card::red) + office.mine.of(Card::yellow));
  const Overview clerk = of(county, "clerk-E04");
  CHECK(clerk.posts.size() < office.posts.size());
  REQUIRE(clerk.units.size() == 1);
  CHECK(clerk.units[0]->missed == clerk.mine.of(Card::red) + clerk.mine.of(Card::yellow));
}

}  // namespace
}  // namespace zhantu::app
