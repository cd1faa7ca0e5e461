// Finding the head of a plan table: one to three rows, merged or not, with titles above it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/plan_columns.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::app {

struct CellRange {
  int first_row = 0, first_column = 0, last_row = 0, last_column = 0;
};

// The rows in which a head may stand, with merged values spread over their ranges.
class HeadRows {
 public:
  explicit HeadRows(const codec::XlsxSheet& sheet);

  // The texts of a column from top to bottom; a merged value is told once.
  std::vector<std::string> column(int column, int first_row, int last_row) const;
  // Columns that have a text in one of these rows.
  std::vector<int> columns(int first_row, int last_row) const;
  // Every text in these rows, once.
  std::vector<std::string> texts(int first_row, int last_row) const;
  // The last row of the merged range that covers the cell, or its own.
  int bottom(int row, int column) const;
  const std::map<int, std::map<int, std::string>>& rows() const { return rows_; }

 private:
  const CellRange* range_of(int row, int column) const;
  std::map<int, std::string>::const_iterator spread(const std::map<int, std::string>& cells,
                                                    int column, int last_row) const;

  std::map<int, std::map<int, std::string>> rows_;
  std::map<int, std::vector<CellRange>> ranges_;  // by first row
};

// What the texts of one column of the head announce together ("3月" above "计划").
std::optional<PlanHeader> read_heads(const std::vector<std::string>& parts);

struct Head {
  int first_row = 0, last_row = 0;
  double score = 0;  // columns that were understood, less those that were not
};

// nullopt where no row names a project and something else of a plan. `budget`: how many texts may
// still be looked at, over all sheets of a workbook.
std::optional<Head> find_head(const HeadRows& rows, int& budget);

std::optional<CellRange> parse_range(std::string_view range);

}  // namespace zhantu::app
