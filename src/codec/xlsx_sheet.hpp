// One sheet's cells, as they stream by.
#pragma once
#include <string>
#include <string_view>

#include "codec/xlsx_parts.hpp"
#include "codec/xlsx_reader.hpp"
#include "codec/xml_stream.hpp"

namespace zhantu::codec {

// Counted over all sheets of a workbook.
struct SheetTotals {
  std::size_t cells = 0;
  std::size_t text_bytes = 0;
  std::size_t merged_ranges = 0;
};

struct SheetContext {
  const XlsxCaps& caps;
  const SharedStrings& strings;
  const Styles& styles;
  bool dates_from_1904 = false;
  std::string part;
};

// REFUSES workbook_malformed (a reference out of order, a string index or a number that is none),
// workbook_too_large (cap cells, rows, columns, text_bytes, cell_text_bytes, merged_ranges).
class SheetCells : public XmlHandler {
 public:
  SheetCells(const SheetContext& context, SheetTotals& totals, XlsxSheet& sheet)
      : context_(context), totals_(totals), sheet_(sheet) {}
  void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) override;
  void closed(const XmlName& name, std::size_t depth) override;
  void text(std::string_view piece) override;

 private:
  enum class Type : std::int8_t {
    number,
    shared,
    inline_text,
    formula_text,
    boolean,
    error,
    iso_date
  };

  void hide_columns(const XmlAttributes& attributes);
  void open_row(const XmlAttributes& attributes);
  void open_cell(const XmlAttributes& attributes);
  void close_cell();
  bool fill(XlsxCell& cell);
  void merge(std::string_view range);
  void malformed();
  void too_large(std::string_view cap);

  SheetContext context_;
  SheetTotals& totals_;
  XlsxSheet& sheet_;
  bool in_rows_ = false;
  bool in_merges_ = false;
  bool in_columns_ = false;
  bool in_phonetic_ = false;
  bool collecting_ = false;
  int row_ = 0;
  int column_ = 0;
  Type type_ = Type::number;
  std::size_t style_ = 0;
  bool has_formula_ = false;
  std::string value_;
};

}  // namespace zhantu::codec
