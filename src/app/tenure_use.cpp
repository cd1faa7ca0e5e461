#include "app/tenure_use.hpp"

namespace zhantu::app {
namespace {

bool acted(const Board& board, TenureId tenure) {
  const auto by = [&](const auto& deed) { return deed && deed->tenure == tenure; };
  const bool in_cell = std::ranges::any_of(board.projects, [&](const BoardProject& project) {
    return std::ranges::any_of(project.cells, [&](const auto& one) {
      const Cell& cell = one.second;
      return by(cell.report) || by(cell.confirmation) || by(cell.determination);
    });
  });
  return in_cell || std::ranges::any_of(board.publications, [&](const auto& one) {
           return one.second.tenure == tenure;
         });
}

bool used_in(const Board& board, const Tenure& tenure) {
  if (std::ranges::find(board.members, tenure.id, &OrganMember::tenure) != board.members.end())
    return true;
  const auto post = board.posts.find(tenure.post);
  const UnitId unit = post == board.posts.end() ? UnitId{} : post->second.unit;
  const bool for_project = std::ranges::any_of(board.projects, [&](const BoardProject& project) {
    return std::ranges::find(project.units, unit, &ProjectUnit::unit) != project.units.end() ||
           std::ranges::find(project.persons, tenure.person, &ProjectPerson::person) !=
               project.persons.end();
  });
  return for_project || acted(board, tenure.id);
}

bool changes_on(const Tenure& before, const Tenure& after, Date first, Date last) {
  for (Date day = first; day <= last; ++day.days) {
    if (before.holds_on(day) != after.holds_on(day)) return true;
  }
  return false;
}

}  // namespace

std::optional<Problem> tenure_frozen(TenantWriting& writing, const Tenure& before,
                                     const Tenure& after) {
  if (before.starts_on == after.starts_on && before.ends_on == after.ends_on) return std::nullopt;
  for (const Campaign& campaign : writing.transaction.of_tenant<Campaign>(writing.actor.tenant)) {
    const auto shared =
        load_in(writing.app, writing.transaction, writing.actor.tenant, campaign.id);
    if (!shared || !used_in(shared->board, before)) continue;
    for (const auto& [period, publication] : shared->board.publications) {
      if (!changes_on(before, after, period.first_day(), period.last_day())) continue;
      return Problem{.word = "tenure_frozen",
                     .values = {{"campaign", campaign.title}, {"period", period.text()}}};
    }
  }
  return std::nullopt;
}

std::optional<Date> frozen_until(const Board& board) {
  const auto latest = board.latest_published();
  return latest ? std::optional(latest->last_day()) : std::nullopt;
}

}  // namespace zhantu::app
