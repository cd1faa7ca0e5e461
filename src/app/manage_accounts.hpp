// Accounts as the system administrator keeps them (D-9.4): who logs in by which name, the three
// offices that exclude each other, one-time passwords.
//
// All REFUSE as app/registry.hpp says, and own_account: nobody changes the own office, switches
// the own log-in off or resets the own password.
#pragma once
#include "app/registry.hpp"

namespace zhantu::app {

struct AccountCommand {
  AccountId id;  // none: a new one, which nobody can use before a password is given
  std::optional<std::string> version;
  PersonId person;  // of a new one
  std::optional<std::string> login;
  std::optional<std::string> office;  // "" for none
  std::optional<bool> active;
};
// Items: reference_unknown, login_malformed, login_taken, office_unknown, person_has_account (one
// active log-in a person), offices_exclude (the person holds another office, or judges: a member
// of headquarters or of a supervision office).
Result<AccountId> save_account(TenantWriting& writing, const AccountCommand& command);

// A password that is shown once and must be changed at the first log-in; sessions and tokens of
// the account end. `hash` is made outside of the writer, because it takes its time.
Outcome give_password(TenantWriting& writing, AccountId id, const std::string& hash);

// Readable aloud: no letters or digits that look alike.
std::string one_time_password(const App& app);

// Who may be seen by whom: one rule for list and history.
bool valid_login(const std::string& login);
bool login_taken(store::Reader& reader, const std::string& login);

// Ends what has run out long ago: sessions a day after their end, stored answers after
// kAnswersKeptDays, so that a repeat after a long time without network is still known. Returns the
// number of rows.
inline constexpr int kAnswersKeptDays = 30;
std::int64_t purge_outlived(App& app);

}  // namespace zhantu::app
