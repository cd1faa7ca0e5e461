#include "app/task_acts.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kCategoriesMax = 30;

Result<Selection> permitted(Writing& writing) {
  const Board& board = writing.board();
  Selection selection =
      load_selection(writing.transaction, board.campaign.tenant, board.campaign.id);
  const auto word = selection_refusal(Act::edit_tasks, board, selection, writing.actor,
                                      writing.app.today(board), nullptr);
  if (word) return Problem{.word = std::string(*word)};
  return selection;
}

store::Deed task_deed(const Writing& writing, const char* verb, TaskId task) {
  return deed(writing.app, writing.actor, verb, fmt::format("task/{}", task.value),
              writing.campaign);
}

std::optional<Problem> flaw_in(const Board& board, const Selection& selection,
                               const TaskCommand& command) {
  FieldFlaws flaws;
  flaws.text(command.number, "/number", 20, true);
  flaws.text(command.name, "/name", 60, true);
  flaws.text(command.source, "/source", 120, false);
  flaws.text(command.effect, "/effect", 300, true);
  flaws.text(command.quantity_unit, "/quantity_unit", 20, command.quantity.has_value());
  for (const Task& task : selection.tasks) {
    if (task.number == command.number && task.id != command.id)
      flaws.add("/number", "number_taken", {{"number", command.number}});
  }
  const bool known = std::ranges::any_of(
      selection.categories, [&](const Category& one) { return one.name == command.category; });
  if (!known && !selection.categories.empty())
    flaws.add("/category", "category_unknown", {{"name", command.category}});
  if (!is_organ(board, command.owner)) flaws.add("/owner", "not_in_campaign");
  if (command.quantity && command.quantity->scaled <= 0)
    flaws.add("/quantity", "quantity_not_positive");
  if (!flaws.any()) return std::nullopt;
  return flaws.problem();
}

}  // namespace

Outcome set_categories(Writing& writing, const std::vector<std::string>& names) {
  const auto selection = permitted(writing);
  if (!selection) return selection.problem();
  FieldFlaws flaws;
  std::set<std::string> wanted;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string where = fmt::format("/names/{}", i);
    flaws.text(names[i], where.c_str(), 20, true);
    if (!wanted.insert(names[i]).second) flaws.add(where, "name_twice", {{"name", names[i]}});
  }
  if (names.size() > kCategoriesMax)
    flaws.add("/names", "field_too_long", {{"max", std::to_string(kCategoriesMax)}});
  if (flaws.any()) return flaws.problem();
  const Board& board = writing.board();
  bool changed = names.size() != selection->categories.size();
  for (std::size_t i = 0; !changed && i < names.size(); ++i)
    changed = selection->categories[i].name != names[i];
  if (!changed) return Done{};
  for (Category old : selection->categories) {
    if (wanted.contains(old.name)) continue;
    old.ends_on = writing.app.today(board);
    writing.transaction.save(old);
  }
  std::int64_t sequence = 0;
  for (const std::string& name : names) {
    writing.transaction.save(Category{.tenant = board.campaign.tenant,
                                      .campaign = board.campaign.id,
                                      .name = name,
                                      .sequence = ++sequence,
                                      .ends_on = std::nullopt});
  }
  writing.transaction.record(deed(writing.app, writing.actor, "set_categories",
                                  fmt::format("campaign/{}", writing.campaign.value),
                                  writing.campaign));
  return Done{};
}

Result<TaskId> save_task(Writing& writing, const TaskCommand& given) {
  const auto selection = permitted(writing);
  if (!selection) return selection.problem();
  const Board& board = writing.board();
  TaskCommand command = given;
  const Task* before = command.id ? selection->find(command.id) : nullptr;
  if (command.id && before == nullptr) return Problem{.word = "not_found"};
  if (before != nullptr && !command.version) return Problem{.word = "precondition_required"};
  if (before != nullptr && before->version != *command.version)
    return selection_conflict(board, before->tenure);
  if (command.number.empty()) {
    std::vector<std::string> numbers;
    for (const Task& task : selection->tasks) numbers.push_back(task.number);
    command.number = next_number(numbers, "RW01");
  }
  if (auto flaw = flaw_in(board, *selection, command)) return *flaw;
  const TaskId id = before != nullptr ? before->id : TaskId{writing.transaction.next_id()};
  const store::Deed act = task_deed(writing, before == nullptr ? "add_task" : "edit_task", id);
  writing.transaction.save(Task{.tenant = board.campaign.tenant,
                                .campaign = board.campaign.id,
                                .id = id,
                                .number = command.number,
                                .name = command.name,
                                .source_kind = command.source_kind,
                                .source = command.source,
                                .category = command.category,
                                .owner = command.owner,
                                .effect = command.effect,
                                .quantity = command.quantity,
                                .quantity_unit = command.quantity_unit,
                                .due_on = command.due_on,
                                .version = before == nullptr ? 1 : before->version + 1,
                                .tenure = writing.actor.tenure,
                                .at = act.at});
  writing.transaction.record(act);
  return id;
}

Outcome share_task(Writing& writing, TaskId id, const std::vector<Share>& shares) {
  const auto selection = permitted(writing);
  if (!selection) return selection.problem();
  const Board& board = writing.board();
  const Task* task = selection->find(id);
  if (task == nullptr) return Problem{.word = "not_found"};
  FieldFlaws flaws;
  std::set<UnitId> seen;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string where = fmt::format("/shares/{}", i);
    if (!is_unit(board, shares[i].unit)) flaws.add(where, "not_in_campaign");
    if (!seen.insert(shares[i].unit).second)
      flaws.add(where, "name_twice", {{"name", board.unit_name(shares[i].unit)}});
    if (!shares[i].quantity || shares[i].quantity->scaled < 0)
      flaws.add(where, "quantity_not_positive");
  }
  if (!task->quantity && !shares.empty()) flaws.add("/shares", "task_without_quantity");
  if (flaws.any()) return flaws.problem();
  const store::Deed act = task_deed(writing, "share_task", id);
  const auto save = [&](UnitId unit, std::optional<Quantity> quantity) {
    writing.transaction.save(TaskShare{.tenant = task->tenant,
                                       .campaign = task->campaign,
                                       .task = id,
                                       .unit = unit,
                                       .quantity = quantity,
                                       .tenure = writing.actor.tenure,
                                       .at = act.at});
  };
  bool changed = false;
  std::map<UnitId, Quantity> standing;
  for (const TaskShare& one : selection->shares) {
    if (one.task == id) standing[one.unit] = *one.quantity;
  }
  for (const Share& share : shares) {
    const auto before = standing.find(share.unit);
    if (before != standing.end() && before->second == *share.quantity) continue;
    save(share.unit, share.quantity);
    changed = true;
  }
  for (const auto& [unit, quantity] : standing) {
    if (seen.contains(unit)) continue;
    save(unit, std::nullopt);
    changed = true;
  }
  if (changed) writing.transaction.record(act);
  return Done{};
}

Outcome link_task(Writing& writing, TaskId id, const std::vector<ProjectId>& projects) {
  const auto selection = permitted(writing);
  if (!selection) return selection.problem();
  const Board& board = writing.board();
  const Task* task = selection->find(id);
  if (task == nullptr) return Problem{.word = "not_found"};
  FieldFlaws flaws;
  const std::set<ProjectId> wanted(projects.begin(), projects.end());
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (board.find(projects[i]) == nullptr)
      flaws.add(fmt::format("/projects/{}", i), "not_in_campaign");
  }
  if (flaws.any()) return flaws.problem();
  const store::Deed act = task_deed(writing, "link_task", id);
  const auto standing = selection->projects_of(id);
  bool changed = false;
  const auto save = [&](ProjectId project, std::optional<Date> ends_on) {
    changed = true;
    writing.transaction.save(TaskProject{.tenant = task->tenant,
                                         .campaign = task->campaign,
                                         .task = id,
                                         .project = project,
                                         .ends_on = ends_on,
                                         .tenure = writing.actor.tenure,
                                         .at = act.at});
  };
  for (const ProjectId project : wanted) {
    if (std::ranges::find(standing, project) == standing.end()) save(project, std::nullopt);
  }
  for (const ProjectId project : standing) {
    if (!wanted.contains(project)) save(project, writing.app.today(board));
  }
  if (changed) writing.transaction.record(act);
  return Done{};
}

}  // namespace zhantu::app
