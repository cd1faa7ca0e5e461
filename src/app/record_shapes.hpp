// What the fields of each record are, told from the types of its members: a table or a field that
// is added to a record needs nothing more to be read in the journal.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zhantu::app {

struct FieldShape {
  std::string_view name;
  std::string_view kind;    // as in ChangedField (app/journal_view.hpp); "personal" for names
  std::string_view refers;  // the table of a reference; ""
  bool key = false;
};
struct RecordShape {
  std::string_view table;
  std::vector<FieldShape> fields;

  const FieldShape* field(std::string_view name) const;
  bool has_id() const { return field("id") != nullptr; }
};

std::span<const RecordShape> record_shapes();
const RecordShape* record_shape(std::string_view table);  // nullptr: there is none

}  // namespace zhantu::app
