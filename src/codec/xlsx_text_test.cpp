#include "codec/xlsx_text.hpp"

#include <doctest/doctest.h>

#include <initializer_list>

namespace zhantu::codec {

TEST_CASE("xlsx text: numbers") {
  const auto is = [](std::string_view stored, std::string_view shown) {
    CAPTURE(stored);
    CHECK(shortest_decimal(stored).value_or("none") == shown);
  };
  is("0", "0");
  is("-0", "0");
  is("12", "12");
  is(" 12 ", "12");
  is("0012", "12");
  is("1.10", "1.1");
  is("0.1", "0.1");
  is("0.30000000000000004", "0.3");
  is("2.9999999999999996", "3");
  is("1234567.1234567891", "1234567.12345679");
  is("123456789012345", "123456789012345");
  is("99999999999.9999", "99999999999.9999");
  is("1E-05", "0.00001");
  is("-1.25e+2", "-125");
  is("1e20", "100000000000000000000");
  for (std::string_view none : {"", "x", "1x", "1,5", "1e999", "nan", "inf", "0x10", "--1", "1e"}) {
    is(none, "none");
  }
}

TEST_CASE("xlsx text: references") {
  const auto at = [](std::string_view text) {
    const auto position = parse_reference(text).value_or(CellPosition{});
    return std::pair(position.row, position.column);
  };
  CHECK(at("A1") == std::pair(1, 1));
  CHECK(at("XFD1048576") == std::pair(1'048'576, 16'384));
  CHECK(at("BDWGN1") == std::pair(1, 1'000'000));
  for (std::string_view none :
       {"", "A", "1", "a1", "A0", "A1B", "$A$1", "A-1", "AAAAAAA1", "A1234567890"}) {
    CAPTURE(none);
    CHECK_FALSE(parse_reference(none));
  }
}

TEST_CASE("xlsx text: serial days") {
  CHECK(serial_day("46112", false) == Date::of(2026, 3, 31));
  CHECK(serial_day("46112.75", false) == Date::of(2026, 3, 31));
  CHECK(serial_day("44650", true) == Date::of(2026, 3, 31));
  CHECK(serial_day("1", false) == Date::of(1900, 1, 1));
  CHECK(serial_day("59", false) == Date::of(1900, 2, 28));
  CHECK(serial_day("61", false) == Date::of(1900, 3, 1));
  CHECK(serial_day("0", true) == Date::of(1904, 1, 1));
  CHECK(serial_day("2958465", false) == Date::of(9999, 12, 31));
  for (std::string_view none : {"0", "60", "-1", "2958466", "", "x", "99999999999"}) {
    CAPTURE(none);
    CHECK_FALSE(serial_day(none, false));
  }
  CHECK_FALSE(serial_day("2958465", true));
  CHECK(serial_of_iso("2026-03-31", false) == "46112");
  CHECK(serial_of_iso("2026-03-31", true) == "44650");
  CHECK(serial_of_iso("2026-03-31T18:00:00Z", false) == "46112.75");
  for (std::string_view none :
       {"", "2026-3-31", "2026-03-31 18:00", "2026-03-31T", "2026-03-31T1"}) {
    CAPTURE(none);
    CHECK_FALSE(serial_of_iso(none, false));
  }
}

TEST_CASE("xlsx text: what does not come through") {
  CHECK(clean_text("a\tb\x01"
                   "c\x7F") == "a bc");
  CHECK(clean_text("一\xE2\x80\xAE二\xEF\xBB\xBF三") == "一二三");
  CHECK(clean_text("第一行_x000D_\n第二行") == "第一行\n第二行");
  CHECK(clean_text("_x005F_x000D_") == "_x000D_");
  CHECK(clean_text("_x00_ _xZZZZ_ _x000") == "_x00_ _xZZZZ_ _x000");
  CHECK(clean_text("——“引号”") == "——“引号”");
}

}  // namespace zhantu::codec
