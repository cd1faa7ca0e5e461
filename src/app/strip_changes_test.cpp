#include "app/strip_changes.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

chart::ProgressChart view_of(AppFixture& county, const Board& board) {
  return progress_view(board, county.app().today(board), county.clock(),
                       {.audience = chart::Audience::internal});
}

std::vector<std::string> changed_since(AppFixture& county, std::int64_t revision) {
  const auto now = county.board();
  const auto then = board_at_revision(county.app(), now->board, revision);
  REQUIRE(then != nullptr);
  CHECK(then->board.campaign.revision == revision);
  return changed_strips(view_of(county, then->board), view_of(county, now->board));
}

std::string id_text(AppFixture& county, int number) {
  return std::to_string(county.project(number).value);
}

TEST_CASE("D-5.4 nothing is swapped for a report; a correction swaps one strip") {
  AppFixture county(County::played);
  CHECK(changed_since(county, 9).empty());
  county.set_clock(10, 29);
  REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(60))) == "ok");
  REQUIRE(word_of(county.determine("office1", 28, month(10), Verdict::missed, Quantity::of(58),
                                   "征地未完")) == "ok");
  CHECK(changed_since(county, 9).empty());
  const auto before = county.board();
  const std::string code = strip_code(before->board, *before->board.find(county.project(28)), 9);
  REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                             .period = month(9),
                                             .verdict = Verdict::met,
                                             .quantity = Quantity::of(64),
                                             .reason = "误认"})) == "ok");
  CHECK(changed_since(county, 9) == std::vector<std::string>{id_text(county, 28)});
  CHECK(changed_since(county, 10).empty());

  const auto after = county.board();
  const BoardProject& corrected = *after->board.find(county.project(28));
  CHECK(strip_code(after->board, corrected, 9) == code);  // what was printed stays checkable
  CHECK(strip_code(after->board, corrected, 10) != code);
  const BoardProject& other = *after->board.find(county.project(1));
  CHECK(strip_code(after->board, other, 9) == strip_code(after->board, other, 10));
}

TEST_CASE("D-5.4 a published month swaps every strip that it judged") {
  AppFixture county(County::played);
  const auto board = county.board();
  const auto changed = changed_since(county, 8);
  std::size_t judged = 0;
  for (const BoardProject& project : board->board.projects)
    judged += project.cell(month(9)).card() != nullptr ? 1 : 0;
  CHECK(judged > 20);
  CHECK(changed.size() >= judged);
}

TEST_CASE("a revision that never was has no board") {
  AppFixture county(County::played);
  const auto board = county.board();
  CHECK(board_at_revision(county.app(), board->board, 77) == nullptr);
  CHECK_FALSE(revision_instant(board->board, 0).has_value());
}

TEST_CASE("D-5.4 with a correction the card of its post is swapped, and no other") {
  AppFixture county(County::played);
  const auto before = county.board();
  const auto then = view_of(county, before->board);
  CHECK(changed_posts(then, then).empty());
  REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                             .period = month(9),
                                             .verdict = Verdict::met,
                                             .quantity = Quantity::of(64),
                                             .reason = "误认"})) == "ok");
  const auto after = county.board();
  const Organ* post =
      after->board.organ(after->board.find(county.project(28))->project.command_post);
  REQUIRE(post != nullptr);
  CHECK(changed_posts(then, view_of(county, after->board)) ==
        std::vector<std::string>{post->short_name});
}

}  // namespace
}  // namespace zhantu::app
