#include "codec/xlsx_annotate.hpp"

#include <doctest/doctest.h>

#include "base/text.hpp"
#include "codec/hand_zip.hpp"
#include "codec/xlsx_sheet_marks.hpp"
#include "codec/xlsx_text.hpp"
#include "codec/xml_scan.hpp"
#include "codec/zip_source.hpp"

namespace zhantu::codec {
namespace {

using testing::HandWorkbook;

std::string part_of(const std::string& bytes, const std::string& name) {
  auto zip = ZipSource::open(bytes, {});
  REQUIRE(zip);
  std::string out;
  const auto read = zip->read(name, [&](std::string_view piece) {
    out += piece;
    return true;
  });
  CHECK(read);
  return out;
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

constexpr std::string_view kRows =
    "<row r='2'><c r='A2' s='1'><v>45658</v></c><c r='C2' s='2'><v>0.5</v></c></row>"
    "<row r='4' ht='20'/><row><c><v>7</v></c></row>";

std::string annotated(const std::string& bytes, const std::vector<CellNote>& notes) {
  const auto read = read_xlsx(bytes);
  REQUIRE(read);
  auto made = annotate_xlsx(bytes, *read, notes, {});
  REQUIRE(made);
  return std::move(made).value();
}

}  // namespace

TEST_CASE("annotate: comments, red cells, and everything else as it was") {
  HandWorkbook own(kRows);
  own.parts["docProps/own.bin"] = "whatever the clerk's program keeps there";
  const std::string bytes = own.bytes();
  const std::string made = annotated(bytes, {{"计划", 2, 1, "第一处 <&>"},
                                             {"计划", 2, 2, "空格也标"},
                                             {"计划", 4, 3, "空行"},
                                             {"计划", 5, 1, "没有引用的单元格"},
                                             {"计划", 9, 4, "没有的行"},
                                             {"计划", 2, 1, "第二处"},
                                             {"别的表", 1, 1, "没有这张表"}});
  CHECK(part_of(made, "docProps/own.bin") == own.parts["docProps/own.bin"]);
  CHECK(part_of(made, "xl/sharedStrings.xml") == own.parts["xl/sharedStrings.xml"]);
  CHECK(part_of(made, "xl/workbook.xml") == own.parts["xl/workbook.xml"]);
  const std::string comments = part_of(made, "xl/zhantuComments1.xml");
  CHECK(contains(comments, "ref=\"A2\""));
  CHECK(contains(comments, "第一处 &lt;&amp;&gt;\n第二处"));
  CHECK_FALSE(contains(comments, "没有这张表"));
  const std::string sheet = part_of(made, "xl/worksheets/sheet1.xml");
  CHECK(contains(sheet, "<c r='A2' s='5'>"));       // the twin of style 1
  CHECK(contains(sheet, "<c r=\"B2\" s=\"4\"/>"));  // the twin of style 0
  CHECK(contains(sheet, "<c r='C2' s='2'>"));
  CHECK(contains(sheet, "<row r='4' ht='20'><c r=\"C4\" s=\"4\"/></row>"));
  CHECK(contains(sheet, "<c s=\"4\"><v>7</v></c>"));
  CHECK(contains(sheet, "<row r=\"9\"><c r=\"D9\" s=\"4\"/></row>"));
  CHECK(contains(sheet, "legacyDrawing"));
  CHECK(contains(part_of(made, "[Content_Types].xml"), "Extension=\"vml\""));
  const auto again = read_xlsx(made);
  REQUIRE(again);
  REQUIRE(again->sheets[0].cells.size() == 3);
  CHECK(again->sheets[0].cells[0].is_date);
  CHECK(again->sheets[0].cells[1].is_percent);
}

TEST_CASE("annotate: twice, and comments that are there already stay") {
  const std::string once = annotated(HandWorkbook(kRows).bytes(), {{"计划", 2, 1, "旧批注"}});
  const std::string twice = annotated(once, {{"计划", 2, 1, "新问题"}, {"计划", 2, 3, "另一格"}});
  const std::string comments = part_of(twice, "xl/zhantuComments1.xml");
  CHECK(contains(comments, "旧批注"));
  CHECK(contains(comments, "\n新问题"));
  CHECK(contains(comments, "ref=\"C2\""));
  const auto first = comments.find("ref=\"A2\"");
  CHECK(comments.find("ref=\"A2\"", first + 1) == std::string::npos);
}

TEST_CASE("annotate: the same gives the same bytes; without styles it is refused") {
  const std::string bytes = HandWorkbook(kRows).bytes();
  const std::vector<CellNote> notes = {{"计划", 2, 1, "问题"}};
  CHECK(annotated(bytes, notes) == annotated(bytes, notes));
  HandWorkbook bare(kRows);
  auto& relations = bare.parts["xl/_rels/workbook.xml.rels"];
  relations.replace(relations.find("/styles'"), 8, "/nothing'");
  const std::string bare_bytes = bare.bytes();
  const auto read = read_xlsx(bare_bytes);
  REQUIRE(read);
  CHECK(annotate_xlsx(bare_bytes, *read, notes, {}).problem().word == "workbook_malformed");
}

TEST_CASE("annotate: a table of text becomes a workbook with the same cells") {
  XlsxWorkbook text;
  text.sheets.push_back({"CSV", false, {}, {}});
  XlsxCell cell;
  cell.row = 2;
  cell.column = 2;
  cell.text = "=1+1";
  text.sheets[0].cells.push_back(cell);
  const std::string made = noted_copy(text, {{"CSV", 2, 2, "问题"}, {"CSV", 3, 1, "空格"}}, {});
  const auto read = read_xlsx(made);
  REQUIRE(read);
  REQUIRE(read->sheets[0].cells.size() == 1);
  CHECK(read->sheets[0].cells[0].text == "'=1+1");  // guarded
  CHECK_FALSE(read->sheets[0].cells[0].is_formula);
}

TEST_CASE("xml scan: tags with their places") {
  const std::string_view xml =
      "<?xml version='1.0'?><!-- <c> --><x:a k=\"1>2\"><![CDATA[<c>]]><b/></x:a>";
  XmlScan scan(xml);
  const auto a = scan.next();
  REQUIRE(a);
  CHECK(a->name == "a");
  CHECK(a->prefix == "x:");
  CHECK(tag_attribute(scan.text(*a), "k") == "1>2");
  CHECK(scan.next()->empty);
  CHECK(scan.next()->closing);
  CHECK_FALSE(scan.next());
  CHECK(with_attribute("<c r='A1' s=\"3\"/>", "s", "9") == "<c r='A1' s=\"9\"/>");
  CHECK(with_attribute("<c/>", "s", "9") == "<c s=\"9\"/>");
  CHECK(xml_escaped("a<b&\"c\"") == "a&lt;b&amp;&quot;c&quot;");
}

}  // namespace zhantu::codec
