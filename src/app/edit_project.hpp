// Changing facts of a project. Annual target and plan change by import before the first
// publication, later by adjustment.
#pragma once
#include "app/period_acts.hpp"

namespace zhantu::app {

struct EditCommand {
  ProjectId project;
  std::optional<std::int64_t> version;  // what the editor saw
  std::optional<std::string> name, category, facts;
  std::optional<Problem> flaw;  // of the request's form, heard after the permission
};

// REFUSES precondition_required (no version), field_invalid (also for a command that changes
// nothing), edit_conflict (somebody was faster).
Outcome edit_project(Writing& writing, const EditCommand& command);

}  // namespace zhantu::app
