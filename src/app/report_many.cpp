#include "app/report_many.hpp"

#include <set>

#include "app/plan_values.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

// What nobody may do row by row is not told row by row.
std::optional<Problem> person_refused(const Writing& writing, const Period& period,
                                      const std::vector<TypedReport>& typed) {
  const Board& board = writing.board();
  const Date today = writing.app.today(board);
  if (typed.empty()) {
    const Standing who = standing_of(board, writing.actor, today, nullptr, period);
    const ObjectState state = state_of(board, today, nullptr, period);
    if (const auto word = refusal_of_person(Act::report_actual, who, state))
      return Problem{.word = std::string(*word)};
  }
  std::set<ProjectId> seen;
  for (const TypedReport& row : typed) {
    const BoardProject* project = board.find(row.project);
    if (project == nullptr) return Problem{.word = "not_found"};
    const Standing who = standing_of(board, writing.actor, today, project, period);
    const ObjectState state = state_of(board, today, project, period);
    if (const auto word = refusal_of_person(Act::report_actual, who, state))
      return Problem{.word = std::string(*word)};
    if (!seen.insert(row.project).second) return field_problem("/reports", "project_twice");
  }
  return std::nullopt;
}

ReportCommand command_of(const Period& period, const TypedReport& typed,
                         const CheckedReport& checked) {
  return {
      .project = typed.project, .period = period, .text = typed.text, .quantity = checked.quantity};
}

CheckedReport check(const Writing& writing, const Period& period, const TypedReport& typed) {
  CheckedReport row{.project = typed.project, .quantity = std::nullopt, .problems = {}};
  const Project& project = writing.board().find(typed.project)->project;
  const bool empty = trimmed(typed.quantity).empty();
  const QuantityCell read =
      empty ? QuantityCell{} : parse_quantity(typed.quantity, project.quantity_unit);
  row.quantity = read.quantity;
  if (!read.word.empty()) {
    // The word of a workbook's cell speaks of its columns.
    const auto word = read.word == "quantity_not_a_number" ? "quantity_malformed" : read.word;
    row.problems.push_back({.where = "/quantity", .word = std::string(word), .values = {}});
    if (trimmed(typed.text).empty())
      row.problems.push_back({.where = "/text", .word = "text_missing", .values = {}});
    return row;
  }
  if (const auto refused_so = report_refusal(writing, command_of(period, typed, row))) {
    row.problems = refused_so->items;
    if (row.problems.empty())
      row.problems.push_back(
          {.where = "/", .word = refused_so->word, .values = refused_so->values});
  }
  return row;
}

}  // namespace

bool CheckedReports::clean() const {
  return std::ranges::all_of(rows, [](const CheckedReport& row) { return row.problems.empty(); });
}

Result<CheckedReports> check_reports(const Writing& writing, const Period& period,
                                     const std::vector<TypedReport>& typed) {
  if (auto refused_so = person_refused(writing, period, typed)) return *refused_so;
  CheckedReports checked;
  for (const TypedReport& row : typed) checked.rows.push_back(check(writing, period, row));
  return checked;
}

Outcome report_many(Writing& writing, const Period& period, const std::vector<TypedReport>& typed) {
  const auto checked = check_reports(writing, period, typed);
  if (!checked) return checked.problem();
  if (!checked->clean()) {
    Problem problem{.word = "reports_not_taken"};
    for (const CheckedReport& row : checked->rows) {
      for (ProblemItem item : row.problems) {
        item.where = fmt::format("project {}{}", row.project.value, item.where);
        problem.items.push_back(std::move(item));
      }
    }
    return problem;
  }
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const auto done = report_actual(writing, command_of(period, typed[i], checked->rows[i]));
    ZT_CHECK(static_cast<bool>(done));  // it was checked in this transaction
  }
  return Done{};
}

}  // namespace zhantu::app
