#include "codec/xlsx_writer.hpp"

#include <doctest/doctest.h>

#include "base/check.hpp"
#include "codec/formula_guard.hpp"
#include "codec/xlsx_reader.hpp"
#include "codec/zip_source.hpp"

namespace zhantu::codec {
namespace {

std::string part_of(std::string_view bytes, std::string_view name) {
  auto zip = ZipSource::open(bytes, {});
  REQUIRE(zip);
  std::string out;
  REQUIRE(zip->read(name, [&](std::string_view piece) { return out += piece, true; }));
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

OutWorkbook small_workbook() {
  OutWorkbook workbook{"2026 年计划", Instant{1'767'225'600'000}, {}};
  OutSheet sheet;
  sheet.name = "计划";
  sheet.column_widths = {8, 24};
  sheet.rows = {
      {{{"标题 & <二>", CellLook::title, ""}, {}}, 30},
      {{{"项目编号", CellLook::header, "填写说明"}, {"项目名称", CellLook::header_optional, ""}},
       0},
      {{{"001", CellLook::text, ""}, {12.5, CellLook::number, ""}}, 0}};
  sheet.merges = {{1, 1, 2}};
  sheet.choices = {{2, 3, 9, {"第一指挥部", "第二,指挥部"}, "请选择"}};
  sheet.frozen_rows = 2;
  sheet.repeated_first_row = sheet.repeated_last_row = 2;
  workbook.sheets.push_back(sheet);
  return workbook;
}

}  // namespace

TEST_CASE("xlsx writer: what is written is read back") {
  const auto read = read_xlsx(write_xlsx(small_workbook()));
  REQUIRE(read);
  REQUIRE(read->sheets.size() == 2);
  const auto& sheet = read->sheets[0];
  CHECK(sheet.name == "计划");
  CHECK_FALSE(sheet.hidden);
  REQUIRE(sheet.cells.size() == 5);
  CHECK(sheet.cells[0].text == "标题 & <二>");
  CHECK(sheet.cells[3].text == "001");
  CHECK(sheet.cells[3].kind == CellKind::text);
  CHECK(sheet.cells[4].text == "12.5");
  CHECK(sheet.cells[4].kind == CellKind::number);
  CHECK(sheet.merged_ranges == std::vector<std::string>{"A1:B1"});
  CHECK(read->sheets[1].hidden);
  CHECK(read->sheets[1].cells[1].text == "第二,指挥部");
}

TEST_CASE("xlsx writer: panes, print set-up, lists and comments reach the file") {
  const std::string bytes = write_xlsx(small_workbook());
  const std::string sheet = part_of(bytes, "xl/worksheets/sheet1.xml");
  CHECK(contains(sheet, R"(<pane ySplit="2" topLeftCell="A3")"));
  CHECK(contains(sheet, R"(paperSize="8")"));
  CHECK(contains(sheet, R"(orientation="landscape")"));
  CHECK(contains(sheet, "<formula1>'选项'!$A$1:$A$2</formula1>"));
  CHECK(contains(sheet, R"(sqref="B3:B9")"));
  CHECK(contains(part_of(bytes, "xl/comments1.xml"), "填写说明"));
  CHECK(contains(part_of(bytes, "xl/workbook.xml"), "!$2:$2"));
  CHECK(contains(part_of(bytes, "xl/styles.xml"), "FFB5121B"));
  CHECK(contains(part_of(bytes, "docProps/core.xml"), "2026-01-01T00:00:00Z"));
}

TEST_CASE("xlsx writer: no text becomes a formula, and none is changed for good") {
  const std::vector<std::string> texts = {"=1+1",          "+86 531",
                                          "-5 台",         "@SUM(A1)",
                                          "'=1",           "''-x",
                                          "'quoted'",      "=cmd|' /C calc'!A1",
                                          "plain",         "'",
                                          "_x000D_",       "a_x0041_b",
                                          "_x005F_x0041_", "第一行\n第二行",
                                          "  两头空格  ",  "😀 & < > \" '"};
  OutWorkbook workbook{"t", Instant{0}, {}};
  workbook.sheets.push_back({"s", {}, {}, {}, {}, 0, 0, 0, 0, 0, 1});
  for (const auto& text : texts)
    workbook.sheets[0].rows.push_back({{{text, CellLook::text, ""}}, 0});
  const std::string bytes = write_xlsx(workbook);
  CHECK_FALSE(contains(part_of(bytes, "xl/worksheets/sheet1.xml"), "<f>"));
  const auto read = read_xlsx(bytes);
  REQUIRE(read);
  REQUIRE(read->sheets[0].cells.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string& stored = read->sheets[0].cells[i].text;
    CAPTURE(stored);
    CHECK(std::string_view("=+-@").find(stored[0]) == std::string_view::npos);
    CHECK(unguarded(stored) == texts[i]);
  }
}

TEST_CASE("xlsx writer: what it requires is checked") {
  OutWorkbook workbook{"t", Instant{0}, {}};
  workbook.sheets.push_back({"a/b", {}, {}, {}, {}, 0, 0, 0, 0, 0, 1});
  CHECK_THROWS_AS(write_xlsx(workbook), CheckFailed);
  workbook.sheets[0] = {"s", {}, {{{{std::string("\xFF"), CellLook::text, ""}}, 0}}, {}, {}, 0, 0,
                        0,   0};
  CHECK_THROWS_AS(write_xlsx(workbook), CheckFailed);
}

}  // namespace zhantu::codec
