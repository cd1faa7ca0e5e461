#include "http/board_bodies.hpp"

#include <doctest/doctest.h>

#include "app/edit_project.hpp"
#include "door_fixture.hpp"

namespace zhantu::http {
namespace {

using test::body_of;
using test::County;
using test::Door;
using test::header_of;
using test::json_of;
using test::month;
using test::outcome;
using test::word_of;

namespace json = boost::json;

std::string text_of(const json::value& value) { return json::serialize(value); }

// The board and the projects' page must tell the same of a cell.
void check_cell(const json::object& cell, const json::object& full) {
  for (const char* member : {"period", "on_wall", "state"})
    CHECK(text_of(cell.at(member)) == text_of(full.at(member)));
  const auto inside = [&](const char* what, const char* member) {
    const json::value& outer = full.at(what);
    return outer.is_null() ? json::value(nullptr) : outer.as_object().at(member);
  };
  CHECK(text_of(cell.at("claimed")) == text_of(inside("report", "quantity")));
  CHECK(text_of(cell.at("verified")) == text_of(inside("determination", "verified_quantity")));
  CHECK(text_of(cell.at("verdict")) == text_of(inside("determination", "verdict")));
  CHECK(text_of(cell.at("card")) == text_of(inside("card", "card")));
  CHECK(cell.at("plan").is_null() == full.at("plan").is_null());
  if (!cell.at("plan").is_null()) {
    CHECK(text_of(cell.at("plan").at("text")) == text_of(full.at("plan").at("text")));
    CHECK(text_of(cell.at("plan").at("quantity")) == text_of(full.at("plan").at("quantity")));
  }
}

TEST_CASE("the board tells of every cell what the projects' page tells") {
  Door door(County::played);
  const auto board = json_of(door.ask("GET", door.campaign("/board"), "office1"));
  const auto page = json_of(door.ask("GET", door.campaign("/projects?limit=200"), "office1"));
  const auto& projects = board.at("projects").as_array();
  const auto& items = page.at("items").as_array();
  REQUIRE(projects.size() == items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const char* member : {"id", "number", "name", "category", "lead_unit", "command_post",
                               "annual_target", "annual_quantity", "unit_of_quantity"})
      CHECK(text_of(projects[i].at(member)) == text_of(items[i].at(member)));
    const auto& cells = projects[i].at("cells").as_array();
    REQUIRE(cells.size() == 12);
    for (std::size_t n = 0; n < cells.size(); ++n)
      check_cell(cells[n].as_object(), items[i].at("cells").at(n).as_object());
  }
}

TEST_CASE("D-5.3 the board names no person, and only who may see the campaign gets it") {
  Door door(County::played);
  const auto before = door.county.state();
  const Response response = door.ask("GET", door.campaign("/board"), "post1");
  REQUIRE(response.status == 200);
  for (const auto& [id, person] : door.county.board()->board.persons)
    CHECK(body_of(response).find(person.name.text) == std::string::npos);
  CHECK(outcome(door.ask("GET", door.campaign("/board"))) == "401 not_logged_in");
  CHECK(outcome(door.ask("GET", door.campaign("/board"), "admin")) == "403 not_permitted");
  CHECK(outcome(door.ask("GET", "/api/v1/campaigns/999/board", "post1")) == "404 not_found");
  for (const char* login : {"", "admin"}) {
    const Request request = door.request("GET", door.campaign("/board"), login);
    CHECK_FALSE(door.router.answer_at_hand(request).has_value());
  }
  CHECK(door.county.state().tables == before.tables);
}

TEST_CASE("one ETag for all readers and languages; 304 for the one that knows it") {
  Door door(County::played);
  const Response first = door.ask("GET", door.campaign("/board"), "office1");
  const Response other =
      door.ask("GET", door.campaign("/board"), "post1", "", {{"accept-language", "en"}});
  const std::string etag = header_of(first, "ETag");
  CHECK(etag.size() == 26);
  CHECK(header_of(other, "ETag") == etag);
  CHECK(first.shared_body == other.shared_body);
  const Response same =
      door.ask("GET", door.campaign("/board"), "post1", "", {{"if-none-match", etag}});
  CHECK(same.status == 304);
  CHECK(body_of(same).empty());
}

TEST_CASE("at hand: the handler's answer, byte for byte, and fresh after every write") {
  Door door(County::played);
  door.county.set_clock(10, 20);
  const Request ask = door.request("GET", door.campaign("/board"), "office1");
  (void)door.ask("GET", door.campaign("/board"), "office1");
  std::string last = header_of(door.router.handle(ask), "ETag");
  for (int i = 1; i <= 5; ++i) {
    const Outcome done = door.county.act(door.county.as("office1"), [&](app::Writing& w) {
      return app::edit_project(w,
                               {.project = door.county.project(i),
                                .version = door.county.on(door.county.board(), i).project.version,
                                .name = fmt::format("改名\"{}\\\n", i),
                                .category = std::nullopt,
                                .facts = std::nullopt,
                                .flaw = {}});
    });
    REQUIRE(word_of(done) == "ok");
    const auto quick = door.router.answer_at_hand(ask);
    REQUIRE(quick.has_value());
    const Response slow = door.router.handle(ask);
    CHECK(body_of(*quick) == body_of(slow));
    CHECK(quick->headers == slow.headers);
    CHECK(header_of(*quick, "ETag") != last);
    last = header_of(*quick, "ETag");
    const auto board = json_of(*quick);
    const std::size_t place = static_cast<std::size_t>(i) - 1;
    CHECK(board.at("projects").at(place).at("name").as_string() == fmt::format("改名\"{}\\\n", i));
  }
}

TEST_CASE("a session that ended is not at hand any more, nor is a post that ended") {
  Door door(County::played);
  const Request ask = door.request("GET", door.campaign("/board"), "post1");
  REQUIRE(door.router.handle(ask).status == 200);
  REQUIRE(door.router.answer_at_hand(ask).has_value());
  const app::Actor actor = door.county.as("post1");
  door.county.amend([&](store::Transaction& t) {
    Tenure tenure = door.county.board()->board.tenures.at(actor.tenure);
    tenure.ends_on = month(1).first_day();
    t.save(tenure);
  });
  CHECK_FALSE(door.router.answer_at_hand(ask).has_value());
  CHECK(outcome(door.router.handle(ask)) == "403 not_permitted");
  const Request office = door.request("GET", door.campaign("/board"), "office1");
  REQUIRE(door.router.handle(office).status == 200);
  REQUIRE(door.router.answer_at_hand(office).has_value());
  const auto session = app::session_of(door.county.app(), door.secret("office1"));
  app::log_out(door.county.app(), *session);
  CHECK_FALSE(door.router.answer_at_hand(office).has_value());
  CHECK(outcome(door.router.handle(office)) == "401 not_logged_in");
}

TEST_CASE("who must change the password first gets nothing, at hand or not") {
  Door door(County::played);
  const Request ask = door.request("GET", door.campaign("/board"), "office1");
  REQUIRE(door.router.handle(ask).status == 200);
  REQUIRE(door.router.answer_at_hand(ask).has_value());
  door.county.amend([&](store::Transaction& t) {
    for (Account& account : t.of_tenant<Account>(door.county.tenant())) {
      if (account.login.text != "office1") continue;
      account.password_one_time = true;
      t.save(account);
    }
  });
  CHECK_FALSE(door.router.answer_at_hand(ask).has_value());
  CHECK(door.router.handle(ask).status >= 400);  // and the session is kept again
  CHECK_FALSE(door.router.answer_at_hand(ask).has_value());
}

TEST_CASE("after a write only the projects that it touched are written anew") {
  Door door(County::played);
  BoardBodies bodies;
  const auto before = door.county.board();
  const Date today = door.county.app().today(before->board);
  const BoardBodyPtr first = bodies.get(before, today);
  CHECK(bodies.get(before, today) == first);
  door.county.amend([&](store::Transaction& t) {
    Project project = before->board.projects[2].project;
    project.category = "改类";
    t.save(project);
  });
  const auto after = door.county.board();
  const BoardBodyPtr second = bodies.at_hand(after, today);
  REQUIRE(second != nullptr);
  for (std::size_t i = 0; i < first->pieces.size(); ++i) {
    CAPTURE(i);
    CHECK((first->pieces[i] == second->pieces[i]) == (i != 2));
  }
  CHECK(*second->bytes == *BoardBodies().get(after, today)->bytes);
  CHECK(second->etag == BoardBodies().get(after, today)->etag);
  // Another day, other leaders: nothing of it may be taken over.
  CHECK(bodies.at_hand(after, {today.days + 1}) == nullptr);
  CHECK(bodies.get(after, {today.days + 1})->pieces[0] != second->pieces[0]);
}

}  // namespace
}  // namespace zhantu::http
