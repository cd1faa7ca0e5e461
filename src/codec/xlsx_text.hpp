// Texts and numbers as a workbook stores them, turned into what the rest of the product may hold.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace zhantu::codec {

// Resolves "_x000D_" escapes, turns tabs into blanks and drops control characters and characters
// that change writing direction. KEEPS line feeds. REQUIRES valid UTF-8.
std::string clean_text(std::string_view stored);

// "4.5E1" -> "45", "0.30000000000000004" -> "0.3": at most 15 significant digits, as spreadsheets
// show them, without an exponent. nullopt for what is no finite number.
std::optional<std::string> shortest_decimal(std::string_view stored);

struct CellPosition {
  int row = 0;     // from 1
  int column = 0;  // from 1
};
// "D7"; nullopt for anything else. Rows and columns beyond the format's own limits are still told
// (up to 9 digits, 6 letters).
std::optional<CellPosition> parse_reference(std::string_view reference);

// The day of a serial number ("45658", "45658.5"); nullopt outside the years 1900 to 9999 and for
// the 29 February 1900 that never was.
std::optional<Date> serial_day(std::string_view number, bool dates_from_1904);

// The serial number of an ISO day or instant ("2026-03-31", "2026-03-31T12:00:00").
std::optional<std::string> serial_of_iso(std::string_view iso, bool dates_from_1904);

}  // namespace zhantu::codec
