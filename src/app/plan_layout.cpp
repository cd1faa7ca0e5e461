#include "app/plan_layout.hpp"

#include "app/plan_dates.hpp"
#include "app/plan_heads.hpp"
#include "app/plan_money.hpp"
#include "app/plan_values.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

using codec::XlsxSheet;

constexpr int kTextsLookedAt = 200'000;
constexpr std::size_t kSamples = 3;
constexpr std::size_t kSampleChars = 40;
constexpr std::size_t kCellsLookedAt = 200;  // of a column, for whether there are texts in it
constexpr std::size_t kTitlesMax = 10;
constexpr std::size_t kNamesTold = 12;

std::string shortened(const std::string& text) {
  const auto points = code_points(one_line(text));
  std::string out;
  for (std::size_t i = 0; i < std::min(points.size(), kSampleChars); ++i)
    out += encode_utf8(points[i]);
  return points.size() > kSampleChars ? out + "…" : out;
}

std::string column_letters(int column) {
  std::string name = codec::cell_name(1, column);
  name.pop_back();
  return name;
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < kNamesTold; ++i)
    out += (i == 0 ? "" : "、") + names[i];
  return names.size() > kNamesTold ? out + "…" : out;
}

bool is_percent_sign(const std::string& unit) { return to_half_width(unit) == "%"; }

bool is_figure(const codec::XlsxCell& cell, const std::string& text) {
  if (cell.kind == codec::CellKind::number) return !cell.is_date;
  std::string behind = to_half_width(text);
  const auto digits = std::min(behind.find_first_not_of("0123456789., "), behind.size());
  behind.erase(0, digits);
  return digits > 0 && (code_points(behind).size() <= 1 || is_known_unit(behind));
}

std::string unit_of_head(const LayoutColumn& column) {
  std::string found;
  for (const std::string& part : column.head) {
    if (const std::string unit = unit_in_header(part); !unit.empty()) found = unit;
  }
  return found;
}

class Proposer {
 public:
  Proposer(const codec::XlsxWorkbook& workbook, const PlanScope& scope, const PlanChoices& chosen,
           const std::vector<PlanTable>& remembered)
      : workbook_(workbook),
        campaign_year_(scope.year),
        periods_(scope.periods),
        chosen_(chosen),
        remembered_(remembered) {}

  PlanLayout propose();

 private:
  void look_at_sheets();
  void choose_sheet();
  void choose_head();
  void read_columns();
  void read_samples();
  void remember();
  void understand();
  void fit_to_periods(LayoutColumn& column) const;
  void doubt_figures();
  void take_choices();
  void choose_units();
  void choose_year();
  void ask_columns();
  void ask_figures();
  void tell_hidden();
  bool is_hidden(int column) const;
  bool has_use(PlanField field) const;
  bool year_needed() const;
  void ask(int column, std::string value, std::string word,
           std::map<std::string, std::string> values);
  void note(std::string word, std::map<std::string, std::string> values);

  const codec::XlsxWorkbook& workbook_;
  int campaign_year_;
  PeriodKind periods_;
  const PlanChoices& chosen_;
  const std::vector<PlanTable>& remembered_;
  const XlsxSheet* sheet_ = nullptr;
  std::vector<std::optional<Head>> heads_;  // by sheet
  std::vector<std::size_t> plans_;          // visible sheets that look like a plan
  PlanTable memory_;                        // empty where nothing is remembered
  PlanLayout layout_;
};

PlanLayout Proposer::propose() {
  look_at_sheets();
  choose_sheet();
  if (sheet_ == nullptr) return std::move(layout_);
  choose_head();
  if (layout_.head_first == 0) return std::move(layout_);
  read_columns();
  read_samples();
  understand();
  doubt_figures();
  remember();
  take_choices();
  choose_units();
  choose_year();
  ask_columns();
  ask_figures();
  tell_hidden();
  return std::move(layout_);
}

void Proposer::look_at_sheets() {
  int budget = kTextsLookedAt;
  std::vector<std::string> hidden;
  for (const XlsxSheet& sheet : workbook_.sheets) {
    heads_.push_back(find_head(HeadRows(sheet), budget));
    LayoutSheet& out = layout_.sheets.emplace_back();
    out.name = sheet.name;
    out.hidden = sheet.hidden;
    out.plan = heads_.back().has_value();
    if (!sheet.cells.empty()) out.rows = sheet.cells.back().row;
    for (const auto& cell : sheet.cells) out.columns = std::max(out.columns, cell.column);
    if (out.plan && !sheet.hidden) plans_.push_back(heads_.size() - 1);
    if (sheet.hidden) hidden.push_back(sheet.name);
  }
  if (!hidden.empty()) note("hidden_sheets", {{"names", listed(hidden)}});
}

void Proposer::choose_sheet() {
  for (const XlsxSheet& sheet : workbook_.sheets) {
    if (!chosen_.sheet.empty() && sheet.name == chosen_.sheet) sheet_ = &sheet;
  }
  if (sheet_ == nullptr && !plans_.empty()) {
    sheet_ = &workbook_.sheets[plans_.front()];
    if (plans_.size() > 1) {
      std::vector<std::string> names;
      for (const std::size_t at : plans_) names.push_back(workbook_.sheets[at].name);
      layout_.questions.push_back({{sheet_->name, 1, 1},
                                   "",
                                   "sheet_several",
                                   {{"names", listed(names)}, {"sheet", sheet_->name}}});
    }
  }
  for (const XlsxSheet& sheet : workbook_.sheets) {
    if (sheet_ == nullptr && !sheet.hidden) sheet_ = &sheet;
  }
  if (sheet_ != nullptr) layout_.sheet = sheet_->name;
}

void Proposer::choose_head() {
  const auto& found = heads_[static_cast<std::size_t>(sheet_ - workbook_.sheets.data())];
  if (chosen_.head_first > 0) {
    layout_.head_first = chosen_.head_first;
    layout_.head_last = std::max(chosen_.head_first, chosen_.head_last);
  } else if (found) {
    layout_.head_first = found->first_row;
    layout_.head_last = found->last_row;
  }
}

bool Proposer::is_hidden(int column) const {
  return std::ranges::any_of(sheet_->hidden_columns, [&](const auto& range) {
    return range.first <= column && column <= range.second;
  });
}

void Proposer::read_columns() {
  const HeadRows rows(*sheet_);
  std::set<int> columns;
  for (const int column : rows.columns(layout_.head_first, layout_.head_last))
    columns.insert(column);
  for (const auto& cell : sheet_->cells) {
    if (cell.row > layout_.head_last) columns.insert(cell.column);
  }
  std::string words;
  for (const int column : columns) {
    LayoutColumn out{.column = column,
                     .head = rows.column(column, layout_.head_first, layout_.head_last),
                     .hidden = is_hidden(column)};
    if (!out.head.empty())
      words += column_letters(column) + "\t" + folded_header(out.title()) + "\n";
    layout_.columns.push_back(std::move(out));
  }
  layout_.fingerprint = sm3_hex(words).substr(0, 32);
  for (const std::string& text : rows.texts(1, layout_.head_first - 1)) {
    if (layout_.titles.size() < kTitlesMax && !text.empty()) layout_.titles.push_back(text);
  }
}

void Proposer::read_samples() {
  std::map<int, LayoutColumn*> by_column;
  for (LayoutColumn& column : layout_.columns) by_column[column.column] = &column;
  std::map<int, std::size_t> looked_at;
  std::size_t full = 0;
  for (const auto& cell : sheet_->cells) {
    if (full == by_column.size()) break;
    if (cell.row <= layout_.head_last) continue;
    auto& column = *by_column.at(cell.column);
    auto& looked = looked_at[cell.column];
    if (looked == kCellsLookedAt) continue;
    const std::string text = shortened(shown_text(cell, workbook_.dates_from_1904));
    if (means_nothing(text)) continue;
    column.figures_only = (looked == 0 || column.figures_only) && is_figure(cell, text);
    if (++looked == kCellsLookedAt) ++full;
    auto& samples = column.samples;
    if (samples.size() < kSamples && std::ranges::find(samples, text) == samples.end())
      samples.push_back(text);
  }
}

bool Proposer::has_use(PlanField field) const {
  return std::ranges::any_of(layout_.columns,
                             [&](const LayoutColumn& column) { return column.use.is(field); });
}

void Proposer::understand() {
  for (LayoutColumn& column : layout_.columns) {
    if (const auto header = read_heads(column.head)) {
      column.use = header->use;
      column.known = Known::exact;
      fit_to_periods(column);
    }
  }
  for (LayoutColumn& column : layout_.columns) {
    const bool serial = column.use.kind == PlanUse::Kind::ignore &&
                        folded_header(column.title()) == "序号" && !has_use(PlanField::number);
    if (serial) {
      column.use = {.kind = PlanUse::Kind::field, .field = PlanField::number};
      column.known = Known::similar;
    }
    if (column.known != Known::no || column.head.empty()) continue;
    const auto near = nearest_use(column.head.back());
    if (!near) continue;
    const bool taken = std::ranges::any_of(
        layout_.columns, [&](const LayoutColumn& other) { return other.use == *near; });
    if (taken) continue;
    column.use = *near;
    column.known = Known::similar;
    fit_to_periods(column);
  }
}

void Proposer::fit_to_periods(LayoutColumn& column) const {
  if (!column.use.of_period() || column.use.slot.kind == periods_) return;
  const auto period = column.use.slot.in(campaign_year_);
  const bool whole = column.use.slot.kind == PeriodKind::year;  // hardly its last month
  const auto ours = period && !whole ? ending_with(*period, periods_) : std::nullopt;
  if (!ours) {
    column.use = {};
    column.known = Known::no;
    return;
  }
  column.use.slot = {periods_, ours->index()};
  column.known = Known::similar;
}

// Numbers below "3月计划", where the plan has no other figures of that period; and percentages,
// where the project counts in something else.
void Proposer::doubt_figures() {
  const bool in_percent = std::ranges::any_of(layout_.columns, [](const LayoutColumn& column) {
    if (column.use.is(PlanField::quantity_unit))
      return !column.samples.empty() && std::ranges::all_of(column.samples, is_percent_sign);
    return column.use.is(PlanField::annual_quantity) && unit_of_head(column) == "%";
  });
  for (LayoutColumn& column : layout_.columns) {
    const bool has_figure = std::ranges::any_of(layout_.columns, [&](const LayoutColumn& other) {
      return other.use.slot == column.use.slot &&
             (other.use.kind == PlanUse::Kind::figure || other.use.kind == PlanUse::Kind::unsaid);
    });
    const bool numbers =
        column.use.kind == PlanUse::Kind::text && column.figures_only && !has_figure;
    const bool percent = column.use.kind == PlanUse::Kind::figure &&
                         column.use.figure != PlanFigure::percent && !in_percent &&
                         unit_of_head(column) == "%";
    if (numbers || percent) column.use.kind = PlanUse::Kind::unsaid;
  }
}

void Proposer::remember() {
  const auto found = std::ranges::find(remembered_, layout_.fingerprint, &PlanTable::fingerprint);
  if (found == remembered_.end()) return;
  memory_ = *found;
  layout_.remembered = true;
  const auto uses = parse_uses(memory_.uses);
  const auto units = parse_units(memory_.units);
  for (LayoutColumn& column : layout_.columns) {
    if (uses && uses->contains(column.column)) {
      column.use = uses->at(column.column);
      column.known = Known::remembered;
    }
    if (units && units->contains(column.column)) column.unit = units->at(column.column);
  }
}

void Proposer::take_choices() {
  for (LayoutColumn& column : layout_.columns) {
    const auto use = chosen_.uses.find(column.column);
    if (use != chosen_.uses.end()) {
      column.use = use->second;
      column.known = Known::chosen;
    } else if (column.use.kind == PlanUse::Kind::unsaid && chosen_.figures) {
      column.use.kind = PlanUse::Kind::figure;
      column.use.figure = *chosen_.figures;
      // That a quarter stands for its last month is asked for itself.
      if (column.known != Known::similar) column.known = Known::chosen;
    }
  }
}

bool takes_unit(const PlanUse& use) {
  return use.is(PlanField::investment_total) || use.is(PlanField::investment_year) ||
         use.is(PlanField::annual_quantity) ||
         (use.kind == PlanUse::Kind::figure && use.figure != PlanFigure::percent);
}

bool is_money(const PlanUse& use) {
  return use.is(PlanField::investment_total) || use.is(PlanField::investment_year);
}

void Proposer::choose_units() {
  std::string of_table;
  for (const std::string& title : layout_.titles) {
    if (const std::string unit = unit_in_header(title); !unit.empty()) of_table = unit;
  }
  for (LayoutColumn& column : layout_.columns) {
    if (!takes_unit(column.use)) continue;
    const std::string in_head = unit_of_head(column);
    const auto chosen = chosen_.units.find(column.column);
    if (chosen != chosen_.units.end()) {
      column.unit = chosen->second;
    } else if (!in_head.empty()) {
      column.unit = in_head;
    } else if (column.unit.empty() && is_money(column.use) && fen_in(of_table)) {
      column.unit = of_table;
      note("unit_of_table", {{"column", column.title()}, {"unit", of_table}});
    }
  }
}

// Days are in the table, and some of them name no year.
bool Proposer::year_needed() const {
  std::set<int> columns;
  for (const LayoutColumn& column : layout_.columns) {
    if (column.use.is(PlanField::starts_on) || column.use.is(PlanField::finishes_on))
      columns.insert(column.column);
  }
  if (columns.empty()) return false;
  return std::ranges::any_of(sheet_->cells, [&](const codec::XlsxCell& cell) {
    return cell.row > layout_.head_last && columns.contains(cell.column) &&
           read_days(cell, false, std::nullopt).word == "date_year_unsaid";
  });
}

void Proposer::choose_year() {
  std::string said;
  for (const std::string& title : layout_.titles) said += title + "\n";
  auto named = year_named(said);
  if (!named) named = year_named(layout_.sheet);
  const std::string proposed = std::to_string(campaign_year_);
  const bool decided = chosen_.year || memory_.year != 0;
  layout_.year = chosen_.year        ? chosen_.year
                 : memory_.year != 0 ? std::optional(static_cast<int>(memory_.year))
                                     : named;
  if (!decided && named && *named != campaign_year_) {
    ask(0, std::to_string(*named), "table_other_year",
        {{"year", proposed}, {"named", std::to_string(*named)}});
  }
  if (!year_needed()) return;
  if (layout_.year) return note("year_taken", {{"year", std::to_string(*layout_.year)}});
  ask(0, "", "year_unsaid", {{"year", proposed}});
}

void Proposer::ask_columns() {
  std::vector<std::string> own, actual;
  for (const LayoutColumn& column : layout_.columns) {
    const std::string letters = column_letters(column.column);
    const std::string title = column.head.empty() ? letters : column.title();
    if (column.known == Known::no && !column.samples.empty()) {
      ask(column.column, title, column.head.empty() ? "column_untitled" : "column_unknown",
          {{"column", title}, {"letters", letters}});
    } else if (column.known == Known::similar) {
      PlanUse meant = column.use;
      if (meant.kind == PlanUse::Kind::unsaid) continue;  // asked with the figures
      ask(column.column, title, "column_similar",
          {{"column", title}, {"meant", title_of(meant, Language::zh_hans)}});
    }
    if (column.use.kind == PlanUse::Kind::ignore) own.push_back(title);
    if (column.use.kind == PlanUse::Kind::actual) actual.push_back(title);
    const bool bare = std::ranges::any_of(
        column.samples, [](const std::string& sample) { return money_unit_in(sample).empty(); });
    if (is_money(column.use) && column.unit.empty() && bare)
      ask(column.column, title, "money_unit_asked", {{"column", title}});
  }
  if (!own.empty()) note("columns_ignored", {{"names", listed(own)}});
  if (!actual.empty()) note("columns_actual", {{"names", listed(actual)}});
}

// What speaks for the one and for the other, counted over the rows.
struct FigureSigns {
  int rows = 0, last_is_year = 0, sum_is_year = 0, falls = 0;

  void count(const std::vector<Quantity>& figures, const Quantity* annual) {
    if (figures.size() < 2) return;
    ++rows;
    Quantity sum{};
    for (const Quantity figure : figures) sum.scaled += figure.scaled;
    if (annual && figures.back() == *annual) ++last_is_year;
    if (annual && sum == *annual) ++sum_is_year;
    if (!std::ranges::is_sorted(figures)) ++falls;
  }
};

void Proposer::ask_figures() {
  std::vector<std::string> names;
  std::set<int> columns;
  int annual_column = 0;
  for (const LayoutColumn& column : layout_.columns) {
    if (column.use.is(PlanField::annual_quantity)) annual_column = column.column;
    if (column.use.kind != PlanUse::Kind::unsaid) continue;
    names.push_back(column.title());
    columns.insert(column.column);
  }
  if (columns.empty()) return;
  FigureSigns signs;
  std::vector<Quantity> figures;
  Quantity annual{};
  bool annual_known = false;
  int row = 0;
  const auto end_row = [&] {
    signs.count(figures, annual_known ? &annual : nullptr);
    figures.clear();
    annual_known = false;
  };
  for (const codec::XlsxCell& cell : sheet_->cells) {
    if (cell.row <= layout_.head_last) continue;
    if (cell.row != std::exchange(row, cell.row)) end_row();
    const bool figure = columns.contains(cell.column);
    if (!figure && cell.column != annual_column) continue;
    const auto read = read_quantity(cell, cell.is_percent ? "%" : "").quantity;
    if (!read) continue;
    if (figure) figures.push_back(*read);
    if (figure) continue;
    annual = *read;
    annual_known = true;
  }
  end_row();
  ask(*columns.begin(), names.front(), "figures_asked",
      {{"names", listed(names)},
       {"rows", std::to_string(signs.rows)},
       {"last", std::to_string(signs.last_is_year)},
       {"sum", std::to_string(signs.sum_is_year)},
       {"falls", std::to_string(signs.falls)}});
}

void Proposer::tell_hidden() {
  std::vector<std::string> columns, rows;
  for (const LayoutColumn& column : layout_.columns) {
    if (column.hidden) columns.push_back(column_letters(column.column));
  }
  for (const int row : sheet_->hidden_rows) {
    if (row > layout_.head_last) rows.push_back(std::to_string(row));
  }
  if (!columns.empty()) note("hidden_columns", {{"names", listed(columns)}});
  if (!rows.empty()) note("hidden_rows", {{"names", listed(rows)}});
}

void Proposer::ask(int column, std::string value, std::string word,
                   std::map<std::string, std::string> values) {
  layout_.questions.push_back({{layout_.sheet, layout_.head_last, column},
                               std::move(value),
                               std::move(word),
                               std::move(values)});
}

void Proposer::note(std::string word, std::map<std::string, std::string> values) {
  layout_.notes.push_back({{layout_.sheet, 1, 0}, "", std::move(word), std::move(values)});
}

template <class T>
std::optional<std::map<int, T>> parse_pairs(
    std::string_view text, const std::function<std::optional<T>(std::string_view)>& value_of) {
  std::map<int, T> out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,"), text.size());
    const auto pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const auto colon = pair.find_first_of(":=");
    const auto at = codec::parse_reference(std::string(pair.substr(0, colon)) + "1");
    if (colon == std::string_view::npos || !at || at->row != 1 || at->column > 16'384)
      return std::nullopt;
    const auto value = value_of(pair.substr(colon + 1));
    if (!value) return std::nullopt;
    out[at->column] = *value;
  }
  return out;
}

std::string without_breaks(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\n' || c == '\t' ? ' ' : c;
  return out;
}

}  // namespace

std::string CellRef::name() const { return codec::cell_name(row, column == 0 ? 1 : column); }

PlanScope scope_of(const Campaign& campaign) {
  return {static_cast<int>(campaign.year), campaign.period_kind};
}

std::string_view word(Known known) {
  switch (known) {
    case Known::no: return "no";
    case Known::similar: return "similar";
    case Known::exact: return "exact";
    case Known::remembered: return "remembered";
    case Known::chosen: return "chosen";
  }
  return "no";
}

std::string LayoutColumn::title() const {
  std::string out;
  for (const std::string& part : head) out += (out.empty() ? "" : " / ") + one_line(part);
  return out;
}

const LayoutColumn* PlanLayout::at(int column) const {
  const auto found = std::ranges::find(columns, column, &LayoutColumn::column);
  return found == columns.end() ? nullptr : &*found;
}

PlanLayout propose_layout(const codec::XlsxWorkbook& workbook, const PlanScope& scope,
                          const PlanChoices& chosen, const std::vector<PlanTable>& remembered) {
  return Proposer(workbook, scope, chosen, remembered).propose();
}

std::optional<std::map<int, PlanUse>> parse_uses(std::string_view text) {
  return parse_pairs<PlanUse>(text, parse_use);
}

std::optional<std::map<int, std::string>> parse_units(std::string_view text) {
  return parse_pairs<std::string>(text, [](std::string_view unit) -> std::optional<std::string> {
    if (!is_known_unit(unit)) return std::nullopt;
    return std::string(unit);
  });
}

PlanTable table_of(const PlanLayout& layout, const codec::XlsxWorkbook& workbook) {
  PlanTable table{
      .fingerprint = layout.fingerprint, .sheet = layout.sheet, .year = layout.year.value_or(0)};
  const auto sheet = std::ranges::find(workbook.sheets, layout.sheet, &codec::XlsxSheet::name);
  ZT_CHECK(sheet != workbook.sheets.end());
  for (const std::string& title : layout.titles)
    table.titles += (table.titles.empty() ? "" : "\n") + without_breaks(title);
  const HeadRows rows(*sheet);
  const int width = layout.columns.empty() ? 0 : layout.columns.back().column;
  for (int row = layout.head_first; row <= layout.head_last; ++row) {
    if (row > layout.head_first) table.heads += '\n';
    const auto cells = rows.rows().find(row);
    for (int column = 1; column <= width; ++column) {
      if (column > 1) table.heads += '\t';
      if (cells != rows.rows().end() && cells->second.contains(column))
        table.heads += without_breaks(cells->second.at(column));
    }
  }
  for (const std::string& text : sheet->merged_ranges) {
    const auto range = parse_range(text);
    if (!range || range->first_row < layout.head_first || range->last_row > layout.head_last)
      continue;
    table.merges +=
        fmt::format("{}{}:{}", table.merges.empty() ? "" : " ",
                    codec::cell_name(range->first_row - layout.head_first + 1, range->first_column),
                    codec::cell_name(range->last_row - layout.head_first + 1, range->last_column));
  }
  for (const LayoutColumn& column : layout.columns) {
    const std::string letters = column_letters(column.column);
    const std::string use = word(column.use);
    if (!use.empty()) table.uses += (table.uses.empty() ? "" : " ") + letters + ":" + use;
    if (!column.unit.empty())
      table.units += (table.units.empty() ? "" : " ") + letters + ":" + column.unit;
  }
  return table;
}

}  // namespace zhantu::app
