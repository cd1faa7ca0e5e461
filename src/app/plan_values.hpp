// Single cells of a plan workbook, as a clerk means them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::app {

// A cell as it is seen on the sheet: days as "2026年3月31日", percentages as "35%", booleans as 是
// and 否. Cut at both ends, without the guard against formulas.
std::string shown_text(const codec::XlsxCell& cell, bool dates_from_1904);

// The same on one line: a line feed within a name disappears between Chinese characters and becomes
// a blank elsewhere.
std::string one_line(std::string_view text);

// "-", "—", "——", "–" and "/" alone stand for nothing.
bool means_nothing(std::string_view text);

// Several names in one cell, divided by 、 ， , ; ； / line feeds or blanks. A name of two
// characters that is spaced out ("张 三") stays one name. Repeated names are told once; what comes
// behind one more than kNamesMax is not looked at.
inline constexpr std::size_t kNamesMax = 30;
std::vector<std::string> split_names(std::string_view text);

// "1,234.50" without its commas, with a digit in front; nullopt for what is no plain number.
std::optional<std::string> plain_decimal(std::string_view text);

// `word` says what is wrong where there is neither a quantity nor an empty cell:
// quantity_not_a_number, quantity_negative, quantity_too_precise (over 4 decimals),
// quantity_too_large, percent_in_quantity, date_in_quantity, cell_error, formula_without_value.
struct QuantityCell {
  std::optional<Quantity> quantity;
  std::string_view word;
};

// A number, or a text with full-width digits, thousands commas and the project's unit behind. A
// cell that shows a percentage counts a hundredfold where the unit is "%".
QuantityCell read_quantity(const codec::XlsxCell& cell, std::string_view unit);

// REFUSES like read_quantity, for what was typed as text.
QuantityCell parse_quantity(std::string_view text, std::string_view unit);

}  // namespace zhantu::app
