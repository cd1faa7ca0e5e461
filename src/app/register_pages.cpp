#include <set>

#include "app/registry.hpp"

namespace zhantu::app {
namespace {

using store::Param;
using store::select_of;
using store::Sql;

constexpr auto kUnits = select_of<Unit>(
    " where tenant = :tenant and id > :after and (name like :q escape '\\' or code like :q escape "
    "'\\' or short_name like :q escape '\\') order by id limit :most");
constexpr auto kPeople = select_of<Person>(
    " where tenant = :tenant and id > :after and (name like :q escape '\\' or id in (select "
    "t.person from tenure t join post p on p.tenant = t.tenant and p.id = t.post join unit u on "
    "u.tenant = p.tenant and u.id = p.unit where t.tenant = :tenant and (u.name || p.title) like "
    ":q escape '\\')) and (:unit = 0 or id in (select t.person from tenure t join post p on "
    "p.tenant = t.tenant and p.id = t.post where t.tenant = :tenant and p.unit = :unit)) order by "
    "id limit :most");
constexpr auto kAccounts = select_of<Account>(
    " where tenant = :tenant and id > :after and (login like :q escape '\\' or person in (select "
    "id from person where tenant = :tenant and name like :q escape '\\') or person in (select "
    "t.person from tenure t join post p on p.tenant = t.tenant and p.id = t.post join unit u on "
    "u.tenant = p.tenant and u.id = p.unit where t.tenant = :tenant and t.starts_on <= :today and "
    "(t.ends_on is null or t.ends_on >= :today) and (u.name || p.title) like :q escape '\\')) "
    "order by id limit :most");
constexpr auto kTenuresOf =
    select_of<Tenure>(" where tenant = :tenant and person between :first and :last order by id");
constexpr auto kUnit = select_of<Unit>(" where tenant = :tenant and id = :id");
constexpr auto kPerson = select_of<Person>(" where tenant = :tenant and id = :id");
constexpr auto kPost = select_of<Post>(" where tenant = :tenant and id = :id");
constexpr auto kTenure = select_of<Tenure>(" where tenant = :tenant and id = :id");

// A part of a text as LIKE looks for it.
std::string part(const std::string& q) {
  std::string out = "%";
  for (char c : q) {
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return out + "%";
}

Registry empty_registry(App& app, store::Reader& reader, TenantId tenant) {
  Registry registry;
  const auto tenants = reader.of_tenant<Tenant>(tenant);
  ZT_CHECK(!tenants.empty());
  registry.tenant = tenants.front();
  registry.today = app.now().day_at(static_cast<int>(registry.tenant.utc_offset_minutes));
  return registry;
}

template <class T>
void add(store::Reader& reader, TenantId tenant, Sql sql, auto id, auto& into) {
  if (into.contains(id)) return;
  const Param params[] = {{"tenant", tenant.value}, {"id", id.value}};
  for (T& record : reader.records<T>(sql, params)) into.emplace(id, std::move(record));
}

void add_post(store::Reader& reader, Registry& registry, PostId id) {
  const TenantId tenant = registry.tenant.tenant;
  add<Post>(reader, tenant, Sql(kPost.text), id, registry.posts);
  add<Unit>(reader, tenant, Sql(kUnit.text), registry.posts.at(id).unit, registry.units);
}

// The tenures of these people with their posts and units.
void add_tenures(store::Reader& reader, Registry& registry, const std::set<PersonId>& people) {
  if (people.empty()) return;
  const Param params[] = {{"tenant", registry.tenant.tenant.value},
                          {"first", people.begin()->value},
                          {"last", people.rbegin()->value}};
  for (Tenure& tenure : reader.records<Tenure>(Sql(kTenuresOf.text), params)) {
    if (!people.contains(tenure.person)) continue;
    add_post(reader, registry, tenure.post);
    registry.tenures.emplace(tenure.id, std::move(tenure));
  }
}

std::map<UnitId, std::int64_t> holders_of(store::Reader& reader, const Registry& registry,
                                          const std::vector<Unit>& units) {
  std::map<UnitId, std::int64_t> out;
  if (units.empty()) return out;
  const Param params[] = {{"tenant", registry.tenant.tenant.value},
                          {"today", registry.today.iso()},
                          {"first", units.front().id.value},
                          {"last", units.back().id.value}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole, store::ColumnKind::whole};
  reader.query(
      "select p.unit, count(*) from tenure t join post p on p.tenant = t.tenant and p.id = t.post "
      "where t.tenant = :tenant and t.starts_on <= :today and (t.ends_on is null or t.ends_on >= "
      ":today) and p.unit between :first and :last group by p.unit",
      params, shape, [&](std::span<const Value> v) {
        out[{std::get<std::int64_t>(v[0])}] = std::get<std::int64_t>(v[1]);
      });
  return out;
}

}  // namespace

UnitPage units_page(App& app, store::Reader& reader, TenantId tenant,
                    const RegisterSearch& search) {
  const Registry registry = empty_registry(app, reader, tenant);
  const Param params[] = {{"tenant", tenant.value},
                          {"after", search.after},
                          {"q", part(search.q)},
                          {"most", search.most}};
  UnitPage page{.units = reader.records<Unit>(Sql(kUnits.text), params), .holders = {}};
  page.holders = holders_of(reader, registry, page.units);
  return page;
}

Registry people_page(App& app, store::Reader& reader, TenantId tenant,
                     const RegisterSearch& search) {
  Registry registry = empty_registry(app, reader, tenant);
  const Param params[] = {{"tenant", tenant.value},
                          {"after", search.after},
                          {"q", part(search.q)},
                          {"unit", search.unit.value},
                          {"most", search.most}};
  std::set<PersonId> people;
  for (Person& person : reader.records<Person>(Sql(kPeople.text), params)) {
    people.insert(person.id);
    registry.persons.emplace(person.id, std::move(person));
  }
  add_tenures(reader, registry, people);
  return registry;
}

AccountPage accounts_page(App& app, store::Reader& reader, TenantId tenant,
                          const RegisterSearch& search) {
  AccountPage page{.accounts = {}, .registry = empty_registry(app, reader, tenant)};
  const Param params[] = {{"tenant", tenant.value},
                          {"after", search.after},
                          {"q", part(search.q)},
                          {"today", page.registry.today.iso()},
                          {"most", search.most}};
  page.accounts = reader.records<Account>(Sql(kAccounts.text), params);
  std::set<PersonId> people;
  for (const Account& account : page.accounts) {
    people.insert(account.person);
    add<Person>(reader, tenant, Sql(kPerson.text), account.person, page.registry.persons);
  }
  add_tenures(reader, page.registry, people);
  return page;
}

std::optional<Registry> tenure_with(App& app, store::Reader& reader, TenantId tenant, TenureId id) {
  Registry registry = empty_registry(app, reader, tenant);
  add<Tenure>(reader, tenant, Sql(kTenure.text), id, registry.tenures);
  if (registry.tenures.empty()) return std::nullopt;
  const Tenure& tenure = registry.tenures.begin()->second;
  add_post(reader, registry, tenure.post);
  add<Person>(reader, tenant, Sql(kPerson.text), tenure.person, registry.persons);
  return registry;
}

std::optional<Post> post_of(store::Reader& reader, TenantId tenant, PostId id) {
  std::map<PostId, Post> found;
  add<Post>(reader, tenant, Sql(kPost.text), id, found);
  return found.empty() ? std::nullopt : std::optional(found.begin()->second);
}

}  // namespace zhantu::app
