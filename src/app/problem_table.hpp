// The one table of problems: stable word, HTTP status and the sentence for the user in each
// language. Docs, web and tests read it.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "app/language.hpp"

namespace zhantu::app {

struct ProblemRow {
  std::string_view word;
  int status;
  std::string_view zh_hans;
  std::string_view zh_hant;
  std::string_view en;
};

// Sorted by word.
std::span<const ProblemRow> problem_table();

// nullptr for a word that nobody defined, which is our fault.
const ProblemRow* find_problem(std::string_view word);

// The sentence with its {placeholders} filled; one without a value is left out.
std::string sentence(std::string_view word, const std::map<std::string, std::string>& values,
                     Language language);

// A text with its {placeholders} filled; what has no value is left out.
std::string filled(std::string_view text, const std::map<std::string, std::string>& values,
                   Language language);

}  // namespace zhantu::app
