// Files that want to hurt, from their bytes to the plan: each ends within a second and 256 MB,
// measured in a child process.
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>

#include "app/plan_workbook.hpp"
#include "base/text.hpp"
#include "codec/csv_reader.hpp"
#include "codec/hand_zip.hpp"
#include "codec/xlsx_annotate.hpp"
#include "processor_time.hpp"

namespace zhantu::app {
namespace {

using testing::HandWorkbook;
using testing::kSlower;
using testing::ProcessorTime;
using testing::zip_of;

constexpr double kSecondsMax = 1.0;
constexpr double kMegabytesMax = 256;

struct Measured {
  char word[64] = {};
  double seconds = 0;
  double megabytes = 0;  // over what the process had before
};

double status_megabytes(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(name))
      return std::strtod(line.c_str() + std::strlen(name) + 1, nullptr) / 1024;
  }
  return 0;
}

std::string what_becomes_of(std::string_view bytes) {
  const auto read = codec::read_table_file(bytes, plan_caps());
  if (!read) return read.problem().word;
  const PlanWorkbook plan = read_plan(*read, 2026);
  if (read->text_separator == 0) {
    const auto marked = codec::annotate_xlsx(bytes, *read, {{plan.sheet, 1, 1, "x"}}, plan_caps());
    if (!marked && marked.problem().word != "workbook_malformed") return marked.problem().word;
  }
  return plan.complaints.empty() ? "read" : plan.complaints.front().word;
}

// In a child, so that memory is its own; the sanitizers do not fork well with threads.
Measured measured(const std::string& bytes) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    Measured out;
    std::ofstream("/proc/self/clear_refs") << "5";
    const double before = status_megabytes("VmRSS:");
    const ProcessorTime time;
    const std::string word = what_becomes_of(bytes);
    out.seconds = time.seconds();
    out.megabytes = status_megabytes("VmHWM:") - before;
    word.copy(out.word, sizeof out.word - 1);
    const auto written = ::write(ends[1], &out, sizeof out);
    ::_exit(written == static_cast<ssize_t>(sizeof out) ? 0 : 1);
  }
  ::close(ends[1]);
  Measured out;
  CHECK(::read(ends[0], &out, sizeof out) == static_cast<ssize_t>(sizeof out));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  return out;
}

void expect(const std::string& name, const std::string& bytes, std::string_view word) {
  CAPTURE(name);
  const Measured out = measured(bytes);
  CAPTURE(out.seconds);
  CAPTURE(out.megabytes);
  CHECK(std::string_view(out.word) == word);
  CHECK(out.seconds < ProcessorTime::allowed(kSecondsMax));
  CHECK(out.megabytes < kMegabytesMax * kSlower);
}

std::string with_sheet(std::string xml) {
  HandWorkbook workbook("");
  workbook.parts["xl/worksheets/sheet1.xml"] = std::move(xml);
  return workbook.bytes();
}

std::string sheet_of(const std::string& rows, const std::string& behind = "") {
  return with_sheet("<worksheet xmlns='" + std::string(testing::kSheetSpace) + "'><sheetData>" +
                    rows + "</sheetData>" + behind + "</worksheet>");
}

std::string cell(const std::string& at, const std::string& text) {
  return "<c r='" + at + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
}

std::string million_columns() {
  std::string row = "<row r='1'>";
  for (int i = 1; i <= 1'000'000; ++i) row += "<c><v>1</v></c>";
  return sheet_of(row + "</row>");
}

// As many cells as the caps allow, with texts of their own.
std::string full_sheet() {
  std::string rows;
  std::mt19937 random(1);
  for (int row = 1; row <= 10'000; ++row) {
    rows += "<row r='" + std::to_string(row) + "'>";
    for (int column = 1; column <= 40; ++column)
      rows += "<c><v>" + std::to_string(random() % 100'000) + "</v></c>";
    rows += "</row>";
  }
  return sheet_of(rows);
}

std::string wide_heads() {
  std::string rows;
  for (int row = 1; row <= 100; ++row) {
    rows += "<row r='" + std::to_string(row) + "'>";
    for (int column = 1; column <= 512; ++column) {
      rows += cell(codec::cell_name(row, column),
                   column % 7 == 0 ? "项目名称" : "第" + std::to_string(row * column) + "月计戈");
    }
    rows += "</row>";
  }
  return sheet_of(rows);
}

std::string many_merges() {
  std::string merges = "<mergeCells>";
  for (int i = 1; i <= 90'000; ++i) {
    merges += "<mergeCell ref='A" + std::to_string(i) + ":Z" + std::to_string(i + 5000) + "'/>";
  }
  std::string rows;
  for (int row = 1; row <= 400; ++row) {
    rows += "<row r='" + std::to_string(row) + "'>" +
            cell("A" + std::to_string(row), row == 1 ? "项目编号" : std::to_string(row)) +
            cell("B" + std::to_string(row), row == 1 ? "项目名称" : "甲") + "</row>";
  }
  return sheet_of(rows, merges + "</mergeCells>");
}

std::string shared_string_used_often() {
  HandWorkbook workbook("", "<si><t>" + std::string(100'000, 'x') + "</t></si>");
  std::string rows;
  for (int row = 1; row <= 5'000; ++row)
    rows += "<row r='" + std::to_string(row) + "'><c t='s'><v>0</v></c></row>";
  workbook.parts["xl/worksheets/sheet1.xml"] = "<worksheet xmlns='" +
                                               std::string(testing::kSheetSpace) + "'><sheetData>" +
                                               rows + "</sheetData></worksheet>";
  return workbook.bytes();
}

std::string with_part(std::string name, std::string bytes) {
  HandWorkbook workbook("<row r='1'><c r='A1'><v>1</v></c></row>");
  workbook.parts[std::move(name)] = std::move(bytes);
  return workbook.bytes();
}

// Two million names, nearly all different.
std::string crowd() {
  std::mt19937 random(3);
  const auto character = [&] {
    return encode_utf8(static_cast<char32_t>(0x4E00 + random() % 8'000));
  };
  std::string rows = "<row r='1'>";
  int column = 0;
  for (const char* head : {"项目编号", "项目名称", "作战指挥部", "主责单位", "责任人", "1月计划"})
    rows += cell(codec::cell_name(1, ++column), head);
  rows += "</row>";
  for (int row = 2; row <= 150; ++row) {
    std::string names;
    while (names.size() < 90'000) names += character() + character() + "、";
    const auto at = [&](const char* letter) { return letter + std::to_string(row); };
    rows += "<row r='" + std::to_string(row) + "'>" + cell(at("A"), at("N")) + cell(at("B"), "甲") +
            cell(at("C"), "乙") + cell(at("D"), "丙") + cell(at("E"), names) +
            cell(at("F"), "开工") + "</row>";
  }
  return sheet_of(rows);
}

}  // namespace

TEST_CASE("hostile files: refused or neutralised within a second and 256 MB") {
  const std::string doctype =
      "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>";
  expect("zip bomb", with_sheet("<worksheet>" + std::string(200 << 20, ' ')),
         "workbook_suspicious");
  expect("xml bomb", with_sheet(doctype + "<worksheet>&b;</worksheet>"), "workbook_suspicious");
  expect("a million columns", million_columns(), "workbook_too_large");
  expect("macros", with_part("xl/vbaProject.bin", "x"), "workbook_macros");
  expect("a path name in the zip", with_part("../../etc/passwd", "x"), "workbook_suspicious");
  expect("truncated", full_sheet().substr(0, 100'000), "workbook_truncated");
  expect("a zip within the zip", zip_of({{"inner.zip", full_sheet()}}), "workbook_not_xlsx");
  expect("overlong utf-8", with_sheet("<worksheet>\xC0\xAF</worksheet>"), "workbook_malformed");
  expect("deep nesting", with_sheet([] {
           std::string xml;
           for (int i = 0; i < 100'000; ++i) xml += "<a>";
           return xml;
         }()),
         "workbook_suspicious");
  expect("shared string used often", shared_string_used_often(), "workbook_too_large");
  expect("heads that nearly match, everywhere", wide_heads(), "sheet_without_plan");
  expect("merges over merges", many_merges(), "sheet_without_plan");
  expect("a crowd in every cell", crowd(), "names_too_many");
  expect("400,000 cells", full_sheet(), "sheet_without_plan");
}

TEST_CASE("hostile tables of text: the same") {
  expect("one line of 15 MB", "a,b\n" + std::string(15 << 20, 'x'), "workbook_too_large");
  expect("eight million separators", "a,b\n" + std::string(8 << 20, ','), "sheet_without_plan");
  expect("seven million lines", "a,b\n" + std::string(7 << 20, '\n'), "workbook_too_large");
  expect(
      "cells up to the cap",
      [] {
        std::string text;
        for (int i = 0; i < 1'100'000; ++i) text += i % 20 == 19 ? "1\n" : "1,";
        return text;
      }(),
      "workbook_too_large");
  expect("a quote that never ends", "a,b\n\"" + std::string(100'000, 'y'), "workbook_malformed");
  expect("broken encoding", "a,b\n\xFF\xFF\xFF\n", "workbook_encoding");
}

}  // namespace zhantu::app
