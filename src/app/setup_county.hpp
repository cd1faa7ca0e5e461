// Sets up a tenant from a setup file (TOML, see demo/README.md): units, people, log-ins, a campaign
// with organs and projects.
#pragma once
#include <string_view>

#include "app/app.hpp"

namespace zhantu::app {

struct SetupLogin {
  std::string login;
  std::string name;
  std::string unit;
  std::string post;
  std::string role;  // headquarters, supervision_office, command_post, lead_unit, ..., or the
                     // administrator's office
};

struct SetupResult {
  TenantId tenant;
  CampaignId campaign;
  std::vector<SetupLogin> logins;
};

// Every account gets `password`. `mechanism_toml` gives the text of a mechanism by name ("" if
// unknown). REFUSES setup_malformed with `line` and `reason`, tenant_exists, login_taken,
// mechanism_unknown.
Result<SetupResult> set_up_county(
    App& app, std::string_view toml, const std::string& password,
    const std::function<std::string(const std::string&)>& mechanism_toml);

// Plays the months that the file tells under each project's `history`: reports, confirmations,
// verdicts and publications, each by the person in charge, through the same acts as everybody's.
// `set_clock` moves the app's clock. Progress goes to `said`.
Outcome play_history(App& app, std::string_view toml, CampaignId campaign,
                     const std::function<void(Instant)>& set_clock,
                     const std::function<void(const std::string&)>& said);

// A first administrator and an empty tenant, for a real installation.
Result<TenantId> set_up_empty(App& app, const std::string& code, const std::string& name,
                              const std::string& login, const std::string& password);

}  // namespace zhantu::app
