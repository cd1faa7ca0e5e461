// The task board (D-2.1): headquarters and the supervision office keep it.
//
// All REFUSE not_permitted and not_found, and field_invalid with everything that is wrong at its
// field.
#pragma once
#include "app/selection.hpp"

namespace zhantu::app {

// Campaign-wide set of categories, in order; one that is left out ends, tasks keep its name.
Outcome set_categories(Writing& writing, const std::vector<std::string>& names);

struct TaskCommand {
  TaskId id;                            // none: a new task
  std::optional<std::int64_t> version;  // what the editor saw; needed for a task that is there
  std::string number;                   // empty: the next one
  std::string name, source_kind, source, category;
  OrganId owner;
  std::string effect;
  std::optional<Quantity> quantity;
  std::string quantity_unit;
  std::optional<Date> due_on;
};
// REFUSES also precondition_required, selection_conflict.
Result<TaskId> save_task(Writing& writing, const TaskCommand& command);

struct Share {
  UnitId unit;
  std::optional<Quantity> quantity;
};
// Breaks a task's quantity down; units that are left out have no share any more. The sum may differ
// from the quantity: the difference is shown, not forbidden.
Outcome share_task(Writing& writing, TaskId task, const std::vector<Share>& shares);

// The projects that carry a task out, all of them.
Outcome link_task(Writing& writing, TaskId task, const std::vector<ProjectId>& projects);

}  // namespace zhantu::app
