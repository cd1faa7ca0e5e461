#include "domain/determination/dues.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

TEST_CASE(
    "D-11.5 what is due: the period under way and the phase, the nearest first, by both clocks") {
  Board board = small_board(1);
  Phase phase;
  phase.title = "攻坚";
  phase.starts_on = Date::of(2026, 1, 1);
  phase.ends_on = Date::of(2026, 1, 12);
  board.phases.edit().push_back(phase);
  const auto text = [&](Date today) {
    std::string out;
    for (const Due& due : dues_of(board, today)) {
      out += fmt::format("{} {} {} {};", due.phase == nullptr ? "period" : due.phase->title,
                         due.day.iso(), due.days,
                         due.working_days ? std::to_string(*due.working_days) : "?");
    }
    return out;
  };
  CHECK(text(Date::of(2026, 1, 9)) == "攻坚 2026-01-12 3 ?;period 2026-01-31 22 ?;");
  board.calendar.edit().learn(2026);
  CHECK(text(Date::of(2026, 1, 9)) == "攻坚 2026-01-12 3 1;period 2026-01-31 22 15;");
  CHECK(text(Date::of(2026, 2, 2)) == "period 2026-01-31 -2 -1;");
  Publication publication;
  publication.period = month_of_2026(1);
  board.apply(publication);
  CHECK(text(Date::of(2026, 2, 2)) == "period 2026-02-28 26 19;");
}

}  // namespace
}  // namespace zhantu
