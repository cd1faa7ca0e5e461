#include "app/setup_county.hpp"

#include "app/accounts.hpp"
#include "app/mechanism_file.hpp"
#include "app/setup_reader.hpp"

namespace zhantu::app {
namespace {

using setup::Flaw;
using setup::text;

// Ids by the file's own keys.
struct Keys {
  std::map<std::string, UnitId> units;
  std::map<std::string, PersonId> persons;
  std::map<std::string, TenureId> tenures;  // "N16/D05"
  std::map<std::string, OrganId> organs;
  std::map<std::string, Date> tenure_starts;
};

template <class Map>
auto found(const Map& map, const std::string& key, const toml::node& at) {
  const auto it = map.find(key);
  if (it == map.end()) throw Flaw{setup::line_of(at), fmt::format("\"{}\" is not defined", key)};
  return it->second;
}

class Loader {
 public:
  Loader(App& app, store::Transaction& transaction, const toml::table& root,
         const std::string& password)
      : app_(app),
        transaction_(transaction),
        root_(root),
        password_hash_(password_hash(password)) {}

  SetupResult run(const Mechanism& mechanism, const std::string& mechanism_toml) {
    result_.tenant = {transaction_.next_id()};
    const toml::table& tenant = setup::table(root_, "tenant");
    transaction_.save(
        Tenant{.tenant = result_.tenant,
               .code = text(tenant, "code"),
               .name = text(tenant, "name"),
               .utc_offset_minutes = setup::whole(tenant, "utc_offset_minutes", 480)});
    add_units();
    add_people();
    add_accounts();
    const Actor installer{.tenant = result_.tenant};
    transaction_.record(
        deed(app_, installer, "set_up_people", fmt::format("tenant/{}", result_.tenant.value)));
    transaction_.save(MechanismText{.tenant = result_.tenant,
                                    .name = mechanism.name,
                                    .version = mechanism.version,
                                    .effective_from = mechanism.effective_from,
                                    .toml = mechanism_toml});
    add_campaign(mechanism);
    add_organs();
    add_projects();
    transaction_.record(deed(app_, installer, "set_up_campaign",
                             fmt::format("campaign/{}", result_.campaign.value), result_.campaign));
    return std::move(result_);
  }

 private:
  void add_units() {
    std::int64_t sequence = 0;
    setup::each(root_, "unit", [&](const toml::table& t) {
      const Unit unit{
          .tenant = result_.tenant,
          .id = {transaction_.next_id()},
          .parent = t.contains("parent") ? found(keys_.units, text(t, "parent"), t) : UnitId{},
          .kind = text(t, "kind"),
          .code = text(t, "code"),
          .name = text(t, "name"),
          .short_name = text(t, "short_name"),
          .sequence = ++sequence};
      keys_.units[text(t, "key")] = unit.id;
      unit_names_[unit.id] = unit.name;
      transaction_.save(unit);
    });
  }

  void add_people() {
    setup::each(root_, "person", [&](const toml::table& t) {
      const Person person{
          .tenant = result_.tenant, .id = {transaction_.next_id()}, .name = {text(t, "name")}};
      keys_.persons[text(t, "key")] = person.id;
      names_[person.id] = person.name.text;
      transaction_.save(person);
    });
    std::map<std::pair<UnitId, std::string>, PostId> posts;
    setup::each(root_, "tenure", [&](const toml::table& t) {
      const UnitId unit = found(keys_.units, text(t, "unit"), t);
      PostId& post = posts[{unit, text(t, "title")}];
      if (!post) {
        post = {transaction_.next_id()};
        transaction_.save(
            Post{.tenant = result_.tenant, .id = post, .unit = unit, .title = text(t, "title")});
      }
      const Tenure tenure{.tenant = result_.tenant,
                          .id = {transaction_.next_id()},
                          .person = found(keys_.persons, text(t, "person"), t),
                          .post = post,
                          .starts_on = setup::day(t, "starts_on"),
                          .ends_on = setup::optional_day(t, "ends_on")};
      const std::string key = text(t, "person") + "/" + text(t, "unit");
      keys_.tenures[key] = tenure.id;
      keys_.tenure_starts[key] = tenure.starts_on;
      titles_[tenure.person] = {unit_names_[unit], text(t, "title")};
      tenure_persons_[tenure.id] = tenure.person;
      tenure_units_[tenure.person] = unit;
      transaction_.save(tenure);
    });
  }

  void add_accounts() {
    setup::each(root_, "account", [&](const toml::table& t) {
      const Account account{.tenant = result_.tenant,
                            .id = {transaction_.next_id()},
                            .person = found(keys_.persons, text(t, "person"), t),
                            .login = {text(t, "login")},
                            .password_hash = {password_hash_},
                            .office = text(t, "role"),
                            .active = true};
      transaction_.save(account);
      account_persons_.push_back(account.person);
      result_.logins.push_back({.login = account.login.text,
                                .name = names_[account.person],
                                .unit = titles_[account.person].first,
                                .post = titles_[account.person].second,
                                .role = account.office});
    });
  }

  void add_campaign(const Mechanism& mechanism) {
    const toml::table& t = setup::table(root_, "campaign");
    const auto kind = period_kind_of(text(t, "period_kind"));
    if (!kind)
      throw Flaw{setup::line_of(t), "period_kind must be half_month, month, quarter or year"};
    result_.campaign = {transaction_.next_id()};
    campaign_ = Campaign{.tenant = result_.tenant,
                         .id = result_.campaign,
                         .unit = found(keys_.units, text(t, "unit"), t),
                         .title = text(t, "title"),
                         .year = setup::whole(t, "year"),
                         .period_kind = *kind,
                         .mechanism = mechanism.name,
                         .mechanism_version = mechanism.version,
                         .parent = {},
                         .parent_title = setup::optional_text(t, "parent_title"),
                         .starts_on = setup::day(t, "starts_on"),
                         .ends_on = setup::day(t, "ends_on"),
                         .open_board = true,
                         .revision = 0};
    transaction_.save(campaign_);
    std::int64_t sequence = 0;
    if (t.contains("phase"))
      setup::each(t, "phase", [&](const toml::table& p) {
        transaction_.save(Phase{.tenant = result_.tenant,
                                .campaign = result_.campaign,
                                .sequence = ++sequence,
                                .title = text(p, "title"),
                                .starts_on = setup::day(p, "starts_on"),
                                .ends_on = setup::day(p, "ends_on")});
      });
  }

  void add_organs() {
    std::int64_t sequence = 0;
    setup::each(root_, "organ", [&](const toml::table& t) {
      const Organ organ{.tenant = result_.tenant,
                        .campaign = result_.campaign,
                        .id = {transaction_.next_id()},
                        .kind = text(t, "kind"),
                        .name = text(t, "name"),
                        .short_name = text(t, "short_name"),
                        .goals = setup::optional_text(t, "goals"),
                        .sequence = ++sequence};
      keys_.organs[text(t, "key")] = organ.id;
      transaction_.save(organ);
      if (t.contains("member"))
        setup::each(t, "member", [&](const toml::table& m) { add_member(organ, m); });
      if (const toml::array* units = t["units"].as_array()) {
        for (const toml::node& node : *units) {
          transaction_.save(
              OrganUnit{.tenant = result_.tenant,
                        .campaign = result_.campaign,
                        .organ = organ.id,
                        .unit = found(keys_.units, node.value_or(std::string{}), node)});
        }
      }
    });
  }

  void add_member(const Organ& organ, const toml::table& m) {
    const std::string key = text(m, "tenure");
    const TenureId tenure = found(keys_.tenures, key, m);
    transaction_.save(OrganMember{
        .tenant = result_.tenant,
        .campaign = result_.campaign,
        .organ = organ.id,
        .tenure = tenure,
        .role = text(m, "role"),
        .starts_on = setup::optional_day(m, "starts_on")
                         .value_or(std::max(campaign_.starts_on, keys_.tenure_starts[key])),
        .ends_on = setup::optional_day(m, "ends_on")});
    name_role(tenure_persons_[tenure], organ.kind);
  }

  void name_role(PersonId person, const std::string& role) {
    for (std::size_t i = 0; i < account_persons_.size(); ++i) {
      if (account_persons_[i] == person && result_.logins[i].role.empty())
        result_.logins[i].role = role;
    }
  }

  void add_projects() {
    std::int64_t sequence = 0;
    if (!root_.contains("project")) return;
    setup::each(root_, "project", [&](const toml::table& t) { add_project(t, ++sequence); });
  }

  void add_project(const toml::table& t, std::int64_t sequence) {
    const Project project{
        .tenant = result_.tenant,
        .campaign = result_.campaign,
        .id = {transaction_.next_id()},
        .number = text(t, "number"),
        .name = text(t, "name"),
        .category = setup::optional_text(t, "category"),
        .place = t.contains("place") ? found(keys_.units, text(t, "place"), t) : UnitId{},
        .facts = setup::optional_text(t, "facts"),
        .investment_total = {setup::whole(t, "investment_total_wan", 0) * 1'000'000},
        .investment_year = {setup::whole(t, "investment_year_wan", 0) * 1'000'000},
        .nature = setup::optional_text(t, "nature"),
        .starts_on = setup::optional_day(t, "start_on"),
        .finishes_on = setup::optional_day(t, "finish_on"),
        .annual_target = text(t, "annual_target"),
        .annual_quantity = setup::quantity(t, "annual_quantity"),
        .quantity_unit = setup::optional_text(t, "quantity_unit"),
        .command_post = found(keys_.organs, text(t, "command_post"), t),
        .admitted = setup::period(t, "admitted"),
        .withdrawn =
            t.contains("withdrawn") ? std::optional(setup::period(t, "withdrawn")) : std::nullopt,
        .sequence = sequence,
        .version = 1};
    transaction_.save(project);
    add_unit_role(project, found(keys_.units, text(t, "lead_unit"), t), "lead_unit", "",
                  std::nullopt);
    if (t.contains("partner_units")) {
      setup::each(t, "partner_units", [&](const toml::table& p) {
        add_unit_role(project, found(keys_.units, text(p, "unit"), p), "partner_unit",
                      text(p, "undertaking"), setup::optional_day(p, "deadline"));
      });
    }
    for (const auto& [key, role] : {std::pair{"deputy_commander", "deputy_commander"},
                                    {"accountable", "accountable_person"}}) {
      transaction_.save(ProjectPerson{.tenant = result_.tenant,
                                      .campaign = result_.campaign,
                                      .project = project.id,
                                      .person = found(keys_.persons, text(t, key), t),
                                      .role = role,
                                      .sequence = 1,
                                      .starts_on = campaign_.starts_on,
                                      .ends_on = std::nullopt});
    }
    setup::each(t, "plan", [&](const toml::table& p) {
      transaction_.save(Plan{.tenant = result_.tenant,
                             .campaign = result_.campaign,
                             .project = project.id,
                             .period = setup::period(p, "period"),
                             .text = setup::optional_text(p, "text"),
                             .quantity = setup::quantity(p, "quantity")});
    });
  }

  void add_unit_role(const Project& project, UnitId unit, const char* role,
                     const std::string& undertaking, std::optional<Date> deadline) {
    transaction_.save(ProjectUnit{.tenant = result_.tenant,
                                  .campaign = result_.campaign,
                                  .project = project.id,
                                  .unit = unit,
                                  .role = role,
                                  .undertaking = undertaking,
                                  .deadline = deadline,
                                  .starts_on = campaign_.starts_on,
                                  .ends_on = std::nullopt});
    if (std::string_view(role) != "lead_unit") return;
    for (const auto& [person, held] : tenure_units_) {
      if (held == unit) name_role(person, "lead_unit");
    }
  }

  App& app_;
  store::Transaction& transaction_;
  const toml::table& root_;
  std::string password_hash_;
  Keys keys_;
  Campaign campaign_;
  SetupResult result_;
  std::map<PersonId, std::string> names_;
  std::map<PersonId, std::pair<std::string, std::string>> titles_;
  std::map<PersonId, UnitId> tenure_units_;
  std::map<TenureId, PersonId> tenure_persons_;
  std::map<UnitId, std::string> unit_names_;
  std::vector<PersonId> account_persons_;
};

// Log-ins are unique over all tenants, because the log-in page does not ask for the tenant.
bool login_taken(store::Reader& reader, const std::string& login) {
  bool taken = false;
  const store::Param params[] = {{"login", login}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole};
  reader.query("select id from account where login = :login", params, shape,
               [&](std::span<const Value>) { taken = true; });
  return taken;
}

bool tenant_exists(store::Reader& reader, const std::string& code) {
  bool exists = false;
  const store::Param params[] = {{"code", code}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole};
  reader.query("select tenant from tenant where code = :code", params, shape,
               [&](std::span<const Value>) { exists = true; });
  return exists;
}

}  // namespace

Result<SetupResult> set_up_county(
    App& app, std::string_view toml_text, const std::string& password,
    const std::function<std::string(const std::string&)>& mechanism_toml) {
  const auto root = setup::parse(toml_text);
  if (!root) return root.problem();
  try {
    const std::string code = text(setup::table(*root, "tenant"), "code");
    if (tenant_exists(*app.store().read(), code))
      return Problem{.word = "tenant_exists", .values = {{"code", code}}};
    std::string taken;
    setup::each(*root, "account", [&](const toml::table& t) {
      if (login_taken(*app.store().read(), text(t, "login"))) taken = text(t, "login");
    });
    if (!taken.empty()) return Problem{.word = "login_taken", .values = {{"login", taken}}};
    const std::string name = text(setup::table(*root, "campaign"), "mechanism");
    const std::string mechanism_text = mechanism_toml(name);
    if (mechanism_text.empty())
      return Problem{.word = "mechanism_unknown", .values = {{"name", name}}};
    const auto mechanism = read_mechanism(mechanism_text);
    if (!mechanism) return mechanism.problem();
    SetupResult result;
    app.store().write([&](store::Transaction& transaction) {
      result = Loader(app, transaction, *root, password).run(*mechanism, mechanism_text);
      return true;
    });
    return result;
  } catch (const Flaw& flaw) {
    return setup::malformed(flaw);
  }
}

Result<TenantId> set_up_empty(App& app, const std::string& code, const std::string& name,
                              const std::string& login, const std::string& password) {
  if (tenant_exists(*app.store().read(), code))
    return Problem{.word = "tenant_exists", .values = {{"code", code}}};
  if (login_taken(*app.store().read(), login)) {
    return Problem{.word = "login_taken", .values = {{"login", login}}};
  }
  TenantId tenant;
  const std::string hash = password_hash(password);
  app.store().write([&](store::Transaction& transaction) {
    tenant = {transaction.next_id()};
    transaction.save(Tenant{.tenant = tenant, .code = code, .name = name});
    transaction.save(Unit{.tenant = tenant,
                          .id = {transaction.next_id()},
                          .parent = {},
                          .kind = "county",
                          .code = code,
                          .name = name,
                          .short_name = name,
                          .sequence = 1});
    const PersonId person{transaction.next_id()};
    transaction.save(Person{.tenant = tenant, .id = person, .name = {login}});
    transaction.save(Account{.tenant = tenant,
                             .id = {transaction.next_id()},
                             .person = person,
                             .login = {login},
                             .password_hash = {hash},
                             .office = "system_administrator",
                             .active = true});
    transaction.record(deed(app, Actor{.tenant = tenant}, "set_up_people",
                            fmt::format("tenant/{}", tenant.value)));
    return true;
  });
  return tenant;
}

}  // namespace zhantu::app
