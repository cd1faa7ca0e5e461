// The clerk's own workbook with a comment in some cells and those cells red: comments, their
// drawing and styles are added to the zip, every other part stays as it was, byte for byte.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::codec {

struct CellNote {
  std::string sheet;
  int row = 0;     // from 1
  int column = 0;  // from 1
  std::string text;
};

// `workbook` is what read_xlsx made of `bytes`. A cell that has a comment already keeps it, with
// ours behind; several notes of one cell become one. REFUSES workbook_malformed where a part is
// built in a way that cannot be added to (no styles, UTF-16): then a copy is made by `noted_copy`.
Result<std::string> annotate_xlsx(std::string_view bytes, const XlsxWorkbook& workbook,
                                  const std::vector<CellNote>& notes, const XlsxCaps& caps);

// A new workbook with the same cells as texts, and the comments: for tables of text.
std::string noted_copy(const XlsxWorkbook& workbook, const std::vector<CellNote>& notes,
                       Instant created);

}  // namespace zhantu::codec
