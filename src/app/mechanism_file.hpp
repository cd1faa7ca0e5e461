// Reads a mechanism file (TOML) into values (D-10). The general form of rules (rules.md) widens
// here and in domain/mechanism.
#pragma once
#include <string_view>

#include "base/problem.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu::app {

// REFUSES mechanism_malformed with `line`, `reason` and `remedy`: not TOML, unknown or missing key,
// rule with a gap or a band that can never apply.
Result<Mechanism> read_mechanism(std::string_view toml);

}  // namespace zhantu::app
