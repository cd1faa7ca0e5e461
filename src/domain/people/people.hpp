// Tenants, units, people, posts and tenures (D-1.1, D-1.2). Records end; they are never deleted.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/value.hpp"

namespace zhantu {

// A county (or above) with everything in it. Nothing ever joins across tenants.
struct Tenant {
  TenantId tenant;
  std::string code;
  std::string name;
  std::int64_t utc_offset_minutes = 480;
};
BOOST_DESCRIBE_STRUCT(Tenant, (), (tenant, code, name, utc_offset_minutes))

// A node of the tree of units. `kind` is data: county, town, department, enterprise, park ...
struct Unit {
  TenantId tenant;
  UnitId id;
  UnitId parent;  // none for the root
  std::string kind;
  std::string code;  // 12 digits where a standard code exists, free elsewhere
  std::string name;
  std::string short_name;
  std::int64_t sequence = 0;
  std::optional<Date> ends_on;  // last day; none while it exists

  bool exists_on(Date day) const { return !ends_on || day <= *ends_on; }
};
BOOST_DESCRIBE_STRUCT(Unit, (),
                      (tenant, id, parent, kind, code, name, short_name, sequence, ends_on))

struct Person {
  TenantId tenant;
  PersonId id;
  Personal name;
  std::optional<Date> ends_on;  // last day in the service; none while it lasts
};
BOOST_DESCRIBE_STRUCT(Person, (), (tenant, id, name, ends_on))

// A post in a unit ("局长"); who holds it, and when, is a tenure.
struct Post {
  TenantId tenant;
  PostId id;
  UnitId unit;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(Post, (), (tenant, id, unit, title))

struct Tenure {
  TenantId tenant;
  TenureId id;
  PersonId person;
  PostId post;
  Date starts_on;
  std::optional<Date> ends_on;  // last day

  bool holds_on(Date day) const { return starts_on <= day && (!ends_on || day <= *ends_on); }
  bool overlaps(Date first, Date last) const {
    return starts_on <= last && (!ends_on || first <= *ends_on);
  }
};
BOOST_DESCRIBE_STRUCT(Tenure, (), (tenant, id, person, post, starts_on, ends_on))

// A post as it is written out: "云溪县交通运输局" and "局长" give "云溪县交通运输局局长"; what the
// title repeats of the unit's end is said once ("云溪县", "县委书记": "云溪县委书记"), except
// before 长 ("石桥镇镇长").
std::string post_in_unit(const std::string& unit, const std::string& title);

// A log-in. `office` names one of the three administrators that exclude each other (D-9.4), or is
// empty.
struct Account {
  TenantId tenant;
  AccountId id;
  PersonId person;
  Personal login;
  Personal password_hash;
  std::string office;
  bool active = true;
  bool password_one_time = false;  // given by an administrator: nothing but changing it is allowed
};
BOOST_DESCRIBE_STRUCT(Account, (),
                      (tenant, id, person, login, password_hash, office, active, password_one_time))

}  // namespace zhantu
