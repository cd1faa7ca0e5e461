// Rows spread over pages at the borders of their groups.
#pragma once
#include <vector>

#include "chart/progress_model.hpp"

namespace zhantu::chart {

// Consecutive rows of one group on one page.
struct GroupPart {
  const ProgressGroup* group = nullptr;
  std::size_t first = 0;
  std::size_t count = 0;
  bool continued = false;  // the group began on an earlier page
};
using PageOfGroups = std::vector<GroupPart>;

// A page holds rows and, between its groups, gaps. A group that does not fit into what is left
// begins a new page; one that is larger than a page is split. Groups without rows are left out.
// `apart`: every group begins a page. REQUIRES row > 0, row <= room.
std::vector<PageOfGroups> spread(const std::vector<ProgressGroup>& groups, double room, double row,
                                 double gap, bool apart = false);

std::size_t rows_on(const PageOfGroups& page);

}  // namespace zhantu::chart
