#include "codec/xlsx_sheet.hpp"

#include "codec/xlsx_text.hpp"

namespace zhantu::codec {
namespace {

constexpr std::size_t kMergedRangesMax = 100'000;
constexpr std::size_t kEscapedFactor = 7;
constexpr std::size_t kHiddenMax = 1'000;
constexpr unsigned kColumnsOfFormat = 16'384;

bool is_true(std::string_view flag) { return flag == "1" || flag == "true" || flag == "on"; }

}  // namespace

void SheetCells::opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) {
  collecting_ = false;
  if (depth == 2) {
    in_rows_ = name.is("sheetData");
    in_merges_ = name.is("mergeCells");
    in_columns_ = name.is("cols");
  } else if (in_merges_) {
    if (depth == 3 && name.is("mergeCell")) merge(attributes.get("ref"));
  } else if (in_columns_ && depth == 3 && name.is("col")) {
    hide_columns(attributes);
  } else if (!in_rows_) {
    return;
  } else if (depth == 3 && name.is("row")) {
    open_row(attributes);
  } else if (depth == 4 && name.is("c")) {
    open_cell(attributes);
  } else if (depth == 5) {
    if (name.is("f")) has_formula_ = true;
    collecting_ = name.is("v") && type_ != Type::inline_text;
  } else if (depth == 6 || depth == 7) {
    if (name.is("rPh")) in_phonetic_ = true;
    collecting_ = type_ == Type::inline_text && !in_phonetic_ && name.is("t");
  }
}

void SheetCells::text(std::string_view piece) {
  if (!collecting_) return;
  value_ += piece;
  if (value_.size() > kEscapedFactor * context_.caps.cell_text_bytes_max)
    too_large("cell_text_bytes");
}

void SheetCells::closed(const XmlName& name, std::size_t depth) {
  collecting_ = false;
  if (depth == 6 && name.is("rPh")) in_phonetic_ = false;
  if (in_rows_ && depth == 4 && name.is("c")) close_cell();
}

void SheetCells::hide_columns(const XmlAttributes& attributes) {
  const auto first = attribute_number(attributes.get("min"));
  const auto last = attribute_number(attributes.get("max"));
  if (!is_true(attributes.get("hidden")) || !first || !last || *last < *first) return;
  if (*last > kColumnsOfFormat || sheet_.hidden_columns.size() == kHiddenMax) return;
  sheet_.hidden_columns.emplace_back(static_cast<int>(*first), static_cast<int>(*last));
}

void SheetCells::open_row(const XmlAttributes& attributes) {
  const auto reference = attributes.find("r");
  const auto row = reference ? attribute_number(*reference) : static_cast<unsigned>(row_) + 1;
  if (!row || *row <= static_cast<unsigned>(row_)) return malformed();
  if (*row > context_.caps.rows_max) return too_large("rows");
  row_ = static_cast<int>(*row);
  column_ = 0;
  if (is_true(attributes.get("hidden")) && sheet_.hidden_rows.size() < kHiddenMax)
    sheet_.hidden_rows.push_back(row_);
}

void SheetCells::open_cell(const XmlAttributes& attributes) {
  value_.clear();
  has_formula_ = false;
  in_phonetic_ = false;
  CellPosition at{row_, column_ + 1};
  if (const auto reference = attributes.find("r")) {
    const auto parsed = parse_reference(*reference);
    if (!parsed || parsed->row != row_ || parsed->column <= column_) return malformed();
    at = *parsed;
  }
  column_ = at.column;
  style_ = attribute_number(attributes.get("s")).value_or(0);
  const auto type = attributes.get("t");
  type_ = type == "s"           ? Type::shared
          : type == "inlineStr" ? Type::inline_text
          : type == "str"       ? Type::formula_text
          : type == "b"         ? Type::boolean
          : type == "e"         ? Type::error
          : type == "d"         ? Type::iso_date
                                : Type::number;
}

void SheetCells::close_cell() {
  XlsxCell cell;
  cell.row = row_;
  cell.column = column_;
  cell.is_formula = has_formula_;
  const bool not_computed = has_formula_ && value_.empty() && type_ != Type::formula_text;
  if (value_.empty() && !not_computed) return;
  if (!not_computed && !fill(cell)) return malformed();
  if (cell.text.empty() && !not_computed) return;
  if (static_cast<std::size_t>(column_) > context_.caps.columns_max) return too_large("columns");
  if (cell.text.size() > context_.caps.cell_text_bytes_max) return too_large("cell_text_bytes");
  totals_.text_bytes += cell.text.size();
  if (totals_.text_bytes > context_.caps.text_bytes_max) return too_large("text_bytes");
  if (++totals_.cells > context_.caps.cells_max) return too_large("cells");
  sheet_.cells.push_back(std::move(cell));
}

bool SheetCells::fill(XlsxCell& cell) {
  switch (type_) {
    case Type::shared: {
      const auto index = attribute_number(value_);
      if (!index || *index >= context_.strings.size()) return false;
      cell.text = context_.strings.at(*index);
      return true;
    }
    case Type::inline_text:
    case Type::formula_text: cell.text = clean_text(value_); return true;
    case Type::error:
      cell.kind = CellKind::error;
      cell.text = clean_text(value_);
      return true;
    case Type::boolean:
      cell.kind = CellKind::boolean;
      cell.text = value_ == "1" || value_ == "true" ? "1" : "0";
      return cell.text == "1" || value_ == "0" || value_ == "false";
    case Type::number:
    case Type::iso_date: break;
  }
  const auto number = type_ == Type::number ? shortest_decimal(value_)
                                            : serial_of_iso(value_, context_.dates_from_1904);
  if (!number) return false;
  const NumberFormat format = context_.styles.of(style_);
  cell.kind = CellKind::number;
  cell.text = *number;
  cell.is_date = format.is_date || type_ == Type::iso_date;
  cell.is_percent = format.is_percent;
  return true;
}

void SheetCells::merge(std::string_view range) {
  const auto colon = range.find(':');
  const bool pair = colon != std::string_view::npos && parse_reference(range.substr(colon + 1));
  if (!parse_reference(range.substr(0, colon)) || (colon != std::string_view::npos && !pair))
    return malformed();
  if (++totals_.merged_ranges > kMergedRangesMax) return too_large("merged_ranges");
  sheet_.merged_ranges.emplace_back(range);
}

void SheetCells::malformed() { refusal = Problem{"workbook_malformed", {{"part", context_.part}}}; }

void SheetCells::too_large(std::string_view cap) {
  refusal = Problem{"workbook_too_large", {{"cap", std::string(cap)}}};
}

}  // namespace zhantu::codec
