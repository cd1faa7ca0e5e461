// The small parts of a workbook: content types, relationships, sheet list, styles, shared strings.
// One handler each.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codec/number_format.hpp"
#include "codec/xlsx_reader.hpp"
#include "codec/xml_stream.hpp"

namespace zhantu::codec {

// Whether the package is a workbook, and whether it declares macros.
class ContentTypes : public XmlHandler {
 public:
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;

  bool is_workbook = false;
  bool has_macros = false;
};

struct Relation {
  std::string type;  // last component: "worksheet", "sharedStrings", "styles", "officeDocument"
  std::string target;
  bool is_external = false;
};

class Relations : public XmlHandler {
 public:
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;

  std::map<std::string, Relation, std::less<>> by_id;
  const Relation* first_of(std::string_view type) const;
};

// A target as a part name without a leading slash. REFUSES workbook_suspicious (reason path):
// external, or outside the package.
Result<std::string> resolve_target(std::string_view source_part, const Relation& relation);

struct SheetEntry {
  std::string name;
  std::string relation_id;
  bool hidden = false;
};

class WorkbookPart : public XmlHandler {
 public:
  WorkbookPart(std::size_t sheets_max, std::string part)
      : sheets_max_(sheets_max), part_(std::move(part)) {}
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;

  bool dates_from_1904 = false;
  std::vector<SheetEntry> sheets;

 private:
  std::size_t sheets_max_;
  std::string part_;
};

class Styles : public XmlHandler {
 public:
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;
  NumberFormat of(std::size_t style) const;

 private:
  bool in_cell_formats_ = false;
  std::map<unsigned, NumberFormat> custom_;
  std::vector<unsigned> format_ids_;  // of each cell style
};

// All strings in one block of memory.
class SharedStrings : public XmlHandler {
 public:
  explicit SharedStrings(const XlsxCaps& caps) : caps_(caps) {}
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;
  void closed(const XmlName& name, std::size_t depth) override;
  void text(std::string_view piece) override;

  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t index) const;

 private:
  XlsxCaps caps_;
  bool collecting_ = false;
  bool in_phonetic_ = false;
  std::string current_;
  std::string block_;
  std::vector<std::uint32_t> ends_;
};

// A number of an attribute; nullopt if it is not one.
std::optional<unsigned> attribute_number(std::string_view text);

}  // namespace zhantu::codec
