// The register of a tenant: units, people, posts and who holds them (D-1.1, D-1.2). Each act runs
// inside a write; records end and are never deleted (D-9.1).
//
// All REFUSE, in this order: not_logged_in, not_permitted, not_found, precondition_required (no
// version of the record that is edited), edit_conflict (another version), field_invalid with one
// item for each field that cannot stand.
#pragma once
#include "app/app.hpp"

namespace zhantu::app {

struct Registry {
  Tenant tenant;
  Date today;
  std::map<UnitId, Unit> units;
  std::map<PersonId, Person> persons;
  std::map<PostId, Post> posts;
  std::map<TenureId, Tenure> tenures;

  std::string unit_name(UnitId id) const;
  std::string person_name(PersonId id) const;  // "（已删除）" in place of an erased name
  std::string post_text(PostId id) const;      // "县交通运输局局长"
  std::string holder_text(TenureId id) const;  // "县交通运输局局长 周明"
};
Registry load_registry(App& app, store::Reader& reader, TenantId tenant);

// A page of the register as the database searches and cuts it, so that a large one costs no more.
struct RegisterSearch {
  std::string q;  // part of a name, a code, a post or a log-in; "" for all
  UnitId unit;    // only people of its posts; none: all
  std::int64_t after = 0;
  std::int64_t most = 1;

  static RegisterSearch only(std::int64_t id) { return {.after = id - 1}; }
};
// The register with no more in it than the records that were found and what they refer to, and how
// many hold a post today in each unit that was found.
struct UnitPage {
  std::vector<Unit> units;
  std::map<UnitId, std::int64_t> holders;
};
struct AccountPage {
  std::vector<Account> accounts;
  Registry registry;
};
UnitPage units_page(App& app, store::Reader& reader, TenantId tenant, const RegisterSearch& search);
Registry people_page(App& app, store::Reader& reader, TenantId tenant,
                     const RegisterSearch& search);
AccountPage accounts_page(App& app, store::Reader& reader, TenantId tenant,
                          const RegisterSearch& search);
// The tenure with its post, unit and person. nullopt: there is none.
std::optional<Registry> tenure_with(App& app, store::Reader& reader, TenantId tenant, TenureId id);
std::optional<Post> post_of(store::Reader& reader, TenantId tenant, PostId id);

// One write request in the tenant, outside of any campaign.
struct TenantWriting {
  App& app;
  store::Transaction& transaction;
  const Actor& actor;
};

// A version names the content: the same record always has the same one, and no column keeps it.
std::string version_of(const std::vector<journal::Image>& images);
template <class... T>
std::string version_of(const T&... records) {
  return version_of(std::vector<journal::Image>{store::image_of(records)...});
}

// What an edit was based on. nullopt: the version fits ("*" fits all).
std::optional<Problem> version_flaw(TenantWriting& writing, const std::string& subject,
                                    const std::optional<std::string>& seen,
                                    const std::string& present);
// Who changed a record last, for the sentence of a conflict; "" if nobody did.
std::string last_editor(App& app, store::Reader& reader, TenantId tenant,
                        const std::string& subject);

// Of a command, a member that is not given stays as it is; a day that is given empty is taken away.
using GivenDay = std::optional<std::optional<Date>>;

struct UnitCommand {
  UnitId id;  // none: a new one
  std::optional<std::string> version;
  std::optional<UnitId> parent;
  std::optional<std::string> kind, code, name, short_name;
  std::optional<std::int64_t> sequence;
  GivenDay ends_on;
};
// Items: unit_unknown, unit_cycle (moved below itself), unit_code_taken, unit_in_use (ended while
// units below it or holders of its posts go on).
Result<UnitId> save_unit(TenantWriting& writing, const UnitCommand& command);

struct TenureCommand {
  TenureId id;  // none: a new one
  std::optional<std::string> version;
  PersonId person;
  UnitId unit;
  std::string title;
  std::optional<Date> starts_on;
  GivenDay ends_on;
};
// Items: person_unknown, unit_unknown, day_order, tenure_twice (the same post of the same person at
// the same time). REFUSES also tenure_frozen: the days that change lie in a published period in
// which the tenure was used.
Result<TenureId> save_tenure(TenantWriting& writing, const TenureCommand& command);

struct PersonCommand {
  PersonId id;  // none: a new one
  std::optional<std::string> version;
  std::optional<std::string> name;
  GivenDay ends_on;
  std::optional<TenureCommand> tenure;  // of a new person, in the same act
};
// Items: person_in_post (ended while a tenure goes on).
Result<PersonId> save_person(TenantWriting& writing, const PersonCommand& command);

struct PostCommand {
  PostId id;
  std::optional<std::string> version;
  std::string title;
};
Result<PostId> rename_post(TenantWriting& writing, const PostCommand& command);

// A table pasted from a spreadsheet: units, or people with unit, post and log-in.
struct RegisterRow {
  std::string name;
  std::string parent;  // units: name or code of the unit above
  std::string kind;    // units
  std::string code;    // units
  std::string unit;    // people: name or code
  std::string post;    // people
  std::string login;   // people: "" for none
};
struct RegisterFlaw {
  std::size_t row = 0;  // from 0
  std::string column;   // member of the row
  std::string word;
  std::map<std::string, std::string> values;
};
struct RegisterImport {
  std::int64_t created = 0;
  std::int64_t unchanged = 0;  // there already
  std::vector<RegisterFlaw> flaws;
};
// All or nothing: with a flaw, or in a dry run, nothing is saved.
Result<RegisterImport> import_register(TenantWriting& writing, bool units,
                                       const std::vector<RegisterRow>& rows, bool dry_run);

}  // namespace zhantu::app
