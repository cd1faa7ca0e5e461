#include "domain/determination/publication.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

constexpr Verdict kMet = Verdict::met;
constexpr Verdict kMissed = Verdict::missed;
constexpr Verdict kNone = Verdict::no_target;

std::vector<CardChange> changes(const Board& board, int month, Verdict verdict) {
  return changes_by_correction(board, board.projects.front(), month_of_2026(month),
                               {.number = 1, .verdict = verdict});
}

// "2026-02 red 2 -> yellow 1"
std::vector<std::string> told(const std::vector<CardChange>& all) {
  std::vector<std::string> out;
  for (const CardChange& change : all) {
    out.push_back(fmt::format("{} {} {} -> {} {}", change.before.period.text(),
                              word(change.before.card), change.before.missed_run,
                              word(change.after.card), change.after.missed_run));
  }
  return out;
}

std::vector<std::string> numbers_of(const std::vector<const BoardProject*>& projects) {
  std::vector<std::string> out;
  for (const BoardProject* project : projects) out.push_back(project->project.number);
  return out;
}

using Texts = std::vector<std::string>;

rc::Gen<std::vector<Verdict>> a_year_at_most() {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 13), [](std::size_t months) {
    return rc::gen::container<std::vector<Verdict>>(
        months, rc::gen::element(Verdict::exceeded, kMet, kMissed, kNone));
  });
}

}  // namespace

TEST_CASE("D-3.3 months are published in order") {
  Board board = small_board(1);
  CHECK(unpublished_before(board, month_of_2026(1)).empty());
  CHECK(unpublished_before(board, month_of_2026(3)) ==
        std::vector{month_of_2026(1), month_of_2026(2)});
  board.apply(verdict_on(1, month_of_2026(1), kMet));
  publish(board, month_of_2026(1));
  CHECK(unpublished_before(board, month_of_2026(2)).empty());
  CHECK(unpublished_before(board, month_of_2026(3)) == std::vector{month_of_2026(2)});
  CHECK(board.latest_published() == month_of_2026(1));
}

TEST_CASE("D-3.3 a month in which nothing hangs on the wall holds nobody up") {
  Board board = small_board(1);
  board.projects[0].project.admitted = month_of_2026(4);
  CHECK(unpublished_before(board, month_of_2026(4)).empty());
  CHECK(unpublished_before(board, month_of_2026(5)) == std::vector{month_of_2026(4)});
}

TEST_CASE("D-3.3 publication names every project on the wall without a verdict") {
  Board board = small_board(4);
  board.projects[1].project.admitted = month_of_2026(2);   // not there yet
  board.projects[2].project.withdrawn = month_of_2026(1);  // gone before
  board.apply(verdict_on(1, month_of_2026(1), kMet));
  CHECK(numbers_of(without_verdict(board, month_of_2026(1))) == Texts{"K4"});
  CHECK(numbers_of(without_verdict(board, month_of_2026(2))) == Texts{"K1", "K2", "K4"});
  board.apply(verdict_on(4, month_of_2026(1), kNone));
  CHECK(without_verdict(board, month_of_2026(1)).empty());
}

TEST_CASE("D-3.1 cards are made from determinations and nothing else") {
  Board board = small_board(1);
  const Period january = month_of_2026(1);
  board.apply(Plan{.project = {1}, .period = january, .quantity = Quantity::of(10)});
  board.apply(Report{.project = {1}, .period = january, .quantity = Quantity::of(20)});
  CHECK_THROWS_AS(cards_of(board, january), CheckFailed);  // a report alone is no verdict
  board.apply(verdict_on(1, january, kMissed, Quantity::of(9)));
  const auto cards = cards_of(board, january);
  REQUIRE(cards.size() == 1);
  CHECK(cards[0].tenant == TenantId{1});
  CHECK(cards[0].campaign == CampaignId{10});
  CHECK(cards[0].project == ProjectId{1});
  CHECK(cards[0].period == january);
  CHECK(cards[0].correction == 0);
  CHECK(cards[0].verdict == kMissed);
  CHECK(cards[0].card == Card::yellow);
  CHECK(cards[0].missed_run == 1);
  CHECK(board.mechanism.card.bands.at(static_cast<std::size_t>(cards[0].band)).card ==
        Card::yellow);
  CHECK(cards[0].planned == Quantity::of(10));
  CHECK(cards[0].claimed == Quantity::of(20));
  CHECK(cards[0].verified == Quantity::of(9));
}

TEST_CASE("D-2.8 a project that enters or leaves has cards only while it hangs") {
  Board board = small_board(2);
  board.projects[1].project.admitted = month_of_2026(2);
  board.projects[1].project.withdrawn = month_of_2026(4);
  for (int month = 1; month <= 4; ++month) {
    for (int project : {1, 2}) board.apply(verdict_on(project, month_of_2026(month), kMissed));
    const auto cards = cards_of(board, month_of_2026(month));
    CHECK(cards.size() == (month == 2 || month == 3 ? 2 : 1));
    publish(board, month_of_2026(month));
  }
  // Its run begins with its own first month, not with the others'.
  CHECK(board.projects[1].cell(month_of_2026(2)).card()->card == Card::yellow);
  CHECK(board.projects[1].cell(month_of_2026(3)).card()->card == Card::red);
  CHECK(board.projects[1].cell(month_of_2026(1)).card() == nullptr);
  CHECK(board.projects[1].cell(month_of_2026(4)).card() == nullptr);
  CHECK(board.projects[0].cell(month_of_2026(4)).card()->missed_run == 4);
}

TEST_CASE("D-3.3 the run before a month counts published cards only, as they stand now") {
  Board board = played_board({kMissed, kMissed});
  const BoardProject& project = board.projects.front();
  CHECK(published_run_before(board, project, month_of_2026(1)) == 0);
  CHECK(published_run_before(board, project, month_of_2026(2)) == 1);
  CHECK(published_run_before(board, project, month_of_2026(3)) == 2);
  board.apply(verdict_on(1, month_of_2026(3), kMissed));  // determined, not published
  CHECK(published_run_before(board, project, month_of_2026(4)) == 2);
  CHECK(judge_in(board, project, month_of_2026(3), kMissed).missed_run == 3);
  correct(board, 1, month_of_2026(2), kMet);
  CHECK(published_run_before(board, board.projects.front(), month_of_2026(3)) == 0);
}

TEST_CASE("D-3.3 a correction names all later months that it touches") {
  const Board board = played_board({kMissed, kMissed, kMissed, kMet});
  CHECK(told(changes(board, 1, kMet)) ==
        Texts{"2026-01 yellow 1 -> blue 0", "2026-02 red 2 -> yellow 1", "2026-03 red 3 -> red 2"});
  CHECK(told(changes(board, 2, kMet)) ==
        Texts{"2026-02 red 2 -> blue 0", "2026-03 red 3 -> yellow 1"});
  CHECK(told(changes(board, 3, kMet)) == Texts{"2026-03 red 3 -> blue 0"});
  CHECK(told(changes(board, 4, kMissed)) == Texts{"2026-04 blue 0 -> red 4"});
}

TEST_CASE("D-3.3 a later month of the same colour is named when its run changes") {
  const Board board = played_board({kMissed, kMissed, kMissed, kMissed});
  CHECK(told(changes(board, 1, kMet)).back() == "2026-04 red 4 -> red 3");
  CHECK(told(changes(board, 1, kNone)) ==
        Texts{"2026-01 yellow 1 -> none 0", "2026-02 red 2 -> yellow 1", "2026-03 red 3 -> red 2",
              "2026-04 red 4 -> red 3"});
}

TEST_CASE("D-3.3 later months that keep colour and run are not named") {
  const Board board = played_board({kMissed, kMet, kMissed, kMissed});
  CHECK(told(changes(board, 1, kMet)) == Texts{"2026-01 yellow 1 -> blue 0"});
  // Met to exceeded: only the corrected month itself, although colour and run stay.
  CHECK(told(changes(board, 2, Verdict::exceeded)) == Texts{"2026-02 blue 0 -> blue 0"});
}

TEST_CASE("D-3.3 a correction of the figure alone is a correction of that month alone") {
  const Board board = played_board({kMet, kMissed});
  const auto all =
      changes_by_correction(board, board.projects.front(), month_of_2026(1),
                            {.number = 1, .verdict = kMet, .verified = Quantity::of(99)});
  REQUIRE(all.size() == 1);
  CHECK(all[0].before.verified == Quantity::of(1));
  CHECK(all[0].after.verified == Quantity::of(99));
  CHECK(all[0].after.card == Card::blue);
}

TEST_CASE("D-3.3 a month without target hands the change on") {
  const Board board = played_board({kMissed, kNone, kMissed});
  CHECK(told(changes(board, 1, kMet)) == Texts{"2026-01 yellow 1 -> blue 0",
                                               "2026-02 none 1 -> none 0",
                                               "2026-03 red 2 -> yellow 1"});
}

TEST_CASE("D-3.3 a corrected month can be corrected again, and the first card stays for ever") {
  Board board = played_board({kMissed, kMissed});
  correct(board, 1, month_of_2026(1), kMet);
  const BoardProject& project = board.projects.front();
  REQUIRE(project.cell(month_of_2026(1)).cards.size() == 2);
  CHECK(project.cell(month_of_2026(1)).state() == CellState::corrected);
  CHECK(project.cell(month_of_2026(1)).cards[0].card == Card::yellow);
  CHECK(project.cell(month_of_2026(2)).card()->card == Card::yellow);
  CHECK(board.state(month_of_2026(1)) == CellState::corrected);

  const auto back = changes(board, 1, kMissed);
  CHECK(told(back) == Texts{"2026-01 blue 0 -> yellow 1", "2026-02 yellow 1 -> red 2"});
  correct(board, 1, month_of_2026(1), kMissed);
  const Cell& cell = project.cell(month_of_2026(1));
  REQUIRE(cell.cards.size() == 3);
  CHECK(cell.cards[0].correction == 0);
  CHECK(cell.cards[0].card == Card::yellow);
  CHECK(cell.cards[1].correction == 1);
  CHECK(cell.cards[1].card == Card::blue);
  CHECK(cell.cards[2].correction == 2);
  CHECK(cell.cards[2].card == Card::yellow);
  CHECK(project.cell(month_of_2026(2)).cards.front().card == Card::red);
}

TEST_CASE("D-3.3 only a card that is there can be corrected") {
  const Board board = played_board({kMet});
  CHECK_THROWS_AS(changes(board, 2, kMet), CheckFailed);
  CHECK_THROWS_AS(changes_by_correction(small_board(1), small_board(1).projects[0],
                                        month_of_2026(1), {.verdict = kMet}),
                  CheckFailed);
}

TEST_CASE("D-3.3 after a correction the wall is as if it had been judged so from the start") {
  CHECK(rc::check("correct equals judge", [] {
    const auto verdicts = *a_year_at_most();
    auto corrected = verdicts;
    const auto place = *rc::gen::inRange<std::size_t>(0, verdicts.size());
    corrected[place] = *rc::gen::element(Verdict::exceeded, kMet, kMissed, kNone);
    Board board = played_board(verdicts);
    correct(board, 1, month_of_2026(static_cast<int>(place) + 1), corrected[place]);
    const Board straight = played_board(corrected);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      const Period period = month_of_2026(static_cast<int>(i) + 1);
      const PublishedCard* is = board.projects[0].cell(period).card();
      const PublishedCard* should = straight.projects[0].cell(period).card();
      RC_ASSERT(is->card == should->card);
      RC_ASSERT(is->missed_run == should->missed_run);
      RC_ASSERT(is->band == should->band);
      RC_ASSERT(is->verdict == corrected[i]);
      const PublishedCard& first = board.projects[0].cell(period).cards.front();
      RC_ASSERT(first.correction == 0);
      RC_ASSERT(first.verdict == verdicts[i]);
    }
  }));
}

TEST_CASE("D-3.1 the order in which verdicts and reports arrive never matters") {
  CHECK(rc::check("cards_of under any order of arrival", [] {
    const int projects = *rc::gen::inRange(1, 8);
    std::vector<std::function<void(Board&)>> arrivals;
    for (int p = 1; p <= projects; ++p) {
      const Verdict verdict = *rc::gen::element(Verdict::exceeded, kMet, kMissed, kNone);
      const Quantity claimed{*rc::gen::inRange<std::int64_t>(0, 1'000'000)};
      const Period period = month_of_2026(2);
      arrivals.emplace_back([=](Board& b) {
        b.apply(Report{.project = {p}, .period = period, .quantity = claimed});
      });
      arrivals.emplace_back([=](Board& b) { b.apply(verdict_on(p, period, verdict, claimed)); });
    }
    Board in_order = small_board(projects);
    for (int p = 1; p <= projects; ++p) in_order.apply(verdict_on(p, month_of_2026(1), kMissed));
    publish(in_order, month_of_2026(1));
    Board shuffled = in_order;
    for (const auto& arrive : arrivals) arrive(in_order);
    for (std::size_t left = arrivals.size(); left > 0; --left) {
      const auto at = *rc::gen::inRange<std::size_t>(0, left);
      arrivals[at](shuffled);
      std::swap(arrivals[at], arrivals[left - 1]);
    }
    const auto a = cards_of(in_order, month_of_2026(2));
    const auto b = cards_of(shuffled, month_of_2026(2));
    RC_ASSERT(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
      RC_ASSERT(a[i].project == b[i].project);
      RC_ASSERT(a[i].card == b[i].card);
      RC_ASSERT(a[i].missed_run == b[i].missed_run);
      RC_ASSERT(a[i].claimed == b[i].claimed);
      RC_ASSERT(a[i].verified == b[i].verified);
    }
  }));
}

TEST_CASE("D-3.1 a month has come as far as its last project") {
  Board board = small_board(2);
  const Period january = month_of_2026(1);
  CHECK(board.state(january) == CellState::planned);
  board.apply(Report{.project = {1}, .period = january});
  CHECK(board.state(january) == CellState::planned);
  board.apply(Report{.project = {2}, .period = january});
  CHECK(board.state(january) == CellState::reported);
  for (int p : {1, 2}) board.apply(Confirmation{.project = {p}, .period = january});
  CHECK(board.state(january) == CellState::confirmed);
  for (int p : {1, 2}) board.apply(verdict_on(p, january, kMet));
  CHECK(board.state(january) == CellState::determined);
  publish(board, january);
  CHECK(board.state(january) == CellState::published);
  correct(board, 2, january, kMissed);
  CHECK(board.state(january) == CellState::corrected);
}

}  // namespace zhantu
