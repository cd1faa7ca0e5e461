#include "domain/determination/versions.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

// The shipped file in a later version, in which a missed month is red at once.
Mechanism harsher(std::int64_t version, Date effective_from) {
  Mechanism file = shipped_mechanism();
  file.version = version;
  file.effective_from = effective_from;
  for (CardBand& band : file.card.bands) {
    for (Condition& condition : band.all) {
      if (condition.kind == ConditionKind::run) condition.times = 1;
    }
  }
  return file;
}

void adopt(Board& board, const Mechanism& file) {
  board.adopted.push_back(AdoptedMechanism{.adoption = {.tenant = {1},
                                                        .campaign = {10},
                                                        .mechanism = file.name,
                                                        .version = file.version,
                                                        .effective_from = file.effective_from},
                                           .mechanism = file});
}

std::string_view refused(const Board& board, const Mechanism& file) {
  return adoption_refusal(board, file).value_or("ok");
}

}  // namespace

TEST_CASE("D-6.6 a period is judged by the version in force on its first day") {
  Board board = small_board(1);
  adopt(board, harsher(2, Date::of(2026, 3, 15)));
  CHECK(board.mechanism_on(Date::of(2026, 3, 14)).version == 1);
  CHECK(board.mechanism_on(Date::of(2026, 3, 15)).version == 2);
  CHECK(board.mechanism_for(month_of_2026(3)).version == 1);
  CHECK(board.mechanism_for(month_of_2026(4)).version == 2);
  CHECK(periods_judged_by(board, 1).size() == 3);
  CHECK(periods_judged_by(board, 2).front() == month_of_2026(4));
  CHECK(periods_judged_by(board, 2).size() == 9);
}

TEST_CASE("D-6.6 a higher version that acts earlier replaces one that has not acted") {
  Board board = small_board(1);
  adopt(board, harsher(2, Date::of(2026, 6, 1)));
  adopt(board, harsher(3, Date::of(2026, 5, 1)));
  CHECK(periods_judged_by(board, 2).empty());
  CHECK(periods_judged_by(board, 3).front() == month_of_2026(5));
}

TEST_CASE("D-6.6 a later version must be of the same file, higher, and act on something to come") {
  Board board = played_board({Verdict::met, Verdict::missed});
  const Date march = Date::of(2026, 3, 1);
  CHECK(earliest_effective_day(board) == march);
  CHECK(earliest_effective_day(small_board(1)) == Date::of(2026, 1, 1));
  CHECK(refused(board, harsher(2, march)) == "ok");
  CHECK(refused(board, harsher(1, march)) == "mechanism_version_not_higher");
  CHECK(refused(board, harsher(2, Date::of(2026, 2, 28))) == "mechanism_too_early");
  CHECK(refused(board, harsher(2, Date::of(2025, 1, 1))) == "mechanism_too_early");
  CHECK(refused(board, harsher(2, Date::of(2026, 12, 1))) == "ok");
  CHECK(refused(board, harsher(2, Date::of(2026, 12, 2))) == "mechanism_judges_nothing");
  Mechanism stranger = harsher(2, march);
  stranger.name = "front-line";
  CHECK(refused(board, stranger) == "mechanism_name_differs");
  adopt(board, harsher(5, Date::of(2026, 8, 1)));
  CHECK(refused(board, harsher(5, march)) == "mechanism_version_not_higher");
  CHECK(refused(board, harsher(6, march)) == "ok");
}

TEST_CASE("D-3.3 D-6.6 a rule change never alters a period that was judged before") {
  Board board = played_board({Verdict::met, Verdict::missed});
  const PublishedCard february = *board.find({1})->cell(month_of_2026(2)).card();
  adopt(board, harsher(2, Date::of(2026, 3, 1)));
  CHECK(board.mechanism_for(month_of_2026(2)).version == 1);
  CHECK(february.card == Card::yellow);
  CHECK(judge_in(board, *board.find({1}), month_of_2026(4), Verdict::missed).card == Card::red);
  // A correction of the old period follows the old rule, one of a new period the new rule.
  const auto old = changes_by_correction(board, *board.find({1}), month_of_2026(1),
                                         {.number = 1, .verdict = Verdict::missed});
  REQUIRE(old.size() == 2);
  CHECK(old[0].after.card == Card::yellow);
  CHECK(old[1].after.card == Card::red);
  board.apply(verdict_on(1, month_of_2026(3), Verdict::met));
  publish(board, month_of_2026(3));
  CHECK(board.publications.at(month_of_2026(3)).mechanism_version == 2);
  const auto fresh = changes_by_correction(board, *board.find({1}), month_of_2026(3),
                                           {.number = 1, .verdict = Verdict::missed});
  REQUIRE(fresh.size() == 1);
  CHECK(fresh[0].after.card == Card::red);
}

TEST_CASE("D-6.6 a period published under a version that the campaign lacks is our own fault") {
  Board board = played_board({Verdict::met});
  board.publications.at(month_of_2026(1)).mechanism_version = 9;
  CHECK_THROWS_AS(board.mechanism_for(month_of_2026(1)), CheckFailed);
}

}  // namespace zhantu
