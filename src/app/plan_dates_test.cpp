#include "app/plan_dates.hpp"

#include <doctest/doctest.h>

#include <fstream>

#include "base/text.hpp"

namespace zhantu::app {
namespace {

using codec::CellKind;
using codec::XlsxCell;

std::string told(const DayCell& cell) {
  if (cell.span) return cell.span->first.iso() + ".." + cell.span->last.iso();
  return cell.word.empty() ? "nothing" : std::string(cell.word);
}

XlsxCell number(std::string text, bool is_date) {
  XlsxCell cell;
  cell.kind = CellKind::number;
  cell.text = std::move(text);
  cell.is_date = is_date;
  return cell;
}

std::string read(std::string text, bool is_date = false, bool from_1904 = false) {
  return told(read_days(number(std::move(text), is_date), from_1904, 2026));
}

}  // namespace

TEST_CASE("plan: the table of days written as text") {
  std::ifstream in(ZHANTU_SOURCE_DIR "/src/app/plan_dates.table");
  REQUIRE(in);
  int rows = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto bar = line.find('|');
    REQUIRE(bar != std::string::npos);
    std::string text(trimmed(line.substr(0, bar)));
    const bool bare = text.starts_with('-') && text.size() > 1;
    if (bare) text.erase(0, 1);
    CAPTURE(line);
    CHECK(told(parse_days(text, bare ? std::nullopt : std::optional(2026))) ==
          trimmed(line.substr(bar + 1)));
    ++rows;
  }
  CHECK(rows > 50);
}

TEST_CASE("plan: days stored as numbers") {
  CHECK(read("46112", true) == "2026-03-31..2026-03-31");
  CHECK(read("44650", true, true) == "2026-03-31..2026-03-31");
  CHECK(read("46112") == "date_unformatted");
  CHECK(read("2026.3") == "2026-03-01..2026-03-31");
  CHECK(read("2026.12") == "2026-12-01..2026-12-31");
  // 2026.10 typed as a number lost its zero: January or October, nobody can tell.
  CHECK(read("2026.1") == "date_zero_lost");
  CHECK(read("2026.13") == "date_impossible");
  CHECK(read("202603") == "2026-03-01..2026-03-31");
  CHECK(read("20260331") == "2026-03-31..2026-03-31");
  CHECK(read("2026") == "2026-01-01..2026-12-31");
  CHECK(read("60", true) == "date_impossible");
  CHECK(read("0.5") == "date_not_understood");
}

TEST_CASE("plan: errors, formulas without a value and marks for nothing") {
  XlsxCell error;
  error.kind = CellKind::error;
  error.text = "#REF!";
  CHECK(told(read_days(error, false, 2026)) == "cell_error");
  XlsxCell formula = number("", false);
  formula.is_formula = true;
  CHECK(told(read_days(formula, false, 2026)) == "formula_without_value");
  XlsxCell nothing;
  nothing.text = "/";
  CHECK(told(read_days(nothing, false, 2026)) == "nothing");
}

TEST_CASE("plan: a year that was not in the cell is told") {
  CHECK(parse_days("3月底", 2026).year_taken);
  CHECK_FALSE(parse_days("2026年3月底", 2026).year_taken);
}

TEST_CASE("plan: the year of a title") {
  CHECK(year_named("某县2026年重点项目计划表") == 2026);
  CHECK(year_named("２０２６ 年度") == 2026);
  CHECK(year_named("2026年") == 2026);
  CHECK_FALSE(year_named("2025年结转和2026年新开工"));
  CHECK_FALSE(year_named("电话 20261234年"));
  CHECK_FALSE(year_named("计划表"));
}

}  // namespace zhantu::app
