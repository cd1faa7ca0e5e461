#include "http/render_roll_up.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;

// The limit of the first thing that follows from June's cards, if the rules set this one and the
// month was published on that day.
json::value limit_of(std::optional<DayLimit> limit, Date published,
                     app::Language language = app::Language::zh_hans) {
  test::AppFixture county(test::County::played);
  Board board = county.board()->board;
  if (limit) {
    for (CardBand& band : board.mechanism.card.bands) {
      for (Effect& effect : band.effects) effect.limit = *limit;
    }
  }
  // Nine in the morning, by the county's clock.
  constexpr std::int64_t kDayMs = 86'400'000;
  board.publications.at(test::month(6)).at = {published.days * kDayMs + kDayMs / 24};
  const app::Actor actor = county.as("office1");
  const Look look{board, actor, published, language};
  for (const json::value& effect : effects_json(look, test::month(6))) {
    if (effect.at("subject") == "project") return effect.at("limit");
  }
  return "no effect";
}

constexpr DayLimit kFive{.days = 5, .count = DayCount::working_days};

}  // namespace

TEST_CASE("D-3.5 D-11.5 the time to make it good runs from the publication, in its own days") {
  CHECK(limit_of(std::nullopt, Date::of(2026, 2, 13)).is_null());
  // Over Spring Festival, with the Saturday that is worked.
  const json::value working = limit_of(kFive, Date::of(2026, 2, 13));
  CHECK(working.at("text") == "限5个工作日");
  CHECK(working.at("due_on") == "2026-02-27");
  CHECK(working.at("note").is_null());
  const json::value calendar = limit_of(DayLimit{.days = 5}, Date::of(2026, 2, 13));
  CHECK(calendar.at("text") == "限5天");
  CHECK(calendar.at("due_on") == "2026-02-18");
  CHECK(limit_of(kFive, Date::of(2026, 2, 13), app::Language::en).at("text") ==
        "within 5 working days");
}

TEST_CASE("D-11.5 a limit that runs into a year without holidays has no last day, and says so") {
  const json::value limit = limit_of(kFive, Date::of(2026, 12, 28));
  CHECK(limit.at("due_on").is_null());
  CHECK(limit.at("note").as_string().find("2027") != json::string::npos);
}

}  // namespace zhantu::http
