// Tables of text that spreadsheets open: UTF-8 with a byte order mark, commas, CRLF. A text that a
// spreadsheet could take for a formula is guarded (formula_guard.hpp).
#pragma once
#include <string>
#include <vector>

namespace zhantu::codec {

std::string write_csv(const std::vector<std::vector<std::string>>& rows);

}  // namespace zhantu::codec
