// Changing facts of a project. Annual target and plan change by import before the first
// publication, later by adjustment.
#pragma once
#include "app/period_acts.hpp"

namespace zhantu::app {

struct EditCommand {
  ProjectId project;
  std::int64_t version = 0;  // what the editor saw
  std::optional<std::string> name, category, facts;
};

// REFUSES edit_conflict (somebody was faster), field_invalid.
Outcome edit_project(Writing& writing, const EditCommand& command);

}  // namespace zhantu::app
