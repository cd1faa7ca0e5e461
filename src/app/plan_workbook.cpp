#include "app/plan_workbook.hpp"

#include <set>

#include "app/plan_columns.hpp"
#include "app/plan_values.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

using codec::XlsxCell;
using codec::XlsxSheet;

constexpr int kHeaderRowMax = 100;
constexpr std::size_t kComplaintsMax = 500;
constexpr std::size_t kExcerptChars = 60;
constexpr std::size_t kSuspectBytesMax = 100;
// A row without number and name, but with this many other fields, was hardly meant as a remark.
constexpr int kFieldsOfForgottenRow = 3;

using RowCells = std::map<int, const XlsxCell*>;  // by column

struct Columns {
  std::array<int, kPlanFields> fields = {};  // 0 where absent
  std::array<int, 13> texts = {};
  std::array<int, 13> quantities = {};

  int of(PlanField field) const { return fields[static_cast<std::size_t>(field)]; }
};

// Values that are merged over several rows of one column.
class VerticalMerges {
 public:
  explicit VerticalMerges(const XlsxSheet& sheet);
  // The first row of the range that covers this cell, unless the cell is itself the first.
  std::optional<int> origin(int row, int column) const;
  void remember(int row, int column, const XlsxCell* cell);
  const XlsxCell* value(int origin_row, int column) const;

 private:
  std::map<int, std::map<int, int>> ranges_;  // column -> first row -> last row
  std::map<std::pair<int, int>, const XlsxCell*> values_;
};

VerticalMerges::VerticalMerges(const XlsxSheet& sheet) {
  for (std::string_view range : sheet.merged_ranges) {
    const auto colon = range.find(':');
    if (colon == std::string_view::npos) continue;
    const auto first = codec::parse_reference(range.substr(0, colon));
    const auto last = codec::parse_reference(range.substr(colon + 1));
    if (first && last && last->row > first->row)
      ranges_[first->column].emplace(first->row, last->row);
  }
}

std::optional<int> VerticalMerges::origin(int row, int column) const {
  const auto ranges = ranges_.find(column);
  if (ranges == ranges_.end()) return std::nullopt;
  auto after = ranges->second.lower_bound(row);
  if (after == ranges->second.begin()) return std::nullopt;
  --after;
  return row <= after->second ? std::optional(after->first) : std::nullopt;
}

void VerticalMerges::remember(int row, int column, const XlsxCell* cell) {
  const auto ranges = ranges_.find(column);
  if (ranges != ranges_.end() && ranges->second.contains(row)) values_[{row, column}] = cell;
}

const XlsxCell* VerticalMerges::value(int origin_row, int column) const {
  const auto found = values_.find({origin_row, column});
  return found == values_.end() ? nullptr : found->second;
}

// Enough of a long text to find it again.
std::string excerpt(const std::string& text) {
  if (text.size() <= kExcerptChars) return text;
  const auto points = code_points(text);
  if (points.size() <= kExcerptChars) return text;
  std::string out;
  for (std::size_t i = 0; i < kExcerptChars; ++i) out += encode_utf8(points[i]);
  return out + "…";
}

class PlanReader {
 public:
  PlanReader(const codec::XlsxWorkbook& workbook, const XlsxSheet& sheet, int year)
      : dates_from_1904_(workbook.dates_from_1904), sheet_(sheet), year_(year), merges_(sheet) {
    plan_.sheet = sheet.name;
  }

  // False if the sheet has no header row.
  bool find_header();
  PlanWorkbook read();

 private:
  void read_columns();
  void take_column(const XlsxCell& cell, const PlanHeader& header);
  void suspect_misspelling(const XlsxCell& cell);
  void demand_columns();
  void read_rows();
  void read_row(int row, const RowCells& cells);
  bool is_passed_over(int row, const RowCells& cells);
  void read_number(PlanRow& out, const XlsxCell* cell);
  void read_texts(PlanRow& out, const RowCells& cells);
  void read_quantities(PlanRow& out, const RowCells& cells);
  void read_months(PlanRow& out, const RowCells& cells);
  void check_cumulative(const PlanRow& out);

  const XlsxCell* find(const RowCells& cells, int row, int column) const;
  std::string text_of(const XlsxCell* cell, int chars_max);
  std::string field_text(const RowCells& cells, int row, PlanField field);
  std::vector<std::string> field_names(const RowCells& cells, int row, PlanField field);
  std::optional<Quantity> quantity_of(const XlsxCell* cell, std::string_view unit);
  std::string shown(const XlsxCell* cell) const;
  CellRef at(int row, int column) const { return {sheet_.name, row, column}; }
  CellRef field_at(int row, PlanField field) const { return at(row, columns_.of(field)); }
  void complain(CellRef at, std::string value, std::string_view word,
                std::map<std::string, std::string> values = {});

  bool dates_from_1904_;
  const XlsxSheet& sheet_;
  int year_;
  VerticalMerges merges_;
  std::size_t header_begin_ = 0, header_end_ = 0;  // cells of the header row
  int header_row_ = 0;
  Columns columns_;
  std::map<std::string, CellRef> numbers_;
  std::size_t complaints_left_out_ = 0;
  bool quantity_failed_ = false;  // of the row that is being read
  PlanWorkbook plan_;
};

bool PlanReader::find_header() {
  const auto& cells = sheet_.cells;
  for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    if (cells[begin].row > kHeaderRowMax) return false;
    bool number = false, name = false;
    for (end = begin; end < cells.size() && cells[end].row == cells[begin].row; ++end) {
      const auto header = read_header(cells[end].text);
      number = number || (header && header->field == PlanField::number);
      name = name || (header && header->field == PlanField::name);
    }
    if (!number || !name) continue;
    header_begin_ = begin;
    header_end_ = end;
    header_row_ = cells[begin].row;
    return true;
  }
  return false;
}

PlanWorkbook PlanReader::read() {
  read_columns();
  read_rows();
  if (complaints_left_out_ > 0) {
    plan_.complaints.push_back({at(header_row_, 0),
                                "",
                                "complaints_more",
                                {{"count", std::to_string(complaints_left_out_)}}});
  }
  return std::move(plan_);
}

void PlanReader::read_columns() {
  for (std::size_t i = header_begin_; i < header_end_; ++i) {
    if (const auto header = read_header(sheet_.cells[i].text))
      take_column(sheet_.cells[i], *header);
  }
  for (std::size_t i = header_begin_; i < header_end_; ++i) {
    if (!read_header(sheet_.cells[i].text)) suspect_misspelling(sheet_.cells[i]);
  }
  demand_columns();
}

void PlanReader::take_column(const XlsxCell& cell, const PlanHeader& header) {
  if (header.year && *header.year != year_) {
    complain(at(cell.row, cell.column), cell.text, "column_other_year",
             {{"year", std::to_string(year_)}});
  }
  const auto month = static_cast<std::size_t>(header.month);
  int& column = header.field         ? columns_.fields[static_cast<std::size_t>(*header.field)]
                : header.is_quantity ? columns_.quantities[month]
                                     : columns_.texts[month];
  if (column != 0) {
    complain(at(cell.row, cell.column), cell.text, "column_duplicate",
             {{"column", one_line(cell.text)}, {"other", codec::cell_name(cell.row, column)}});
    return;
  }
  column = cell.column;
}

// A column that nearly bears the name of one that is absent would be lost silently.
void PlanReader::suspect_misspelling(const XlsxCell& cell) {
  if (cell.text.size() > kSuspectBytesMax) return;
  const std::string folded = folded_header(cell.text);
  const auto resembles = [&](std::string_view title) {
    if (code_points(title).size() < 3 || edit_distance(folded, title) != 1) return false;
    complain(at(cell.row, cell.column), cell.text, "column_unknown",
             {{"meant", std::string(title)}});
    return true;
  };
  for (const auto& column : kPlanColumns) {
    if (columns_.of(column.field) == 0 && resembles(column.title)) return;
  }
  for (std::size_t month = 1; month <= 12; ++month) {
    const int number = static_cast<int>(month);
    if (columns_.texts[month] == 0 && resembles(month_text_title(number))) return;
    if (columns_.quantities[month] == 0 && resembles(month_quantity_title(number))) return;
  }
}

void PlanReader::demand_columns() {
  const auto missing = [&](std::string column) {
    complain(at(header_row_, 0), "", "column_missing", {{"column", std::move(column)}});
  };
  for (const auto& column : kPlanColumns) {
    if (column.required && columns_.of(column.field) == 0) missing(std::string(column.title));
  }
  int first = 0, last = 0;
  for (int month = 1; month <= 12; ++month) {
    if (columns_.texts[static_cast<std::size_t>(month)] == 0) continue;
    if (first == 0) first = month;
    last = month;
  }
  if (first == 0) return missing(month_text_title(1));
  for (int month = 1; month <= 12; ++month) {
    const auto i = static_cast<std::size_t>(month);
    const bool has_text = columns_.texts[i] != 0;
    if (!has_text && ((month > first && month < last) || columns_.quantities[i] != 0)) {
      missing(month_text_title(month));
    }
    if (has_text || columns_.quantities[i] != 0)
      plan_.periods.push_back(Period::month(year_, month));
  }
}

void PlanReader::read_rows() {
  const auto& cells = sheet_.cells;
  for (std::size_t begin = header_end_, end = 0; begin < cells.size(); begin = end) {
    RowCells row;
    for (end = begin; end < cells.size() && cells[end].row == cells[begin].row; ++end) {
      row[cells[end].column] = &cells[end];
      merges_.remember(cells[end].row, cells[end].column, &cells[end]);
    }
    if (!is_passed_over(cells[begin].row, row)) read_row(cells[begin].row, row);
  }
}

bool starts_footer(std::string_view text) {
  constexpr std::string_view starts[] = {"填表", "填报",     "制表", "审核", "审批",
                                         "审定", "签字",     "注:",  "注：", "备注",
                                         "说明", "联系电话", "合计", "总计", "小计"};
  for (auto start : starts) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

// Long tables repeat their header for printing.
bool is_header_again(std::string_view number, std::string_view name) {
  const auto first = read_header(number), second = read_header(name);
  return first && second && first->field == PlanField::number && second->field == PlanField::name;
}

bool PlanReader::is_passed_over(int row, const RowCells& cells) {
  const auto seen = [&](PlanField field) {
    const auto cell = cells.find(columns_.of(field));
    return cell == cells.end() ? std::string() : shown(cell->second);
  };
  const std::string number = seen(PlanField::number), name = seen(PlanField::name);
  if (is_header_again(number, name)) return true;
  if (starts_footer(number) ? name.empty() : number.empty() && starts_footer(name)) return true;
  if (!number.empty() || !name.empty()) return false;
  int fields = 0;
  const auto count = [&](int column) {
    const auto cell = cells.find(column);
    if (column != 0 && cell != cells.end() && !means_nothing(shown(cell->second))) ++fields;
  };
  for (int column : columns_.fields) count(column);
  for (int column : columns_.texts) count(column);
  for (int column : columns_.quantities) count(column);
  const bool merged = merges_.origin(row, columns_.of(PlanField::number)) ||
                      merges_.origin(row, columns_.of(PlanField::name));
  if (merged && fields > 0) {
    complain(field_at(row, PlanField::number), "", "rows_merged");
  } else if (fields >= kFieldsOfForgottenRow) {
    complain(field_at(row, PlanField::number), "", "row_without_number");
  }
  return true;
}

void PlanReader::read_row(int row, const RowCells& cells) {
  PlanRow out;
  out.row = row;
  quantity_failed_ = false;
  const auto number = cells.find(columns_.of(PlanField::number));
  read_number(out, number == cells.end() ? nullptr : number->second);
  read_texts(out, cells);
  read_quantities(out, cells);
  plan_.rows.push_back(std::move(out));
}

void PlanReader::read_number(PlanRow& out, const XlsxCell* cell) {
  out.number_at = field_at(out.row, PlanField::number);
  if (!cell) return complain(out.number_at, "", "row_without_number");
  if (cell->kind == codec::CellKind::number && cell->is_date) {
    return complain(out.number_at, shown(cell), "date_in_number");
  }
  const std::size_t complaints_before = plan_.complaints.size();
  const std::string text = text_of(cell, 0);
  out.number = to_half_width(one_line(text));
  if (plan_.complaints.size() > complaints_before) return;
  if (out.number.empty()) return complain(out.number_at, text, "row_without_number");
  const int chars_max = plan_column(PlanField::number).chars_max;
  if (code_points(out.number).size() > static_cast<std::size_t>(chars_max)) {
    return complain(out.number_at, out.number, "number_too_long",
                    {{"max", std::to_string(chars_max)}});
  }
  const auto [other, is_new] = numbers_.emplace(out.number, out.number_at);
  if (!is_new)
    complain(out.number_at, out.number, "number_duplicate", {{"other", other->second.name()}});
}

void PlanReader::read_texts(PlanRow& out, const RowCells& cells) {
  const int row = out.row;
  const auto text = [&](PlanField field, CellRef& where) {
    where = field_at(row, field);
    return field_text(cells, row, field);
  };
  const auto names = [&](PlanField field, CellRef& where) {
    where = field_at(row, field);
    return field_names(cells, row, field);
  };
  const auto demand = [&](const std::string& value, const CellRef& where, std::string_view word) {
    const bool heard = !plan_.complaints.empty() && plan_.complaints.back().at == where;
    if (value.empty() && where.column != 0 && !heard) complain(where, "", word);
  };
  out.name = one_line(text(PlanField::name, out.name_at));
  demand(out.name, out.name_at, "name_missing");
  out.category = one_line(text(PlanField::category, out.category_at));
  out.command_post = one_line(text(PlanField::command_post, out.command_post_at));
  demand(out.command_post, out.command_post_at, "command_post_missing");
  out.deputy_commanders = names(PlanField::deputy_commanders, out.deputy_commanders_at);
  out.lead_unit = one_line(text(PlanField::lead_unit, out.lead_unit_at));
  demand(out.lead_unit, out.lead_unit_at, "lead_unit_missing");
  out.partner_units = names(PlanField::partner_units, out.partner_units_at);
  out.accountable_persons = names(PlanField::accountable_persons, out.accountable_persons_at);
  out.facts = text(PlanField::facts, out.facts_at);
  out.annual_target = text(PlanField::annual_target, out.annual_target_at);
  out.quantity_unit = one_line(text(PlanField::quantity_unit, out.quantity_unit_at));
  if (to_half_width(out.quantity_unit) == "%") out.quantity_unit = "%";
}

void PlanReader::read_quantities(PlanRow& out, const RowCells& cells) {
  out.annual_quantity_at = field_at(out.row, PlanField::annual_quantity);
  out.annual_quantity =
      quantity_of(find(cells, out.row, columns_.of(PlanField::annual_quantity)), out.quantity_unit);
  const bool annual_failed = quantity_failed_;
  read_months(out, cells);
  const bool any_month =
      std::any_of(out.periods.begin(), out.periods.end(),
                  [](const auto& period) { return period.quantity.has_value(); });
  if (any_month && !out.annual_quantity && !annual_failed) {
    complain(out.annual_quantity_at, "", "annual_quantity_missing");
  }
  if ((any_month || out.annual_quantity) && out.quantity_unit.empty()) {
    complain(out.quantity_unit_at, "", "unit_missing");
  }
  if (out.periods.empty() && !plan_.periods.empty() && !quantity_failed_) {
    complain(at(out.row, 0), "", "plan_empty");
  }
  check_cumulative(out);
}

void PlanReader::read_months(PlanRow& out, const RowCells& cells) {
  for (const Period& period : plan_.periods) {
    const auto month = static_cast<std::size_t>(period.index());
    PlanPeriodInput input{period, "", std::nullopt, at(out.row, columns_.texts[month]),
                          at(out.row, columns_.quantities[month])};
    const auto before = plan_.complaints.size() + complaints_left_out_;
    input.text = text_of(find(cells, out.row, input.text_at.column), kPeriodTextCharsMax);
    input.quantity = quantity_of(find(cells, out.row, input.quantity_at.column), out.quantity_unit);
    if (plan_.complaints.size() + complaints_left_out_ > before) quantity_failed_ = true;
    if (!input.text.empty() || input.quantity) out.periods.push_back(std::move(input));
  }
}

void PlanReader::check_cumulative(const PlanRow& out) {
  const PlanPeriodInput* earlier = nullptr;
  for (const auto& period : out.periods) {
    if (!period.quantity) continue;
    if (earlier && *period.quantity < *earlier->quantity) {
      complain(period.quantity_at, period.quantity->text(), "quantity_decreases",
               {{"other", earlier->quantity_at.name()}, {"earlier", earlier->quantity->text()}});
    }
    earlier = &period;
  }
  if (earlier && out.annual_quantity && *earlier->quantity > *out.annual_quantity) {
    complain(earlier->quantity_at, earlier->quantity->text(), "quantity_over_annual",
             {{"other", out.annual_quantity_at.name()}, {"annual", out.annual_quantity->text()}});
  }
}

const XlsxCell* PlanReader::find(const RowCells& cells, int row, int column) const {
  const auto own = cells.find(column);
  if (own != cells.end()) return own->second;
  const auto origin = merges_.origin(row, column);
  return origin ? merges_.value(*origin, column) : nullptr;
}

// chars_max 0: the caller looks at the length.
std::string PlanReader::text_of(const XlsxCell* cell, int chars_max) {
  if (!cell) return {};
  const CellRef where = at(cell->row, cell->column);
  if (cell->kind == codec::CellKind::error) return complain(where, cell->text, "cell_error"), "";
  if (cell->is_formula && cell->text.empty())
    return complain(where, "", "formula_without_value"), "";
  std::string text = shown(cell);
  if (means_nothing(text)) return {};
  if (chars_max > 0 && code_points(text).size() > static_cast<std::size_t>(chars_max)) {
    complain(where, text, "text_too_long", {{"max", std::to_string(chars_max)}});
  }
  return text;
}

std::string PlanReader::field_text(const RowCells& cells, int row, PlanField field) {
  const bool own_only = field == PlanField::name;
  const int column = columns_.of(field);
  if (own_only && !cells.contains(column)) return {};
  return text_of(find(cells, row, column), plan_column(field).chars_max);
}

std::vector<std::string> PlanReader::field_names(const RowCells& cells, int row, PlanField field) {
  const XlsxCell* cell = find(cells, row, columns_.of(field));
  const int chars_max = plan_column(field).chars_max;
  std::vector<std::string> names = split_names(text_of(cell, 0));
  for (const auto& name : names) {
    if (code_points(name).size() > static_cast<std::size_t>(chars_max)) {
      complain(at(row, columns_.of(field)), name, "text_too_long",
               {{"max", std::to_string(chars_max)}});
    }
  }
  return names;
}

std::optional<Quantity> PlanReader::quantity_of(const XlsxCell* cell, std::string_view unit) {
  if (!cell) return std::nullopt;
  const QuantityCell read = read_quantity(*cell, unit);
  if (!read.word.empty()) {
    complain(at(cell->row, cell->column), shown(cell), read.word);
    quantity_failed_ = true;
  }
  return read.quantity;
}

std::string PlanReader::shown(const XlsxCell* cell) const {
  return shown_text(*cell, dates_from_1904_);
}

void PlanReader::complain(CellRef where, std::string value, std::string_view word,
                          std::map<std::string, std::string> values) {
  if (plan_.complaints.size() == kComplaintsMax) {
    ++complaints_left_out_;
    return;
  }
  plan_.complaints.push_back(
      {std::move(where), excerpt(value), std::string(word), std::move(values)});
}

}  // namespace

std::string CellRef::name() const { return codec::cell_name(row, column == 0 ? 1 : column); }

codec::XlsxCaps plan_caps() {
  codec::XlsxCaps caps;
  caps.unpacked_bytes_max = 64 << 20;
  caps.cells_max = 300'000;
  caps.shared_strings_bytes_max = 16 << 20;
  caps.text_bytes_max = 16 << 20;
  return caps;
}

PlanWorkbook read_plan(const codec::XlsxWorkbook& workbook, int year) {
  const XlsxSheet* visible = nullptr;
  for (const auto& sheet : workbook.sheets) {
    if (sheet.hidden) continue;
    if (!visible) visible = &sheet;
    PlanReader reader(workbook, sheet, year);
    if (reader.find_header()) return reader.read();
  }
  PlanWorkbook none;
  none.sheet = visible ? visible->name : "";
  none.complaints.push_back({{none.sheet, 1, 1}, "", "sheet_without_plan", {}});
  return none;
}

}  // namespace zhantu::app
