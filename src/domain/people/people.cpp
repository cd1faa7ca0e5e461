#include "domain/people/people.hpp"

#include "base/text.hpp"

namespace zhantu {

std::string post_in_unit(const std::string& unit, const std::string& title) {
  const auto left = code_points(unit), right = code_points(title);
  for (std::size_t shared = std::min(left.size(), right.size()); shared > 0; --shared) {
    if (!std::equal(left.end() - static_cast<std::ptrdiff_t>(shared), left.end(), right.begin())) {
      continue;
    }
    const bool before_chief = shared == 1 && right.size() > 1 && right[1] == U'长';
    if (before_chief) break;
    std::string out = unit;
    for (std::size_t i = shared; i < right.size(); ++i) out += encode_utf8(right[i]);
    return out;
  }
  return unit + title;
}

}  // namespace zhantu
