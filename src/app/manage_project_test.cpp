#include "app/manage_project.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;

template <class Act>
auto on_campaign(AppFixture& county, const char* login, Act act) {
  std::optional<decltype(act(std::declval<Writing&>()))> result;
  const Actor actor = county.as(login);
  county.store().write([&](store::Transaction& transaction) {
    auto writing = begin_writing(county.app(), transaction, actor, county.campaign());
    result = act(writing.value());
    return static_cast<bool>(*result);
  });
  return std::move(*result);
}

// The first word of what must be refused; nothing may have moved.
template <class Act>
std::string refused(AppFixture& county, const char* login, Act act) {
  const auto before = county.state();
  const auto result = on_campaign(county, login, act);
  CHECK(county.state() == before);
  if (result) return "ok";
  const Problem& problem = result.problem();
  return problem.items.empty() ? problem.word : problem.items.front().word;
}

ProjectCommand fresh(AppFixture& county) {
  const auto board = county.board();
  ProjectCommand command{.number = "YX2026-95", .name = "河堤加固"};
  command.annual_target = "加固12公里";
  command.annual_quantity = Quantity::of(12);
  command.quantity_unit = "公里";
  for (const Organ& organ : board->board.organs) {
    if (organ.kind == "command_post") command.command_post = organ.id;
  }
  command.units = {{.unit = board->board.campaign.unit, .role = "lead_unit"}};
  return command;
}

}  // namespace

TEST_CASE("D-1.4 D-2.2 a project by hand begins with the next period that is not published") {
  AppFixture county(County::played);
  county.set_clock(10, 1);
  const ProjectCommand command = fresh(county);
  const auto made =
      on_campaign(county, "office1", [&](Writing& w) { return save_project(w, command); });
  REQUIRE(made);
  const auto board = county.board();
  const BoardProject& project = *board->board.find(*made);
  CHECK(project.project.admitted == test::month(10));
  CHECK(project.units.front().starts_on == Date::of(2026, 10, 1));
  CHECK(refused(county, "office1", [&](Writing& w) { return save_project(w, command); }) ==
        "number_taken");
  for (const char* login : {"chief", "post1", "clerk-K01", "admin"})
    CHECK(refused(county, login, [&](Writing& w) { return save_project(w, command); }) ==
          "not_permitted");
  ProjectCommand early = fresh(county);
  early.number = "YX2026-96";
  early.admitted = test::month(3);
  CHECK(refused(county, "office1", [&](Writing& w) { return save_project(w, early); }) ==
        "period_already_published");
}

TEST_CASE("D-3.3 what a published month used stays: target, plan, the days of roles") {
  AppFixture county(County::played);
  const ProjectId id = county.project(1);
  const auto edit = [&](ProjectCommand command) {
    command.id = id;
    command.version = "*";
    return [command](Writing& w) { return save_project(w, command); };
  };
  CHECK(refused(county, "office1", edit({.annual_target = "少一点"})) == "target_frozen");
  ProjectCommand plan;
  plan.plan = {{.period = test::month(2), .text = "少一点", .quantity = std::nullopt}};
  CHECK(refused(county, "office1", edit(plan)) == "plan_frozen");
  const UnitId other = county.unit("石桥镇");
  ProjectCommand lead;
  lead.units = {{.unit = other, .role = "lead_unit", .starts_on = Date::of(2026, 5, 1)}};
  CHECK(refused(county, "office1", edit(lead)) == "day_frozen");
  lead.units[0].starts_on = Date::of(2026, 11, 1);
  REQUIRE(on_campaign(county, "office1", edit(lead)));
  const auto board = county.board();
  CHECK(board->board.find(id)->lead_unit(Date::of(2026, 10, 31)) != other);
  CHECK(board->board.find(id)->lead_unit(Date::of(2026, 11, 1)) == other);
}

TEST_CASE("D-3.1 a substitute gives the verdict for exactly these projects and days") {
  AppFixture county(County::played);
  county.set_clock(10, 20);
  const Actor barred = county.as("office2"), holder = county.as("bystander");
  const ProjectId id = county.project(24);
  SubstituteCommand command{.officer = barred.tenure,
                            .holder = holder.tenure,
                            .projects = {id},
                            .starts_on = Date::of(2026, 10, 1),
                            .ends_on = Date::of(2026, 10, 31),
                            .reason = "回避"};
  const auto name = [&](Writing& w) { return name_substitute(w, command); };
  CHECK(refused(county, "office1", name) == "not_permitted");
  command.projects = {county.project(1)};
  CHECK(refused(county, "chief", name) == "officer_not_barred");
  command.projects = {id};
  command.starts_on = Date::of(2026, 9, 30);  // the last day that is published
  CHECK(refused(county, "chief", name) == "day_frozen");
  command.starts_on = Date::of(2026, 11, 1);
  CHECK(refused(county, "chief", name) == "day_order");
  command.starts_on = Date::of(2026, 10, 1);
  REQUIRE(on_campaign(county, "chief", name));
  command.ends_on = Date::of(2026, 9, 30);
  CHECK(refused(county, "chief", name) == "day_order");
  command.ends_on = Date::of(2026, 10, 31);
  const auto give = [&](int project) {
    return county.determine("bystander", project, test::month(10), Verdict::missed, std::nullopt,
                            "现场没有开工");
  };
  CHECK(test::word_of(give(1)) == "not_permitted");
  county.set_clock(11, 2);
  CHECK(test::word_of(give(24)) == "not_permitted");
  county.set_clock(10, 20);
  const std::string word = test::word_of(give(24));
  CHECK(
      (word == "ok" || word == "field_invalid"));  // a figure may be asked for; the right is there
  CHECK(test::word_of(county.determine("office2", 24, test::month(10), Verdict::missed)) ==
        "barred_by_belonging");
}

}  // namespace zhantu::app
