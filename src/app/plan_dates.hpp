// Days as clerks write them: "2026.3", "3月底", "二季度", "上半年", "2026年3月15日", a day's
// number.
#pragma once
#include <optional>
#include <string_view>

#include "base/date.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::app {

// A span of days: "3月" is the 1st to the 31st. A start takes the first, a finish the last.
struct DaySpan {
  Date first, last;

  friend bool operator==(const DaySpan&, const DaySpan&) = default;
};

// `word` says why there is neither a span nor an empty cell: date_not_understood, date_impossible
// (31 April), date_year_unsaid (no year in the text and none given), date_year_two_digits,
// date_zero_lost (2026.1 stored as a number: January or October), date_unformatted (46112 stored
// as a plain number), cell_error, formula_without_value.
struct DayCell {
  std::optional<DaySpan> span;
  std::string_view word;
  bool year_taken = false;  // the year is not in the cell, it was `year`
};

// `year`: what is meant where the text names none.
DayCell read_days(const codec::XlsxCell& cell, bool dates_from_1904, std::optional<int> year);
DayCell parse_days(std::string_view text, std::optional<int> year);

// "2026年", "2026 年度" in a title or the name of a sheet; nullopt where there is none or several.
std::optional<int> year_named(std::string_view text);

}  // namespace zhantu::app
