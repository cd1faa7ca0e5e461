#include "app/accounts.hpp"

#include <sodium.h>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace zhantu::app {

struct KeptSession {
  SessionInfo info;
  Instant used;
};

namespace {

using store::ColumnKind;
using store::Param;

// Interactive cost: enough against guessing, bearable on one small machine.
constexpr unsigned long long kHashPasses = 2;
constexpr std::size_t kHashBytes = 32U << 20;

constexpr int kFailuresMax = 10;
constexpr std::int64_t kFailureWindowMs = 600'000;

// Failures per name, in memory: a restart forgives them.
class Failures {
 public:
  bool too_many(const std::string& login, Instant now) {
    std::lock_guard lock(mutex_);
    auto& times = times_[login];
    std::erase_if(times, [&](Instant at) { return at.ms + kFailureWindowMs < now.ms; });
    if (times.empty()) times_.erase(login);
    return times_.contains(login) && times_[login].size() >= kFailuresMax;
  }
  void add(const std::string& login, Instant now) {
    std::lock_guard lock(mutex_);
    if (times_.size() > 10'000) times_.clear();
    times_[login].push_back(now);
  }
  void forget(const std::string& login) {
    std::lock_guard lock(mutex_);
    times_.erase(login);
  }

 private:
  std::mutex mutex_;
  std::map<std::string, std::vector<Instant>> times_;
};

Failures& failures() {
  static Failures instance;
  return instance;
}

bool password_fits(const std::string& hash, const std::string& password) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::optional<Account> account_named(store::Reader& reader, const std::string& login) {
  TenantId tenant;
  AccountId id;
  const Param params[] = {{"login", login}};
  const ColumnKind shape[] = {ColumnKind::whole, ColumnKind::whole};
  reader.query("select tenant, id from account where login = :login", params, shape,
               [&](std::span<const Value> v) {
                 tenant = {std::get<std::int64_t>(v[0])};
                 id = {std::get<std::int64_t>(v[1])};
               });
  if (!id) return std::nullopt;
  for (Account& account : reader.of_tenant<Account>(tenant)) {
    if (account.id == id) return account;
  }
  return std::nullopt;
}

Date today_of(App& app, store::Reader& reader, TenantId tenant) {
  const auto tenants = reader.of_tenant<Tenant>(tenant);
  ZT_CHECK(!tenants.empty());
  return app.now().day_at(static_cast<int>(tenants.front().utc_offset_minutes));
}

std::vector<HeldTenure> tenures_held_now(App& app, TenantId tenant, PersonId person) {
  const auto reader = app.store().read();
  return tenures_held(*reader, tenant, person, today_of(app, *reader, tenant));
}

void insert_session(store::Transaction& transaction, const SessionInfo& info,
                    const std::string& name, Instant now) {
  const Param params[] = {{"tenant", info.actor.tenant.value},
                          {"hash", info.secret_hash},
                          {"account", info.actor.account.value},
                          {"tenure", info.actor.tenure.value},
                          {"kind", std::string(info.token ? "token" : "session")},
                          {"name", name},
                          {"now", now.ms},
                          {"used", now.ms},
                          {"expires", info.expires_at.ms}};
  transaction.execute(
      "insert into session (tenant, secret_hash, account, tenure, kind, name, created_at, used_at, "
      "expires_at) values "
      "(:tenant, :hash, :account, :tenure, :kind, :name, :now, :used, :expires)",
      params);
}

KeptSessionPtr read_session(store::Reader& reader, const std::string& secret_hash) {
  std::optional<SessionInfo> info;
  Instant used;
  const Param params[] = {{"hash", secret_hash}};
  const ColumnKind shape[] = {
      ColumnKind::whole, ColumnKind::whole, ColumnKind::whole, ColumnKind::text, ColumnKind::whole,
      ColumnKind::whole, ColumnKind::whole, ColumnKind::text,  ColumnKind::text, ColumnKind::whole};
  reader.query(
      "select s.tenant, s.account, s.tenure, s.kind, s.used_at, s.expires_at, a.person, a.office, "
      "a.login, a.password_one_time from session s "
      "join account a on a.tenant = s.tenant and a.id = s.account where s.secret_hash = :hash and "
      "a.active = 1",
      params, shape, [&](std::span<const Value> v) {
        const auto whole = [&](std::size_t i) { return std::get<std::int64_t>(v[i]); };
        used = {whole(4)};
        info = SessionInfo{.actor = {.logged_in = true,
                                     .tenant = {whole(0)},
                                     .account = {whole(1)},
                                     .person = {whole(6)},
                                     .tenure = {whole(2)},
                                     .office = std::get<std::string>(v[7])},
                           .secret_hash = secret_hash,
                           .login = std::get<std::string>(v[8]),
                           .expires_at = {whole(5)},
                           .token = std::get<std::string>(v[3]) == "token",
                           .password_one_time = whole(9) != 0};
      });
  return info ? std::make_shared<const KeptSession>(KeptSession{*info, used}) : nullptr;
}

bool runs(const KeptSession& session, Instant now) {
  if (now >= session.info.expires_at) return false;
  return session.info.token || session.used.ms + kSessionIdleMs >= now.ms;
}

bool is_to_touch(const KeptSession& session, Instant now) {
  constexpr std::int64_t kTouchMs = 300'000;  // not every request is worth a write
  return session.used.ms + kTouchMs < now.ms;
}

}  // namespace

std::string password_hash(const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  ZT_CHECK(crypto_pwhash_str(out.data(), password.data(), password.size(), kHashPasses,
                             kHashBytes) == 0);
  return out.data();
}

Result<NewSession> log_in(App& app, const std::string& login, const std::string& password) {
  // An unknown name costs as much time as a wrong password.
  static const std::string kNobody = password_hash("nobody has this password");
  const Instant now = app.now();
  if (failures().too_many(login, now)) return Problem{.word = "too_many_attempts"};
  // A reader is given back before anything else is asked for: the pool is small, and who holds one
  // while waiting for another, or for the writer, can wait for ever.
  const auto account = account_named(*app.store().read(), login);
  const bool fits = password_fits(account ? account->password_hash.text : kNobody, password);
  if (!account || !fits) {
    failures().add(login, now);
    return Problem{.word = "wrong_credentials"};
  }
  failures().forget(login);
  if (!account->active) return Problem{.word = "account_inactive"};
  NewSession session{.secret = app.ports().secret(), .info = {}};
  session.info = {.actor = {.logged_in = true,
                            .tenant = account->tenant,
                            .account = account->id,
                            .person = account->person,
                            .tenure = {},
                            .office = account->office},
                  .secret_hash = sm3_hex(session.secret),
                  .login = login,
                  .expires_at = {now.ms + kSessionMs},
                  .token = false,
                  .password_one_time = account->password_one_time};
  const auto held = tenures_held_now(app, account->tenant, account->person);
  if (!held.empty() && account->office.empty()) session.info.actor.tenure = held.front().tenure.id;
  app.store().write([&](store::Transaction& transaction) {
    insert_session(transaction, session.info, "", now);
    transaction.record(
        deed(app, session.info.actor, "log_in", fmt::format("account/{}", account->id.value)));
    return true;
  });
  return session;
}

std::optional<SessionInfo> session_of(App& app, const std::string& secret) {
  if (secret.size() != 64) return std::nullopt;
  const std::string secret_hash = sm3_hex(secret);
  const KeptSessionPtr session = app.sessions().find_or(
      secret_hash, [&] { return read_session(*app.store().read(), secret_hash); });
  const Instant now = app.now();
  if (!session || !runs(*session, now)) return std::nullopt;
  if (is_to_touch(*session, now)) {
    app.store().write([&](store::Transaction& transaction) {
      const Param touch[] = {{"now", now.ms}, {"hash", secret_hash}};
      transaction.execute("update session set used_at = :now where secret_hash = :hash", touch);
      return true;
    });
  }
  return session->info;
}

std::optional<SessionInfo> session_at_hand(App& app, const std::string& secret) {
  if (secret.size() != 64) return std::nullopt;
  const KeptSessionPtr session = app.sessions().find(sm3_hex(secret));
  const Instant now = app.now();
  if (!session || !runs(*session, now) || is_to_touch(*session, now)) return std::nullopt;
  return session->info;
}

void log_out(App& app, const SessionInfo& session) {
  app.store().write([&](store::Transaction& transaction) {
    const Param params[] = {{"hash", session.secret_hash}};
    transaction.execute("delete from session where secret_hash = :hash", params);
    transaction.record(deed(app, session.actor, "log_out",
                            fmt::format("account/{}", session.actor.account.value)));
    return true;
  });
}

Outcome act_for(App& app, const SessionInfo& session, TenureId tenure) {
  const auto held = tenures_held_now(app, session.actor.tenant, session.actor.person);
  const bool mine =
      std::ranges::any_of(held, [&](const HeldTenure& h) { return h.tenure.id == tenure; });
  if (!mine || !session.actor.office.empty()) return Problem{.word = "tenure_not_held"};
  app.store().write([&](store::Transaction& transaction) {
    const Param params[] = {{"tenure", tenure.value}, {"hash", session.secret_hash}};
    transaction.execute("update session set tenure = :tenure where secret_hash = :hash", params);
    transaction.record(deed(app, session.actor, "act_for", fmt::format("tenure/{}", tenure.value)));
    return true;
  });
  return Done{};
}

Outcome change_password(App& app, const SessionInfo& session, const std::string& old_password,
                        const std::string& new_password) {
  const auto account = account_named(*app.store().read(), session.login);
  ZT_CHECK(account.has_value());
  if (!password_fits(account->password_hash.text, old_password))
    return Problem{.word = "wrong_credentials"};
  const auto refuse = [](const char* word) {
    return Problem{.word = "field_invalid",
                   .items = {{.where = "/new", .word = word, .values = {}}}};
  };
  if (!is_valid_utf8(new_password) || code_points(new_password).size() < kPasswordCharactersMin)
    return refuse("password_too_short");
  if (new_password == old_password) return refuse("password_unchanged");
  Account changed = *account;
  changed.password_hash = {password_hash(new_password)};
  changed.password_one_time = false;
  app.store().write([&](store::Transaction& transaction) {
    transaction.save(changed);
    const Param params[] = {{"tenant", changed.tenant.value},
                            {"account", changed.id.value},
                            {"hash", session.secret_hash}};
    transaction.execute(
        "delete from session where tenant = :tenant and account = :account and secret_hash <> "
        ":hash",
        params);
    transaction.record(
        deed(app, session.actor, "change_password", fmt::format("account/{}", changed.id.value)));
    return true;
  });
  return Done{};
}

NewSession create_token(App& app, const SessionInfo& session, const std::string& name,
                        std::int64_t days) {
  const Instant now = app.now();
  NewSession made{.secret = app.ports().secret(), .info = session};
  made.info.secret_hash = sm3_hex(made.secret);
  made.info.expires_at = {now.ms + days * 86'400'000};
  made.info.token = true;
  app.store().write([&](store::Transaction& transaction) {
    insert_session(transaction, made.info, name, now);
    transaction.record(deed(app, session.actor, "create_token",
                            fmt::format("account/{}", session.actor.account.value)));
    return true;
  });
  return made;
}

std::vector<HeldTenure> tenures_held(store::Reader& reader, TenantId tenant, PersonId person,
                                     Date today) {
  std::map<PostId, Post> posts;
  std::map<UnitId, Unit> units;
  for (Post& post : reader.of_tenant<Post>(tenant)) posts.emplace(post.id, post);
  for (Unit& unit : reader.of_tenant<Unit>(tenant)) units.emplace(unit.id, unit);
  std::vector<HeldTenure> held;
  for (const Tenure& tenure : reader.of_tenant<Tenure>(tenant)) {
    if (tenure.person != person || !tenure.holds_on(today)) continue;
    const Post& post = posts.at(tenure.post);
    held.push_back({tenure, units.at(post.unit), post});
  }
  std::ranges::sort(held, {}, [](const HeldTenure& h) { return h.tenure.id; });
  return held;
}

std::string person_name(store::Reader& reader, TenantId tenant, PersonId person) {
  for (const Person& p : reader.of_tenant<Person>(tenant)) {
    if (p.id == person) return p.name.text;
  }
  return {};
}

}  // namespace zhantu::app
