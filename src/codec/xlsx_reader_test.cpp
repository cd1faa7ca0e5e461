#include "codec/xlsx_reader.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "codec/hand_zip.hpp"

namespace zhantu::codec {
namespace {

using zhantu::testing::HandWorkbook;

XlsxSheet only_sheet(const HandWorkbook& workbook) {
  const auto read = read_xlsx(workbook.bytes());
  if (!read) FAIL(read.problem().word);
  REQUIRE(read->sheets.size() == 1);
  return read->sheets[0];
}

std::vector<std::string> texts(const XlsxSheet& sheet) {
  std::vector<std::string> out;
  for (const auto& cell : sheet.cells)
    out.push_back(cell_name(cell.row, cell.column) + "=" + cell.text);
  return out;
}

using Texts = std::vector<std::string>;

std::string fixture(const std::string& name) {
  std::ifstream in(std::string(ZHANTU_SOURCE_DIR) + "/tests/fixtures/workbooks/" + name,
                   std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

const XlsxCell& cell_at(const XlsxSheet& sheet, std::string_view name) {
  for (const auto& cell : sheet.cells) {
    if (cell_name(cell.row, cell.column) == name) return cell;
  }
  FAIL("no cell " << name);
  throw std::logic_error("unreachable");
}

}  // namespace

TEST_CASE("xlsx: shared strings join their runs and leave readings out") {
  const auto sheet =
      only_sheet(HandWorkbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' "
                              "t='s'><v>1</v></c><c r='C1' t='s'><v>2</v></c></row>",
                              "<si><t>东环路</t></si><si><r><rPr><b/></rPr><t "
                              "xml:space='preserve'>滨河 </t></r><r><t>公园</t></r>"
                              "<rPh sb='0' eb='1'><t>bin</t></rPh></si><si><t></t></si>"));
  CHECK(texts(sheet) == Texts{"A1=东环路", "B1=滨河 公园"});
}

TEST_CASE("xlsx: inline strings, booleans, errors and cached formula values") {
  const auto sheet = only_sheet(HandWorkbook(
      "<row r='2'><c r='A2' "
      "t='inlineStr'><is><r><t>一</t></r><r><t>二</t></r><rPh><t>yi</t></rPh></is></c>"
      "<c r='B2' t='b'><v>1</v></c><c r='C2' t='e'><f>1/0</f><v>#DIV/0!</v></c>"
      "<c r='D2' t='str'><f>A2&amp;\"x\"</f><v>一二x</v></c><c r='E2'><f>SUM(1,2)</f><v>3</v></c>"
      "<c r='F2'><f>NOW()</f><v></v></c><c r='G2' t='str'><f>\"\"</f><v></v></c><c r='H2' "
      "s='3'/></row>"));
  CHECK(texts(sheet) == Texts{"A2=一二", "B2=1", "C2=#DIV/0!", "D2=一二x", "E2=3", "F2="});
  CHECK(cell_at(sheet, "B2").kind == CellKind::boolean);
  CHECK(cell_at(sheet, "C2").kind == CellKind::error);
  CHECK(cell_at(sheet, "C2").is_formula);
  CHECK(cell_at(sheet, "D2").kind == CellKind::text);
  CHECK(cell_at(sheet, "E2").kind == CellKind::number);
  CHECK(cell_at(sheet, "F2").is_formula);
}

TEST_CASE("xlsx: numbers are told in their shortest decimal form") {
  const auto sheet =
      only_sheet(HandWorkbook("<row><c><v>0.30000000000000004</v></c><c><v>1.20</v></"
                              "c><c><v>4.5E1</v></c><c><v>-1.5e-3</v></c>"
                              "<c><v>1E21</v></c><c t='n'><v>007</v></c><c><v>-0</v></c></row>"));
  CHECK(texts(sheet) == Texts{"A1=0.3", "B1=1.2", "C1=45", "D1=-0.0015",
                              "E1=1000000000000000000000", "F1=7", "G1=0"});
}

TEST_CASE("xlsx: days and percentages are told by the style") {
  const std::string row =
      "<row r='1'><c r='A1' s='1'><v>46112</v></c><c r='B1' s='2'><v>0.35</v></c><c r='C1' "
      "s='3'><v>46112</v></c>"
      "<c r='D1' t='d'><v>2026-03-31T12:00:00</v></c></row>";
  const auto sheet = only_sheet(HandWorkbook(row, "", "yyyy&quot;年&quot;m&quot;月&quot;"));
  CHECK(texts(sheet) == Texts{"A1=46112", "B1=0.35", "C1=46112", "D1=46112.5"});
  CHECK(cell_at(sheet, "A1").is_date);
  CHECK(cell_at(sheet, "B1").is_percent);
  CHECK_FALSE(cell_at(sheet, "B1").is_date);
  CHECK(cell_at(sheet, "C1").is_date);
  CHECK(cell_at(sheet, "D1").is_date);
  CHECK_FALSE(cell_at(only_sheet(HandWorkbook(row, "", "[Red]0.0&quot;dmy&quot;")), "C1").is_date);
}

TEST_CASE("xlsx: escapes are resolved and control characters do not come through") {
  const auto sheet = only_sheet(HandWorkbook(
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' "
      "t='s'><v>2</v></c></row>",
      "<si><t>第一行_x000D_&#10;第二行</t></si><si><t>a&#9;b&#x202E;c_x0007__x005F_x000D_</t></si>"
      "<si><t>_xD83D__xDE00_ _xD83D_</t></si>"));
  CHECK(texts(sheet) == Texts{"A1=第一行\n第二行", "B1=a bc_x000D_", "C1=😀 \xEF\xBF\xBD"});
}

TEST_CASE("xlsx: hidden sheets, the 1904 flag, merged ranges, strict and prefixed namespaces") {
  HandWorkbook workbook("<row r='1'><c r='A1'><v>1</v></c></row>");
  auto& part = workbook.parts["xl/workbook.xml"];
  part.replace(part.find("<sheets>"), 8, "<workbookPr date1904='1'/><sheets>");
  part.replace(part.find("sheetId"), 7, "state='veryHidden' sheetId");
  workbook.parts["xl/worksheets/sheet1.xml"] =
      "<x:worksheet xmlns:x='http://purl.oclc.org/ooxml/spreadsheetml/main'><x:sheetData><x:row "
      "r='1'>"
      "<x:c r='A1'><x:v>5</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A1:C2'/>"
      "</x:mergeCells></x:worksheet>";
  const auto read = read_xlsx(workbook.bytes());
  REQUIRE(read);
  CHECK(read->dates_from_1904);
  CHECK(read->sheets[0].hidden);
  CHECK(read->sheets[0].name == "计划");
  CHECK(texts(read->sheets[0]) == Texts{"A1=5"});
  CHECK(read->sheets[0].merged_ranges == Texts{"A1:C2"});
}

TEST_CASE("xlsx: part names may differ in case and be absolute, as the package convention allows") {
  HandWorkbook workbook("<row r='1'><c r='A1'><v>1</v></c></row>");
  auto& relations = workbook.parts["xl/_rels/workbook.xml.rels"];
  relations.replace(relations.find("worksheets/"), 11, "/xl/./media/../Worksheets/");
  CHECK(texts(only_sheet(workbook)) == Texts{"A1=1"});
}

TEST_CASE("xlsx: a workbook that LibreOffice saved from a table of text") {
  const auto read = read_xlsx(fixture("libreoffice_from_csv.xlsx"));
  REQUIRE(read);
  REQUIRE(read->sheets.size() == 1);
  const auto& sheet = read->sheets[0];
  CHECK(cell_at(sheet, "C1").text == "1月计划");
  CHECK(cell_at(sheet, "D2").text == "1200.5");
  CHECK(cell_at(sheet, "E2").text == "46112");
  CHECK(cell_at(sheet, "E2").is_date);
  CHECK(cell_at(sheet, "F3").text == "0.125");
  CHECK(cell_at(sheet, "F3").is_percent);
  CHECK(cell_at(sheet, "C3").is_formula);
  CHECK(cell_at(sheet, "C3").text == "2");
}

TEST_CASE("xlsx: formats, merges, hidden sheets and empty columns as LibreOffice saves them") {
  const auto read = read_xlsx(fixture("libreoffice_styles.xlsx"));
  REQUIRE(read);
  CHECK(read->dates_from_1904);
  REQUIRE(read->sheets.size() == 2);
  const auto& sheet = read->sheets[0];
  CHECK(sheet.name == "计划 一");
  CHECK_FALSE(sheet.hidden);
  CHECK(read->sheets[1].hidden);
  CHECK(sheet.merged_ranges == Texts{"A1:C1"});
  CHECK(texts(sheet) == Texts{"A1=某县重点工程", "A2=44650", "B2=0.355", "C2=1.52083333333333",
                              "D2=1234.5", "E2=1", "A3=第一段\n第二段 加粗", "B3=#DIV/0!", "C3=0.3",
                              "D3=甲乙", "D8=末行"});
  CHECK(cell_at(sheet, "A2").is_date);
  CHECK(cell_at(sheet, "B2").is_percent);
  CHECK(cell_at(sheet, "C2").is_date);
  CHECK_FALSE(cell_at(sheet, "D2").is_date);
  CHECK(cell_at(sheet, "B3").kind == CellKind::error);
  CHECK(cell_at(sheet, "C3").is_formula);
}

TEST_CASE("xlsx: what other formats LibreOffice saved are declined as what they are") {
  CHECK(read_xlsx(fixture("plan.xls")).problem().values.at("kind") == "xls");
  CHECK(read_xlsx(fixture("plan.ods")).problem().values.at("kind") == "ods");
}

TEST_CASE("xlsx: cell names") {
  CHECK(cell_name(7, 4) == "D7");
  CHECK(cell_name(1, 26) == "Z1");
  CHECK(cell_name(1, 27) == "AA1");
  CHECK(cell_name(1'048'576, 16'384) == "XFD1048576");
}

}  // namespace zhantu::codec
