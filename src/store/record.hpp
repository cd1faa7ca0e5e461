// From a described record of the domain to a row of its table and back. One structure is the value
// in the rules, the row in the table and the image in the journal, so that the three can never
// drift apart.
#pragma once
#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include "base/check.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"
#include "base/value.hpp"
#include "domain/determination/verdict.hpp"
#include "journal/entry.hpp"

namespace zhantu::store {

// SQL that stands in the source: a run-time string does not convert.
struct Sql {
  const char* text;
  consteval Sql(const char* literal) : text(literal) {}
};

// Specialised in tables.hpp: `name` and `keys` (columns that identify a row; the first is always
// the tenant).
template <class T>
struct Table;

template <class T>
struct Column {
  static Value to(const T&);
  static T from(const Value&);
};

namespace detail {
inline std::int64_t whole(const Value& v) {
  return ZT_CHECK(std::holds_alternative<std::int64_t>(v)), std::get<std::int64_t>(v);
}
inline const std::string& text(const Value& v) {
  return ZT_CHECK(std::holds_alternative<std::string>(v)), std::get<std::string>(v);
}
template <class T>
T checked(std::optional<T> value) {
  ZT_CHECK(value.has_value());
  return *value;
}
}  // namespace detail

template <>
struct Column<std::int64_t> {
  static Value to(std::int64_t v) { return v; }
  static std::int64_t from(const Value& v) { return detail::whole(v); }
};
template <>
struct Column<bool> {
  static Value to(bool v) { return std::int64_t{v}; }
  static bool from(const Value& v) { return detail::whole(v) != 0; }
};
template <>
struct Column<std::string> {
  static Value to(const std::string& v) { return v; }
  static std::string from(const Value& v) { return detail::text(v); }
};
template <>
struct Column<Personal> {
  static Value to(const Personal& v) { return v.text; }
  static Personal from(const Value& v) { return {detail::text(v)}; }
};
template <class Tag>
struct Column<Id<Tag>> {
  static Value to(Id<Tag> v) { return v.value; }
  static Id<Tag> from(const Value& v) { return {detail::whole(v)}; }
};
template <>
struct Column<Date> {
  static Value to(Date v) { return v.iso(); }
  static Date from(const Value& v) { return detail::checked(Date::parse(detail::text(v))); }
};
template <>
struct Column<Instant> {
  static Value to(Instant v) { return v.ms; }
  static Instant from(const Value& v) { return {detail::whole(v)}; }
};
template <>
struct Column<Quantity> {
  static Value to(Quantity v) { return v.scaled; }
  static Quantity from(const Value& v) { return {detail::whole(v)}; }
};
template <>
struct Column<Money> {
  static Value to(Money v) { return v.fen; }
  static Money from(const Value& v) { return {detail::whole(v)}; }
};
template <>
struct Column<Period> {
  static Value to(const Period& v) { return v.text(); }
  static Period from(const Value& v) { return detail::checked(Period::parse(detail::text(v))); }
};
template <>
struct Column<PeriodKind> {
  static Value to(PeriodKind v) { return std::string(word(v)); }
  static PeriodKind from(const Value& v) {
    return detail::checked(period_kind_of(detail::text(v)));
  }
};
template <>
struct Column<Verdict> {
  static Value to(Verdict v) { return std::string(word(v)); }
  static Verdict from(const Value& v) { return detail::checked(verdict_of(detail::text(v))); }
};
template <>
struct Column<Card> {
  static Value to(Card v) { return std::string(word(v)); }
  static Card from(const Value& v) { return detail::checked(card_of(detail::text(v))); }
};
template <class T>
struct Column<std::optional<T>> {
  static Value to(const std::optional<T>& v) { return v ? Column<T>::to(*v) : Value{}; }
  static std::optional<T> from(const Value& v) {
    if (std::holds_alternative<std::monostate>(v)) return std::nullopt;
    return Column<T>::from(v);
  }
};

enum class ColumnKind : std::int8_t { whole, text };

template <class T>
struct kind_of_column : std::integral_constant<ColumnKind, ColumnKind::whole> {};
template <class T>
struct kind_of_column<std::optional<T>> : kind_of_column<T> {};
template <>
struct kind_of_column<std::string> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<Personal> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<Date> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<Period> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<PeriodKind> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<Verdict> : std::integral_constant<ColumnKind, ColumnKind::text> {};
template <>
struct kind_of_column<Card> : std::integral_constant<ColumnKind, ColumnKind::text> {};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public>;

template <class T>
constexpr bool is_key(std::string_view column) {
  for (std::string_view key : Table<T>::keys) {
    if (key == column) return true;
  }
  return false;
}

template <class T>
journal::Image image_of(const T& record) {
  journal::Image image{.table = Table<T>::name, .fields = {}};
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(record.*member.pointer)>;
    image.fields.push_back({.name = member.name,
                            .value = Column<M>::to(record.*member.pointer),
                            .personal = std::is_same_v<M, Personal>,
                            .key = is_key<T>(member.name)});
  });
  return image;
}

// REQUIRES the values in the order of the members.
template <class T>
T record_of(std::span<const Value> values) {
  T record;
  std::size_t i = 0;
  ZT_CHECK(values.size() == boost::mp11::mp_size<Members<T>>::value);
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(record.*member.pointer)>;
    record.*member.pointer = Column<M>::from(values[i++]);
  });
  return record;
}

template <class T>
std::vector<ColumnKind> shape_of() {
  std::vector<ColumnKind> shape;
  T record;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(record.*member.pointer)>;
    shape.push_back(kind_of_column<M>::value);
  });
  return shape;
}

namespace detail {

// Text put together at compile time, so that it is a literal like any other.
struct FixedText {
  char text[1536] = {};
  std::size_t size = 0;
  constexpr void add(std::string_view part) {
    for (char c : part) text[size++] = c;
  }
};

template <class T>
constexpr void add_columns(FixedText& out, std::string_view prefix) {
  bool first = true;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    if (!first) out.add(", ");
    out.add(prefix);
    out.add(member.name);
    first = false;
  });
}

template <class T>
constexpr FixedText make_select(std::string_view where) {
  FixedText out;
  out.add("select ");
  add_columns<T>(out, "");
  out.add(" from ");
  out.add(Table<T>::name);
  out.add(where);
  return out;
}

template <class T>
constexpr FixedText make_insert() {
  FixedText out;
  out.add("insert into ");
  out.add(Table<T>::name);
  out.add(" (");
  add_columns<T>(out, "");
  out.add(") values (");
  add_columns<T>(out, ":");
  out.add(")");
  return out;
}

template <class T>
constexpr FixedText make_update() {
  FixedText out;
  out.add("update ");
  out.add(Table<T>::name);
  out.add(" set ");
  bool first = true;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    if (is_key<T>(member.name)) return;
    if (!first) out.add(", ");
    out.add(member.name);
    out.add(" = :");
    out.add(member.name);
    first = false;
  });
  if (first) {  // nothing but keys: touch one of them, so that an existing row counts as found
    out.add(Table<T>::keys[0]);
    out.add(" = ");
    out.add(Table<T>::keys[0]);
  }
  first = true;
  for (std::string_view key : Table<T>::keys) {
    out.add(first ? " where " : " and ");
    out.add(key);
    out.add(" = :");
    out.add(key);
    first = false;
  }
  return out;
}

template <class T>
inline constexpr FixedText kSelectOfTenant = make_select<T>(" where tenant = :tenant");
template <class T>
inline constexpr FixedText kSelectOfCampaign =
    make_select<T>(" where tenant = :tenant and campaign = :campaign");
template <class T>
inline constexpr FixedText kInsert = make_insert<T>();
template <class T>
inline constexpr FixedText kUpdate = make_update<T>();

}  // namespace detail

// "select ... from the table of T" and a condition of its own, which begins with " where ".
template <class T>
constexpr detail::FixedText select_of(std::string_view where) {
  return detail::make_select<T>(where);
}

}  // namespace zhantu::store
