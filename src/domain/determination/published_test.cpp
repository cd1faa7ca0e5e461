#include "domain/determination/published.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

TEST_CASE("a project is struck off once, in the period in which it was finished") {
  Board board = small_board(1);
  Project project = board.projects[0].project;
  project.annual_quantity = Quantity::of(10);
  board.apply(project);
  for (const auto& [month, verified] : {std::pair(1, 9), {2, 10}, {3, 12}}) {
    PublishedCard card;
    card.project = {1};
    card.period = month_of_2026(month);
    card.verified = Quantity::of(verified);
    board.apply(card);
  }
  CHECK_FALSE(struck_off_in(board.projects[0], month_of_2026(1)));
  CHECK(struck_off_in(board.projects[0], month_of_2026(2)));
  CHECK_FALSE(struck_off_in(board.projects[0], month_of_2026(3)));
}

TEST_CASE("D-3.3 the reason is the one of the latest correction, else of the verdict") {
  Board board = small_board(1);
  Determination verdict = verdict_on(1, month_of_2026(1), Verdict::missed);
  verdict.reason = "征地未完";
  board.apply(verdict);
  const auto reason = [&](int month) {
    return reason_of(board, board.projects[0], month_of_2026(month));
  };
  CHECK(reason(1) == "征地未完");
  CHECK(reason(2).empty());
  for (const std::int64_t number : {1, 2}) {
    Correction correction;
    correction.number = number;
    correction.project = {1};
    correction.period = month_of_2026(1);
    correction.reason = number == 1 ? "误认" : "再核";
    board.apply(correction);
  }
  CHECK(reason(1) == "再核");
}

TEST_CASE(
    "D-3.2 what lags: the worst card first, then the longest run; what does not warn is left out") {
  Board board = small_board(6);
  const Card cards[] = {Card::blue, Card::yellow, Card::red, Card::red, Card::orange, Card::none};
  for (std::int64_t id = 1; id <= 6; ++id) {
    PublishedCard card;
    card.project = {id};
    card.period = month_of_2026(1);
    card.card = cards[id - 1];
    card.missed_run = id == 4 ? 5 : 1;
    board.apply(card);
  }
  const auto ids = [&](int month) {
    std::string out;
    for (const BoardProject* project : lagging_in(board, month_of_2026(month)))
      out += std::to_string(project->project.id.value);
    return out;
  };
  CHECK(ids(1) == "4352");
  CHECK(ids(2).empty());
}

}  // namespace
}  // namespace zhantu
