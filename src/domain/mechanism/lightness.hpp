// What may no longer be assessed (rules.md, "Measures that may no longer be scored"; D-11.3): the
// rules of 2023, 2024 and 2026 against formalism.
#pragma once
#include <string_view>

#include "domain/mechanism/measure.hpp"

namespace zhantu {

struct ForbiddenMatter {
  std::string_view zh_hans, zh_hant, en;  // "登录次数"
};

// The forbidden matter that a measure of this key and title is about; nullptr if none. Found by the
// words that such measures are called by: a name that hides its matter is for people to find.
const ForbiddenMatter* forbidden_matter(std::string_view key, const Words& title);

}  // namespace zhantu
