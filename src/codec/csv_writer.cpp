#include "codec/csv_writer.hpp"

#include "codec/formula_guard.hpp"

namespace zhantu::codec {
namespace {

std::string quoted(const std::string& text) {
  const std::string safe = guarded(text);
  if (safe.find_first_of(",;\t\"\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char c : safe) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

}  // namespace

std::string write_csv(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + quoted(row[i]);
    out += "\r\n";
  }
  return out;
}

}  // namespace zhantu::codec
