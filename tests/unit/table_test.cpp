#include "table.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace zhantu::table {
namespace {

std::vector<Row> read(const std::string& text, const std::string& section = "one") {
  std::istringstream in(text);
  return rows_in(in, "x.table", section);
}

template <class F>
std::string error_of(F&& act) {
  try {
    act();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("text table: rows of one section, with what stands where") {
  const std::string text =
      "# comment\n== one\n a | b | c\n\n 1 | missed met |  - \n== two\nx\n9\n== one\na\n7\n";
  const auto rows = read(text);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].where == "x.table:5");
  CHECK(rows[0].number("a") == 1);
  CHECK(rows[0].verdicts("b") == std::vector{Verdict::missed, Verdict::met});
  CHECK(!rows[0].quantity("c"));
  CHECK(rows[0].words("c").empty());
  CHECK(rows[1].number("a") == 7);
  CHECK(read(text, "two")[0]["x"] == "9");
}

TEST_CASE("text table: whatever is wrong is said with file and line") {
  CHECK(error_of([] { read("== two\na\n1\n"); }) == "x.table:1: no rows in a section \"one\"");
  CHECK(error_of([] { read("== one\na | b\n1\n"); }) == "x.table:3: 1 cells under 2 columns");
  const Row row = read("== one\na\nred or so\n")[0];
  CHECK(error_of([&] { row["b"]; }) == "x.table:3: the section has no column \"b\"");
  CHECK(error_of([&] { row.number("a"); }) == "x.table:3: \"red or so\" is no whole number");
  CHECK(error_of([&] { row.card("a"); }) == "x.table:3: \"red or so\" is not a card");
  CHECK(error_of([&] { row.verdicts("a"); }) == "x.table:3: \"red\" is not a verdict");
  CHECK(error_of([&] { row.flag("a"); }) == "x.table:3: \"red or so\" is neither yes nor no");
  CHECK(error_of([&] { row.quantity("a"); }) == "x.table:3: \"red or so\" is not a quantity");
  CHECK(error_of([] { rows("no/such.table", "one"); }) == "no/such.table:1: cannot be read");
}

}  // namespace zhantu::table
