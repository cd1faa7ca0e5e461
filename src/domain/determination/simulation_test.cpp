#include "domain/determination/simulation.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

std::string cards(const SimulatedProject& project) {
  std::string out;
  for (const SimulatedCell& cell : project.cells) {
    if (!out.empty()) out += ' ';
    out += word(cell.now);
    if (cell.changed()) out += fmt::format(">{}", cell.then.missing ? "?" : word(cell.then.card));
  }
  return out;
}

// Three missed months in a row are red, not two.
Mechanism milder() {
  Mechanism file = shipped_mechanism();
  for (CardBand& band : file.card.bands) {
    for (Condition& condition : band.all) {
      if (condition.kind == ConditionKind::run) condition.times = 3;
    }
  }
  return file;
}

}  // namespace

TEST_CASE("the rules in force change nothing on the past that they made") {
  const Board board =
      played_board({Verdict::missed, Verdict::missed, Verdict::no_target, Verdict::missed});
  const Simulation same = simulate(board, shipped_mechanism());
  REQUIRE(same.projects.size() == 1);
  CHECK(cards(same.projects[0]) == "yellow red none red");
  CHECK(!same.projects[0].changed());
  CHECK(same.periods.size() == 4);
}

TEST_CASE("a milder file shows whom it would have spared, and follows its own cards") {
  const Board board = played_board({Verdict::missed, Verdict::missed, Verdict::missed});
  CHECK(cards(simulate(board, milder()).projects[0]) == "yellow red>yellow red");
}

TEST_CASE("a simulation looks at corrected cards and at nothing unpublished") {
  Board board = played_board({Verdict::met, Verdict::missed, Verdict::missed});
  correct(board, 1, month_of_2026(2), Verdict::met);
  board.apply(verdict_on(1, month_of_2026(4), Verdict::missed));
  const Simulation simulation = simulate(board, milder());
  CHECK(cards(simulation.projects[0]) == "blue blue yellow");
  CHECK(simulate(small_board(2), milder()).projects.empty());
}

}  // namespace zhantu
