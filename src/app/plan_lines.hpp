// Lines of a plan table that are no project: sums, headings of sections, signatures, heads printed
// again, a row that only numbers the columns, another table below.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace zhantu::app {

enum class PlanLine : std::int8_t {
  project,
  total,
  section,
  footer,
  head,
  numbering,
  other_table,  // another table begins here; nothing below belongs to the plan
};

// What the line says, as it is seen.
struct LineTexts {
  std::string number, name;
  std::vector<std::string> before_name;  // cells left of the name, the number's too
  std::vector<std::string> all;          // every cell of the row that says something
  int required = 0;                      // command post, lead unit and months that are filled in
};

PlanLine kind_of_line(const LineTexts& line);

}  // namespace zhantu::app
