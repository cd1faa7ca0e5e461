#include <set>

#include "app/manage_accounts.hpp"
#include "app/registry.hpp"

namespace zhantu::app {
namespace {

// Finds what a row names, among what is there and what rows before it make.
class RegisterImporter {
 public:
  RegisterImporter(TenantWriting& writing, Registry registry, bool dry_run)
      : writing_(writing), registry_(std::move(registry)), dry_run_(dry_run) {
    for (const auto& [id, unit] : registry_.units) add_unit_names(unit);
    for (const auto& [id, post] : registry_.posts) post_ids_[{post.unit, post.title}] = id;
    for (const Account& account : writing_.transaction.of_tenant<Account>(writing_.actor.tenant)) {
      if (account.active) login_of_[account.person] = account.login.text;
    }
    for (const auto& [id, tenure] : registry_.tenures) {
      const auto post = registry_.posts.find(tenure.post);
      if (post == registry_.posts.end()) continue;
      posts_of_[{registry_.person_name(tenure.person), post->second.unit, post->second.title}] =
          tenure.person;
    }
  }

  RegisterImport result;

  void unit(std::size_t row, const RegisterRow& input) {
    if (input.name.empty()) return flaw(row, "name", "field_missing", "");
    const auto known = unit_ids_.find(input.name);
    if (known != unit_ids_.end()) return void(++result.unchanged);
    const UnitId parent = found_unit(row, "parent", input.parent);
    if (input.kind.empty()) flaw(row, "kind", "field_missing", "");
    if (!input.code.empty() && unit_ids_.contains(input.code))
      flaw(row, "code", "unit_code_taken", input.code);
    ++result.created;
    const Unit unit{.tenant = writing_.actor.tenant,
                    .id = {fresh()},
                    .parent = parent,
                    .kind = input.kind,
                    .code = input.code.empty() ? fmt::format("U{}", next_code()) : input.code,
                    .name = input.name,
                    .short_name = input.name,
                    .sequence = static_cast<std::int64_t>(registry_.units.size() + row) + 1};
    save(unit);
    add_unit_names(unit);
  }

  void person(std::size_t row, const RegisterRow& input) {
    if (input.name.empty()) return flaw(row, "name", "field_missing", "");
    const UnitId unit = found_unit(row, "unit", input.unit);
    if (input.post.empty()) flaw(row, "post", "field_missing", "");
    const auto known = posts_of_.find({input.name, unit, input.post});
    if (known != posts_of_.end() && unit) return log_in_of_known(row, known->second, input.login);
    if (!input.login.empty()) check_login(row, input.login);
    ++result.created;
    const TenantId tenant = writing_.actor.tenant;
    const PersonId person{fresh()};
    save(Person{.tenant = tenant, .id = person, .name = {input.name}});
    PostId& post = post_ids_[{unit, input.post}];
    if (!post) {
      post = {fresh()};
      save(Post{.tenant = tenant, .id = post, .unit = unit, .title = input.post});
    }
    save(Tenure{.tenant = tenant,
                .id = {fresh()},
                .person = person,
                .post = post,
                .starts_on = registry_.today});
    posts_of_[{input.name, unit, input.post}] = person;
    if (!input.login.empty()) add_log_in(person, input.login);
  }

 private:
  // Somebody who is in the register already gets a log-in by the same table.
  void log_in_of_known(std::size_t row, PersonId person, const std::string& login) {
    const auto has = login_of_.find(person);
    if (login.empty() || (has != login_of_.end() && has->second == login))
      return void(++result.unchanged);
    if (has != login_of_.end()) return flaw(row, "login", "person_has_account", login);
    check_login(row, login);
    ++result.created;
    add_log_in(person, login);
  }

  void add_log_in(PersonId person, const std::string& login) {
    login_of_[person] = login;
    save(Account{.tenant = writing_.actor.tenant,
                 .id = {fresh()},
                 .person = person,
                 .login = {login},
                 .password_hash = {"!"},
                 .password_one_time = true});
  }

  void flaw(std::size_t row, std::string column, std::string word, const std::string& value) {
    result.flaws.push_back({.row = row,
                            .column = std::move(column),
                            .word = std::move(word),
                            .values = {{"name", value}, {"login", value}, {"hint", ""}}});
  }

  std::int64_t fresh() {
    return dry_run_ || !result.flaws.empty() ? --imagined_ : writing_.transaction.next_id();
  }

  // Once a row is wrong the whole table is, and nothing more needs saving.
  template <class T>
  void save(const T& record) {
    if (!dry_run_ && result.flaws.empty()) writing_.transaction.save(record);
  }

  std::size_t next_code() {
    while (unit_ids_.contains(fmt::format("U{}", ++code_))) {
    }
    return code_;
  }

  void check_login(std::size_t row, const std::string& login) {
    if (!valid_login(login)) return flaw(row, "login", "login_malformed", login);
    if (!logins_.insert(login).second || login_taken(writing_.transaction, login))
      flaw(row, "login", "login_taken", login);
  }

  UnitId found_unit(std::size_t row, const char* column, const std::string& name) {
    if (name.empty()) return flaw(row, column, "field_missing", ""), UnitId{};
    const auto found = unit_ids_.find(name);
    if (found == unit_ids_.end()) return flaw(row, column, "unit_unknown", name), UnitId{};
    if (found->second.size() > 1) return flaw(row, column, "unit_name_ambiguous", name), UnitId{};
    return *found->second.begin();
  }

  void add_unit_names(const Unit& unit) {
    for (const std::string& name : {unit.name, unit.short_name, unit.code}) {
      if (!name.empty()) unit_ids_[name].insert(unit.id);
    }
  }

  TenantWriting& writing_;
  Registry registry_;
  std::map<std::string, std::set<UnitId>> unit_ids_;
  std::map<std::tuple<std::string, UnitId, std::string>, PersonId> posts_of_;
  std::map<std::pair<UnitId, std::string>, PostId> post_ids_;
  std::set<std::string> logins_;
  std::map<PersonId, std::string> login_of_;
  bool dry_run_;
  std::int64_t imagined_ = 0;
  std::size_t code_ = 0;
};

}  // namespace

Result<RegisterImport> import_register(TenantWriting& writing, bool units,
                                       const std::vector<RegisterRow>& rows, bool dry_run) {
  if (const auto word = refusal(Act::maintain_registry, standing_in_tenant(writing.actor), {}))
    return Problem{.word = std::string(*word)};
  RegisterImporter importer(
      writing, load_registry(writing.app, writing.transaction, writing.actor.tenant), dry_run);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (units) {
      importer.unit(i, rows[i]);
    } else {
      importer.person(i, rows[i]);
    }
  }
  RegisterImport& result = importer.result;
  if (result.flaws.empty() && !dry_run && result.created > 0)
    writing.transaction.record(deed(writing.app, writing.actor, "import_register",
                                    fmt::format("tenant/{}", writing.actor.tenant.value)));
  if (dry_run || result.flaws.empty()) return std::move(result);
  Problem problem{.word = "register_refused",
                  .values = {{"count", std::to_string(result.flaws.size())}}};
  for (const RegisterFlaw& flaw : result.flaws)
    problem.items.push_back(
        {fmt::format("/rows/{}/{}", flaw.row, flaw.column), flaw.word, flaw.values});
  return problem;
}

}  // namespace zhantu::app
