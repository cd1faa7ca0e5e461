#include "http/event_frames.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::http {
namespace {

using test::AppFixture;
using test::month;
using test::word_of;

store::JournalRow row(const char* verb, const char* subject) {
  return {.id = 12, .campaign = {3}, .verb = verb, .subject = subject};
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST_CASE("a frame names the act, its revision and period; reports are for the inside") {
  const auto publication = row("publish", "campaign/3/period/2026-03");
  CHECK(event_frame(publication, 4, false) ==
        "id: 12\nevent: published\ndata: "
        "{\"campaign\":\"3\",\"revision\":4,\"period\":\"2026-03\"}\n\n");
  CHECK(event_frame(publication, 4, true) == event_frame(publication, 4, false));
  CHECK(event_frame(row("correct", "project/7/period/2026-02"), 5, false) ==
        "id: 12\nevent: corrected\ndata: "
        "{\"campaign\":\"3\",\"revision\":5,\"period\":\"2026-02\"}\n\n");
  CHECK(event_frame(row("edit_project", "project/7"), 5, true) ==
        "id: 12\nevent: changed\ndata: {\"campaign\":\"3\",\"revision\":5,\"period\":null}\n\n");
  for (const char* verb : {"report_actual", "confirm_report", "determine", "edit_project",
                           "import_plan", "set_up_campaign"}) {
    CAPTURE(verb);
    CHECK(event_frame(row(verb, "project/7/period/2026-02"), 5, false) == "");
    CHECK(event_frame(row(verb, "project/7/period/2026-02"), 5, true).find("event: changed") !=
          std::string::npos);
  }
  CHECK(event_topic({3}, true) != event_topic({3}, false));
  CHECK(event_topic({3}, true) != event_topic({13}, true));
}

TEST_CASE("a client that was away gets what it missed, in order") {
  AppFixture county;
  county.set_clock(1, 28);
  const std::int64_t seen = county.board()->last_entry;
  REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1300))) == "ok");
  county.publish_until(1);
  const auto board = county.board();
  const auto replay = [&](bool internal, std::int64_t after, bool known = true) {
    return replay_frames(county.app(), *board, internal, after, known);
  };
  const std::string inside = replay(true, seen), open = replay(false, seen);
  CHECK(inside.starts_with(": connected\n\n"));
  CHECK(count(inside, "event: changed") == 29);  // a report and 28 verdicts
  CHECK(count(inside, "event: published") == 1);
  CHECK(inside.find("event: published") > inside.rfind("event: changed"));
  CHECK(count(open, "event:") == 1);
  CHECK(open.find(fmt::format("id: {}\nevent: published", board->last_entry)) !=
        std::string::npos);
  CHECK(replay(true, board->last_entry) == ": connected\n\n");  // nothing missed
}

TEST_CASE("after too long an absence, or with an id of another time, the client reloads") {
  AppFixture county(test::County::played);
  const auto board = county.board();
  const std::string reload =
      fmt::format("id: {}\nevent: reload\ndata: {{\"campaign\":\"{}\",\"revision\":9,\"period\":"
                  "null}}\n\n",
                  board->last_entry, county.campaign().value);
  const auto replay = [&](std::int64_t after, bool known = true) {
    return replay_frames(county.app(), *board, true, after, known);
  };
  CHECK(replay(0) == reload);
  CHECK(replay(board->last_entry - 201) == reload);
  CHECK(count(replay(board->last_entry - 200), "event:") == 200);
  CHECK(replay(board->last_entry + 1) == reload);  // a database that was put back
  CHECK(replay(board->last_entry, false) == reload);
}

}  // namespace
}  // namespace zhantu::http
