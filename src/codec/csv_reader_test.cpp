#include "codec/csv_reader.hpp"

#include <doctest/doctest.h>

#include "codec/xlsx_text.hpp"
#include "processor_time.hpp"

namespace zhantu::codec {
namespace {

std::string told(std::string_view bytes, const XlsxCaps& caps = {}) {
  const auto read = read_table_file(bytes, caps);
  if (!read) {
    std::string out = read.problem().word;
    for (const auto& [name, value] : read.problem().values) out += " " + value;
    return out;
  }
  std::string out;
  for (const auto& cell : read->sheets.at(0).cells)
    out += (out.empty() ? "" : "|") + cell_name(cell.row, cell.column) + "=" + cell.text;
  return out;
}

}  // namespace

TEST_CASE("csv: encodings") {
  const std::string_view utf8 = "编号,名称\r\n1,东环路\r\n";
  const std::string expected = "A1=编号|B1=名称|A2=1|B2=东环路";
  CHECK(told(utf8) == expected);
  CHECK(told("\xEF\xBB\xBF" + std::string(utf8)) == expected);
  // The same in GB18030.
  CHECK(told("\xB1\xE0\xBA\xC5,\xC3\xFB\xB3\xC6\r\n1,\xB6\xAB\xBB\xB7\xC2\xB7\r\n") == expected);
  CHECK(told(std::string("\xFF\xFE\x16\x7F,\0\x0D\x54\n\0"
                         "1\0",
                         12)) == "A1=编|B1=名|A2=1");
  std::string encoding;
  CHECK(*decoded_text("\xB1\xE0", encoding) == "编");
  CHECK(encoding == "GB18030");
  // Overlong and broken text is no text: a byte order mark promised UTF-8.
  CHECK(told("\xEF\xBB\xBF\xC0\xAF,1\n") == "workbook_encoding");
  CHECK(told("\xFF,\xFF\n") == "workbook_encoding");
}

TEST_CASE("csv: separators, quotes, line feeds") {
  CHECK(told("a;b,c;d\n1;2;3\n") == "A1=a|B1=b,c|C1=d|A2=1|B2=2|C2=3");
  CHECK(told("a\tb\n1,5\t2\n") == "A1=a|B1=b|A2=1,5|B2=2");
  CHECK(told("a,b\n\"x\ny\",\"say \"\"hi\"\", ok\"\n") == "A1=a|B1=b|A2=x\ny|B2=say \"hi\", ok");
  CHECK(told("a,b\r1,2\r") == "A1=a|B1=b|A2=1|B2=2");
  CHECK(told("a,,c\n\n1,,3") == "A1=a|C1=c|A3=1|C3=3");
  CHECK(told("a,b\n1,\"never closed\n2,3\n") == "workbook_malformed CSV!2");
  CHECK(separator_of("一，二\t三\n四\t五\n") == '\t');
}

TEST_CASE("csv: directions and controls are dropped, caps hold, soon") {
  CHECK(told("a\xE2\x80\xAE,b\n1,2\n") == "A1=a|B1=b|A2=1|B2=2");
  XlsxCaps caps;
  caps.cells_max = 3;
  CHECK(told("a,b\n1,2\n", caps) == "workbook_too_large cells");
  caps = {};
  caps.columns_max = 2;
  CHECK(told("a,b,c\n1,2,3\n", caps) == "workbook_too_large columns");
  caps = {};
  caps.text_bytes_max = 3;
  CHECK(told("ab,cd\n", caps) == "workbook_too_large text_bytes");
  const testing::ProcessorTime time;
  CHECK(told("a,b\n" + std::string(15 << 20, 'x')) == "workbook_too_large cell_text_bytes");
  CHECK(told("a,b\n" + std::string(8 << 20, ',') + "\n") == "A1=a|B1=b");
  CHECK(told("a,b\n\"" + std::string(15 << 20, '"')) == "workbook_too_large cell_text_bytes");
  CHECK(told("a,b\n" + std::string(17 << 20, 'x')) == "workbook_too_large file_bytes");
  CHECK(time.within(1.0));
}

}  // namespace zhantu::codec
