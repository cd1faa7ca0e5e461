// Logging in, sessions and tokens. Passwords are kept as Argon2id, secrets of sessions as hashes.
#pragma once
#include "app/app.hpp"

namespace zhantu::app {

struct SessionInfo {
  Actor actor;
  std::string secret_hash;
  std::string login;
  Instant expires_at;
  bool token = false;              // a program's token, not a browser's session
  bool password_one_time = false;  // nothing but changing the password is allowed
};

struct NewSession {
  std::string secret;  // shown once; the cookie or bearer value
  SessionInfo info;
};

inline constexpr std::int64_t kSessionMs = 12LL * 3600 * 1000;     // absolute limit
inline constexpr std::int64_t kSessionIdleMs = 2LL * 3600 * 1000;  // without a request
inline constexpr int kPasswordCharactersMin = 10;

std::string password_hash(const std::string& password);  // Argon2id, about 50 ms and 64 MB

// REFUSES wrong_credentials (the same for an unknown name and a wrong password, in the same time),
// account_inactive, too_many_attempts (ten failures of one name within ten minutes).
Result<NewSession> log_in(App& app, const std::string& login, const std::string& password);

// The session or token behind a secret; nullopt if there is none or it has run out.
std::optional<SessionInfo> session_of(App& app, const std::string& secret);
// The same without ever waiting; nullopt also where session_of() would read or write.
std::optional<SessionInfo> session_at_hand(App& app, const std::string& secret);

void log_out(App& app, const SessionInfo& session);

// REFUSES tenure_not_held (not mine, or not today).
Outcome act_for(App& app, const SessionInfo& session, TenureId tenure);

// REFUSES wrong_credentials (old password), field_invalid (new one too short or the old one again).
// Ends all other sessions and all tokens of the account.
Outcome change_password(App& app, const SessionInfo& session, const std::string& old_password,
                        const std::string& new_password);

// A token that acts for the session's present post, for `days` days.
NewSession create_token(App& app, const SessionInfo& session, const std::string& name,
                        std::int64_t days);

struct HeldTenure {
  Tenure tenure;
  Unit unit;
  Post post;
};
// What a person holds today.
std::vector<HeldTenure> tenures_held(store::Reader& reader, TenantId tenant, PersonId person,
                                     Date today);
std::string person_name(store::Reader& reader, TenantId tenant, PersonId person);

}  // namespace zhantu::app
