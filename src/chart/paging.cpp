#include "chart/paging.hpp"

#include <cmath>

#include "base/check.hpp"

namespace zhantu::chart {

std::vector<PageOfGroups> spread(const std::vector<ProgressGroup>& groups, double room, double row,
                                 double gap, bool apart) {
  ZT_CHECK(row > 0 && row <= room);
  const auto fitting = [&](double height) {
    return static_cast<std::size_t>(std::floor(height / row + 1e-9));
  };
  std::vector<PageOfGroups> pages(1);
  double left = room;
  const auto turn = [&] {
    pages.emplace_back();
    left = room;
  };
  for (const ProgressGroup& group : groups) {
    const std::size_t rows = group.rows.size();
    for (std::size_t first = 0; first < rows;) {
      if (!pages.back().empty()) left -= gap;
      const std::size_t rest = rows - first;
      const bool whole_page_would_do = rest <= fitting(room);
      if (!pages.back().empty() &&
          (apart || fitting(std::max(left, 0.0)) < (whole_page_would_do ? rest : 1)))
        turn();
      const std::size_t count = std::min(rest, fitting(left));
      pages.back().push_back({&group, first, count, first > 0});
      left -= static_cast<double>(count) * row;
      first += count;
      if (first < rows) turn();
    }
  }
  return pages;
}

std::size_t rows_on(const PageOfGroups& page) {
  std::size_t rows = 0;
  for (const GroupPart& part : page) rows += part.count;
  return rows;
}

}  // namespace zhantu::chart
