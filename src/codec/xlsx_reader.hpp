// Streaming reader of .xlsx workbooks. The file is hostile until proven otherwise: caps on
// everything, no DOCTYPE, no formula is ever evaluated (the cached value counts), nothing is
// written to disk.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace zhantu::codec {

struct XlsxCaps {
  std::size_t file_bytes_max = 16 << 20;
  std::size_t entries_max = 2'000;
  std::size_t unpacked_bytes_max = 256 << 20;  // all parts together
  std::size_t ratio_max = 200;                 // of one part larger than 1 MB
  std::size_t depth_max = 64;                  // of nested elements
  std::size_t cells_max = 5'000'000;
  std::size_t rows_max = 1'048'576;
  std::size_t columns_max = 512;  // a used cell further right is refused
  std::size_t shared_strings_bytes_max = 64 << 20;
  std::size_t sheets_max = 64;
  // Texts of all cells together: one long shared string can be used by many cells.
  std::size_t text_bytes_max = 128 << 20;
  // Of one cell; the format itself ends at 32,767 characters.
  std::size_t cell_text_bytes_max = 4 * 32'767;
};

enum class CellKind : std::int8_t { text, number, boolean, error };

struct XlsxCell {
  int row = 0;     // from 1
  int column = 0;  // from 1
  CellKind kind = CellKind::text;
  std::string text;      // as stored, without control characters; numbers in their shortest decimal
                         // form ("0.25", "45658"), rounded to the 15 digits that spreadsheets show;
                         // booleans "0" and "1"
  bool is_date = false;  // the cell's number format shows a date
  bool is_percent = false;  // ... shows a percentage
  // The text is the cached value; it is empty where the program that saved it computed none.
  bool is_formula = false;
};

struct XlsxSheet {
  std::string name;
  bool hidden = false;
  std::vector<XlsxCell> cells;  // in file order: by row, then by column; empty cells left out
  std::vector<std::string> merged_ranges;                // "A1:C2"
  std::vector<std::pair<int, int>> hidden_columns = {};  // first and last
  std::vector<int> hidden_rows = {};                     // the first thousand
  std::string part = {};                                 // of the package
};

struct XlsxWorkbook {
  bool dates_from_1904 = false;
  std::vector<XlsxSheet> sheets;
  std::string styles_part = {};  // "" for none
  // Of a table of text (csv_reader.hpp); empty and 0 for .xlsx.
  std::string text_encoding = {};
  char text_separator = 0;
};

// REFUSES, each by its word: workbook_not_xlsx (with `kind`: one of file_kind.hpp),
// workbook_encrypted, workbook_truncated, workbook_too_large (with `cap`: the caps above without
// _max, or xml_token, styles, relations), workbook_suspicious (with `reason`: doctype, ratio,
// nesting, path, sheets), workbook_malformed (with `part`), workbook_macros.
Result<XlsxWorkbook> read_xlsx(std::string_view bytes, const XlsxCaps& caps = {});

std::string cell_name(int row, int column);  // "D7"

}  // namespace zhantu::codec
