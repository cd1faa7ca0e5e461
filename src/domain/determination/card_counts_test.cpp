#include "domain/determination/card_counts.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

PublishedCard card_of(std::int64_t project, int month, Card card, std::int64_t verified = 1) {
  PublishedCard out;
  out.project = {project};
  out.period = month_of_2026(month);
  out.card = card;
  out.verified = Quantity::of(verified);
  return out;
}

// Projects 1 to 4 in towns 31, 32, 33 and, the last one, in a department.
Board county() {
  Board board = small_board(4);
  std::map<UnitId, Unit> units;
  for (const std::int64_t id : {31, 32, 33, 40}) {
    Unit unit;
    unit.id = {id};
    unit.kind = id == 40 ? "department" : "town";
    units.emplace(unit.id, unit);
  }
  board.units = units;
  const std::int64_t places[] = {31, 32, 33, 40};
  for (std::size_t i = 0; i < 4; ++i) {
    Project project = board.projects[i].project;
    project.place = {places[i]};
    project.annual_quantity = Quantity::of(10);
    board.apply(project);
  }
  return board;
}

TEST_CASE("cards count on the wall only; finished ones stay counted; nothing published, no card") {
  Board board = county();
  board.apply(card_of(1, 1, Card::blue, 10));
  board.apply(card_of(1, 2, Card::blue, 10));
  board.apply(card_of(2, 2, Card::red));
  board.apply(card_of(3, 2, Card::none));
  for (const int month : {1, 2}) {
    Publication publication;
    publication.period = month_of_2026(month);
    board.apply(publication);
  }
  CardCounts january, february, before;
  for (const BoardProject& project : board.projects) {
    january.add(board, project, month_of_2026(1));
    february.add(board, project, month_of_2026(2));
    before.add(board, project, std::nullopt);
  }
  CHECK(january.of(Card::blue) == 1);
  CHECK(january.projects == 1);
  CHECK(february.projects == 3);
  CHECK(february.of(Card::none) == 1);
  CHECK(february.of(Card::red) == 1);
  CHECK(february.struck_off == 1);
  CHECK(before.projects == 4);
  CHECK(before.of(Card::none) == 4);
  CardCounts december;
  december.add(board, board.projects[0], month_of_2026(1).previous());
  CHECK(december.projects == 0);
}

TEST_CASE("D-5.2 the race: towns by their share of blue, equals share a rank, changes are told") {
  Board board = county();
  CHECK(race_in(board, month_of_2026(1)).empty());
  for (const std::int64_t project : {1, 2, 3, 4})
    board.apply(card_of(project, 1, project == 3 ? Card::yellow : Card::blue));
  for (const std::int64_t project : {1, 2, 3, 4})
    board.apply(card_of(project, 2, project == 1 ? Card::red : Card::blue));
  const auto january = race_in(board, month_of_2026(1)),
             february = race_in(board, month_of_2026(2));
  REQUIRE(january.size() == 3);  // departments do not race
  CHECK(january[0].unit == UnitId{31});
  CHECK(january[1].rank == 1);
  CHECK(january[2].rank == 3);
  CHECK(january[2].score == 0);
  REQUIRE(february.size() == 3);
  CHECK(february[0].unit == UnitId{32});
  CHECK(february[0].score == 100);
  CHECK(february[1].unit == UnitId{31});
  CHECK(february[1].score == 50);
  CHECK(february[1].rank_change == -1);
  CHECK(february[2].rank == 2);
  CHECK(february[2].rank_change == 1);
}

}  // namespace
}  // namespace zhantu
