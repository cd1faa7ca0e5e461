// A column's or a journaled field's value: nothing, a whole number or text.
#pragma once
#include <cstdint>
#include <string>
#include <variant>

namespace zhantu {

using Value = std::variant<std::monostate, std::int64_t, std::string>;

// Text about a person, or a secret. In the journal it stands as a salted commitment only, so that
// it can be erased (D-9.3).
struct Personal {
  std::string text;
  friend auto operator<=>(const Personal&, const Personal&) = default;
};

}  // namespace zhantu
