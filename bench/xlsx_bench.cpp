// Reading workbooks: a sheet of 50,000 x 30 cells against the bare XML parser over the same bytes,
// and how soon a bomb is refused. Prints ratios; exits 1 where a gate does not hold.
#include <expat.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <optional>
#include <random>

#include "codec/xlsx_reader.hpp"
#include "codec/xlsx_writer.hpp"
#include "codec/zip_source.hpp"

namespace {

using namespace zhantu;
using namespace zhantu::codec;

constexpr int kRows = 50'000;
constexpr int kColumns = 30;
constexpr double kGateSeconds = 3.0;
constexpr double kGateRatio = 3.0;  // of the bare parser's time
constexpr double kGateBombSeconds = 0.5;
constexpr double kGateMegabytes = 400;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::string sheet_xml() {
  std::mt19937 random(1);
  std::string xml =
      "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>";
  for (int row = 1; row <= kRows; ++row) {
    xml += fmt::format("<row r=\"{}\" spans=\"1:30\">", row);
    for (int column = 1; column <= kColumns; ++column) {
      if (column % 3 == 0) {
        xml += fmt::format("<c r=\"{}\" s=\"1\" t=\"s\"><v>{}</v></c>", cell_name(row, column),
                           random() % 1000);
      } else {
        xml += fmt::format("<c r=\"{}\" s=\"0\"><v>{}</v></c>", cell_name(row, column),
                           static_cast<double>(random() % 1'000'000) / 100);
      }
    }
    xml += "</row>";
  }
  return xml + "</sheetData></worksheet>";
}

std::string strings_xml() {
  std::string xml = "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>";
  for (int i = 0; i < 1000; ++i) xml += fmt::format("<si><t>第{}号项目路基工程</t></si>", i);
  return xml + "</sst>";
}

}  // namespace

#include "codec/hand_zip.hpp"

namespace {

std::string large_workbook(const std::string& sheet) {
  zhantu::testing::HandWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet1.xml"] = sheet;
  workbook.parts["xl/sharedStrings.xml"] = strings_xml();
  return workbook.bytes();
}

std::string bomb() {
  zhantu::testing::HandWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet1.xml"] = "<worksheet>" + std::string(512 << 20, ' ');
  return workbook.bytes();
}

// What no reader can do without: unpacking and parsing, with empty handlers.
double bare_parser_seconds(const std::string& bytes) {
  const auto start = std::chrono::steady_clock::now();
  auto zip = ZipSource::open(bytes, {});
  XML_Parser parser = XML_ParserCreateNS(nullptr, '|');
  XML_SetElementHandler(
      parser, [](void*, const char*, const char**) {}, [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, [](void*, const char*, int) {});
  const auto read = zip->read("xl/worksheets/sheet1.xml", [&](std::string_view piece) {
    return XML_Parse(parser, piece.data(), static_cast<int>(piece.size()), 0) == XML_STATUS_OK;
  });
  XML_ParserFree(parser);
  return read ? seconds_since(start) : 0;
}

struct Gates {
  bool held = true;
  void check(const char* what, double value, double most) {
    const bool ok = value <= most;
    std::printf("%-44s %8.3f   gate %.2f %s\n", what, value, most, ok ? "holds" : "BROKEN");
    held = held && ok;
  }
};

}  // namespace

int main() {
  Gates gates;
  std::string bytes;
  {
    const std::string sheet = sheet_xml();
    bytes = large_workbook(sheet);
    std::printf("workbook: %d x %d cells, %.1f MB of XML in a file of %.1f MB\n", kRows, kColumns,
                static_cast<double>(sheet.size()) / 1e6, static_cast<double>(bytes.size()) / 1e6);
  }
  const std::string bomb_bytes = bomb();
  // The peak so far is the load generator's; the kernel forgets it on request.
  if (std::FILE* clear = std::fopen("/proc/self/clear_refs", "w")) {
    std::fputs("5", clear);
    std::fclose(clear);
  }
  const double megabytes_before = peak_megabytes();

  auto start = std::chrono::steady_clock::now();
  const auto refused = read_xlsx(bomb_bytes);
  gates.check("bomb of 512 MB refused, s", seconds_since(start), kGateBombSeconds);
  if (refused || refused.problem().word != "workbook_suspicious")
    return std::puts("bomb was not refused"), 1;
  gates.check("peak while refusing it, MB over the input", peak_megabytes() - megabytes_before, 20);

  const double bare = bare_parser_seconds(bytes);
  start = std::chrono::steady_clock::now();
  const auto read = read_xlsx(bytes);
  const double seconds = seconds_since(start);
  if (!read || read->sheets[0].cells.size() != std::size_t{kRows} * kColumns)
    return std::puts("not read"), 1;
  gates.check("read, s", seconds, kGateSeconds);
  gates.check("read, times the bare parser", seconds / bare, kGateRatio);
  gates.check("peak, MB over the input", peak_megabytes() - megabytes_before, kGateMegabytes);
  return gates.held ? 0 : 1;
}
