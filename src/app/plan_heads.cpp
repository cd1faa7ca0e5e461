#include "app/plan_heads.hpp"

#include <set>

#include "app/plan_values.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

constexpr int kHeadRowMax = 100;
constexpr int kHeadDepthMax = 3;
constexpr std::size_t kNameRowsMax = 12;
constexpr double kNotUnderstood = 0.25, kFurtherRow = 0.1;
constexpr std::size_t kRangesMax = 2'000;

bool names_project(const std::optional<PlanHeader>& header) {
  return header && header->use.is(PlanField::name);
}

std::string joined(const std::vector<std::string>& parts, std::size_t from) {
  std::string out;
  for (std::size_t i = from; i < parts.size(); ++i) out += parts[i];
  return out;
}

// "1月" under a head that speaks of plans.
std::optional<PlanHeader> bare_month(const std::vector<std::string>& parts) {
  if (parts.size() < 2) return std::nullopt;
  const std::string above = folded_header(joined({parts.begin(), parts.end() - 1}, 0));
  constexpr std::pair<std::string_view, std::string_view> kinds[] = {
      {"完成", "完成"},     {"累计", "累计量"}, {"当月", "当月量"},
      {"本月", "当月量"},   {"当季", "当月量"}, {"投资", "投资"},
      {"计划量", "计划量"}, {"计划", "计划"},   {"目标", "计划"}};
  for (const auto& [word, kind] : kinds) {
    if (above.find(word) == std::string::npos) continue;
    const auto header = read_header(parts.back() + std::string(kind));
    return header && (header->use.of_period() || header->use.kind == PlanUse::Kind::actual)
               ? header
               : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<CellRange> parse_range(std::string_view range) {
  const auto colon = range.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto first = codec::parse_reference(range.substr(0, colon));
  const auto last = codec::parse_reference(range.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column)
    return std::nullopt;
  return CellRange{first->row, first->column, last->row, last->column};
}

HeadRows::HeadRows(const codec::XlsxSheet& sheet) {
  for (const auto& cell : sheet.cells) {
    if (cell.row > kHeadRowMax + kHeadDepthMax) break;
    rows_[cell.row][cell.column] = shown_text(cell, false);
  }
  std::size_t count = 0;
  for (const std::string& text : sheet.merged_ranges) {
    const auto range = parse_range(text);
    if (!range || range->first_row > kHeadRowMax || ++count > kRangesMax) continue;
    ranges_[range->first_row].push_back(*range);
  }
}

const CellRange* HeadRows::range_of(int row, int column) const {
  for (auto at = ranges_.begin(); at != ranges_.end() && at->first <= row; ++at) {
    for (const CellRange& range : at->second) {
      if (range.last_row >= row && range.first_column <= column && column <= range.last_column)
        return &range;
    }
  }
  return nullptr;
}

// In a table of text a group stands once, above the first of its columns: it holds for those to the
// right that have a head of their own below.
std::map<int, std::string>::const_iterator HeadRows::spread(const std::map<int, std::string>& cells,
                                                            int column, int last_row) const {
  const auto bottom = rows_.find(last_row);
  if (bottom == rows_.end() || !bottom->second.contains(column)) return cells.end();
  auto left = cells.lower_bound(column);
  if (left == cells.begin()) return cells.end();
  --left;
  return bottom->second.contains(left->first) ? left : cells.end();
}

std::vector<std::string> HeadRows::column(int column, int first_row, int last_row) const {
  std::vector<std::string> parts;
  std::pair<int, int> told{0, 0};
  for (int row = first_row; row <= last_row; ++row) {
    const CellRange* range = range_of(row, column);
    const std::pair<int, int> origin =
        range ? std::pair(range->first_row, range->first_column) : std::pair(row, column);
    const auto cells = rows_.find(origin.first);
    if (cells == rows_.end() || origin == told) continue;
    auto cell = cells->second.find(origin.second);
    const bool empty = cell == cells->second.end() || cell->second.empty();
    if (empty && !range && row < last_row) cell = spread(cells->second, column, last_row);
    if (cell == cells->second.end() || cell->second.empty()) continue;
    told = origin;
    parts.push_back(cell->second);
  }
  return parts;
}

std::vector<int> HeadRows::columns(int first_row, int last_row) const {
  std::set<int> out;
  for (auto row = rows_.lower_bound(first_row); row != rows_.end() && row->first <= last_row;
       ++row) {
    for (const auto& [column, text] : row->second) {
      out.insert(column);
      const CellRange* range = range_of(row->first, column);
      for (int next = column + 1; range && next <= range->last_column && next - column < 512;
           ++next)
        out.insert(next);
    }
  }
  return {out.begin(), out.end()};
}

std::vector<std::string> HeadRows::texts(int first_row, int last_row) const {
  std::vector<std::string> out;
  for (auto row = rows_.lower_bound(first_row); row != rows_.end() && row->first <= last_row;
       ++row) {
    for (const auto& [column, text] : row->second) out.push_back(text);
  }
  return out;
}

int HeadRows::bottom(int row, int column) const {
  const CellRange* range = range_of(row, column);
  return range ? range->last_row : row;
}

std::optional<PlanHeader> read_heads(const std::vector<std::string>& parts) {
  if (parts.empty()) return std::nullopt;
  // All parts together say most; the upper ones may be a group that only looks nice.
  for (std::size_t from = 0; from < parts.size(); ++from) {
    if (const auto header = read_header(joined(parts, from))) return header;
  }
  if (const auto month = bare_month(parts)) return month;
  // A part that says nothing ("(公里)", "必填") below one that does.
  if (parts.size() > 1 && unit_in_header(parts.back()) != "")
    return read_heads({parts.begin(), parts.end() - 1});
  return std::nullopt;
}

std::optional<Head> find_head(const HeadRows& rows, int& budget) {
  std::set<std::pair<int, int>> names;  // row and column of heads that name the project
  for (const auto& [row, cells] : rows.rows()) {
    if (row > kHeadRowMax || names.size() >= kNameRowsMax) break;
    for (const auto& [column, text] : cells) {
      if (--budget < 0) return std::nullopt;
      if (names_project(read_header(text))) names.emplace(row, column);
    }
  }
  std::optional<Head> best;
  const auto consider = [&](int first, int last) {
    std::set<std::string> understood;
    int strange = 0;
    for (const int column : rows.columns(first, last)) {
      if (--budget < 0) return;
      const auto parts = rows.column(column, first, last);
      const auto header = read_heads(parts);
      if (header && !header->is_own()) {
        const bool unsaid = header->use.kind == PlanUse::Kind::unsaid;
        understood.insert(unsaid ? joined(parts, 0) : word(header->use));
      }
      if (!header && !parts.empty()) ++strange;
    }
    if (!understood.contains("name") || understood.size() < 2) return;
    const double score = static_cast<double>(understood.size()) - kNotUnderstood * strange -
                         kFurtherRow * (last - first);
    if (!best || score > best->score) best = Head{first, last, score};
  };
  for (const auto& [row, column] : names) {
    const int bottom = rows.bottom(row, column);
    for (int first = std::max(1, row - kHeadDepthMax + 1); first <= row; ++first) {
      for (int last = std::max(row, bottom); last < first + kHeadDepthMax; ++last)
        consider(first, last);
    }
  }
  return best;
}

}  // namespace zhantu::app
