// The yearly plan as a workbook (D-1.4, D-2.2): who leads which project and what each month brings.
//
// A pure function from cells to rows and complaints. Whether units, people and command posts exist
// is asked later, by those who know; every field keeps its cell so that they can point at it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/plan_layout.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::app {

struct PlanPeriodInput {
  Period period;
  std::string text;
  std::optional<Quantity> quantity;  // cumulative within the year, however the table gives it
  CellRef text_at, quantity_at;
  std::optional<Quantity> percent = {};  // as given, where the table gives shares of the year
};

struct PlanRow {
  int row = 0;
  std::string number, name, category, command_post, lead_unit;
  std::vector<std::string> partner_units, deputy_commanders, accountable_persons;
  std::string facts, annual_target, nature;
  std::optional<Money> investment_total, investment_year;
  std::optional<Date> starts_on, finishes_on;
  std::optional<Quantity> annual_quantity;
  std::string quantity_unit;
  std::vector<PlanPeriodInput> periods;  // in time; months with neither text nor quantity left out

  CellRef number_at, name_at, category_at, command_post_at, lead_unit_at, partner_units_at,
      deputy_commanders_at, accountable_persons_at, facts_at, annual_target_at, annual_quantity_at,
      quantity_unit_at, nature_at, investment_total_at, investment_year_at, starts_on_at,
      finishes_on_at;
};

struct PlanWorkbook {
  std::string sheet;
  std::vector<Period> periods;  // those that have a column; others are not touched by an import
  std::vector<PlanRow> rows;
  std::vector<Complaint> complaints;  // row by row; any of them stops the import
  // Fields without a column; what the record has in them stays.
  std::set<PlanField> absent = {};
  std::set<Period> without_text = {}, without_quantity = {};  // of the periods above
  PlanLayout layout = {};  // its questions stop the import as well
  PlanTable table = {};    // what the campaign is to remember; without a fingerprint nothing
};

// Tighter than the reader's own: several are read at a time.
codec::XlsxCaps plan_caps();

// Reads the table as `layout` has it. Columns may stand in any order; a value merged over several
// rows holds for each of them, except for number and name. Rows with neither number nor name are
// passed over, so are lines of signatures, sums, sections and repeated headers; the layout's notes
// say which. A row with complaints is still told as far as it could be read.
//
// Complaints about the sheet: sheet_without_plan, column_missing (column), column_duplicate
// (column, other), column_other_year (year), column_other_period (column). About a cell:
// cell_error, formula_without_value, text_too_long (max), names_too_many (max),
// row_without_number, number_too_long (max), number_duplicate (other), date_in_number,
// name_missing, command_post_missing, lead_unit_missing, rows_merged, the words of plan_values.hpp,
// plan_money.hpp and plan_dates.hpp, dates_reversed, quantity_decreases (other, earlier),
// quantity_over_annual (other, annual), annual_quantity_missing, percent_fraction, unit_missing,
// unit_differs (unit, wanted), plan_empty. After 500 the rest is counted: complaints_more (count).
PlanWorkbook read_plan(const codec::XlsxWorkbook& workbook, const PlanScope& scope,
                       PlanLayout layout);
// The same with the layout that is proposed.
PlanWorkbook read_plan(const codec::XlsxWorkbook& workbook, const PlanScope& scope);

}  // namespace zhantu::app
