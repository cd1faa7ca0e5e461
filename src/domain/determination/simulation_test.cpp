#include "domain/determination/simulation.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

std::string card_word(std::optional<Card> card) {
  return card ? std::string(word(*card)) : std::string("-");
}

std::string cards(const SimulatedSubject& subject) {
  std::string out;
  for (const SimulatedCell& cell : subject.cells) {
    if (!out.empty()) out += ' ';
    out += card_word(cell.now);
    if (cell.changed()) out += ">" + card_word(cell.card_then());
  }
  return out;
}

const SimulatedSubject& of(const std::vector<SimulatedSubject>& all, std::int64_t holder) {
  const auto found = std::ranges::find(all, holder, &SimulatedSubject::holder);
  REQUIRE(found != all.end());
  return *found;
}

bool changes_nothing(const std::vector<SimulatedSubject>& all) {
  return std::ranges::none_of(all, &SimulatedSubject::changed);
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

TEST_CASE("D-3.2 units and posts are judged from the simulated cards of their projects") {
  Board board = grouped_board();
  publish_whole(board, 1, {Verdict::missed, Verdict::met, Verdict::met});
  publish_whole(board, 2, {Verdict::met, Verdict::missed, Verdict::met});
  CHECK(cards(of(simulate(board, shipped_mechanism()).units, 20)) == "yellow red");

  Mechanism file = milder();
  for (CardRule& rule : file.other_rules) {
    for (CardBand& band : rule.bands) {
      for (Condition& condition : band.all) {
        if (condition.kind == ConditionKind::run) condition.times = 3;
      }
    }
  }
  const Simulation spared = simulate(board, file);
  CHECK(cards(of(spared.units, 20)) == "yellow red>yellow");
  CHECK(cards(of(spared.units, 21)) == "blue blue");
  CHECK(cards(of(spared.posts, 30)) == "yellow red>yellow");
  const JudgedPeriod why = of(spared.units, 20).judged(1);
  CHECK(why.past.size() == 1);
  CHECK(std::get<Tally>(why.beside).missed == 1);
}

TEST_CASE("D-3.2 a file that looks at the cards of projects sees those that it gives itself") {
  Board board = grouped_board();
  publish_whole(board, 1, {Verdict::missed, Verdict::met, Verdict::met});
  publish_whole(board, 2, {Verdict::missed, Verdict::met, Verdict::met});
  Mechanism file = milder();
  file.other_rules.clear();
  CardRule rule{.subject = Subject::unit};
  rule.measures = {{.key = "red_ones",
                    .known = KnownMeasure::cards_of,
                    .cards = 1U << static_cast<int>(Card::red)}};
  rule.bands = {
      {.card = Card::red,
       .all = {{.kind = ConditionKind::measure, .interval = {.low = Quantity::of(1), .high = {}}}}},
      {.card = Card::green}};
  file.other_rules.push_back(rule);
  const Simulation simulation = simulate(board, file);
  CHECK(cards(of(simulation.units, 20)) == "yellow>green red>green");
  // Posts are not judged any more; the cards that they had would be gone.
  CHECK(cards(of(simulation.posts, 30)) == "yellow>- red>-");
}

TEST_CASE("D-3.2 the rules in force change nothing, whatever happened and was corrected") {
  CHECK(rc::check("projects, units and posts", [] {
    const auto verdicts = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(0, kVerdicts));
    const auto corrected =
        *rc::gen::container<std::vector<std::tuple<int, int, int>>>(rc::gen::tuple(
            rc::gen::inRange(1, 4), rc::gen::inRange(1, 5), rc::gen::inRange(0, kVerdicts)));
    Board board = grouped_board();
    for (int month = 1; month <= 4; ++month) {
      std::vector<Verdict> of_month;
      for (int project = 0; project < 3; ++project)
        of_month.push_back(
            static_cast<Verdict>(verdicts[static_cast<std::size_t>((month - 1) * 3 + project)]));
      publish_whole(board, month, of_month);
    }
    for (const auto& [project, month, verdict] : corrected)
      correct_whole(board, project, month_of_2026(month), static_cast<Verdict>(verdict));
    const Simulation same = simulate(board, board.mechanism);
    RC_ASSERT(same.projects.size() == 3U);
    RC_ASSERT(same.units.size() == 2U);
    RC_ASSERT(same.posts.size() == 1U);
    RC_ASSERT(changes_nothing(same.projects));
    RC_ASSERT(changes_nothing(same.units));
    RC_ASSERT(changes_nothing(same.posts));
  }));
}

}  // namespace zhantu
