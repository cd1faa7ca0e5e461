#include "app/registry.hpp"

#include <doctest/doctest.h>

#include "app/manage_accounts.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::word_of;

const Actor& administrator(AppFixture& county) {
  static std::map<AppFixture*, Actor> kept;
  return kept[&county] = county.as("admin");
}

template <class Act>
auto in_tenant(AppFixture& county, const Actor& actor, Act act) {
  std::optional<decltype(act(std::declval<TenantWriting&>()))> result;
  county.store().write([&](store::Transaction& transaction) {
    TenantWriting writing{county.app(), transaction, actor};
    result = act(writing);
    return static_cast<bool>(*result);
  });
  return std::move(*result);
}

Registry registry_of(AppFixture& county) {
  return load_registry(county.app(), *county.store().read(), county.tenant());
}

UnitId root_of(const Registry& registry) {
  for (const auto& [id, unit] : registry.units) {
    if (!unit.parent) return id;
  }
  return {};
}

// Runs an act that must be refused, and holds that nothing moved.
template <class Act>
std::string refused(AppFixture& county, const Actor& actor, Act act) {
  const auto before = county.state();
  const auto result = in_tenant(county, actor, act);
  CHECK(county.state() == before);
  if (result) return "ok";
  const Problem& problem = result.problem();
  return problem.items.empty() ? problem.word : problem.items.front().word;
}

}  // namespace

TEST_CASE("D-1.1 units form a tree: added below one, moved, never below themselves") {
  AppFixture county;
  const Actor admin = administrator(county);
  const UnitId root = root_of(registry_of(county));
  const auto add = [&](UnitId parent, const char* name) {
    return *in_tenant(county, admin, [&](TenantWriting& writing) {
      return save_unit(writing, {.parent = parent, .kind = "town", .name = name});
    });
  };
  const UnitId town = add(root, "新河镇"), village = add(town, "新河村");
  const Registry registry = registry_of(county);
  CHECK(registry.units.at(village).parent == town);
  CHECK(registry.units.at(village).short_name == "新河村");
  CHECK(registry.units.at(town).code != registry.units.at(village).code);
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = town, .version = "*", .parent = village});
        }) == "unit_cycle");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = town, .version = "*", .ends_on = Date::of(2026, 3, 1)});
        }) == "unit_in_use");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.kind = "town", .name = "没有上级"});
        }) == "field_missing");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = {999'999}, .version = "*"});
        }) == "not_found");
}

TEST_CASE("an edit names the version that it was based on") {
  AppFixture county;
  const Actor admin = administrator(county);
  const UnitId root = root_of(registry_of(county));
  const std::string seen = version_of(registry_of(county).units.at(root));
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = root, .name = "改名"});
        }) == "precondition_required");
  CHECK(word_of(in_tenant(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = root, .version = seen, .short_name = "本县"});
        })) == "ok");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_unit(writing, {.id = root, .version = seen, .short_name = "云溪"});
        }) == "edit_conflict");
  CHECK(version_of(registry_of(county).units.at(root)) != seen);
}

TEST_CASE("D-9.4 only the system administrator keeps the register") {
  AppFixture county;
  for (const char* login : {"office1", "chief", "post1", "clerk-K01"}) {
    CAPTURE(login);
    CHECK(refused(county, county.as(login), [&](TenantWriting& writing) {
            return save_person(writing, {.name = "某人"});
          }) == "not_permitted");
  }
}

TEST_CASE("D-1.2 a tenure that a published period used keeps its days") {
  AppFixture county(test::County::played);
  const Actor admin = administrator(county);
  const Actor officer = county.as("office1");
  const Tenure tenure = registry_of(county).tenures.at(officer.tenure);
  const auto end_on = [&](Date day) {
    return [&county, &tenure, day](TenantWriting& writing) {
      (void)county;
      return save_tenure(writing, {.id = tenure.id, .version = "*", .ends_on = day});
    };
  };
  CHECK(refused(county, admin, end_on(Date::of(2026, 8, 31))) == "tenure_frozen");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_tenure(writing,
                             {.id = tenure.id, .version = "*", .starts_on = Date::of(2026, 3, 1)});
        }) == "tenure_frozen");
  CHECK(word_of(in_tenant(county, admin, end_on(Date::of(2026, 12, 31)))) == "ok");
  CHECK(registry_of(county).tenures.at(tenure.id).ends_on == Date::of(2026, 12, 31));
}

TEST_CASE("D-9.4 three offices, three people, and none of them judges") {
  AppFixture county;
  const Actor admin = administrator(county);
  const auto accounts = county.store().read()->of_tenant<Account>(county.tenant());
  const auto named = [&](const char* login) {
    return *std::ranges::find_if(accounts, [&](const Account& a) { return a.login.text == login; });
  };
  for (const char* office : {"system_administrator", "security_administrator", "auditor"}) {
    CHECK(refused(county, admin, [&](TenantWriting& writing) {
            return save_account(writing,
                                {.id = named("office1").id, .version = "*", .office = office});
          }) == "offices_exclude");
  }
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_account(writing, {.id = admin.account, .version = "*", .active = false});
        }) == "own_account");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return give_password(writing, admin.account, "x");
        }) == "own_account");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_account(writing, {.person = admin.person, .login = "second"});
        }) == "person_has_account");
  CHECK(refused(county, admin, [&](TenantWriting& writing) {
          return save_account(writing, {.person = admin.person, .login = "Big Name"});
        }) == "login_malformed");
}

TEST_CASE("a one-time password has sixteen letters that nobody confuses") {
  AppFixture county;
  const std::string first = one_time_password(county.app());
  CHECK(first.size() == 19);
  CHECK(first.find_first_of("01loiIO") == std::string::npos);
  CHECK(first != one_time_password(county.app()));
}

TEST_CASE("stored answers and ended sessions go after their time") {
  AppFixture county;
  create_token(county.app(), {.actor = county.as("office1"), .secret_hash = "", .login = "office1"},
               "old", 1);
  CHECK(purge_outlived(county.app()) == 0);
  constexpr std::int64_t kThreeDaysMs = 3LL * 86'400'000;
  county.advance_ms(kThreeDaysMs);
  CHECK(purge_outlived(county.app()) == 1);
  CHECK(purge_outlived(county.app()) == 0);
}

TEST_CASE("a pasted table is checked whole and taken over whole") {
  AppFixture county;
  const Actor admin = administrator(county);
  const std::string root = registry_of(county).unit_name(root_of(registry_of(county)));
  const std::vector<RegisterRow> rows = {
      {.name = "钱多", .unit = root, .post = "科员", .login = "qian"},
      {.name = "孙少", .unit = "没有的单位", .post = "科员"}};
  const auto run = [&](std::vector<RegisterRow> table, bool dry_run) {
    return in_tenant(county, admin, [&](TenantWriting& writing) {
      return import_register(writing, false, table, dry_run);
    });
  };
  const auto before = county.state();
  const auto checked = run(rows, true);
  REQUIRE(checked->flaws.size() == 1);
  CHECK(checked->flaws[0].row == 1);
  CHECK(checked->flaws[0].column == "unit");
  CHECK(word_of(run(rows, false)) == "register_refused");
  CHECK(county.state() == before);
  CHECK(run({rows[0]}, false)->created == 1);
  CHECK(login_taken(*county.store().read(), "qian"));
  // The same table again changes nothing; another name takes no log-in that is there, and nobody
  // gets a second one. Who has none yet gets one.
  CHECK(run({rows[0]}, true)->unchanged == 1);
  const auto flaw = [&](RegisterRow row) {
    const auto done = run({std::move(row)}, true);
    return done->flaws.empty() ? std::string("none") : done->flaws.front().word;
  };
  CHECK(flaw({.name = "周全", .unit = root, .post = "科员", .login = "qian"}) == "login_taken");
  CHECK(flaw({.name = "钱多", .unit = root, .post = "科员", .login = "qian2"}) ==
        "person_has_account");
  CHECK(run({{.name = "孙少", .unit = root, .post = "科员"}}, false)->created == 1);
  CHECK(run({{.name = "孙少", .unit = root, .post = "科员", .login = "sun"}}, false)->created == 1);
  CHECK(login_taken(*county.store().read(), "sun"));
}

TEST_CASE("a page of the register is searched and cut by the database, and equals the whole") {
  AppFixture county;
  const Registry whole = registry_of(county);
  const auto reader = county.store().read();
  RegisterSearch search{.most = 7};
  std::map<PersonId, Person> seen;
  while (true) {
    const Registry page = people_page(county.app(), *reader, county.tenant(), search);
    for (const auto& [id, person] : page.persons) {
      CHECK(person.name == whole.persons.at(id).name);
      seen.emplace(id, person);
    }
    for (const auto& [id, tenure] : page.tenures) {
      CHECK(page.persons.contains(tenure.person));
      CHECK(page.holder_text(id) == whole.holder_text(id));
    }
    if (page.persons.size() < 7) break;
    search.after = page.persons.rbegin()->first.value;
  }
  CHECK(seen.size() == whole.persons.size());
  CHECK(seen.begin()->first == whole.persons.begin()->first);

  const auto& [tenure_id, tenure] = *whole.tenures.begin();
  const Post& post = whole.posts.at(tenure.post);
  const auto found = [&](const std::string& q, UnitId unit = {}) {
    return people_page(county.app(), *reader, county.tenant(),
                       {.q = q, .unit = unit, .most = 1000});
  };
  for (const std::string& q : {whole.person_name(tenure.person), post.title,
                               whole.unit_name(post.unit), whole.unit_name(post.unit) + post.title})
    CHECK(found(q).persons.contains(tenure.person));
  CHECK(found("", post.unit).persons.contains(tenure.person));
  CHECK(found("", post.unit).persons.size() < whole.persons.size());
  CHECK(found("没有的人").persons.empty());
  for (const char* wild : {"%", "_", "\\"}) CHECK(found(wild).persons.empty());

  const UnitPage units =
      units_page(county.app(), *reader, county.tenant(), {.q = "镇", .most = 1000});
  CHECK(!units.units.empty());
  for (const Unit& unit : units.units) {
    std::int64_t holders = 0;
    for (const auto& [id, one] : whole.tenures) {
      if (one.holds_on(whole.today) && whole.posts.at(one.post).unit == unit.id) ++holders;
    }
    const auto told = units.holders.find(unit.id);
    CHECK((told == units.holders.end() ? 0 : told->second) == holders);
  }
  const AccountPage accounts =
      accounts_page(county.app(), *reader, county.tenant(), {.q = "office1", .most = 10});
  REQUIRE(accounts.accounts.size() == 1);
  CHECK(accounts.registry.person_name(accounts.accounts[0].person) ==
        whole.person_name(county.as("office1").person));
  const auto one = tenure_with(county.app(), *reader, county.tenant(), tenure_id);
  REQUIRE(one);
  CHECK(one->holder_text(tenure_id) == whole.holder_text(tenure_id));
  CHECK_FALSE(tenure_with(county.app(), *reader, county.tenant(), {424242}));
  CHECK_FALSE(post_of(*reader, county.tenant(), {424242}));
}

}  // namespace zhantu::app
