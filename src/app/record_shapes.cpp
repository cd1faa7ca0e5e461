#include "app/record_shapes.hpp"

#include <algorithm>
#include <typeindex>

#include "store/tables.hpp"

namespace zhantu::app {
namespace {

using boost::mp11::mp_for_each;
using boost::mp11::mp_transform;

template <class T>
struct KindOf {
  static constexpr std::string_view value = "word";  // enumerations stand by their words
};
template <class T>
struct KindOf<std::optional<T>> : KindOf<T> {};
template <class Tag>
struct KindOf<Id<Tag>> {
  static constexpr std::string_view value = "reference";
};
#define ZT_KIND(Type, text)                         \
  template <>                                       \
  struct KindOf<Type> {                             \
    static constexpr std::string_view value = text; \
  }
ZT_KIND(std::string, "text");
ZT_KIND(std::int64_t, "number");
ZT_KIND(bool, "flag");
ZT_KIND(Quantity, "quantity");
ZT_KIND(Money, "money_wan");
ZT_KIND(Date, "day");
ZT_KIND(Instant, "instant");
ZT_KIND(Period, "period");
ZT_KIND(Personal, "personal");
#undef ZT_KIND

template <class Each>
void for_each_member(const Each& each) {
  mp_for_each<mp_transform<std::type_identity, store::AllRecords>>([&](auto record) {
    using T = typename decltype(record)::type;
    mp_for_each<store::Members<T>>([&](auto member) {
      using M = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
      each.template operator()<T, M>(std::string_view(member.name));
    });
  });
}

// An id refers to the table in which it is the `id`.
std::map<std::type_index, std::string_view> tables_of_ids() {
  std::map<std::type_index, std::string_view> out;
  for_each_member([&]<class T, class M>(std::string_view name) {
    if (name == "id") out.emplace(typeid(M), store::Table<T>::name);
  });
  return out;
}

std::vector<RecordShape> make_shapes() {
  const auto tables = tables_of_ids();
  std::vector<RecordShape> out;
  for_each_member([&]<class T, class M>(std::string_view name) {
    if (out.empty() || out.back().table != store::Table<T>::name)
      out.push_back({.table = store::Table<T>::name, .fields = {}});
    FieldShape field{
        .name = name, .kind = KindOf<M>::value, .refers = {}, .key = store::is_key<T>(name)};
    // Nobody ever reads a password's hash.
    if (name == "password_hash") field.kind = "hidden";
    if (const auto found = tables.find(typeid(M)); found != tables.end())
      field.refers = found->second;
    out.back().fields.push_back(field);
  });
  return out;
}

}  // namespace

const FieldShape* RecordShape::field(std::string_view name) const {
  const auto found = std::ranges::find(fields, name, &FieldShape::name);
  return found == fields.end() ? nullptr : &*found;
}

std::span<const RecordShape> record_shapes() {
  static const std::vector<RecordShape> kShapes = make_shapes();
  return kShapes;
}

const RecordShape* record_shape(std::string_view table) {
  const auto shapes = record_shapes();
  const auto found = std::ranges::find(shapes, table, &RecordShape::table);
  return found == shapes.end() ? nullptr : &*found;
}

}  // namespace zhantu::app
