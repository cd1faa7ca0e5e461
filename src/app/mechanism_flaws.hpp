// What can be wrong with a mechanism file, with reason and remedy in three languages (D-10).
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.hpp"

namespace zhantu::app {

// One flaw or warning of a file. `word` is a row of the table; values are words of the file,
// numbers and intervals, the same in every language.
struct FileFlaw {
  std::int64_t line = 0;  // 1-based
  std::string word;
  std::map<std::string, std::string> values;
};

struct FlawRow {
  std::string_view word;
  std::string_view reason_hans, reason_hant, reason_en;
  std::string_view remedy_hans, remedy_hant, remedy_en;
};

std::span<const FlawRow> flaw_rows();

std::string reason_of(const FileFlaw& flaw, Language language);
std::string remedy_of(const FileFlaw& flaw, Language language);

}  // namespace zhantu::app
