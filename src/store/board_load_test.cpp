#include "store/board_load.hpp"

#include <doctest/doctest.h>

#include "board_told.hpp"
#include "demo_fixture.hpp"

namespace zhantu::store {
namespace {

std::string told(const LoadedBoard& loaded) {
  std::string out = test::told(loaded.board);
  test::tell(out, loaded.mechanism);
  test::tell_all(out, loaded.adopted_texts);
  return out + std::to_string(loaded.last_entry);
}

std::string now_of(DemoFixture& demo) {
  return told(load_board(*demo.store().read(), demo.tenant(), demo.campaign()).value());
}

std::string as_of(DemoFixture& demo, Instant until) {
  return told(
      load_board_as_of(*demo.store().read(), demo.tenant(), demo.campaign(), until).value());
}

// The first line in which two tellings differ, short enough to read.
std::string difference(const std::string& a, const std::string& b) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i) {
    if (a[i] == '\n') from = i + 1;
  }
  if (a == b) return "";
  return a.substr(from, a.find('\n', from) - from) + "\n" +
         b.substr(from, b.find('\n', from) - from);
}

void check_same(const std::string& is, const std::string& should) {
  CHECK(difference(is, should) == "");
}

// Somebody who may correct a card, by trying all.
bool correct(DemoFixture& demo, const app::CorrectCommand& command) {
  const auto board = demo.app().board(demo.campaign());
  for (const auto& [id, tenure] : board->board.tenures) {
    const app::Actor actor{.logged_in = true,
                           .tenant = demo.tenant(),
                           .account = {},
                           .person = tenure.person,
                           .tenure = id,
                           .office = {}};
    const bool done = demo.store().write([&](Transaction& transaction) {
      auto writing = app::begin_writing(demo.app(), transaction, actor, demo.campaign());
      return writing && app::correct_publication(writing.value(), command, false);
    });
    if (done) return true;
  }
  return false;
}

std::vector<JournalRow> journal(DemoFixture& demo) {
  return journal_after(*demo.store().read(), demo.tenant(), {}, 0, 1'000'000);
}

void check_proof(DemoFixture& demo) {
  for (const JournalRow& row : journal(demo)) {
    CHECK(row.leaf_hash == hex(journal::leaf_hash(row.bytes)));
    CHECK_NOTHROW(journal::images_of(row.bytes));
  }
}

}  // namespace

TEST_CASE("D-5.6 D-9.1 the tables equal the replay of the journal, and every past day stands") {
  DemoFixture demo;
  std::map<Instant, std::string> captured;
  captured[demo.clock()] = now_of(demo);
  demo.play([&](const Period& period) {
    check_same(as_of(demo, demo.clock()), now_of(demo));
    captured[end_of_day(period.last_day(), 480)] = now_of(demo);
  });
  REQUIRE(captured.size() > 2);

  // A correction a week later, which changes nothing of the days before.
  const Period january = *Period::parse("2026-01");
  const auto board = demo.app().board(demo.campaign());
  const BoardProject& project = board->board.projects.front();
  const PublishedCard card = *project.cell(january).card();
  demo.set_clock({demo.clock().ms + 7 * 86'400'000LL});
  REQUIRE(
      correct(demo, {.project = project.project.id,
                     .period = january,
                     .verdict = card.verdict == Verdict::missed ? Verdict::met : Verdict::missed,
                     .quantity = card.verified,
                     .reason = "核查发现数据有误"}));
  check_same(as_of(demo, demo.clock()), now_of(demo));
  captured[demo.clock()] = now_of(demo);

  std::set<std::string> different;
  for (const auto& [until, text] : captured) {
    INFO(until.iso());
    check_same(as_of(demo, until), text);
    different.insert(text);
  }
  CHECK(different.size() == captured.size());
  check_proof(demo);
}

TEST_CASE("D-5.6 roles that are added later hang in the same place, live and as of a day") {
  DemoFixture demo;
  const auto board = load_board(*demo.store().read(), demo.tenant(), demo.campaign())->board;
  const BoardProject& project = board.projects.front();
  const UnitId first = board.units.begin()->first;
  const PersonId person = board.persons.begin()->first;
  demo.store().write([&](Transaction& t) {
    for (const char* role : {"partner_unit", "adviser_unit"}) {
      t.save(ProjectUnit{.tenant = demo.tenant(),
                         .campaign = demo.campaign(),
                         .project = project.project.id,
                         .unit = first,
                         .role = role,
                         .starts_on = Date::of(2026, 1, 1)});
    }
    t.save(ProjectPerson{.tenant = demo.tenant(),
                         .campaign = demo.campaign(),
                         .project = project.project.id,
                         .person = person,
                         .role = "accountable_person",
                         .sequence = 1,
                         .starts_on = Date::of(2026, 1, 1)});
    t.save(OrganMember{.tenant = demo.tenant(),
                       .campaign = demo.campaign(),
                       .organ = board.organs.front().id,
                       .tenure = board.tenures.begin()->first,
                       .role = "adviser",
                       .starts_on = Date::of(2026, 1, 1)});
    t.save(OrganUnit{.tenant = demo.tenant(),
                     .campaign = demo.campaign(),
                     .organ = board.organs.front().id,
                     .unit = first});
    t.record({.tenant = demo.tenant(),
              .at = demo.clock(),
              .verb = "set_roles",
              .subject = "project",
              .campaign = demo.campaign()});
    return true;
  });
  check_same(as_of(demo, demo.clock()), now_of(demo));
}

TEST_CASE("D-5.6 before it was set up there was no campaign, and none in another tenant") {
  DemoFixture demo;
  const auto reader = demo.store().read();
  CHECK(!load_board_as_of(*reader, demo.tenant(), demo.campaign(), {demo.clock().ms - 1}));
  CHECK(load_board_as_of(*reader, demo.tenant(), demo.campaign(), demo.clock()));
  CHECK(!load_board(*reader, {demo.tenant().value + 1}, demo.campaign()));
  CHECK(!load_board_as_of(*reader, {demo.tenant().value + 1}, demo.campaign(), demo.clock()));
  CHECK(!load_board(*reader, demo.tenant(), {demo.campaign().value + 1}));
}

TEST_CASE("D-9.3 no name, log-in or password hash stands in the journal") {
  DemoFixture demo;
  const auto reader = demo.store().read();
  std::vector<std::string> personal;
  for (const Person& person : reader->of_tenant<Person>(demo.tenant()))
    personal.push_back('"' + person.name.text + '"');
  for (const Account& account : reader->of_tenant<Account>(demo.tenant())) {
    personal.push_back("\"login\":\"" + account.login.text);
    personal.push_back(account.password_hash.text);
  }
  REQUIRE(personal.size() > 10);
  for (const JournalRow& row : journal(demo)) {
    for (const std::string& text : personal) {
      INFO(text);
      CHECK(row.bytes.find(text) == std::string::npos);
    }
  }
}

TEST_CASE("D-9.3 every commitment opens with its salt and value") {
  DemoFixture demo;
  std::size_t count = 0;
  const Param params[] = {{"tenant", demo.tenant().value}};
  const ColumnKind shape[] = {ColumnKind::text, ColumnKind::text, ColumnKind::text};
  demo.store().read()->query(
      "select commitment, salt, value from journal_secret where tenant = :tenant", params, shape,
      [&](std::span<const Value> v) {
        ++count;
        CHECK(detail::text(v[1]).size() == 32);
        CHECK(detail::text(v[0]) == journal::commitment(detail::text(v[1]), detail::text(v[2])));
      });
  CHECK(count > 10);
}

TEST_CASE("D-9.3 an erased person is shown as erased on every past day, and the proof holds") {
  DemoFixture demo;
  demo.play();
  const auto reader = demo.store().read();
  const Person person =
      load_board(*reader, demo.tenant(), demo.campaign())->board.persons.begin()->second;
  const auto before = journal(demo);
  demo.store().write([&](Transaction& t) {
    const Param params[] = {{"tenant", demo.tenant().value}, {"value", person.name.text}};
    CHECK(t.execute("delete from journal_secret where tenant = :tenant and value = :value",
                    params) >= 1);
    return true;
  });
  const Instant january = end_of_day(Date::of(2026, 1, 31), 480);
  const auto past = load_board_as_of(*demo.store().read(), demo.tenant(), demo.campaign(), january);
  REQUIRE(past);
  CHECK(past->board.person_name(person.id) == "（已删除）");
  CHECK(past->board.publications.size() == 1);
  for (const auto& [id, other] : past->board.persons) {
    if (other.name.text.empty()) continue;
    CHECK(other.name.text != person.name.text);
  }
  for (const auto& [id, tenure] : past->board.tenures) {
    if (tenure.person != person.id) continue;
    CHECK(past->board.holder_text(id).ends_with(" （已删除）"));
    CHECK(!past->board.post_text(id).empty());
  }
  const auto after = journal(demo);
  REQUIRE(after.size() == before.size());
  for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i].bytes == before[i].bytes);
  check_proof(demo);
}

}  // namespace zhantu::store
