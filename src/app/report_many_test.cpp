#include "app/report_many.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

using namespace zhantu;
using namespace zhantu::app;
using namespace zhantu::test;

namespace {

Outcome many(AppFixture& county, const char* login, const std::vector<TypedReport>& typed) {
  return county.act(county.as(login), [&](Writing& writing) -> Outcome {
    return report_many(writing, month(1), typed);
  });
}

// The projects of one lead unit that have a figure planned for January, and somebody of that unit.
struct Mine {
  std::vector<ProjectId> projects;
  std::string login;
};

Mine mine(AppFixture& county) {
  const app::BoardPtr board = county.board();
  for (int number = 1; number <= 30; ++number) {
    const BoardProject& project = county.on(board, number);
    if (project.cell(month(1)).plan.quantity) return {{project.project.id}, "clerk-K01"};
  }
  return {};
}

}  // namespace

TEST_CASE("D-3.1: reports as typed are read, and taken over whole or not at all") {
  AppFixture county;
  county.set_clock(1, 28);
  const Mine own = mine(county);
  REQUIRE(own.projects.front() == county.project(1));
  const std::string unit = county.on(county.board(), 1).project.quantity_unit;
  const auto before = county.state();
  const auto with = [&](const std::string& quantity, const std::string& text = "完成") {
    return std::vector<TypedReport>{{own.projects.front(), text, quantity}};
  };

  SUBCASE("what a clerk pastes: full-width digits, thousands, the unit behind") {
    REQUIRE(word_of(many(county, own.login.c_str(), with("１，３００" + unit))) == "ok");
    CHECK(county.on(county.board(), 1).cell(month(1)).report->quantity == Quantity::of(1300));
    CHECK(county.last_verbs(1) == std::vector<std::string>{"report_actual"});
  }
  SUBCASE("each wrong cell is named, nothing moves") {
    for (const auto& [typed, word] :
         std::vector<std::pair<std::string, std::string>>{{"一千三", "quantity_malformed"},
                                                          {"-3", "quantity_negative"},
                                                          {"1.23456", "quantity_too_precise"},
                                                          {"", "quantity_missing"}}) {
      CAPTURE(typed);
      const auto refused = many(county, own.login.c_str(), with(typed));
      REQUIRE(word_of(refused) == "reports_not_taken");
      CHECK(item_words(refused.problem()) == word);
      CHECK(refused.problem().items.front().where ==
            "project " + std::to_string(own.projects.front().value) + "/quantity");
    }
    const auto both = many(county, own.login.c_str(), with("一千三", " "));
    CHECK(item_words(both.problem()) == "quantity_malformed text_missing");
    CHECK(county.state() == before);
  }
  SUBCASE("what the policy refuses to the person is refused whole") {
    CHECK(word_of(many(county, "office1", with("1300"))) == "not_permitted");
    CHECK(word_of(many(county, "office1", {})) == "not_permitted");
    CHECK(word_of(many(county, "clerk-T01", with("1300"))) == "not_permitted");
    CHECK(word_of(many(county, own.login.c_str(), {{ProjectId{999'999}, "x", "1"}})) ==
          "not_found");
    auto twice = with("1300");
    twice.push_back(twice.front());
    CHECK(word_of(many(county, own.login.c_str(), twice)) == "field_invalid");
    CHECK(county.state() == before);
  }
  SUBCASE("a row that is confirmed says so in its row") {
    REQUIRE(word_of(many(county, own.login.c_str(), with("1300"))) == "ok");
    const auto board = county.board();
    REQUIRE(word_of(county.confirm("post1", 1, month(1))) == "ok");
    const auto reported = county.state();
    const auto refused = many(county, own.login.c_str(), with("1400"));
    CHECK(item_words(refused.problem()) == "report_already_confirmed");
    CHECK(county.state() == reported);
  }
}
