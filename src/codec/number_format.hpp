// What a workbook's number format shows: a date, a percentage, or neither.
#pragma once
#include <string_view>

namespace zhantu::codec {

struct NumberFormat {
  bool is_date = false;  // date, time or elapsed time
  bool is_percent = false;

  friend bool operator==(NumberFormat, NumberFormat) = default;
};

// The formats that have a number and no text; 27 to 36 and 50 to 58 are dates in East Asian
// editions.
NumberFormat builtin_number_format(unsigned id);

// Letters count only outside "quotes", [brackets] and behind no backslash; [h], [mm] and [ss] are
// elapsed time.
NumberFormat custom_number_format(std::string_view code);

}  // namespace zhantu::codec
