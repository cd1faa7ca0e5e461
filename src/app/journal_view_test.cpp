#include "app/journal_view.hpp"

#include <doctest/doctest.h>

#include "app/manage_accounts.hpp"
#include "app/manage_project.hpp"
#include "app/record_shapes.hpp"
#include "app_fixture.hpp"
#include "table.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;

std::vector<JournalEntry> entries(AppFixture& county, JournalSearch search,
                                  std::size_t most = 10'000) {
  search.most = most;
  return journal_view(*county.store().read(), county.tenant(), search);
}

const ChangedField* change_of(const JournalEntry& entry, std::string_view field) {
  for (const RecordChange& record : entry.records) {
    for (const ChangedField& change : record.fields) {
      if (change.field == field) return &change;
    }
  }
  return nullptr;
}

void edit_facts(AppFixture& county, const std::string& facts) {
  const Actor actor = county.as("office1");
  ProjectCommand command{.id = county.project(1), .version = "*"};
  command.facts = facts;
  county.store().write([&](store::Transaction& transaction) {
    auto writing = begin_writing(county.app(), transaction, actor, county.campaign());
    return static_cast<bool>(save_project(writing.value(), command));
  });
}

template <class Act>
void by_admin(AppFixture& county, Act act) {
  const Actor actor = county.as("admin");
  county.store().write([&](store::Transaction& transaction) {
    TenantWriting writing{county.app(), transaction, actor};
    return static_cast<bool>(act(writing));
  });
}

std::string project_of(AppFixture& county, int number) {
  return fmt::format("project/{}", county.project(number).value);
}

}  // namespace

TEST_CASE("D-9.1 who did what when, from what to what") {
  AppFixture county(County::played);
  const std::string before = county.board()->board.find(county.project(1))->project.facts;
  county.set_clock(10, 8, 14, 30);
  edit_facts(county, "两岸各六公里");
  edit_facts(county, "两岸各七公里");
  const auto page = entries(county, {}, 2);
  REQUIRE(page.size() == 2);
  const JournalEntry& last = page.front();
  CHECK(last.verb == "edit_project");
  CHECK(last.by == county.board()->board.holder_text(county.as("office1").tenure));
  CHECK(last.at == county.clock());
  REQUIRE(last.records.size() == 1);
  CHECK(last.records[0].record == project_of(county, 1));
  CHECK(last.records[0].name.starts_with("YX2026-01 "));
  CHECK_FALSE(last.records[0].is_new);
  REQUIRE(last.records[0].fields.size() == 1);
  CHECK(change_of(last, "facts")->before == "两岸各六公里");
  CHECK(change_of(last, "facts")->after == "两岸各七公里");
  CHECK(change_of(page.back(), "facts")->before == before);
}

TEST_CASE("a page goes on where the one before it ended, newest first") {
  AppFixture county(County::played);
  const auto all = entries(county, {});
  CHECK(static_cast<std::int64_t>(all.size()) == county.state().entries);
  std::vector<std::int64_t> ids;
  JournalSearch search;
  while (true) {
    const auto page = entries(county, search, 7);
    for (const JournalEntry& entry : page) ids.push_back(entry.id);
    if (page.size() < 7) break;
    search.before = page.back().id;
  }
  REQUIRE(ids.size() == all.size());
  CHECK(std::ranges::is_sorted(ids, std::greater{}));
}

TEST_CASE("by kind, by record, by person, by day") {
  AppFixture county(County::played);
  const std::string one = project_of(county, 1);
  const auto reports = entries(county, {.kind = "report"});
  REQUIRE(!reports.empty());
  for (const JournalEntry& entry : reports) {
    for (const RecordChange& record : entry.records) CHECK(record.kind == "report");
  }
  const auto mine = entries(county, {.kind = "report", .record = one});
  CHECK(mine.size() < reports.size());
  REQUIRE(!mine.empty());
  for (const JournalEntry& entry : mine) {
    for (const RecordChange& record : entry.records) CHECK(record.record == one);
  }
  edit_facts(county, "两岸各六公里");
  const PersonId clerk = county.as("office1").person;
  const auto his = entries(county, {.by = clerk});
  REQUIRE(!his.empty());
  for (const JournalEntry& entry : his)
    CHECK(entry.by.ends_with(county.board()->board.person_name(clerk)));
  const auto days = entries(county, {.from = Date::of(2026, 3, 1), .until = Date::of(2026, 3, 31)});
  REQUIRE(!days.empty());
  for (const JournalEntry& entry : days) {
    CHECK(entry.at.day_at(480) >= Date::of(2026, 3, 1));
    CHECK(entry.at.day_at(480) <= Date::of(2026, 3, 31));
  }
  const auto part = entries(county, {.until = Date::of(2026, 2, 28)}).size() + days.size() +
                    entries(county, {.from = Date::of(2026, 4, 1)}).size();
  CHECK(part == entries(county, {}).size());
}

TEST_CASE("a large act names its first records and counts the rest") {
  AppFixture county;
  const auto all = entries(county, {});
  const auto setup = std::ranges::find(all, std::string("set_up_campaign"), &JournalEntry::verb);
  REQUIRE(setup != all.end());
  CHECK(setup->records.size() <= kRecordsShown);
  CHECK(setup->more > 0);
  CHECK(setup->records.front().is_new);
}

TEST_CASE("D-9.3 names are shown while they are kept; hashes never, log-ins to few") {
  AppFixture county;
  const Actor admin = county.as("admin");
  PersonId person;
  by_admin(county, [&](TenantWriting& writing) {
    const auto made = save_person(writing, {.name = "丁一"});
    person = *made;
    return static_cast<bool>(made);
  });
  by_admin(county, [&](TenantWriting& writing) {
    return save_person(writing, {.id = person, .version = "*", .name = "丁二"});
  });
  AccountId account;
  by_admin(county, [&](TenantWriting& writing) {
    const auto made = save_account(writing, {.person = person, .login = "ding"});
    account = *made;
    return made;
  });
  by_admin(county, [&](TenantWriting& writing) {
    return give_password(writing, account, "$argon2id$secret");
  });
  const std::string record = fmt::format("person/{}", person.value);
  auto found = entries(county, {.record = record, .see_accounts = true});
  REQUIRE(found.size() == 4);
  CHECK(change_of(found[2], "name")->before == "丁一");
  CHECK(change_of(found[2], "name")->after == "丁二");
  CHECK(change_of(found[1], "login")->after == "ding");
  REQUIRE(change_of(found[0], "password_hash") != nullptr);
  CHECK(change_of(found[0], "login") == nullptr);
  const auto office = entries(county, {.record = record});
  CHECK(change_of(office[1], "login")->kind == "hidden");
  for (const auto& list : {found, office}) {
    for (const JournalEntry& entry : list) {
      for (const RecordChange& one : entry.records) {
        for (const ChangedField& field : one.fields) {
          CHECK(field.after.find("argon2") == std::string::npos);
          if (field.kind == "hidden") CHECK((field.before + field.after).empty());
        }
      }
    }
  }
  // Erased: the entry stands, the value is gone.
  county.store().write([&](store::Transaction& transaction) {
    const store::Param params[] = {{"tenant", county.tenant().value}, {"value", "丁一"}};
    return transaction.execute(
               "delete from journal_secret where tenant = :tenant and value = :value", params) == 1;
  });
  found = entries(county, {.record = record, .see_accounts = true});
  CHECK(change_of(found[2], "name")->before == "（已删除）");
  CHECK(change_of(found[2], "name")->after == "丁二");
}

TEST_CASE("every kind of record and every field of it has a name on the desk") {
  const std::string words = test::text_of_file(ZHANTU_SOURCE_DIR "/web/locales/zh-Hans.json");
  const auto part = [&](const std::string& name) {
    const auto start = words.find("\"" + name + "\": {");
    REQUIRE(start != std::string::npos);
    return words.substr(start, words.find('}', start) - start);
  };
  const std::string kinds = part("journal_kind"), fields = part("journal_field");
  constexpr std::string_view kOwn[] = {"tenant", "campaign", "id", "version", "revision", "at"};
  for (const RecordShape& shape : record_shapes()) {
    CAPTURE(shape.table);
    CHECK(kinds.find(fmt::format("\"{}\":", shape.table)) != std::string::npos);
    for (const FieldShape& field : shape.fields) {
      CAPTURE(field.name);
      const bool own = std::ranges::find(kOwn, field.name) != std::end(kOwn);
      CHECK((own || fields.find(fmt::format("\"{}\":", field.name)) != std::string::npos));
    }
  }
}

}  // namespace zhantu::app
