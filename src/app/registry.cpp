#include "app/registry.hpp"

#include "app/period_acts.hpp"
#include "app/tenure_use.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

template <class T>
void index(store::Reader& reader, TenantId tenant, auto& into) {
  for (T& record : reader.of_tenant<T>(tenant)) {
    const auto id = record.id;
    into.emplace(id, std::move(record));
  }
}

// The permission and the register, which every act begins with.
Result<Registry> begin(TenantWriting& writing, Act act) {
  if (const auto word = refusal(act, standing_in_tenant(writing.actor), {}))
    return Problem{.word = std::string(*word)};
  return load_registry(writing.app, writing.transaction, writing.actor.tenant);
}

std::string canonical(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *whole);
  if (const auto* text = std::get_if<std::string>(&value))
    return fmt::format("{}:{}", text->size(), *text);
  return "-";
}

void record(TenantWriting& writing, const char* verb, const std::string& subject) {
  writing.transaction.record(deed(writing.app, writing.actor, verb, subject));
}

bool lies_below(const Registry& registry, UnitId unit, UnitId ancestor) {
  for (std::size_t steps = 0; unit && steps <= registry.units.size(); ++steps) {
    if (unit == ancestor) return true;
    const auto found = registry.units.find(unit);
    unit = found == registry.units.end() ? UnitId{} : found->second.parent;
  }
  return false;
}

bool goes_on_after(const std::optional<Date>& ends_on, Date day) {
  return !ends_on || *ends_on > day;
}

bool unit_in_use(const Registry& registry, UnitId unit, Date last) {
  const bool below = std::ranges::any_of(registry.units, [&](const auto& one) {
    return one.second.parent == unit && goes_on_after(one.second.ends_on, last);
  });
  return below || std::ranges::any_of(registry.tenures, [&](const auto& one) {
           const auto post = registry.posts.find(one.second.post);
           return post != registry.posts.end() && post->second.unit == unit &&
                  goes_on_after(one.second.ends_on, last);
         });
}

std::vector<ProblemItem> unit_flaws(const Registry& registry, const Unit& unit,
                                    const UnitCommand& command) {
  std::vector<ProblemItem> items;
  const auto flaw = [&](const char* where, const char* word) {
    items.push_back({.where = where, .word = word, .values = {{"name", unit.code}}});
  };
  const bool root = !unit.parent && unit.id && !registry.units.at(unit.id).parent;
  const auto parent = registry.units.find(unit.parent);
  if (!root && parent == registry.units.end()) {
    flaw("/parent", unit.parent ? "reference_unknown" : "field_missing");
  } else if (command.parent && lies_below(registry, unit.parent, unit.id)) {
    flaw("/parent", "unit_cycle");
  }
  if (unit.name.empty()) flaw("/name", "field_missing");
  if (unit.kind.empty()) flaw("/kind", "field_missing");
  for (const auto& [id, other] : registry.units) {
    if (id != unit.id && other.code == unit.code) flaw("/code", "unit_code_taken");
  }
  if (command.ends_on && unit.ends_on && unit.id && unit_in_use(registry, unit.id, *unit.ends_on))
    flaw("/ends_on", "unit_in_use");
  return items;
}

Unit changed_unit(const Registry& registry, Unit unit, const UnitCommand& command) {
  if (command.parent) unit.parent = *command.parent;
  if (command.kind) unit.kind = *command.kind;
  if (command.name) unit.name = *command.name;
  if (command.short_name) unit.short_name = *command.short_name;
  if (command.code) unit.code = *command.code;
  if (command.sequence) unit.sequence = *command.sequence;
  if (command.ends_on) unit.ends_on = *command.ends_on;
  if (unit.short_name.empty()) unit.short_name = unit.name;
  if (unit.sequence == 0) {
    for (const auto& [id, other] : registry.units)
      unit.sequence = std::max(unit.sequence, other.sequence);
    unit.sequence += 1;
  }
  return unit;
}

Problem invalid(std::vector<ProblemItem> items) {
  return {.word = "field_invalid", .items = std::move(items)};
}

PostId post_of(TenantWriting& writing, Registry& registry, UnitId unit, const std::string& title) {
  for (const auto& [id, post] : registry.posts) {
    if (post.unit == unit && post.title == title) return id;
  }
  const Post post{.tenant = writing.actor.tenant,
                  .id = {writing.transaction.next_id()},
                  .unit = unit,
                  .title = title};
  writing.transaction.save(post);
  registry.posts.emplace(post.id, post);
  return post.id;
}

// What is wrong with a tenure as it would stand.
std::vector<ProblemItem> tenure_flaws(const Registry& registry, const Tenure& tenure, UnitId unit,
                                      const std::string& title) {
  std::vector<ProblemItem> items;
  const auto flaw = [&](const char* where, const char* word) {
    items.push_back({.where = where, .word = word, .values = {}});
  };
  if (!registry.persons.contains(tenure.person)) flaw("/person", "reference_unknown");
  const auto found = registry.units.find(unit);
  if (found == registry.units.end() || !found->second.exists_on(tenure.starts_on))
    flaw("/unit", "reference_unknown");
  if (title.empty()) flaw("/title", "field_missing");
  if (tenure.ends_on && *tenure.ends_on < tenure.starts_on) flaw("/ends_on", "day_order");
  for (const auto& [id, other] : registry.tenures) {
    if (id == tenure.id || other.person != tenure.person) continue;
    const auto post = registry.posts.find(other.post);
    const bool same =
        post != registry.posts.end() && post->second.unit == unit && post->second.title == title;
    if (same && other.overlaps(tenure.starts_on, tenure.ends_on.value_or(Date::of(9999, 12, 31))))
      flaw("/starts_on", "tenure_twice");
  }
  return items;
}

}  // namespace

std::string Registry::unit_name(UnitId id) const {
  const auto found = units.find(id);
  return found == units.end() ? std::string{} : found->second.name;
}

std::string Registry::person_name(PersonId id) const {
  const auto found = persons.find(id);
  if (found == persons.end()) return {};
  return found->second.name.text.empty() ? "（已删除）" : found->second.name.text;
}

std::string Registry::post_text(PostId id) const {
  const auto found = posts.find(id);
  return found == posts.end() ? std::string{}
                              : post_in_unit(unit_name(found->second.unit), found->second.title);
}

std::string Registry::holder_text(TenureId id) const {
  const auto found = tenures.find(id);
  if (found == tenures.end()) return {};
  return post_text(found->second.post) + " " + person_name(found->second.person);
}

Registry load_registry(App& app, store::Reader& reader, TenantId tenant) {
  Registry registry;
  const auto tenants = reader.of_tenant<Tenant>(tenant);
  ZT_CHECK(!tenants.empty());
  registry.tenant = tenants.front();
  registry.today = app.now().day_at(static_cast<int>(registry.tenant.utc_offset_minutes));
  index<Unit>(reader, tenant, registry.units);
  index<Person>(reader, tenant, registry.persons);
  index<Post>(reader, tenant, registry.posts);
  index<Tenure>(reader, tenant, registry.tenures);
  return registry;
}

std::string version_of(const std::vector<journal::Image>& images) {
  constexpr std::size_t kDigits = 16;
  std::string text;
  for (const journal::Image& image : images) {
    text += image.table;
    for (const journal::Field& field : image.fields) text += "|" + canonical(field.value);
  }
  return sm3_hex(text).substr(0, kDigits);
}

std::string last_editor(App& app, store::Reader& reader, TenantId tenant,
                        const std::string& subject) {
  TenureId tenure;
  AccountId account;
  const store::Param params[] = {{"tenant", tenant.value}, {"subject", subject}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole, store::ColumnKind::whole};
  reader.query(
      "select tenure, account from journal_entry where tenant = :tenant and subject = :subject "
      "order by id desc limit 1",
      params, shape, [&](std::span<const Value> v) {
        tenure = {std::get<std::int64_t>(v[0])};
        account = {std::get<std::int64_t>(v[1])};
      });
  const Registry registry = load_registry(app, reader, tenant);
  if (tenure) return registry.holder_text(tenure);
  for (const Account& one : reader.of_tenant<Account>(tenant)) {
    if (one.id == account) return registry.person_name(one.person);
  }
  return {};
}

std::optional<Problem> version_flaw(TenantWriting& writing, const std::string& subject,
                                    const std::optional<std::string>& seen,
                                    const std::string& present) {
  if (!seen) return Problem{.word = "precondition_required"};
  if (*seen == "*" || *seen == present) return std::nullopt;
  return Problem{.word = "edit_conflict",
                 .values = {{"by", last_editor(writing.app, writing.transaction,
                                               writing.actor.tenant, subject)}}};
}

Result<UnitId> save_unit(TenantWriting& writing, const UnitCommand& command) {
  auto registry = begin(writing, Act::maintain_registry);
  if (!registry) return registry.problem();
  Unit unit{.tenant = writing.actor.tenant};
  if (command.id) {
    const auto found = registry->units.find(command.id);
    if (found == registry->units.end()) return Problem{.word = "not_found"};
    unit = found->second;
    const std::string subject = fmt::format("unit/{}", unit.id.value);
    if (auto flaw = version_flaw(writing, subject, command.version, version_of(unit))) return *flaw;
  }
  unit = changed_unit(*registry, unit, command);
  if (!command.id && unit.code.empty()) unit.code = fmt::format("U{}", registry->units.size() + 1);
  while (!command.id && !command.code && std::ranges::any_of(registry->units, [&](const auto& one) {
    return one.second.code == unit.code;
  }))
    unit.code += "x";
  auto flaws = unit_flaws(*registry, unit, command);
  if (!flaws.empty()) return invalid(std::move(flaws));
  if (!command.id) unit.id = {writing.transaction.next_id()};
  writing.transaction.save(unit);
  record(writing, command.id ? "edit_unit" : "add_unit", fmt::format("unit/{}", unit.id.value));
  return unit.id;
}

Result<TenureId> save_tenure(TenantWriting& writing, const TenureCommand& command) {
  auto registry = begin(writing, Act::maintain_registry);
  if (!registry) return registry.problem();
  Tenure tenure{.tenant = writing.actor.tenant, .person = command.person};
  UnitId unit = command.unit;
  std::string title = command.title;
  if (command.id) {
    const auto found = registry->tenures.find(command.id);
    if (found == registry->tenures.end()) return Problem{.word = "not_found"};
    tenure = found->second;
    unit = registry->posts.at(tenure.post).unit;
    title = registry->posts.at(tenure.post).title;
    const std::string subject = fmt::format("tenure/{}", tenure.id.value);
    if (auto flaw = version_flaw(writing, subject, command.version, version_of(tenure)))
      return *flaw;
  }
  const Tenure before = tenure;
  tenure.starts_on = command.starts_on.value_or(command.id ? tenure.starts_on : registry->today);
  if (command.ends_on) tenure.ends_on = *command.ends_on;
  auto flaws = tenure_flaws(*registry, tenure, unit, title);
  if (!flaws.empty()) return invalid(std::move(flaws));
  if (command.id) {
    if (auto frozen = tenure_frozen(writing, before, tenure)) return *frozen;
  } else {
    tenure.id = {writing.transaction.next_id()};
    tenure.post = post_of(writing, registry.value(), unit, title);
  }
  writing.transaction.save(tenure);
  record(writing, command.id ? "edit_tenure" : "add_tenure",
         fmt::format("tenure/{}", tenure.id.value));
  return tenure.id;
}

Result<PersonId> save_person(TenantWriting& writing, const PersonCommand& command) {
  auto registry = begin(writing, Act::maintain_registry);
  if (!registry) return registry.problem();
  Person person{.tenant = writing.actor.tenant};
  if (command.id) {
    const auto found = registry->persons.find(command.id);
    if (found == registry->persons.end()) return Problem{.word = "not_found"};
    person = found->second;
    const std::string subject = fmt::format("person/{}", person.id.value);
    if (auto flaw = version_flaw(writing, subject, command.version, version_of(person)))
      return *flaw;
  }
  if (command.name) person.name = {*command.name};
  if (command.ends_on) person.ends_on = *command.ends_on;
  if (person.name.text.empty()) return field_problem("/name", "field_missing");
  const bool in_post =
      person.ends_on && command.id && std::ranges::any_of(registry->tenures, [&](const auto& one) {
        return one.second.person == person.id && goes_on_after(one.second.ends_on, *person.ends_on);
      });
  if (in_post) return field_problem("/ends_on", "person_in_post");
  if (!command.id) person.id = {writing.transaction.next_id()};
  writing.transaction.save(person);
  record(writing, command.id ? "edit_person" : "add_person",
         fmt::format("person/{}", person.id.value));
  if (!command.id && command.tenure) {
    TenureCommand tenure = *command.tenure;
    tenure.person = person.id;
    const auto made = save_tenure(writing, tenure);
    if (!made) return made.problem();
  }
  return person.id;
}

Result<PostId> rename_post(TenantWriting& writing, const PostCommand& command) {
  auto registry = begin(writing, Act::maintain_registry);
  if (!registry) return registry.problem();
  const auto found = registry->posts.find(command.id);
  if (found == registry->posts.end()) return Problem{.word = "not_found"};
  Post post = found->second;
  const std::string subject = fmt::format("post/{}", post.id.value);
  if (auto flaw = version_flaw(writing, subject, command.version, version_of(post))) return *flaw;
  if (command.title.empty()) return field_problem("/title", "field_missing");
  post.title = command.title;
  writing.transaction.save(post);
  record(writing, "rename_post", subject);
  return post.id;
}

}  // namespace zhantu::app
