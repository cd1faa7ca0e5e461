// Workbooks that we give out, described as values and written to memory.
//
// A text is always stored as a text, in a cell whose format is text, and guarded
// (formula_guard.hpp): no spreadsheet evaluates it, neither on opening nor after an edit.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.hpp"

namespace zhantu::codec {

// The official look: red and white heads, black on white below, thin grey rules.
enum class CellLook : std::int8_t {
  title,            // large, red, no rules
  note,             // grey small print, no rules
  header,           // white on red: must be filled in
  header_optional,  // red on pale red: may be left empty
  text,             // wrapped, at the top
  text_centred,
  number,   // as many decimals as there are
  percent,  // REQUIRES a fraction: 0.35 shows as 35%
  problem,  // black on red
};

using OutValue = std::variant<std::monostate, std::string, double>;

struct OutCell {
  OutValue value;
  CellLook look = CellLook::text;
  std::string comment;  // shown when the pointer rests on the cell
};

struct OutRow {
  std::vector<OutCell> cells;  // from column 1
  double height = 0;           // points; 0 leaves it to the program
};

// A list to choose from. Other entries are possible after a warning, because the list may lag
// behind what was decided.
struct OutChoice {
  int column = 0;
  int first_row = 0;
  int last_row = 0;
  std::vector<std::string> choices;
  std::string hint;
};

struct OutMerge {
  int row = 0;
  int first_column = 0;
  int last_column = 0;
  int last_row = 0;  // 0: one row
};

struct OutSheet {
  std::string name;                   // REQUIRES at most 31 characters, none of []:*?/\ in it
  std::vector<double> column_widths;  // in characters of the standard face
  std::vector<OutRow> rows;
  std::vector<OutMerge> merges;  // the first cell's value fills the range
  std::vector<OutChoice> choices;
  int frozen_rows = 0;
  int frozen_columns = 0;
  int repeated_first_row = 0;  // printed on every page; 0 for none
  int repeated_last_row = 0;
  int repeated_columns = 0;  // the first ones, printed on every page
  int pages_wide = 1;
};

struct OutWorkbook {
  std::string title;
  Instant created;
  std::vector<OutSheet> sheets;  // printed on A3 landscape
};

// A name that a sheet may bear: without []:*?/\, at most 31 characters, not empty.
std::string sheet_name_of(std::string_view text);

// REQUIRES texts of at most 32,767 characters and valid UTF-8. The lists to choose from stand on a
// hidden sheet of their own.
std::string write_xlsx(const OutWorkbook& workbook);

}  // namespace zhantu::codec
