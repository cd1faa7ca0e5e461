#include "app/plan_export.hpp"

#include <set>

#include "app/plan_heads.hpp"
#include "app/plan_money.hpp"
#include "base/text.hpp"
#include "codec/csv_writer.hpp"
#include "codec/xlsx_reader.hpp"
#include "codec/xlsx_writer.hpp"

namespace zhantu::app {
namespace {

using codec::CellLook;
using codec::OutCell;
using codec::OutRow;
using codec::OutSheet;

constexpr double kWidthMin = 8, kWidthMax = 40;
constexpr std::size_t kRowsMeasured = 200;

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(at, start), text.size());
    out.emplace_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "、") + name;
  return out;
}

// One value twice: as a number where it is one, and as text.
struct Shown {
  std::string text;
  std::optional<double> number = {};
};

Shown shown_quantity(const std::optional<Quantity>& quantity, const std::string& unit,
                     const std::string& column_unit) {
  if (!quantity) return {};
  const bool other = !column_unit.empty() && column_unit != unit;
  const auto turned = other ? in_other_unit(*quantity, unit, column_unit) : quantity;
  if (!turned) return {quantity->text() + unit};
  return {turned->text(),
          static_cast<double>(turned->scaled) / static_cast<double>(Quantity::kScale)};
}

// In the column's unit; where it has none, with the unit behind.
Shown shown_money(const std::optional<Money>& money, const std::string& unit) {
  if (!money) return {};
  const auto fen = fen_in(unit);
  if (!fen) return {money->in_wan() + "万元"};
  const double value = static_cast<double>(money->fen) / static_cast<double>(*fen);
  return {fmt::format("{}", value), value};
}

Shown shown_day(const std::optional<Date>& day) { return {day ? day->iso() : ""}; }

class Table {
 public:
  Table(const PlanTable& table, int year)
      : table_(table),
        year_(year),
        uses_(parse_uses(table.uses).value_or(std::map<int, PlanUse>{})),
        units_(parse_units(table.units).value_or(std::map<int, std::string>{})) {
    for (const std::string& line : split(table.heads, '\n')) heads_.push_back(split(line, '\t'));
    for (const auto& head : heads_) width_ = std::max(width_, static_cast<int>(head.size()));
    for (const auto& [column, use] : uses_) {
      const auto period = use.slot.in(year_);
      if (use.kind == PlanUse::Kind::figure && period) with_figure_.insert(*period);
    }
  }

  int width() const { return width_; }
  const std::vector<std::vector<std::string>>& heads() const { return heads_; }
  std::vector<std::string> titles() const {
    return table_.titles.empty() ? std::vector<std::string>{} : split(table_.titles, '\n');
  }

  std::vector<Shown> row(const PlanRow& project, int serial) const {
    std::vector<Shown> out(static_cast<std::size_t>(width_));
    for (const auto& [column, use] : uses_) {
      if (column > width_) continue;
      const auto unit = units_.find(column);
      out[static_cast<std::size_t>(column) - 1] =
          value(project, use, unit == units_.end() ? std::string() : unit->second, column, serial);
    }
    return out;
  }

 private:
  Shown value(const PlanRow& project, const PlanUse& use, const std::string& unit, int column,
              int serial) const {
    using Kind = PlanUse::Kind;
    if (use.kind == Kind::field) return field(project, use.field, unit);
    if (use.kind == Kind::ignore && is_serial(column))
      return {std::to_string(serial), static_cast<double>(serial)};
    const auto period = use.slot.in(year_);
    if (!use.of_period() || !period) return {};
    const auto input = std::ranges::find(project.periods, *period, &PlanPeriodInput::period);
    if (input == project.periods.end()) return {};
    if (use.kind == Kind::text) return {input->text};
    return figure(project, use.figure, *input, unit);
  }

  // In the way in which the table gives its figures, counted from the column before.
  Shown figure(const PlanRow& project, PlanFigure how, const PlanPeriodInput& input,
               const std::string& unit) const {
    if (!input.quantity) return {};
    Quantity before{};
    for (const PlanPeriodInput& earlier : project.periods) {
      if (earlier.period >= input.period) break;
      if (earlier.quantity && with_figure_.contains(earlier.period)) before = *earlier.quantity;
    }
    const auto given = as_given(how, *input.quantity, before, project.annual_quantity);
    if (how != PlanFigure::percent) return shown_quantity(given, project.quantity_unit, unit);
    return shown_quantity(given, "%", "%");
  }

  bool is_serial(int column) const {
    return std::ranges::any_of(heads_, [&](const auto& head) {
      const auto at = static_cast<std::size_t>(column) - 1;
      return at < head.size() && folded_header(head[at]) == "序号";
    });
  }

  static Shown field(const PlanRow& project, PlanField field, const std::string& unit) {
    switch (field) {
      case PlanField::number: return {project.number};
      case PlanField::name: return {project.name};
      case PlanField::category: return {project.category};
      case PlanField::command_post: return {project.command_post};
      case PlanField::deputy_commanders: return {joined(project.deputy_commanders)};
      case PlanField::lead_unit: return {project.lead_unit};
      case PlanField::partner_units: return {joined(project.partner_units)};
      case PlanField::accountable_persons: return {joined(project.accountable_persons)};
      case PlanField::facts: return {project.facts};
      case PlanField::investment_total: return shown_money(project.investment_total, unit);
      case PlanField::investment_year: return shown_money(project.investment_year, unit);
      case PlanField::nature: return {project.nature};
      case PlanField::starts_on: return shown_day(project.starts_on);
      case PlanField::finishes_on: return shown_day(project.finishes_on);
      case PlanField::annual_target: return {project.annual_target};
      case PlanField::annual_quantity:
        return shown_quantity(project.annual_quantity, project.quantity_unit, unit);
      case PlanField::quantity_unit: return {project.quantity_unit};
    }
    return {};
  }

  const PlanTable& table_;
  int year_;
  std::map<int, PlanUse> uses_;
  std::map<int, std::string> units_;
  std::set<Period> with_figure_;
  std::vector<std::vector<std::string>> heads_;
  int width_ = 0;
};

void add_heads(OutSheet& sheet, const Table& table, const PlanTable& remembered) {
  for (const std::string& title : table.titles()) {
    const bool first = sheet.rows.empty();
    sheet.rows.push_back({{{title, first ? CellLook::title : CellLook::note, ""}}, 0});
    if (first && table.width() > 1) sheet.merges.push_back({1, 1, table.width()});
    if (first) {
      sheet.rows[0].cells.resize(static_cast<std::size_t>(table.width()),
                                 OutCell{std::monostate(), CellLook::title, ""});
    }
  }
  const int before = static_cast<int>(sheet.rows.size());
  for (const auto& head : table.heads()) {
    OutRow& row = sheet.rows.emplace_back();
    for (const std::string& text : head) row.cells.push_back({text, CellLook::header, ""});
    row.cells.resize(static_cast<std::size_t>(table.width()),
                     OutCell{std::monostate(), CellLook::header, ""});
  }
  for (const std::string& text : split(remembered.merges, ' ')) {
    const auto range = parse_range(text);
    if (!range || range->last_column > table.width()) continue;
    sheet.merges.push_back({before + range->first_row, range->first_column, range->last_column,
                            before + range->last_row});
  }
  sheet.frozen_rows = static_cast<int>(sheet.rows.size());
  sheet.repeated_first_row = before + 1;
  sheet.repeated_last_row = sheet.frozen_rows;
}

void set_widths(OutSheet& sheet, int width) {
  sheet.column_widths.assign(static_cast<std::size_t>(width), kWidthMin);
  const auto first = static_cast<std::size_t>(std::max(0, sheet.repeated_first_row - 1));
  for (std::size_t i = first; i < std::min(sheet.rows.size(), first + kRowsMeasured); ++i) {
    for (std::size_t column = 0; column < sheet.rows[i].cells.size(); ++column) {
      const auto* text = std::get_if<std::string>(&sheet.rows[i].cells[column].value);
      if (text == nullptr) continue;
      auto& wide = sheet.column_widths[column];
      wide = std::min(kWidthMax, std::max(wide, static_cast<double>(display_width(*text)) + 2));
    }
  }
}

}  // namespace

PlanTable standard_table(const PlanScope& scope) {
  PlanTable table{.sheet = "计划", .year = scope.year};
  int column = 0;
  const auto add = [&](const std::string& head, const PlanUse& use) {
    ++column;
    std::string letters = codec::cell_name(1, column);
    letters.pop_back();
    table.heads += (column == 1 ? "" : "\t") + head;
    table.uses += (column == 1 ? "" : " ") + letters + ":" + word(use);
    const bool money = use.is(PlanField::investment_total) || use.is(PlanField::investment_year);
    if (money) table.units += (table.units.empty() ? "" : " ") + letters + ":万元";
  };
  for (const PlanUse& use : all_uses(scope.periods)) {
    if (use.kind == PlanUse::Kind::ignore || use.kind == PlanUse::Kind::actual) continue;
    if (use.kind == PlanUse::Kind::figure && use.figure != PlanFigure::cumulative) continue;
    const bool money = use.is(PlanField::investment_total) || use.is(PlanField::investment_year);
    add(title_of(use, Language::zh_hans) + (money ? "（万元）" : ""), use);
  }
  return table;
}

std::string export_xlsx(const PlanTable& remembered, const std::vector<PlanRow>& rows, int year,
                        const std::string& title, Instant created) {
  const Table table(remembered, year);
  OutSheet sheet;
  sheet.name = codec::sheet_name_of(remembered.sheet);
  add_heads(sheet, table, remembered);
  int serial = 0;
  for (const PlanRow& project : rows) {
    OutRow& row = sheet.rows.emplace_back();
    for (const Shown& shown : table.row(project, ++serial)) {
      if (shown.number) {
        row.cells.push_back({*shown.number, CellLook::number, ""});
      } else {
        row.cells.push_back({shown.text, CellLook::text, ""});
      }
    }
  }
  set_widths(sheet, table.width());
  return codec::write_xlsx({title, created, {std::move(sheet)}});
}

std::string export_csv(const PlanTable& remembered, const std::vector<PlanRow>& rows, int year) {
  const Table table(remembered, year);
  std::vector<std::vector<std::string>> lines;
  for (const std::string& title : table.titles()) lines.push_back({title});
  for (const auto& head : table.heads()) lines.push_back(head);
  int serial = 0;
  for (const PlanRow& project : rows) {
    auto& line = lines.emplace_back();
    for (Shown& shown : table.row(project, ++serial)) line.push_back(std::move(shown.text));
  }
  return codec::write_csv(lines);
}

}  // namespace zhantu::app
