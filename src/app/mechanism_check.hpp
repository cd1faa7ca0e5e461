// The check of a mechanism file in one language: each flaw with line, reason and remedy, warnings
// apart, and what was understood in words (D-10). The command `mechanism check` and the API show
// it.
#pragma once
#include <boost/describe.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.hpp"
#include "app/mechanism_file.hpp"

namespace zhantu::app {

struct ToldFlaw {
  std::int64_t line = 0;
  std::string word;  // stable: "band_gap"
  std::string reason, remedy;
};
BOOST_DESCRIBE_STRUCT(ToldFlaw, (), (line, word, reason, remedy))

struct MechanismCheck {
  std::vector<ToldFlaw> flaws;       // sound if there are none
  std::vector<ToldFlaw> warnings;    // stop nothing
  std::vector<std::string> summary;  // lines, indented by two blanks a level; empty with flaws
  bool sound() const { return flaws.empty(); }
};

MechanismCheck check_mechanism(std::string_view toml, Language language);

// The check as the command prints it: flaws, warnings, what was understood.
std::string told(const MechanismCheck& check, Language language);

}  // namespace zhantu::app
