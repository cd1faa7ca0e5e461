// What a record is called, by its table and id: one look-up each, kept while this lives.
#pragma once
#include <map>
#include <string>

#include "store/store.hpp"

namespace zhantu::app {

class RecordNames {
 public:
  RecordNames(store::Reader& reader, TenantId tenant) : reader_(reader), tenant_(tenant) {}

  // "" for nothing, and for what has no name; "（已删除）" in place of an erased name.
  std::string of(std::string_view table, std::int64_t id);
  // A personal value by its commitment. nullopt: erased.
  std::optional<std::string> personal(const std::string& commitment);

 private:
  std::string find(std::string_view table, std::int64_t id);
  std::vector<Value> row(store::Sql sql, std::int64_t id,
                         std::initializer_list<store::ColumnKind> shape);

  store::Reader& reader_;
  TenantId tenant_;
  std::map<std::pair<std::string, std::int64_t>, std::string> names_;
};

}  // namespace zhantu::app
