#include <doctest/doctest.h>

#include <set>

#include "store_fixture.hpp"

namespace zhantu::store {
namespace {

struct ColumnInfo {
  std::string name;
  std::string type;
  bool not_null = false;
  bool key = false;
  friend bool operator==(const ColumnInfo&, const ColumnInfo&) = default;
};

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};

std::vector<ColumnInfo> columns_of(Reader& reader, const std::string& table) {
  std::vector<ColumnInfo> out;
  const Param params[] = {{"name", table}};
  const ColumnKind shape[] = {ColumnKind::text, ColumnKind::text, ColumnKind::whole,
                              ColumnKind::whole};
  reader.query("select name, type, \"notnull\", pk from pragma_table_info(:name)", params, shape,
               [&](std::span<const Value> v) {
                 out.push_back({.name = detail::text(v[0]),
                                .type = detail::text(v[1]),
                                .not_null = detail::whole(v[2]) != 0,
                                .key = detail::whole(v[3]) != 0});
               });
  std::ranges::sort(out, {}, &ColumnInfo::name);
  return out;
}

template <class T>
std::vector<ColumnInfo> columns_by_record() {
  std::vector<ColumnInfo> out;
  T record;
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(record.*member.pointer)>;
    out.push_back({.name = member.name,
                   .type = kind_of_column<M>::value == ColumnKind::whole ? "BIGINT" : "TEXT",
                   .not_null = !is_optional<M>::value,
                   .key = is_key<T>(member.name)});
  });
  std::ranges::sort(out, {}, &ColumnInfo::name);
  return out;
}

}  // namespace

TEST_CASE("schema: the columns of every table are the members of its record") {
  StoreFixture fixture;
  const auto reader = fixture.store().read();
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) {
        using T = typename decltype(type)::type;
        INFO(Table<T>::name);
        const auto is = columns_of(*reader, Table<T>::name);
        const auto should = columns_by_record<T>();
        REQUIRE(is.size() == should.size());
        for (std::size_t i = 0; i < is.size(); ++i) {
          INFO(is[i].name);
          CHECK(is[i].name == should[i].name);
          CHECK(is[i].type == should[i].type);
          CHECK(is[i].not_null == should[i].not_null);
          CHECK(is[i].key == should[i].key);
        }
      });
}

TEST_CASE("schema: every table is a record's or known, and carries the tenant") {
  std::set<std::string> known = {"schema_migration", "session",           "journal_entry",
                                 "journal_secret",   "idempotent_answer", "number_counter"};
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) { known.insert(Table<typename decltype(type)::type>::name); });
  StoreFixture fixture;
  const auto reader = fixture.store().read();
  std::set<std::string> found;
  const ColumnKind shape[] = {ColumnKind::text};
  reader->query("select name from sqlite_master where type = 'table'", {}, shape,
                [&](std::span<const Value> v) { found.insert(detail::text(v[0])); });
  CHECK(found == known);
  for (const std::string& table : found) {
    if (table == "schema_migration" || table == "number_counter") continue;
    INFO(table);
    const auto columns = columns_of(*reader, table);
    CHECK(std::ranges::count(columns, "tenant", &ColumnInfo::name) == 1);
  }
}

TEST_CASE("schema: personal values of records are never keys") {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) {
        using T = typename decltype(type)::type;
        for (const journal::Field& field : image_of(T{}).fields)
          CHECK(!(field.personal && field.key));
      });
}

}  // namespace zhantu::store
