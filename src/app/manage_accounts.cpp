#include "app/manage_accounts.hpp"

#include <set>

#include "app/period_acts.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::string_view kOffices[] = {"", "system_administrator", "security_administrator",
                                         "auditor"};

std::optional<Problem> not_allowed(const TenantWriting& writing) {
  const auto word = refusal(Act::maintain_accounts, standing_in_tenant(writing.actor), {});
  return word ? std::optional(Problem{.word = std::string(*word)}) : std::nullopt;
}

std::optional<Account> account_of(TenantWriting& writing, AccountId id) {
  for (Account& account : writing.transaction.of_tenant<Account>(writing.actor.tenant)) {
    if (account.id == id) return account;
  }
  return std::nullopt;
}

// Members of headquarters and of supervision offices, now or later: those who judge.
std::set<PersonId> judges(TenantWriting& writing) {
  std::set<PersonId> out;
  for (const Campaign& campaign : writing.transaction.of_tenant<Campaign>(writing.actor.tenant)) {
    const auto shared =
        load_in(writing.app, writing.transaction, writing.actor.tenant, campaign.id);
    if (!shared) continue;
    const Board& board = shared->board;
    const Date today = writing.app.today(board);
    for (const OrganMember& member : board.members) {
      const Organ* organ = board.organ(member.organ);
      const bool judging = organ != nullptr &&
                           (organ->kind == "headquarters" || organ->kind == "supervision_office");
      const auto tenure = board.tenures.find(member.tenure);
      if (judging && tenure != board.tenures.end() && (!member.ends_on || today <= *member.ends_on))
        out.insert(tenure->second.person);
    }
  }
  return out;
}

std::vector<ProblemItem> flaws_of(TenantWriting& writing, const Account& account,
                                  const std::string& login_before) {
  std::vector<ProblemItem> items;
  const auto flaw = [&](const char* where, const char* word) {
    items.push_back({.where = where, .word = word, .values = {{"login", account.login.text}}});
  };
  const auto persons = writing.transaction.of_tenant<Person>(writing.actor.tenant);
  const auto person = std::ranges::find(persons, account.person, &Person::id);
  if (person == persons.end()) flaw("/person", "reference_unknown");
  if (!valid_login(account.login.text)) {
    flaw("/login", "login_malformed");
  } else if (account.login.text != login_before &&
             login_taken(writing.transaction, account.login.text)) {
    flaw("/login", "login_taken");
  }
  if (std::ranges::find(kOffices, account.office) == std::end(kOffices))
    flaw("/office", "office_unknown");
  if (!account.active) return items;
  for (const Account& other : writing.transaction.of_tenant<Account>(writing.actor.tenant)) {
    if (other.id == account.id || other.person != account.person || !other.active) continue;
    const bool two = !account.office.empty() && !other.office.empty();
    flaw(two ? "/office" : "/person", two ? "offices_exclude" : "person_has_account");
  }
  if (!account.office.empty() && judges(writing).contains(account.person))
    flaw("/office", "offices_exclude");
  return items;
}

void end_sessions(TenantWriting& writing, AccountId id) {
  const store::Param params[] = {{"tenant", writing.actor.tenant.value}, {"account", id.value}};
  writing.transaction.execute("delete from session where tenant = :tenant and account = :account",
                              params);
}

}  // namespace

bool valid_login(const std::string& login) {
  constexpr std::size_t kLeast = 2, kMost = 64;
  if (login.size() < kLeast || login.size() > kMost) return false;
  return std::ranges::all_of(login, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool login_taken(store::Reader& reader, const std::string& login) {
  bool taken = false;
  const store::Param params[] = {{"login", login}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole};
  reader.query("select id from account where login = :login", params, shape,
               [&](std::span<const Value>) { taken = true; });
  return taken;
}

Result<AccountId> save_account(TenantWriting& writing, const AccountCommand& command) {
  if (auto problem = not_allowed(writing)) return *problem;
  Account account{.tenant = writing.actor.tenant,
                  .person = command.person,
                  .password_hash = {"!"},  // fits no password
                  .password_one_time = true};
  std::string login_before;
  if (command.id) {
    const auto found = account_of(writing, command.id);
    if (!found) return Problem{.word = "not_found"};
    account = *found;
    login_before = account.login.text;
    const std::string subject = fmt::format("account/{}", account.id.value);
    if (auto flaw = version_flaw(writing, subject, command.version, version_of(account)))
      return *flaw;
    const bool office_moves = command.office && *command.office != account.office;
    const bool switched = command.active && *command.active != account.active;
    if (account.id == writing.actor.account && (office_moves || switched))
      return Problem{.word = "own_account"};
  }
  if (command.login) account.login = {*command.login};
  if (command.office) account.office = *command.office;
  if (command.active) account.active = *command.active;
  auto items = flaws_of(writing, account, login_before);
  if (!items.empty()) return Problem{.word = "field_invalid", .items = std::move(items)};
  if (!command.id) account.id = {writing.transaction.next_id()};
  writing.transaction.save(account);
  // An office counts from the next log-in; an old session must not carry the old one.
  if (command.id && (command.office || command.active)) end_sessions(writing, account.id);
  writing.transaction.record(deed(writing.app, writing.actor,
                                  command.id ? "edit_account" : "add_account",
                                  fmt::format("account/{}", account.id.value)));
  return account.id;
}

Outcome give_password(TenantWriting& writing, AccountId id, const std::string& hash) {
  if (auto problem = not_allowed(writing)) return *problem;
  auto account = account_of(writing, id);
  if (!account) return Problem{.word = "not_found"};
  if (account->id == writing.actor.account) return Problem{.word = "own_account"};
  account->password_hash = {hash};
  account->password_one_time = true;
  writing.transaction.save(*account);
  end_sessions(writing, id);
  writing.transaction.record(
      deed(writing.app, writing.actor, "give_password", fmt::format("account/{}", id.value)));
  return Done{};
}

std::string one_time_password(const App& app) {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789ab";  // 32 and one to spare
  constexpr std::size_t kGroups = 4, kGroupSize = 4;
  const std::string random = app.ports().secret();  // 64 hex digits
  std::string out;
  for (std::size_t i = 0; i < kGroups * kGroupSize; ++i) {
    if (i > 0 && i % kGroupSize == 0) out += '-';
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    const int number = (digit(random[2 * i]) * 16 + digit(random[2 * i + 1])) % 32;
    out += kLetters[static_cast<std::size_t>(number)];
  }
  return out;
}

std::int64_t purge_outlived(App& app) {
  constexpr std::int64_t kDayMs = 86'400'000;
  const Instant now = app.now();
  std::int64_t rows = 0;
  app.store().write([&](store::Transaction& transaction) {
    const store::Param ended[] = {{"at", now.ms - kDayMs}};
    rows = transaction.execute("delete from session where expires_at < :at", ended);
    const store::Param old[] = {{"at", now.ms - kAnswersKeptDays * kDayMs}};
    rows += transaction.execute("delete from idempotent_answer where at < :at", old);
    return true;
  });
  return rows;
}

}  // namespace zhantu::app
