#include "app/edit_project.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kNameMax = 60, kCategoryMax = 40, kFactsMax = 500;

std::optional<Problem> length_flaw(const std::optional<std::string>& text, const char* where,
                                   std::size_t most, bool needed) {
  if (!text) return std::nullopt;
  if (needed && trimmed(*text).empty()) return field_problem(where, "field_missing");
  if (code_points(*text).size() <= most) return std::nullopt;
  Problem problem = field_problem(where, "field_too_long");
  problem.items.front().values["max"] = std::to_string(most);
  return problem;
}

// Who changed the project last, for the sentence of a conflict.
std::string last_editor(Writing& writing, const std::string& subject) {
  std::int64_t tenure = 0;
  const store::Param params[] = {{"tenant", writing.actor.tenant.value}, {"subject", subject}};
  const store::ColumnKind shape[] = {store::ColumnKind::whole};
  writing.transaction.query(
      "select tenure from journal_entry where tenant = :tenant and subject = :subject order by id "
      "desc limit 1",
      params, shape, [&](std::span<const Value> v) { tenure = std::get<std::int64_t>(v[0]); });
  return writing.board().holder_text({tenure});
}

}  // namespace

Outcome edit_project(Writing& writing, const EditCommand& command) {
  const Board& board = writing.board();
  const BoardProject* found = board.find(command.project);
  if (found == nullptr) return Problem{.word = "not_found"};
  const Date today = writing.app.today(board);
  if (const auto word = refused(Act::edit_project, board, writing.actor, today, found, {})) {
    return Problem{.word = std::string(*word)};
  }
  if (!command.version) return Problem{.word = "precondition_required"};
  if (command.flaw) return *command.flaw;
  if (!command.name && !command.category && !command.facts) {
    return field_problem("/", "field_missing");
  }
  Project project = found->project;
  const std::string subject = fmt::format("project/{}", project.id.value);
  if (project.version != *command.version) {
    return Problem{.word = "edit_conflict", .values = {{"by", last_editor(writing, subject)}}};
  }
  if (auto flaw = length_flaw(command.name, "/name", kNameMax, true)) return *flaw;
  if (auto flaw = length_flaw(command.category, "/category", kCategoryMax, false)) return *flaw;
  if (auto flaw = length_flaw(command.facts, "/facts", kFactsMax, false)) return *flaw;
  if (command.name) project.name = *command.name;
  if (command.category) project.category = *command.category;
  if (command.facts) project.facts = *command.facts;
  project.version += 1;
  writing.save(project);
  writing.transaction.record(
      deed(writing.app, writing.actor, "edit_project", subject, writing.campaign));
  return Done{};
}

}  // namespace zhantu::app
