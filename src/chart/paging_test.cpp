#include "chart/paging.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "base/check.hpp"

namespace zhantu::chart {
namespace {

std::vector<ProgressGroup> groups_of(const std::vector<int>& sizes) {
  std::vector<ProgressGroup> groups;
  for (int size : sizes) {
    groups.emplace_back().rows.resize(static_cast<std::size_t>(size));
  }
  return groups;
}

// "5+4|3*" : two groups on the first page, the continued rest of a group on the second.
std::string spread_text(const std::vector<int>& sizes, double room, double gap = 0) {
  const std::vector<ProgressGroup> groups = groups_of(sizes);
  std::string text;
  for (const PageOfGroups& page : spread(groups, room, 1, gap)) {
    if (!text.empty()) text += '|';
    for (std::size_t i = 0; i < page.size(); ++i) {
      text += fmt::format("{}{}{}", i > 0 ? "+" : "", page[i].count, page[i].continued ? "*" : "");
    }
  }
  return text;
}

}  // namespace

TEST_CASE("rows are spread at the borders of their groups") {
  struct Case {
    std::vector<int> sizes;
    double room, gap;
    const char* expected;
  };
  const Case cases[] = {
      {{5, 4, 5}, 14, 0, "5+4+5"},
      {{5, 4, 5}, 13, 0, "5+4|5"},
      {{5, 4, 5}, 14, 0.5, "5+4|5"},  // the gaps count
      {{5, 4, 5}, 15, 0.5, "5+4+5"},
      {{12}, 5, 0, "5|5*|2*"},            // larger than a page: split
      {{2, 12, 2}, 5, 0, "2+3|5*|4*|2"},  // a group that must be split anyway fills the page
      {{5, 5}, 5, 0.5, "5|5"},
      {{0, 3, 0, 2}, 9, 1, "3+2"},  // empty groups leave no gap
      {{}, 9, 1, ""},
  };
  for (const Case& each : cases) {
    INFO(each.expected);
    CHECK(spread_text(each.sizes, each.room, each.gap) == each.expected);
  }
}

TEST_CASE("no row is lost or doubled, and no page is overfull") {
  for (int seed = 1; seed < 200; ++seed) {
    std::vector<int> sizes;
    for (int i = 0; i < seed % 9; ++i) sizes.push_back((seed * 7 + i * i * 5) % 23);
    const std::vector<ProgressGroup> groups = groups_of(sizes);
    std::vector<std::size_t> seen(groups.size());
    for (const PageOfGroups& page : spread(groups, 17.5, 1, 0.4)) {
      double used = page.empty() ? 0 : 0.4 * static_cast<double>(page.size() - 1);
      for (const GroupPart& part : page) {
        std::size_t& next = seen[static_cast<std::size_t>(part.group - groups.data())];
        CHECK(part.first == next);
        CHECK(part.continued == (next > 0));
        CHECK(part.count > 0);
        next += part.count;
        used += static_cast<double>(part.count);
      }
      CHECK(used <= 17.5 + 1e-9);
    }
    for (std::size_t i = 0; i < groups.size(); ++i) CHECK(seen[i] == groups[i].rows.size());
  }
}

TEST_CASE("a row must fit on a page") {
  CHECK_THROWS_AS(spread(groups_of({1}), 0.5, 1, 0), CheckFailed);
}

}  // namespace zhantu::chart
