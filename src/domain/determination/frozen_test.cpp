#include "domain/determination/frozen.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

const Date kEndOfMarch = Date::of(2026, 3, 31);

Board published_until_march() {
  Board board = small_board(1);
  board.campaign.starts_on = Date::of(2026, 1, 5);
  for (const int month : {1, 2, 3}) board.publications[month_of_2026(month)] = {};
  return board;
}

std::string flaw(const Board& board, const std::optional<RowDays>& before, const RowDays& after) {
  const auto found = days_flaw(board, "/here", before, after);
  if (!found) return "";
  return found->values.empty() ? found->word : found->word + " " + found->values.begin()->second;
}

}  // namespace

TEST_CASE("D-3.3 rows begin after the published days") {
  const Board none = small_board(1), board = published_until_march();
  const Date april = Date::of(2026, 4, 1), march = Date::of(2026, 3, 1);
  CHECK(!frozen_until(none));
  CHECK(frozen_until(board) == kEndOfMarch);
  CHECK(first_free_day(board, march) == april);
  CHECK(first_free_day(board, Date::of(2026, 5, 6)) == Date::of(2026, 5, 6));
  CHECK(flaw(none, {}, {march, {}}) == "");
  CHECK(flaw(none, {}, {april, march}) == "day_order");
  CHECK(flaw(board, {}, {april, {}}) == "");
  CHECK(flaw(board, {}, {kEndOfMarch, {}}) == "day_frozen 2026-03-31");
}

TEST_CASE("D-3.3 a row that a published period used ends on its last day or later") {
  const Board board = published_until_march();
  const Date january = Date::of(2026, 1, 1), march = Date::of(2026, 3, 1);
  CHECK(flaw(board, RowDays{january, {}}, {january, kEndOfMarch}) == "");
  CHECK(flaw(board, RowDays{january, {}}, {january, march}) == "day_frozen 2026-03-31");
  CHECK(flaw(board, RowDays{january, march}, {january, {}}) == "day_frozen 2026-03-31");
  CHECK(flaw(board, RowDays{january, march}, {january, march}) == "");
}

TEST_CASE("D-1.2 a published period keeps the holder of a post, where the tenure was used") {
  Board board = published_until_march();
  const Tenure before{.id = {6}, .person = {44}, .post = {33}, .starts_on = Date::of(2025, 1, 1)};
  Tenure ended = before;
  ended.ends_on = Date::of(2026, 2, 14);
  Tenure later = before;
  later.ends_on = kEndOfMarch;
  CHECK(!frozen_by_tenure(board, before, ended));
  SUBCASE("it sits in an organ") {
    board.members.push_back(OrganMember{.organ = {20}, .tenure = {6}});
  }
  SUBCASE("its person has a part in a project") {
    board.projects.edit(0).persons.push_back({.project = {1}, .person = {44}});
  }
  SUBCASE("it published") { board.publications[month_of_2026(1)].tenure = {6}; }
  CHECK(frozen_by_tenure(board, before, ended) == month_of_2026(2));
  CHECK(!frozen_by_tenure(board, before, later));
}

}  // namespace zhantu
