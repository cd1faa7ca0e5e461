// The gate before the wall (D-2.1): a project hangs only with its dates and a person who answers
// for it. Pure. Candidates: selection/gate.hpp.
#pragma once
#include <string_view>
#include <vector>

#include "domain/project/project.hpp"

namespace zhantu {

enum class Lack {
  projects,  // of a task
  command_post,
  lead_unit,
  starts_on,
  finishes_on,
  accountable_person,
  annual_target,
};
// "missing_starts_on": also the word of the sentence that says so.
std::string_view word(Lack lack);

// What is missing before it may hang on the wall, in the order in which it is asked for.
std::vector<Lack> lacks_for_wall(const Project& project, bool has_accountable_person);

}  // namespace zhantu
