// Sums of money as clerks write them: "1.2亿元", "3,500万", 12000 in a column headed 万元.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/quantity.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::app {

// Fen in one of the unit: 元, 万元 (万), 百万元, 亿元 (亿). nullopt for what is no unit of money.
std::optional<std::int64_t> fen_in(std::string_view unit);

// `word` says what is wrong where there is neither a sum nor an empty cell: money_not_a_number,
// money_unit_unsaid (no unit in the cell and none given), money_negative, money_too_precise (under
// one fen), money_too_large, cell_error, formula_without_value.
struct MoneyCell {
  std::optional<Money> money;
  std::string_view word;
};

// A unit in the cell goes before `unit`, that of the column ("" for none).
MoneyCell read_money(const codec::XlsxCell& cell, std::string_view unit);
MoneyCell parse_money(std::string_view text, std::string_view unit);

// A figure that carries its unit ("3500万元"); "" for a bare number.
std::string money_unit_in(std::string_view text);

// A sum of one unit told in another: 3.5 of 亿元 is 35000 of 万元. nullopt where it does not go
// exactly into four decimals, or either is no unit of money.
std::optional<Quantity> in_other_unit(Quantity quantity, std::string_view from,
                                      std::string_view to);

}  // namespace zhantu::app
