#include "domain/determination/roll_up.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

std::string cards(const Board& board, int number, Subject subject) {
  std::string out;
  for (const RolledUpCard* card : roll_ups_of(board, month_of_2026(number), subject))
    out += fmt::format("{}{}:{} {}/{}", out.empty() ? "" : " ", card->holder, word(card->card),
                       card->missed, card->judged);
  return out;
}

constexpr auto kMet = Verdict::met, kMissed = Verdict::missed, kNone = Verdict::no_target;

}  // namespace

TEST_CASE("D-3.2 R-1 units and posts get cards from their projects, in the order of the units") {
  Board board = grouped_board();
  publish_whole(board, 1, {kMet, kMissed, kMet});
  CHECK(cards(board, 1, Subject::unit) == "21:blue 0/1 20:yellow 1/2");
  CHECK(cards(board, 1, Subject::command_post) == "30:yellow 1/3");
  publish_whole(board, 2, {kMissed, kMet, kNone});
  CHECK(cards(board, 2, Subject::unit) == "21:none 0/0 20:red 1/2");
  const RolledUpCard* unit = roll_up_of(board, month_of_2026(2), Subject::unit, 20);
  REQUIRE(unit != nullptr);
  CHECK(unit->blue == 1);
  CHECK(unit->yellow == 1);
  CHECK(unit->red == 0);
}

TEST_CASE("D-3.2 a unit is judged by the projects that it led on the last day of the period") {
  Board board = grouped_board();
  BoardProject& project = board.projects[0];
  project.units[0].ends_on = Date::of(2026, 2, 27);
  project.units.push_back({.unit = {21}, .role = "lead_unit", .starts_on = Date::of(2026, 2, 28)});
  publish_whole(board, 1, {kMissed, kMet, kMet});
  publish_whole(board, 2, {kMissed, kMet, kMet});
  CHECK(cards(board, 1, Subject::unit) == "21:blue 0/1 20:yellow 1/2");
  CHECK(cards(board, 2, Subject::unit) == "21:yellow 1/2 20:blue 0/1");
}

TEST_CASE(
    "D-3.2 D-3.3 a correction changes the cards of units and posts in every period it touches") {
  Board board = grouped_board();
  publish_whole(board, 1, {kMet, kMissed, kMet});
  publish_whole(board, 2, {kMet, kMissed, kMet});
  CHECK(cards(board, 2, Subject::unit) == "21:blue 0/1 20:red 1/2");
  correct(board, 2, month_of_2026(1), kMet);
  auto changed = changed_roll_ups(board, month_of_2026(1));
  REQUIRE(changed.size() == 4);
  for (RolledUpCard& card : changed) {
    card.correction = 1;
    board.apply(card);
  }
  CHECK(cards(board, 1, Subject::unit) == "21:blue 0/1 20:blue 0/2");
  CHECK(cards(board, 2, Subject::unit) == "21:blue 0/1 20:yellow 1/2");
  CHECK(cards(board, 2, Subject::command_post) == "30:yellow 1/3");
  CHECK(changed_roll_ups(board, month_of_2026(1)).empty());
}

TEST_CASE(
    "D-3.5 what follows from a card is a record, and that of a corrected card stands no longer") {
  Board board = grouped_board();
  publish_whole(board, 1, {kMet, kMissed, kMet});
  const auto before = standing_effects(board, month_of_2026(1));
  CHECK(std::ranges::any_of(before, [](const DueEffect* effect) {
    return effect->subject == "project" && effect->holder == 2 && effect->kind == "notice" &&
           effect->receiver == "jurisdiction";
  }));
  CHECK(std::ranges::none_of(before, [](const DueEffect* effect) {
    return effect->subject == "project" && effect->holder == 1;
  }));
  correct(board, 2, month_of_2026(1), kMet);
  CHECK(std::ranges::none_of(standing_effects(board, month_of_2026(1)),
                             [](const DueEffect* effect) { return effect->subject == "project"; }));
}

TEST_CASE("D-3.5 an effect that does not repeat is due once while the same clause goes on") {
  Board board = grouped_board();
  for (CardBand& band : board.mechanism.card.bands) {
    for (Effect& effect : band.effects) effect.repeats = false;
  }
  publish_whole(board, 1, {kMissed, kMet, kMet});
  publish_whole(board, 2, {kMissed, kMet, kMet});
  publish_whole(board, 3, {kNone, kMet, kMet});
  publish_whole(board, 4, {kMissed, kMet, kMet});
  const auto of_project = [&](int number) {
    return std::ranges::count_if(standing_effects(board, month_of_2026(number)),
                                 [](const DueEffect* effect) {
                                   return effect->subject == "project" && effect->holder == 1;
                                 });
  };
  CHECK(of_project(1) > 0);  // yellow
  CHECK(of_project(2) > 0);  // red: another clause, another cause
  CHECK(of_project(3) == 0);
  CHECK(of_project(4) == 0);  // still red
}

TEST_CASE("R-2 arrears made good change the colour that is shown, never the published card") {
  Board board = grouped_board();
  board.mechanism.card.recolourings.push_back(
      {.from = 1U << static_cast<int>(Card::yellow), .shown = Card::blue, .within_periods = 1});
  for (int number = 1; number <= 3; ++number) {
    board.apply(Plan{.tenant = {1},
                     .campaign = {10},
                     .project = {1},
                     .period = month_of_2026(number),
                     .quantity = Quantity::of(10 * number)});
    board.apply(verdict_on(1, month_of_2026(number), number == 2 ? kMet : kMissed,
                           Quantity::of(number == 1 ? 4 : 21)));
    for (int other = 2; other <= 3; ++other)
      board.apply(verdict_on(other, month_of_2026(number), kMet));
    publish(board, month_of_2026(number));
  }
  const BoardProject& project = *board.find({1});
  const Recolouring* shown = shown_as(board, project, *project.cell(month_of_2026(1)).card());
  REQUIRE(shown != nullptr);
  CHECK(shown->shown == Card::blue);
  CHECK(project.cell(month_of_2026(1)).card()->card == Card::yellow);
  CHECK(shown_as(board, project, *project.cell(month_of_2026(3)).card()) == nullptr);
}

}  // namespace zhantu
