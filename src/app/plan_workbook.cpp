#include "app/plan_workbook.hpp"

#include <set>

#include "app/plan_columns.hpp"
#include "app/plan_dates.hpp"
#include "app/plan_heads.hpp"
#include "app/plan_lines.hpp"
#include "app/plan_money.hpp"
#include "app/plan_values.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

using codec::XlsxCell;
using codec::XlsxSheet;

constexpr std::size_t kComplaintsMax = 500;
constexpr std::size_t kExcerptChars = 60;
constexpr std::size_t kRowsTold = 12;
// A row without number and name, but with this many other fields, was hardly meant as a remark.
constexpr int kFieldsOfForgottenRow = 3;

using RowCells = std::map<int, const XlsxCell*>;  // by column

constexpr std::size_t kPlaces = 25;  // half-months are the most, counted from 1

struct Columns {
  std::array<int, kPlanFields> fields = {};  // 0 where absent
  std::array<int, kPlaces> texts = {};       // by the period's place in the year
  std::array<int, kPlaces> quantities = {};
  std::array<PlanFigure, kPlaces> figures = {};  // how those quantities are given

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
  for (std::string_view text : sheet.merged_ranges) {
    const auto range = parse_range(text);
    if (range && range->last_row > range->first_row)
      ranges_[range->first_column].emplace(range->first_row, range->last_row);
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

std::string_view note_of(PlanLine kind) {
  switch (kind) {
    case PlanLine::total: return "rows_totals";
    case PlanLine::section: return "rows_sections";
    case PlanLine::footer: return "rows_footers";
    case PlanLine::other_table: return "rows_other_table";
    default: return "";
  }
}

// How far apart columns stand: 3 where all of a table's months end a quarter, 1 in general.
int stride_of(const std::vector<int>& places, PeriodKind kind) {
  for (const PeriodKind longer : {PeriodKind::quarter, PeriodKind::month}) {
    const bool ends_longer = std::ranges::all_of(places, [&](int place) {
      const auto period = Period::of(kind, 2000, place);
      return period && ending_with(*period, longer);
    });
    if (ends_longer && periods_per_year(longer) < periods_per_year(kind))
      return periods_per_year(kind) / periods_per_year(longer);
  }
  return 1;
}

class PlanReader {
 public:
  PlanReader(const codec::XlsxWorkbook& workbook, const XlsxSheet& sheet, const PlanScope& scope,
             PlanLayout layout)
      : dates_from_1904_(workbook.dates_from_1904), sheet_(sheet), scope_(scope), merges_(sheet) {
    plan_.sheet = sheet.name;
    plan_.layout = std::move(layout);
    header_row_ = plan_.layout.head_last;
  }

  PlanWorkbook read();

 private:
  void read_columns();
  void take_column(const LayoutColumn& column);
  void demand_columns();
  void demand_periods();
  void miss_text(int place);
  void read_rows();
  void read_row(int row, const RowCells& cells);
  bool is_passed_over(int row, const RowCells& cells);
  void pass_over_unnumbered(int row, const RowCells& cells);
  void tell_passed_over();
  int filled_fields(const RowCells& cells, bool required_only) const;
  void read_number(PlanRow& out, const XlsxCell* cell);
  void read_texts(PlanRow& out, const RowCells& cells);
  void read_money_and_days(PlanRow& out, const RowCells& cells);
  void read_quantities(PlanRow& out, const RowCells& cells);
  void read_unit(PlanRow& out, const RowCells& cells);
  void read_periods(PlanRow& out, const RowCells& cells);
  std::optional<Quantity> kept_figure(const PlanRow& row, const CellRef& where, PlanFigure figure,
                                      Quantity given, Quantity before);
  void check_figures(const PlanRow& out);

  const XlsxCell* find(const RowCells& cells, int row, int column) const;
  std::string text_of(const XlsxCell* cell, int chars_max);
  std::string field_text(const RowCells& cells, int row, PlanField field);
  std::vector<std::string> field_names(const RowCells& cells, int row, PlanField field);
  std::optional<Quantity> quantity_of(const XlsxCell* cell, int column, std::string_view unit);
  QuantityCell quantity_in(const XlsxCell& cell, std::string_view unit) const;
  std::optional<Money> money_of(const RowCells& cells, int row, PlanField field);
  std::optional<DaySpan> days_of(const RowCells& cells, int row, PlanField field);
  std::string shown(const XlsxCell* cell) const;
  std::string seen(const RowCells& cells, PlanField field) const;
  CellRef at(int row, int column) const { return {sheet_.name, row, column}; }
  CellRef field_at(int row, PlanField field) const { return at(row, columns_.of(field)); }
  void complain(CellRef at, std::string value, std::string_view word,
                std::map<std::string, std::string> values = {});

  bool dates_from_1904_;
  const XlsxSheet& sheet_;
  PlanScope scope_;
  VerticalMerges merges_;
  int header_row_ = 0;
  Columns columns_;
  std::map<int, std::string> units_;  // of money and quantities, by column
  std::map<std::string, CellRef> numbers_;
  std::map<PlanLine, std::vector<int>> passed_over_;
  std::size_t complaints_left_out_ = 0;
  bool unsaid_ = false;           // figures of which it is asked how they are given
  bool quantity_failed_ = false;  // of the row that is being read
  PlanWorkbook plan_;
};

PlanWorkbook PlanReader::read() {
  read_columns();
  read_rows();
  tell_passed_over();
  if (complaints_left_out_ > 0) {
    plan_.complaints.push_back({at(header_row_, 0),
                                "",
                                "complaints_more",
                                {{"count", std::to_string(complaints_left_out_)}}});
  }
  return std::move(plan_);
}

void PlanReader::read_columns() {
  for (const LayoutColumn& column : plan_.layout.columns) take_column(column);
  demand_columns();
  for (const auto& column : kPlanColumns) {
    if (columns_.of(column.field) == 0) plan_.absent.insert(column.field);
  }
}

void PlanReader::take_column(const LayoutColumn& column) {
  using Kind = PlanUse::Kind;
  const Kind kind = column.use.kind;
  unsaid_ = unsaid_ || kind == Kind::unsaid;
  if (kind != Kind::field && kind != Kind::text && kind != Kind::figure) return;
  const auto place = static_cast<std::size_t>(column.use.slot.index);
  if (kind != Kind::field && column.use.slot.kind != scope_.periods) {
    complain(at(header_row_, column.column), column.title(), "column_other_period",
             {{"column", title_of(column.use, Language::zh_hans)}});
    return;
  }
  const auto header = read_heads(column.head);
  if (header && header->year && *header->year != scope_.year && column.known != Known::chosen) {
    complain(at(header_row_, column.column), column.title(), "column_other_year",
             {{"year", std::to_string(scope_.year)}});
  }
  int& taken = kind == Kind::field    ? columns_.fields[static_cast<std::size_t>(column.use.field)]
               : kind == Kind::figure ? columns_.quantities[place]
                                      : columns_.texts[place];
  if (taken != 0) {
    complain(at(header_row_, column.column), column.title(), "column_duplicate",
             {{"column", column.title()}, {"other", codec::cell_name(header_row_, taken)}});
    return;
  }
  taken = column.column;
  if (kind == Kind::figure) columns_.figures[place] = column.use.figure;
  if (!column.unit.empty()) units_[column.column] = column.unit;
}

void PlanReader::demand_columns() {
  const auto missing = [&](std::string column) {
    complain(at(header_row_, 0), "", "column_missing", {{"column", std::move(column)}});
  };
  for (const auto& column : kPlanColumns) {
    if (column.required && columns_.of(column.field) == 0) missing(std::string(column.title));
  }
  demand_periods();
}

// Every so many periods there is a column, or one was forgotten. A plan of figures alone is one.
void PlanReader::demand_periods() {
  std::vector<int> with_text, with_any;
  for (int place = 1; place <= periods_per_year(scope_.periods); ++place) {
    const auto i = static_cast<std::size_t>(place);
    if (columns_.texts[i] != 0) with_text.push_back(place);
    if (columns_.texts[i] != 0 || columns_.quantities[i] != 0) with_any.push_back(place);
  }
  if (with_any.empty()) return unsaid_ ? void() : miss_text(1);
  const auto& demanded = with_text.empty() ? with_any : with_text;
  const int first = demanded.front(), last = demanded.back(),
            stride = stride_of(demanded, scope_.periods);
  for (int place = 1; place <= periods_per_year(scope_.periods); ++place) {
    const auto i = static_cast<std::size_t>(place);
    const bool has_text = columns_.texts[i] != 0, has_figure = columns_.quantities[i] != 0;
    const bool is_due = place > first && place < last && (place - first) % stride == 0;
    const bool is_there = has_text || (has_figure && with_text.empty());
    if (!is_there && !unsaid_ && (is_due || (has_figure && stride == 1))) miss_text(place);
    if (!has_text && !has_figure) continue;
    const Period period = Period::of(scope_.periods, scope_.year, place).value();
    plan_.periods.push_back(period);
    if (!has_text) plan_.without_text.insert(period);
    if (!has_figure) plan_.without_quantity.insert(period);
  }
}

void PlanReader::miss_text(int place) {
  complain(at(header_row_, 0), "", "column_missing",
           {{"column", title_of({.kind = PlanUse::Kind::text, .slot = {scope_.periods, place}},
                                Language::zh_hans)}});
}

void PlanReader::read_rows() {
  const auto& cells = sheet_.cells;
  for (std::size_t begin = 0, end = 0; begin < cells.size(); begin = end) {
    RowCells row;
    for (end = begin; end < cells.size() && cells[end].row == cells[begin].row; ++end)
      row[cells[end].column] = &cells[end];
    if (cells[begin].row <= header_row_) continue;
    for (const auto& [column, cell] : row) merges_.remember(cell->row, column, cell);
    if (!is_passed_over(cells[begin].row, row)) read_row(cells[begin].row, row);
    if (passed_over_.contains(PlanLine::other_table)) break;
  }
}

std::string PlanReader::seen(const RowCells& cells, PlanField field) const {
  const auto cell = cells.find(columns_.of(field));
  return cell == cells.end() ? std::string() : shown(cell->second);
}

// Fields of the row that say something; `required_only`: command post, lead unit and months.
int PlanReader::filled_fields(const RowCells& cells, bool required_only) const {
  int fields = 0;
  const auto count = [&](int column) {
    const auto cell = cells.find(column);
    if (column != 0 && cell != cells.end() && !means_nothing(shown(cell->second))) ++fields;
  };
  if (required_only) {
    count(columns_.of(PlanField::command_post));
    count(columns_.of(PlanField::lead_unit));
  } else {
    for (int column : columns_.fields) count(column);
    for (int column : columns_.quantities) count(column);
  }
  for (int column : columns_.texts) count(column);
  return fields;
}

bool PlanReader::is_passed_over(int row, const RowCells& cells) {
  LineTexts line{.number = seen(cells, PlanField::number), .name = seen(cells, PlanField::name)};
  for (const auto& [column, cell] : cells) {
    const std::string text = shown(cell);
    if (text.empty()) continue;
    if (column < columns_.of(PlanField::name) || column == columns_.of(PlanField::number))
      line.before_name.push_back(text);
    line.all.push_back(text);
  }
  line.required = filled_fields(cells, true);
  const PlanLine kind = kind_of_line(line);
  if (kind != PlanLine::project) {
    passed_over_[kind].push_back(row);
    return true;
  }
  if (!line.number.empty() || !line.name.empty()) return false;
  pass_over_unnumbered(row, cells);
  return true;
}

// A row without number and name: a remark, or a project that was forgotten or is spread over rows.
void PlanReader::pass_over_unnumbered(int row, const RowCells& cells) {
  const int fields = filled_fields(cells, false);
  const bool merged = merges_.origin(row, columns_.of(PlanField::number)) ||
                      merges_.origin(row, columns_.of(PlanField::name));
  if (merged && fields > 0) {
    complain(field_at(row, PlanField::number), "", "rows_merged");
  } else if (fields >= kFieldsOfForgottenRow) {
    complain(field_at(row, PlanField::number), "", "row_without_number");
  }
}

void PlanReader::tell_passed_over() {
  for (const auto& [kind, rows] : passed_over_) {
    const std::string_view word = note_of(kind);
    if (word.empty()) continue;
    std::string list;
    for (std::size_t i = 0; i < rows.size() && i < kRowsTold; ++i)
      list += (i == 0 ? "" : "、") + std::to_string(rows[i]);
    if (rows.size() > kRowsTold) list += "…";
    plan_.layout.notes.push_back({at(rows.front(), 0),
                                  "",
                                  std::string(word),
                                  {{"rows", list}, {"count", std::to_string(rows.size())}}});
  }
}

void PlanReader::read_row(int row, const RowCells& cells) {
  PlanRow out;
  out.row = row;
  quantity_failed_ = false;
  const auto number = cells.find(columns_.of(PlanField::number));
  read_number(out, number == cells.end() ? nullptr : number->second);
  read_texts(out, cells);
  read_money_and_days(out, cells);
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
  out.nature = one_line(text(PlanField::nature, out.nature_at));
}

std::optional<Money> PlanReader::money_of(const RowCells& cells, int row, PlanField field) {
  const int column = columns_.of(field);
  const XlsxCell* cell = find(cells, row, column);
  if (!cell) return std::nullopt;
  const auto unit = units_.find(column);
  const MoneyCell read = read_money(*cell, unit == units_.end() ? "" : unit->second);
  // What the column is counted in was asked already, once for all rows.
  if (!read.word.empty() && read.word != "money_unit_unsaid")
    complain(at(cell->row, cell->column), shown(cell), read.word);
  return read.money;
}

std::optional<DaySpan> PlanReader::days_of(const RowCells& cells, int row, PlanField field) {
  const XlsxCell* cell = find(cells, row, columns_.of(field));
  if (!cell) return std::nullopt;
  const DayCell read = read_days(*cell, dates_from_1904_, plan_.layout.year);
  if (!read.word.empty() && read.word != "date_year_unsaid")
    complain(at(cell->row, cell->column), shown(cell), read.word);
  return read.span;
}

void PlanReader::read_money_and_days(PlanRow& out, const RowCells& cells) {
  out.investment_total_at = field_at(out.row, PlanField::investment_total);
  out.investment_year_at = field_at(out.row, PlanField::investment_year);
  out.starts_on_at = field_at(out.row, PlanField::starts_on);
  out.finishes_on_at = field_at(out.row, PlanField::finishes_on);
  out.investment_total = money_of(cells, out.row, PlanField::investment_total);
  out.investment_year = money_of(cells, out.row, PlanField::investment_year);
  if (const auto start = days_of(cells, out.row, PlanField::starts_on))
    out.starts_on = start->first;
  if (const auto finish = days_of(cells, out.row, PlanField::finishes_on))
    out.finishes_on = finish->last;
  if (out.starts_on && out.finishes_on && *out.finishes_on < *out.starts_on) {
    complain(out.finishes_on_at, out.finishes_on->iso(), "dates_reversed",
             {{"other", out.starts_on_at.name()}, {"start", out.starts_on->iso()}});
  }
}

// The row's own unit, or that of the head, or the one that stands in the annual figure's cell.
void PlanReader::read_unit(PlanRow& out, const RowCells& cells) {
  out.quantity_unit_at = field_at(out.row, PlanField::quantity_unit);
  out.quantity_unit = one_line(field_text(cells, out.row, PlanField::quantity_unit));
  const std::string half = to_half_width(out.quantity_unit);
  if (half == "%") out.quantity_unit = half;
  if (!out.quantity_unit.empty()) return;
  const XlsxCell* annual = find(cells, out.row, columns_.of(PlanField::annual_quantity));
  if (!annual || means_nothing(shown(annual))) return;
  const auto of_head = units_.find(columns_.of(PlanField::annual_quantity));
  if (of_head != units_.end()) out.quantity_unit = of_head->second;
  std::string behind = to_half_width(shown(annual));
  behind.erase(0, std::min(behind.find_first_not_of("0123456789., "), behind.size()));
  if (annual->kind == codec::CellKind::text && is_known_unit(behind) && of_head == units_.end())
    out.quantity_unit = behind;
}

void PlanReader::read_quantities(PlanRow& out, const RowCells& cells) {
  out.annual_quantity_at = field_at(out.row, PlanField::annual_quantity);
  read_unit(out, cells);
  const int annual_column = columns_.of(PlanField::annual_quantity);
  out.annual_quantity =
      quantity_of(find(cells, out.row, annual_column), annual_column, out.quantity_unit);
  const bool annual_failed = quantity_failed_;
  read_periods(out, cells);
  const bool any_figure = std::ranges::any_of(columns_.quantities, [&](int column) {
    const XlsxCell* cell = find(cells, out.row, column);
    return cell != nullptr && !means_nothing(shown(cell));
  });
  if (any_figure && !out.annual_quantity && !annual_failed) {
    complain(out.annual_quantity_at, "", "annual_quantity_missing");
  }
  if ((any_figure || out.annual_quantity) && out.quantity_unit.empty()) {
    complain(out.quantity_unit_at, "", "unit_missing");
  }
  if (out.periods.empty() && !plan_.periods.empty() && !quantity_failed_) {
    complain(at(out.row, 0), "", "plan_empty");
  }
  check_figures(out);
}

void PlanReader::read_periods(PlanRow& out, const RowCells& cells) {
  Quantity before{};
  for (const Period& period : plan_.periods) {
    const auto place = static_cast<std::size_t>(period.index());
    PlanPeriodInput input{period, "", std::nullopt, at(out.row, columns_.texts[place]),
                          at(out.row, columns_.quantities[place])};
    const auto heard = plan_.complaints.size() + complaints_left_out_;
    input.text = text_of(find(cells, out.row, input.text_at.column), kPeriodTextCharsMax);
    const int column = input.quantity_at.column;
    const PlanFigure figure = columns_.figures[place];
    const auto given = quantity_of(find(cells, out.row, column), column,
                                   figure == PlanFigure::percent ? "%" : out.quantity_unit);
    if (given) input.quantity = kept_figure(out, input.quantity_at, figure, *given, before);
    if (figure == PlanFigure::percent) input.percent = given;
    if (input.quantity) before = *input.quantity;
    if (plan_.complaints.size() + complaints_left_out_ > heard) quantity_failed_ = true;
    if (!input.text.empty() || input.quantity) out.periods.push_back(std::move(input));
  }
}

std::optional<Quantity> PlanReader::kept_figure(const PlanRow& row, const CellRef& where,
                                                PlanFigure figure, Quantity given,
                                                Quantity before) {
  const auto kept = cumulative_of(figure, given, before, row.annual_quantity);
  // Without an annual figure there is nothing to take a share of; that is said of the row.
  if (!kept && (figure != PlanFigure::percent || row.annual_quantity))
    complain(where, given.text(), "quantity_too_large");
  // 0.35 in a column of percentages: hardly a third of a percent.
  const bool fraction = figure == PlanFigure::percent && given.scaled % Quantity::kScale != 0 &&
                        given < Quantity::of(1);
  if (fraction) complain(where, given.text(), "percent_fraction");
  return kept;
}

void PlanReader::check_figures(const PlanRow& out) {
  std::vector<const PlanPeriodInput*> inputs;
  std::vector<Quantity> figures;
  for (const PlanPeriodInput& input : out.periods) {
    if (!input.quantity) continue;
    inputs.push_back(&input);
    figures.push_back(*input.quantity);
  }
  for (const FigureFlaw& flaw : figure_flaws(figures, out.annual_quantity)) {
    const PlanPeriodInput& at_fault = *inputs[flaw.place];
    if (flaw.kind == FigureFlaw::Kind::falls) {
      const PlanPeriodInput& earlier = *inputs[flaw.place - 1];
      complain(at_fault.quantity_at, at_fault.quantity->text(), "quantity_decreases",
               {{"other", earlier.quantity_at.name()}, {"earlier", earlier.quantity->text()}});
    } else {
      complain(at_fault.quantity_at, at_fault.quantity->text(), "quantity_over_annual",
               {{"other", out.annual_quantity_at.name()}, {"annual", out.annual_quantity->text()}});
    }
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
  if (names.size() > kNamesMax) {
    complain(at(row, columns_.of(field)), shown(cell), "names_too_many",
             {{"max", std::to_string(kNamesMax)}});
    names.resize(kNamesMax);
  }
  for (const auto& name : names) {
    if (code_points(name).size() > static_cast<std::size_t>(chars_max)) {
      complain(at(row, columns_.of(field)), name, "text_too_long",
               {{"max", std::to_string(chars_max)}});
    }
  }
  return names;
}

// In the row's unit; 1.2亿元 counts 12000 where the row's unit is 万元.
QuantityCell PlanReader::quantity_in(const XlsxCell& cell, std::string_view unit) const {
  const QuantityCell read = read_quantity(cell, unit);
  if (read.word != "quantity_not_a_number" || !fen_in(unit)) return read;
  const std::string text = shown(&cell);
  const std::string own = money_unit_in(text);
  const QuantityCell other = own.empty() ? read : parse_quantity(text, own);
  const auto turned = other.quantity ? in_other_unit(*other.quantity, own, unit) : std::nullopt;
  return turned ? QuantityCell{turned, {}} : read;
}

std::optional<Quantity> PlanReader::quantity_of(const XlsxCell* cell, int column,
                                                std::string_view unit) {
  if (!cell) return std::nullopt;
  const auto of_head = units_.find(column);
  const bool other = of_head != units_.end() && !unit.empty() && of_head->second != unit;
  QuantityCell read = quantity_in(*cell, other ? std::string_view(of_head->second) : unit);
  if (other && read.quantity) {
    const auto turned = in_other_unit(*read.quantity, of_head->second, unit);
    if (!turned) {
      complain(at(cell->row, cell->column), shown(cell), "unit_differs",
               {{"unit", of_head->second}, {"wanted", std::string(unit)}});
      quantity_failed_ = true;
    }
    read.quantity = turned;
  }
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

codec::XlsxCaps plan_caps() {
  codec::XlsxCaps caps;
  caps.unpacked_bytes_max = 160 << 20;
  caps.cells_max = 1'000'000;
  caps.shared_strings_bytes_max = 32 << 20;
  caps.text_bytes_max = 48 << 20;
  return caps;
}

PlanWorkbook read_plan(const codec::XlsxWorkbook& workbook, const PlanScope& scope,
                       PlanLayout layout) {
  const auto sheet = std::ranges::find(workbook.sheets, layout.sheet, &XlsxSheet::name);
  if (sheet == workbook.sheets.end() || layout.head_first == 0) {
    PlanWorkbook none;
    none.sheet = layout.sheet;
    none.layout = std::move(layout);
    none.complaints.push_back({{none.sheet, 1, 1}, "", "sheet_without_plan", {}});
    return none;
  }
  PlanTable table = table_of(layout, workbook);
  PlanWorkbook plan = PlanReader(workbook, *sheet, scope, std::move(layout)).read();
  plan.table = std::move(table);
  return plan;
}

PlanWorkbook read_plan(const codec::XlsxWorkbook& workbook, const PlanScope& scope) {
  return read_plan(workbook, scope, propose_layout(workbook, scope, {}, {}));
}

}  // namespace zhantu::app
