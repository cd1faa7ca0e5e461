// Reads a mechanism file (TOML) into values (D-10). Its form is told in docs/mechanism-file.md.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "app/mechanism_flaws.hpp"
#include "base/problem.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu::app {

inline constexpr std::size_t kMechanismBytesMax = 256 * 1024;

// All that a reading found. There is a mechanism exactly where there are no flaws; warnings stop
// nothing. Both are in the order of the lines.
struct MechanismReading {
  std::optional<Mechanism> mechanism;
  std::vector<FileFlaw> flaws;
  std::vector<FileFlaw> warnings;
};
MechanismReading read_mechanism_file(std::string_view toml);

// A mechanism that a campaign can run by: without flaws, and with a rule for projects.
// REFUSES mechanism_malformed with `line`, `reason` and `remedy` of the first flaw (and
// reason_hans, remedy_hans, reason_hant, remedy_hant); all flaws stand in the items as
// mechanism_flaw.
Result<Mechanism> read_mechanism(std::string_view toml);

// The same for the flaws of a reading; mech and API give it on.
Problem mechanism_malformed(const std::vector<FileFlaw>& flaws);

}  // namespace zhantu::app
