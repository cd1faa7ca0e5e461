// What an import says about a table without stopping: what it left out, where it took a unit or a
// year from, what is hidden.
#pragma once
#include <map>
#include <string>

#include "app/language.hpp"

namespace zhantu::app {

// REQUIRES a word of the table in plan_notes.cpp.
std::string note_sentence(const std::string& word, const std::map<std::string, std::string>& values,
                          Language language);

}  // namespace zhantu::app
