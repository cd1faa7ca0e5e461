// Files that want to hurt: each is refused by the right word, soon, and before it takes memory.
#include <doctest/doctest.h>

#include <random>

#include "codec/hand_zip.hpp"
#include "codec/xlsx_reader.hpp"
#include "processor_time.hpp"

namespace zhantu::codec {
namespace {

using zhantu::testing::HandPart;
using zhantu::testing::HandWorkbook;
using zhantu::testing::kSheetSpace;
using zhantu::testing::zip_of;

constexpr std::string_view kSheetPart = "xl/worksheets/sheet1.xml";
constexpr std::string_view kOneCell = "<row r='1'><c r='A1'><v>1</v></c></row>";

// "word", or "word value" where the refusal says more.
std::string refusal(std::string_view bytes, const XlsxCaps& caps = {}) {
  const testing::ProcessorTime time;
  const auto read = read_xlsx(bytes, caps);
  CHECK(time.within(1.0));
  if (read) return "accepted";
  std::string said = read.problem().word;
  for (const auto& [name, value] : read.problem().values) said += " " + value;
  return said;
}

std::string refusal(const HandWorkbook& workbook, const XlsxCaps& caps = {}) {
  return refusal(workbook.bytes(), caps);
}

std::string with_sheet(std::string sheet_xml) {
  HandWorkbook workbook(kOneCell);
  workbook.parts[std::string(kSheetPart)] = std::move(sheet_xml);
  return workbook.bytes();
}

std::string with_extra(std::string name, std::string bytes = "x") {
  HandWorkbook workbook(kOneCell);
  workbook.parts[std::move(name)] = std::move(bytes);
  return workbook.bytes();
}

std::string compound_file(std::string_view directory_entry) {
  std::string bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  bytes += std::string(504, '\0');
  for (char c : directory_entry) bytes += c, bytes += '\0';
  return bytes + std::string(64, '\0');
}

}  // namespace

TEST_CASE("xlsx: other kinds of files are declined by their kind") {
  CHECK(refusal("") == "workbook_truncated");
  CHECK(refusal(compound_file("Workbook")) == "workbook_not_xlsx xls");
  CHECK(refusal(compound_file("EncryptedPackage")) == "workbook_encrypted");
  CHECK(refusal("\xEF\xBB\xBF项目编号,项目名称\r\n1,东环路\r\n") == "workbook_not_xlsx csv");
  CHECK(refusal("\xCF\xEE\xC4\xBF\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6\r\n") ==
        "workbook_not_xlsx csv");
  CHECK(refusal("\r\n <HTML><body><table>") == "workbook_not_xlsx html");
  CHECK(refusal("<!DOCTYPE html><p>") == "workbook_not_xlsx html");
  CHECK(refusal("%PDF-1.7\n1 0 obj") == "workbook_not_xlsx pdf");
  CHECK(refusal("{\\rtf1\\ansi") == "workbook_not_xlsx document");
  CHECK(refusal(std::string("\x89PNG\r\n\x1A\n\0\0", 10)) == "workbook_not_xlsx picture");
  CHECK(refusal("<?xml version='1.0'?><Workbook/>") == "workbook_not_xlsx other");
  CHECK(refusal(std::string(64, '\0')) == "workbook_not_xlsx other");
  CHECK(refusal(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
                        {"content.xml", "<x/>"}})) == "workbook_not_xlsx ods");
  HandWorkbook document(kOneCell);
  auto& types = document.parts["[Content_Types].xml"];
  types.replace(types.find("spreadsheetml.sheet"), 19, "wordprocessingml.document");
  CHECK(refusal(document) == "workbook_not_xlsx document");
}

TEST_CASE("xlsx: encrypted entries of a zip") {
  CHECK(refusal(zip_of({{"[Content_Types].xml", "<x/>"}}, true)) == "workbook_encrypted");
}

TEST_CASE("xlsx: macros in any of their three disguises") {
  CHECK(refusal(with_extra("xl/vbaProject.bin")) == "workbook_macros");
  HandWorkbook declared(kOneCell);
  auto& types = declared.parts["[Content_Types].xml"];
  types =
      "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override "
      "PartName='/xl/workbook.xml' "
      "ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>";
  CHECK(refusal(declared) == "workbook_macros");
  HandWorkbook sheet(kOneCell);
  auto& relations = sheet.parts["xl/_rels/workbook.xml.rels"];
  relations.replace(relations.find("/worksheet'"), 11, "/xlMacrosheet'");
  CHECK(refusal(sheet) == "workbook_macros");
}

TEST_CASE("xlsx: a file cut off anywhere is truncated") {
  const std::string whole = HandWorkbook(kOneCell).bytes();
  REQUIRE(refusal(whole) == "accepted");
  for (std::size_t sixteenth = 1; sixteenth < 16; ++sixteenth) {
    CAPTURE(sixteenth);
    CHECK(refusal(std::string_view(whole).substr(0, whole.size() * sixteenth / 16)) ==
          "workbook_truncated");
  }
  CHECK(refusal(std::string_view(whole).substr(0, whole.size() - 1)) == "workbook_truncated");
}

TEST_CASE("xlsx: bombs") {
  const std::string blanks(48 << 20, ' ');
  CHECK(refusal(with_sheet("<worksheet>" + blanks + "</worksheet>")) ==
        "workbook_suspicious ratio");
  XlsxCaps small;
  small.unpacked_bytes_max = 4 << 20;
  small.ratio_max = 100'000;
  CHECK(refusal(with_sheet("<worksheet>" + blanks + "</worksheet>"), small) ==
        "workbook_too_large unpacked_bytes");
  small = {};
  small.file_bytes_max = 1'000;
  CHECK(refusal(HandWorkbook(kOneCell), small) == "workbook_too_large file_bytes");
  small = {};
  small.entries_max = 6;
  CHECK(refusal(HandWorkbook(kOneCell), small) == "workbook_too_large entries");
}

TEST_CASE("xlsx: a part that lies about its size gains nothing") {
  std::string bytes = with_sheet("<worksheet>" + std::string(8 << 20, ' ') + "</worksheet>");
  const auto entry = bytes.rfind(kSheetPart);
  REQUIRE(bytes.substr(entry - 46, 4) == std::string_view("PK\x01\x02", 4));
  for (std::size_t i = 0; i < 4; ++i) bytes[entry - 46 + 24 + i] = i == 0 ? '\x10' : '\0';
  CHECK(refusal(bytes) != "accepted");
}

TEST_CASE("xlsx: DOCTYPE is refused before any entity can be declared") {
  std::string laughs = "<!DOCTYPE w [<!ENTITY a 'ha'>";
  for (char c = 'b'; c <= 'k'; ++c) {
    laughs += fmt::format("<!ENTITY {} '", c);
    for (int i = 0; i < 10; ++i) laughs += fmt::format("&{};", static_cast<char>(c - 1));
    laughs += "'>";
  }
  laughs += "]>";
  const std::string space(kSheetSpace);
  CHECK(refusal(with_sheet(laughs + "<worksheet xmlns='" + space + "'>&k;</worksheet>")) ==
        "workbook_suspicious doctype");
  for (const char* part : {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml",
                           "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"}) {
    HandWorkbook workbook(kOneCell);
    workbook.parts[part].insert(0, "<!DOCTYPE x SYSTEM 'file:///etc/hostname'>");
    CAPTURE(part);
    CHECK(refusal(workbook) == "workbook_suspicious doctype");
  }
}

TEST_CASE("xlsx: deep nesting and endless tags") {
  std::string deep;
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  CHECK(refusal(with_sheet(deep)) == "workbook_suspicious nesting");
  std::mt19937 random(7);
  std::string noise;  // does not pack well, so that the ratio is not what stops it
  while (noise.size() < (3 << 20)) noise += static_cast<char>('a' + random() % 26);
  CHECK(refusal(with_sheet("<worksheet a='" + noise + "'/>")) == "workbook_too_large xml_token");
  CHECK(refusal(with_sheet("<worksheet><!--" + noise + "--></worksheet>")) ==
        "workbook_too_large xml_token");
}

TEST_CASE("xlsx: too many columns, rows, cells, sheets") {
  CHECK(refusal(HandWorkbook("<row r='1'><c r='BDWGN1'><v>1</v></c></row>")) ==
        "workbook_too_large columns");
  CHECK(refusal(HandWorkbook("<row r='1'><c r='SR1'><v>1</v></c></row>")) == "accepted");
  CHECK(refusal(HandWorkbook("<row r='1'><c r='SS1'><v>1</v></c></row>")) ==
        "workbook_too_large columns");
  CHECK(refusal(HandWorkbook("<row r='1'><c r='XFD1' s='1'/></row>")) == "accepted");
  CHECK(refusal(HandWorkbook("<row r='1048577'><c><v>1</v></c></row>")) ==
        "workbook_too_large rows");
  std::string million = "<row r='1'>";
  for (int i = 0; i < 1'000'000; ++i) million += "<c><v>1</v></c>";
  XlsxCaps caps;
  caps.ratio_max = 100'000;
  CHECK(refusal(HandWorkbook(million + "</row>"), caps) == "workbook_too_large columns");
  caps.cells_max = 1;
  CHECK(refusal(HandWorkbook("<row r='1'><c><v>1</v></c><c><v>2</v></c></row>"), caps) ==
        "workbook_too_large cells");
  HandWorkbook sheets(kOneCell);
  auto& part = sheets.parts["xl/workbook.xml"];
  for (int i = 0; i < 64; ++i) part.insert(part.find("</sheets>"), "<sheet name='x' r:id='r1'/>");
  CHECK(refusal(sheets) == "workbook_too_large sheets");
}

TEST_CASE("xlsx: sheets that are one part of the file, unpacked again for each") {
  HandWorkbook workbook(kOneCell);
  auto& part = workbook.parts["xl/workbook.xml"];
  part.insert(part.find("</sheets>"), "<sheet name='x' r:id='r1'/>");
  CHECK(refusal(workbook) == "workbook_suspicious sheets");
}

TEST_CASE("xlsx: huge shared strings, and one long string used by many cells") {
  XlsxCaps caps;
  caps.ratio_max = 100'000;
  std::string many;
  for (int i = 0; i < 1'200; ++i) many += "<si><t>" + std::string(100'000, 'x') + "</t></si>";
  CHECK(refusal(HandWorkbook("", many), caps) == "workbook_too_large shared_strings_bytes");
  const std::string long_one = "<si><t>" + std::string(131'000, 'x') + "</t></si>";
  std::string rows;
  for (int row = 0; row < 10'000; ++row) rows += "<row><c t='s'><v>0</v></c></row>";
  CHECK(refusal(HandWorkbook(rows, long_one), caps) == "workbook_too_large text_bytes");
  CHECK(refusal(HandWorkbook("", "<si><t>" + std::string(131'069, 'x') + "</t></si>"), caps) ==
        "workbook_too_large cell_text_bytes");
  caps.cells_max = 1'000;
  many.clear();
  for (int i = 0; i < 1'001; ++i) many += "<si/>";
  CHECK(refusal(HandWorkbook("", many), caps) == "workbook_too_large shared_strings_bytes");
}

TEST_CASE("xlsx: malformed sheets") {
  const std::string said = "workbook_malformed " + std::string(kSheetPart);
  for (std::string_view rows : {
           "<row r='2'/><row r='1'><c r='A1'><v>1</v></c></row>",            // rows out of order
           "<row r='1'/><row r='1'/>",                                       // a row twice
           "<row r='1'><c r='B1'><v>1</v></c><c r='A1'><v>1</v></c></row>",  // cells out of order
           "<row r='1'><c r='A2'><v>1</v></c></row>",  // a cell of another row
           "<row r='0'/>",
           "<row r='x'/>",
           "<row r='-1'/>",
           "<row r='99999999999999'/>",
           "<row r='1'><c r='1A'><v>1</v></c></row>",
           "<row r='1'><c r='A'><v>1</v></c></row>",
           "<row r='1'><c r='A1'><v>abc</v></c></row>",
           "<row r='1'><c r='A1'><v>NaN</v></c></row>",
           "<row r='1'><c r='A1'><v>1e999</v></c></row>",
           "<row r='1'><c r='A1' t='s'><v>0</v></c></row>",  // no such string
           "<row r='1'><c r='A1' t='s'><v>-1</v></c></row>",
           "<row r='1'><c r='A1' t='d'><v>2026-02-30</v></c></row>",
           "<row r='1'><c r='A1' t='b'><v>2</v></c></row>",
           "<row r='1'><c r='A1'><v>1</c></row>",
           "<row r='1'><c r='A1' t='inlineStr'><is><t>&nbsp;</t></is></c></row>",
       }) {
    CAPTURE(rows);
    CHECK(refusal(HandWorkbook(rows)) == said);
  }
}

TEST_CASE("xlsx: overlong and otherwise wrong UTF-8 does not come through") {
  const std::string said = "workbook_malformed xl/sharedStrings.xml";
  for (std::string_view bytes : {"\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80",
                                 "\xF4\x90\x80\x80", "\xFF", "\xE4\xB8", "\x01"}) {
    CAPTURE(bytes);
    CHECK(refusal(HandWorkbook("", "<si><t>" + std::string(bytes) + "</t></si>")) == said);
  }
}

TEST_CASE("xlsx: names that climb, in the directory and in the relationships") {
  for (const char* name : {"../evil", "xl/../../evil", "/etc/passwd", "C:\\evil",
                           "xl\\..\\..\\evil", "xl/a\nb", "XL/WORKBOOK.xml"}) {
    CAPTURE(name);
    CHECK(refusal(with_extra(name)) == "workbook_suspicious path");
  }
  for (std::string_view target : {"../../evil.xml", "file:///etc/passwd", "..\\..\\x", ""}) {
    HandWorkbook workbook(kOneCell);
    auto& relations = workbook.parts["xl/_rels/workbook.xml.rels"];
    relations.replace(relations.find("worksheets/sheet1.xml"), 21, target);
    CAPTURE(target);
    CHECK(refusal(workbook) == "workbook_suspicious path");
  }
  HandWorkbook absent(kOneCell);
  absent.parts.erase(std::string(kSheetPart));
  CHECK(refusal(absent) == "workbook_malformed " + std::string(kSheetPart));
}

TEST_CASE("xlsx: a thousand damaged files neither crash nor hang") {
  const std::string whole =
      HandWorkbook("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'><v>2</v></c></row>",
                   "<si><t>东环路</t></si>")
          .bytes();
  std::mt19937 random(20260331);
  int accepted = 0;
  for (int round = 0; round < 1'000; ++round) {
    std::string damaged = whole;
    for (unsigned hits = 1 + random() % 4; hits > 0; --hits) {
      damaged[random() % damaged.size()] = static_cast<char>(random());
    }
    accepted += refusal(damaged) == "accepted" ? 1 : 0;
  }
  CHECK(accepted < 900);
}

}  // namespace zhantu::codec
