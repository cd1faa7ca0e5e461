// The drawings themselves, as text. After a change that is meant: ZHANTU_GOLDEN_UPDATE=1 and look
// at the difference.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

#include "chart/progress_chart.hpp"
#include "golden/chart/progress_fixture.hpp"

namespace zhantu::chart {
namespace {

void check_golden(const std::string& name, const std::string& drawn) {
  const std::string path =
      fmt::format("{}/tests/golden/chart/{}.svg.golden", ZHANTU_SOURCE_DIR, name);
  if (std::getenv("ZHANTU_GOLDEN_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << drawn;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (drawn == expected) return;
  std::size_t line = 1, start = 0, at = 0;
  while (at < drawn.size() && at < expected.size() && drawn[at] == expected[at]) {
    if (drawn[at++] == '\n') {
      ++line;
      start = at;
    }
  }
  const auto line_of = [&](const std::string& text) {
    return start < text.size() ? text.substr(start, text.find('\n', start) - start)
                               : std::string("(end)");
  };
  INFO(name, ", line ", line, "\n  expected: ", line_of(expected),
       "\n  drawn:    ", line_of(drawn));
  CHECK_MESSAGE(false, "the drawing has changed");
}

}  // namespace

TEST_CASE("D-5.1 golden drawings of every kind of cell, both audiences and all media") {
  for (const Audience audience : {Audience::internal, Audience::open}) {
    const ProgressChart chart = fixture::every_cell(audience);
    const std::string suffix = audience == Audience::open ? "-open" : "-internal";
    check_golden("a1" + suffix, draw_progress_paper(chart, {Paper::a1, Surface::svg}).bytes);
    check_golden("a3" + suffix, draw_progress_paper(chart, {Paper::a3, Surface::svg}).bytes);
    check_golden("wall" + suffix, draw_progress_wall(chart, {}).bytes);
  }
}

}  // namespace zhantu::chart
