// Text tables beside the rules that they prove (style: "a rule stands in three files").
//
//   # a comment, to the end of the line that it begins
//   == section
//   column | column | expected
//   cell   | cell   | cell
//
// The first row of a section names its columns. Cells are trimmed. Whatever is wrong with a table
// throws std::runtime_error that begins with file:line.
#pragma once
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "base/quantity.hpp"
#include "base/text.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu::table {

inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> out;
  for (std::size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(separator, start), text.size());
    out.emplace_back(trimmed(text.substr(start, end - start)));
    start = end + 1;
  }
  return out;
}

struct Row {
  std::string where;  // "src/base/period.table:12"
  std::map<std::string, std::string> cells;

  [[noreturn]] void wrong(const std::string& what) const {
    throw std::runtime_error(where + ": " + what);
  }
  const std::string& operator[](const std::string& column) const {
    const auto found = cells.find(column);
    if (found == cells.end()) wrong("the section has no column \"" + column + "\"");
    return found->second;
  }

  // The words of a cell, separated by blanks; none for an empty cell or "-".
  std::vector<std::string> words(const std::string& column) const {
    std::vector<std::string> out;
    for (std::string& word : split((*this)[column], ' ')) {
      if (!word.empty() && word != "-") out.push_back(std::move(word));
    }
    return out;
  }
  // "yes" or "no".
  bool flag(const std::string& column) const {
    const std::string& cell = (*this)[column];
    if (cell != "yes" && cell != "no") wrong("\"" + cell + "\" is neither yes nor no");
    return cell == "yes";
  }
  // "-" stands for none.
  std::optional<Quantity> quantity(const std::string& column) const {
    const std::string& cell = (*this)[column];
    if (cell == "-") return std::nullopt;
    return read(Quantity::parse(cell), cell, "a quantity");
  }
  int number(const std::string& column) const {
    const std::string& cell = (*this)[column];
    int out = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    if (error != std::errc{} || end != cell.data() + cell.size())
      wrong("\"" + cell + "\" is no whole number");
    return out;
  }
  std::vector<Verdict> verdicts(const std::string& column) const {
    std::vector<Verdict> out;
    for (const std::string& word : words(column))
      out.push_back(read(verdict_of(word), word, "a verdict"));
    return out;
  }
  Card card(const std::string& column) const {
    return read(card_of((*this)[column]), (*this)[column], "a card");
  }

 private:
  template <class T>
  T read(const std::optional<T>& value, const std::string& cell, const char* kind) const {
    if (!value) wrong("\"" + cell + "\" is not " + kind);
    return *value;
  }
};

// The rows of a section of the text that `file` gives; `path` is what errors call it. A section
// that is missing or empty is an error, so that a misspelt name proves nothing by accident.
inline std::vector<Row> rows_in(std::istream& file, const std::string& path,
                                const std::string& section) {
  std::vector<Row> out;
  std::vector<std::string> columns;
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const std::string text(trimmed(line));
    if (text.empty() || text.starts_with('#')) continue;
    Row row{.where = path + ":" + std::to_string(number), .cells = {}};
    if (text.starts_with("==")) {
      inside = trimmed(std::string_view(text).substr(2)) == section;
      columns.clear();
      continue;
    }
    if (!inside) continue;
    const auto cells = split(text, '|');
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    if (cells.size() != columns.size()) {
      row.wrong(std::to_string(cells.size()) + " cells under " + std::to_string(columns.size()) +
                " columns");
    }
    for (std::size_t i = 0; i < cells.size(); ++i) row.cells[columns[i]] = cells[i];
    out.push_back(std::move(row));
  }
  if (out.empty()) throw std::runtime_error(path + ":1: no rows in a section \"" + section + "\"");
  return out;
}

// The rows of a section of a file; `path` from the root of the project.
inline std::vector<Row> rows(const std::string& path, const std::string& section) {
  std::ifstream file(std::string(ZHANTU_SOURCE_DIR) + "/" + path);
  if (!file) throw std::runtime_error(path + ":1: cannot be read");
  return rows_in(file, path, section);
}

}  // namespace zhantu::table
