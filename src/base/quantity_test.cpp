#include "base/quantity.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {

TEST_CASE("D-2.2 a quantity is read exactly") {
  const std::pair<std::string_view, std::int64_t> read[] = {
      {"12", 120'000},
      {"0", 0},
      {"-0", 0},
      {"-3.5", -35'000},
      {"+3.5", 35'000},
      {"0.0001", 1},
      {"-0.0001", -1},
      {"1,234.25", 12'342'500},
      {"1,234,567", 12'345'670'000},
      {"12,345", 123'450'000},
      {"0012", 120'000},
      {"3.1400", 31'400},
      {"100000000000", Quantity::kScaledMax},
      {"-100,000,000,000", -Quantity::kScaledMax},
  };
  for (const auto& [text, scaled] : read) {
    CAPTURE(text);
    const auto quantity = Quantity::parse(text);
    REQUIRE(quantity.has_value());
    CHECK(quantity->scaled == scaled);
  }
}

TEST_CASE("D-2.2 what is no exact quantity is refused, never guessed") {
  for (std::string_view text :
       {"",        " ",    "-",     "+",      ".",        "-.",       "5.",      ",",
        "1.2.3",   "1e3",  "12 ",   " 12",    "--1",      "+-1",      "0x10",    "1.00001",
        "0.00000", "十二", "１２",  "NaN",    "inf",      "12%",      "1,",      ",123",
        "1,2",     "3,5",  "12,34", "1,,234", "1234,567", "1,234,56", "1.234,5", "1,2345"}) {
    CAPTURE(text);
    CHECK(!Quantity::parse(text));
  }
}

TEST_CASE("D-2.2 a quantity past the limit is refused at any length") {
  for (std::string_view text :
       {"100000000000.0001", "100000000001", "-100000000001", "999999999999999", "1000000000000000",
        "9999999999999999", "922337203685477580", "9223372036854775807", "9223372036854775808",
        "18446744073709551616", "100000000000000000000000000000"}) {
    CAPTURE(text);
    CHECK(!Quantity::parse(text));
  }
  CHECK(!Quantity::parse(std::string(100'000, '9')));
  std::string zeros(100, '0');
  zeros += '7';
  CHECK(Quantity::parse(zeros)->scaled == 70'000);
}

TEST_CASE("D-2.2 a quantity is written as the shortest exact decimal") {
  CHECK(Quantity{0}.text() == "0");
  CHECK(Quantity::of(12).text() == "12");
  CHECK(Quantity{35'000}.text() == "3.5");
  CHECK(Quantity{-35'000}.text() == "-3.5");
  CHECK(Quantity{1}.text() == "0.0001");
  CHECK(Quantity{-1}.text() == "-0.0001");
  CHECK(Quantity{1'050'500}.text() == "105.05");
  CHECK(Quantity{1'000'000}.text() == "100");
  CHECK(Quantity{INT64_MIN}.text() == "-922337203685477.5808");
}

TEST_CASE("D-2.2 text and quantity are the same thing") {
  CHECK(rc::check("quantity to text and back", [] {
    const Quantity any{
        *rc::gen::inRange<std::int64_t>(-Quantity::kScaledMax, Quantity::kScaledMax + 1)};
    RC_ASSERT(Quantity::parse(any.text()) == any);
  }));
  CHECK(rc::check("whatever is read is within the limit and reads back", [] {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('0', '1', '9', '5', '.', ',', '-', '+', ' '));
    const auto quantity = Quantity::parse(text);
    if (!quantity) return;
    RC_ASSERT(std::abs(quantity->scaled) <= Quantity::kScaledMax);
    RC_ASSERT(Quantity::parse(quantity->text()) == quantity);
  }));
}

TEST_CASE("ratio is rounded towards zero: 99.999 percent is not 100") {
  const auto ratio = [](std::string_view done, std::string_view whole) {
    return ratio_basis_points(*Quantity::parse(done), *Quantity::parse(whole));
  };
  CHECK(ratio("9", "10") == 9'000);
  CHECK(ratio("10", "10") == 10'000);
  CHECK(ratio("9.9999", "10") == 9'999);
  CHECK(ratio("2", "3") == 6'666);
  CHECK(ratio("-2", "3") == -6'666);
  CHECK(ratio("0", "3") == 0);
  CHECK(ratio("15", "10") == 15'000);
  CHECK(ratio("100000000000", "100000000000") == 10'000);
  CHECK(ratio("100000000000", "0.0001") == INT64_MAX);
  CHECK_THROWS_AS(ratio("1", "0"), CheckFailed);
  CHECK_THROWS_AS(ratio("1", "-1"), CheckFailed);
}

TEST_CASE("ratio never shows as reached what is not reached") {
  CHECK(rc::check("ratio against the exact comparison", [] {
    const Quantity done{*rc::gen::inRange<std::int64_t>(0, Quantity::kScaledMax)};
    const Quantity whole{*rc::gen::inRange<std::int64_t>(1, 1'000'000'000)};
    RC_ASSERT((ratio_basis_points(done, whole) >= 10'000) == (done >= whole));
  }));
}

TEST_CASE("money in units of ten thousand yuan") {
  CHECK(Money{0}.in_wan() == "0");
  CHECK(Money{1'000'000}.in_wan() == "1");
  CHECK(Money{12'345'600'000}.in_wan() == "12345.6");
  CHECK(Money{100}.in_wan() == "0.0001");
  CHECK(Money{-1'500'000}.in_wan() == "-1.5");
}

}  // namespace zhantu
