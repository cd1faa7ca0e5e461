#include "codec/number_format.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace zhantu::codec {

TEST_CASE("number format: built-in ones") {
  for (unsigned id : {14U, 18U, 22U, 27U, 31U, 36U, 45U, 47U, 50U, 57U, 58U}) {
    CAPTURE(id);
    CHECK(builtin_number_format(id) == NumberFormat{true, false});
  }
  for (unsigned id : {9U, 10U}) CHECK(builtin_number_format(id) == NumberFormat{false, true});
  for (unsigned id : {0U, 1U, 4U, 11U, 13U, 23U, 26U, 37U, 44U, 48U, 49U, 59U}) {
    CAPTURE(id);
    CHECK(builtin_number_format(id) == NumberFormat{});
  }
}

TEST_CASE("number format: days and times") {
  for (std::string_view code :
       {"yyyy-mm-dd", "m/d/yy", "[$-804]yyyy\"年\"m\"月\"d\"日\"", "hh:mm", "[h]:mm:ss", "[mm]",
        "[ss].00", "AM/PM h", "yyyy\\年m\\月", "[Red]d;General", "M月"}) {
    CAPTURE(code);
    CHECK(custom_number_format(code) == NumberFormat{true, false});
  }
}

TEST_CASE("number format: figures") {
  for (std::string_view code :
       {"General", "0.00", "#,##0", "@", "[Red]-0.0", "\"days\"0", "0\\d", "0_d", "0*h",
        "[$US-409]0", "0.00E+00", "[<100]0;0", "\"未完", "[h", "0\\", ""}) {
    CAPTURE(code);
    const bool open_elapsed = code == "[h";
    CHECK(custom_number_format(code) == NumberFormat{open_elapsed, false});
  }
  CHECK(custom_number_format("0.0%") == NumberFormat{false, true});
  CHECK(custom_number_format("0\"%\"") == NumberFormat{});
  CHECK(custom_number_format("0\\%") == NumberFormat{});
}

}  // namespace zhantu::codec
