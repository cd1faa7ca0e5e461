#include "app/plan_money.hpp"

#include <doctest/doctest.h>

namespace zhantu::app {
namespace {

std::string told(const MoneyCell& cell) {
  if (cell.money) return std::to_string(cell.money->fen);
  return cell.word.empty() ? "nothing" : std::string(cell.word);
}

}  // namespace

TEST_CASE("plan: sums of money with the unit in the cell") {
  const std::pair<const char*, const char*> rows[] = {
      {"1.2亿元", "12000000000"},
      {"1.2亿", "12000000000"},
      {"3,500万元", "3500000000"},
      {"３５００万", "3500000000"},
      {"12000元", "1200000"},
      {"0.01元", "1"},
      {"￥ 5 百万元", "500000000"},
      {"1,2万元", "money_not_a_number"},
      {"-3万元", "money_negative"},
      {"0.001元", "money_too_precise"},
      {"3亿多", "money_not_a_number"},
      {"三亿元", "money_not_a_number"},
      {"1亿至2亿元", "money_not_a_number"},
      {"99999999999亿元", "money_too_large"},
      {"—", "nothing"},
      {"", "nothing"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    CHECK(told(parse_money(text, "")) == expected);
  }
}

TEST_CASE("plan: the unit of the column counts where the cell has none") {
  CHECK(told(parse_money("12000", "万元")) == "12000000000");
  CHECK(told(parse_money("1.2亿元", "万元")) == "12000000000");
  CHECK(told(parse_money("12000", "")) == "money_unit_unsaid");
  CHECK(told(parse_money("12000", "公里")) == "money_unit_unsaid");
  codec::XlsxCell cell;
  cell.kind = codec::CellKind::number;
  cell.text = "0.5";
  CHECK(told(read_money(cell, "亿元")) == "5000000000");
  cell.is_date = true;
  CHECK(told(read_money(cell, "亿元")) == "money_not_a_number");
  cell.is_date = false;
  cell.kind = codec::CellKind::error;
  CHECK(told(read_money(cell, "亿元")) == "cell_error");
}

TEST_CASE("plan: units of money") {
  CHECK(money_unit_in("3500万元") == "万元");
  CHECK(money_unit_in("3500") == "");
  CHECK(money_unit_in("元") == "");
  CHECK(fen_in("亿元") == 10'000'000'000);
  CHECK_FALSE(fen_in("公里"));
  CHECK(in_other_unit(Quantity{35'000}, "亿元", "万元") == Quantity::of(35'000));
  CHECK(in_other_unit(Quantity::of(5), "元", "万元") == Quantity{5});
  CHECK_FALSE(in_other_unit(Quantity{5}, "元", "万元"));
  CHECK_FALSE(in_other_unit(Quantity::of(1), "公里", "万元"));
}

}  // namespace zhantu::app
