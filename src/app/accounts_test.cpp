#include "app/accounts.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"
#include "base/hash.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::item_words;
using test::kPassword;
using test::word_of;

constexpr std::int64_t kMinuteMs = 60'000;

NewSession session(AppFixture& county, const char* login) {
  auto made = log_in(county.app(), login, kPassword);
  REQUIRE(word_of(made) == "ok");
  return std::move(made).value();
}

TEST_CASE("a password is kept as Argon2id and fits only itself") {
  const std::string hash = password_hash("云溪-2026-密码");
  CHECK(hash.starts_with("$argon2id$v=19$m=32768,t=2,p=1$"));
  CHECK(hash.find("云溪") == std::string::npos);
  CHECK(password_hash("云溪-2026-密码") != hash);  // salted
}

TEST_CASE("logging in gives a session for the first post held today") {
  AppFixture county;
  county.set_clock(1, 28);
  const auto entries = county.state().entries;
  const NewSession made = session(county, "office1");
  CHECK(made.secret.size() == 64);
  CHECK(made.info.secret_hash == sm3_hex(made.secret));
  CHECK(made.info.login == "office1");
  CHECK(made.info.expires_at.ms == county.clock().ms + kSessionMs);
  CHECK_FALSE(made.info.token);
  CHECK(made.info.actor.tenure == county.as("office1").tenure);
  CHECK(county.last_verbs(1) == std::vector<std::string>{"log_in"});
  CHECK(county.state().entries == entries + 1);

  const auto found = session_of(county.app(), made.secret);
  REQUIRE(found.has_value());
  CHECK(found->actor.person == county.person("卢敬之"));
  CHECK(found->actor.tenure == made.info.actor.tenure);
  CHECK(found->expires_at == made.info.expires_at);
  CHECK_FALSE(session_of(county.app(), "").has_value());
  CHECK_FALSE(session_of(county.app(), made.info.secret_hash).has_value());
  CHECK_FALSE(session_of(county.app(), std::string(64, 'a')).has_value());

  const NewSession administrator = session(county, "admin");
  CHECK(administrator.info.actor.office == "system_administrator");
  CHECK_FALSE(static_cast<bool>(administrator.info.actor.tenure));
}

TEST_CASE("an unknown name, a wrong password and an account that is off") {
  AppFixture county;
  const auto before = county.state();
  CHECK(word_of(log_in(county.app(), "nobody-there", kPassword)) == "wrong_credentials");
  CHECK(word_of(log_in(county.app(), "post1", "zhantu-demo-2027")) == "wrong_credentials");
  CHECK(word_of(log_in(county.app(), "Post1", kPassword)) == "wrong_credentials");
  CHECK(county.state() == before);
  county.amend([&](store::Transaction& transaction) {
    for (Account& account : transaction.of_tenant<Account>(county.tenant())) {
      account.active = account.login.text != "post1";
      if (!account.active) transaction.save(account);
    }
  });
  CHECK(word_of(log_in(county.app(), "post1", kPassword)) == "account_inactive");
  // Only who knows the password learns that it is off.
  CHECK(word_of(log_in(county.app(), "post1", "guess")) == "wrong_credentials");
}

TEST_CASE("an account that is switched off loses its running sessions") {
  AppFixture county;
  const NewSession made = session(county, "post2");
  county.amend([&](store::Transaction& transaction) {
    for (Account& account : transaction.of_tenant<Account>(county.tenant())) {
      if (account.id != made.info.actor.account) continue;
      account.active = false;
      transaction.save(account);
    }
  });
  CHECK_FALSE(session_of(county.app(), made.secret).has_value());
}

TEST_CASE("ten failures lock a name for ten minutes, a name and not the house") {
  AppFixture county;
  county.set_clock(5, 5);
  for (int i = 0; i < 10; ++i) {
    CHECK(word_of(log_in(county.app(), "post3", "wrong")) == "wrong_credentials");
    county.advance_ms(1000);
  }
  CHECK(word_of(log_in(county.app(), "post3", kPassword)) == "too_many_attempts");
  CHECK(word_of(log_in(county.app(), "post4", kPassword)) == "ok");
  county.advance_ms(9 * kMinuteMs);
  CHECK(word_of(log_in(county.app(), "post3", kPassword)) == "too_many_attempts");
  county.advance_ms(kMinuteMs + 1000);
  CHECK(word_of(log_in(county.app(), "post3", "wrong")) == "wrong_credentials");
  CHECK(word_of(log_in(county.app(), "post3", kPassword)) == "ok");  // and forgets the failures
}

TEST_CASE("a session ends two hours after the last request and twelve after the log-in") {
  AppFixture county;
  county.set_clock(1, 28, 8);
  const NewSession idle = session(county, "office1");
  const NewSession used = session(county, "office1");
  const auto alive = [&](const NewSession& s) {
    return session_of(county.app(), s.secret).has_value();
  };
  county.advance_ms(kSessionIdleMs);
  CHECK(alive(used));
  county.advance_ms(1);
  CHECK_FALSE(alive(idle));
  for (int hour = 2; hour < 11; ++hour) {
    county.advance_ms(60 * kMinuteMs);
    CHECK(alive(used));
  }
  county.set_clock(1, 28, 19, 59);
  CHECK(alive(used));
  county.set_clock(1, 28, 20);
  CHECK_FALSE(alive(used));
}

TEST_CASE("a token lives on without requests, until its own day") {
  AppFixture county;
  county.set_clock(1, 28, 9);
  const NewSession made = session(county, "office1");
  const NewSession token = create_token(county.app(), made.info, "报表程序", 30);
  CHECK(token.secret != made.secret);
  CHECK(county.last_verbs(1) == std::vector<std::string>{"create_token"});
  county.advance_ms(29LL * 24 * 60 * kMinuteMs);
  CHECK_FALSE(session_of(county.app(), made.secret).has_value());
  const auto found = session_of(county.app(), token.secret);
  REQUIRE(found.has_value());
  CHECK(found->token);
  CHECK(found->actor.tenure == made.info.actor.tenure);
  county.advance_ms(24 * 60 * kMinuteMs);
  CHECK_FALSE(session_of(county.app(), token.secret).has_value());
}

TEST_CASE("logging out ends this session and no other") {
  AppFixture county;
  const NewSession one = session(county, "office1"), other = session(county, "office1");
  log_out(county.app(), one.info);
  CHECK_FALSE(session_of(county.app(), one.secret).has_value());
  CHECK(session_of(county.app(), other.secret).has_value());
  CHECK(county.last_verbs(1) == std::vector<std::string>{"log_out"});
}

TEST_CASE("one may act for each post that one holds today, and for no other") {
  AppFixture county;
  county.set_clock(3, 2);
  const TenureId second = county.give_post("卢敬之", "县供电公司", Date::of(2026, 3, 1));
  const TenureId ended =
      county.give_post("卢敬之", "石桥镇", Date::of(2025, 1, 1), Date::of(2026, 3, 1));
  const TenureId coming = county.give_post("卢敬之", "云集镇", Date::of(2026, 3, 3));
  const NewSession made = session(county, "office1");
  REQUIRE(word_of(act_for(county.app(), made.info, second)) == "ok");
  CHECK(session_of(county.app(), made.secret)->actor.tenure == second);
  const auto before = county.state();
  for (TenureId tenure : {ended, coming, county.as("post1").tenure, TenureId{}}) {
    CHECK(word_of(act_for(county.app(), made.info, tenure)) == "tenure_not_held");
  }
  CHECK(county.state() == before);
  CHECK(session_of(county.app(), made.secret)->actor.tenure == second);
  const auto held =
      tenures_held(*county.store().read(), county.tenant(), made.info.actor.person,
                   Date::of(2026, 3, 2));
  REQUIRE(held.size() == 2);
  CHECK(held[1].unit.short_name == "县供电公司");

  // An administrator acts for no post, whatever posts that person holds.
  const NewSession administrator = session(county, "admin");
  const auto own = tenures_held(*county.store().read(), county.tenant(),
                                administrator.info.actor.person, Date::of(2026, 3, 2));
  REQUIRE_FALSE(own.empty());
  CHECK(word_of(act_for(county.app(), administrator.info, own.front().tenure.id)) ==
        "tenure_not_held");
}

TEST_CASE("a changed password ends all other sessions and tokens of the account") {
  AppFixture county;
  const NewSession mine = session(county, "post5"), elsewhere = session(county, "post5");
  const NewSession token = create_token(county.app(), elsewhere.info, "手机", 30);
  const NewSession somebody = session(county, "post6");
  const auto change = [&](const char* from, const char* to) {
    return change_password(county.app(), mine.info, from, to);
  };
  const auto before = county.state();
  CHECK(word_of(change("not the one", "long enough 2026")) == "wrong_credentials");
  auto refused = change(kPassword, "九个字的密码不够长");
  CHECK(word_of(refused) == "field_invalid");
  CHECK(item_words(refused.problem()) == "password_too_short");
  CHECK(refused.problem().items.front().where == "/new");
  refused = change(kPassword, kPassword);
  CHECK(item_words(refused.problem()) == "password_unchanged");
  CHECK(county.state() == before);
  CHECK(session_of(county.app(), elsewhere.secret).has_value());

  REQUIRE(word_of(change(kPassword, "十个字的密码就够长了")) == "ok");
  CHECK(session_of(county.app(), mine.secret).has_value());
  CHECK_FALSE(session_of(county.app(), elsewhere.secret).has_value());
  CHECK_FALSE(session_of(county.app(), token.secret).has_value());
  CHECK(session_of(county.app(), somebody.secret).has_value());
  CHECK(word_of(log_in(county.app(), "post5", kPassword)) == "wrong_credentials");
  CHECK(word_of(log_in(county.app(), "post5", "十个字的密码就够长了")) == "ok");
}

TEST_CASE("neither the database nor the journal gives away a secret") {
  AppFixture county;
  const NewSession made = session(county, "office1");
  const NewSession token = create_token(county.app(), made.info, "报表程序", 30);
  const std::string bytes = county.database_bytes();
  CHECK(bytes.find(made.info.secret_hash) != std::string::npos);  // what is kept is the hash
  CHECK(bytes.find(token.info.secret_hash) != std::string::npos);
  CHECK(bytes.find(made.secret) == std::string::npos);
  CHECK(bytes.find(token.secret) == std::string::npos);
  CHECK(bytes.find(kPassword) == std::string::npos);

  const auto reader = county.store().read();
  std::vector<std::string> personal{made.secret, token.secret};
  for (const Account& account : reader->of_tenant<Account>(county.tenant())) {
    CHECK(account.password_hash.text.starts_with("$argon2id$"));
    personal.push_back(account.password_hash.text);
  }
  for (const Person& person : reader->of_tenant<Person>(county.tenant()))
    personal.push_back(person.name.text);
  REQUIRE(personal.size() > 80);
  bool accounts_journaled = false;
  for (const auto& row : store::journal_after(*reader, county.tenant(), {}, 0, 1000)) {
    accounts_journaled =
        accounts_journaled || row.bytes.find("\"password_hash\"") != std::string::npos;
    CHECK(row.bytes.find("$argon2id$") == std::string::npos);
    for (const std::string& text : personal) CHECK(row.bytes.find(text) == std::string::npos);
  }
  CHECK(accounts_journaled);
}

}  // namespace
}  // namespace zhantu::app
