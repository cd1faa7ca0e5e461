#include "domain/determination/frozen.hpp"

#include <algorithm>

namespace zhantu {
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

std::optional<Date> frozen_until(const Board& board) {
  const auto latest = board.latest_published();
  return latest ? std::optional(latest->last_day()) : std::nullopt;
}

Date first_free_day(const Board& board, Date today) {
  const auto frozen = frozen_until(board);
  return frozen ? std::max(today, Date{frozen->days + 1})
                : std::min(today, board.campaign.starts_on);
}

std::optional<ProblemItem> days_flaw(const Board& board, const std::string& where,
                                     const std::optional<RowDays>& before, const RowDays& after) {
  if (after.ends_on && *after.ends_on < after.starts_on)
    return ProblemItem{.where = where, .word = "day_order"};
  const auto frozen = frozen_until(board);
  if (!frozen) return std::nullopt;
  const auto touched = [&](const std::optional<Date>& ends_on) {
    return ends_on && *ends_on < *frozen;
  };
  const bool begins = !before && after.starts_on <= *frozen;
  const bool ends = before && before->ends_on != after.ends_on &&
                    (touched(before->ends_on) || touched(after.ends_on));
  if (!begins && !ends) return std::nullopt;
  return ProblemItem{.where = where, .word = "day_frozen", .values = {{"day", frozen->iso()}}};
}

std::optional<Period> frozen_by_tenure(const Board& board, const Tenure& before,
                                       const Tenure& after) {
  if (!used_in(board, before)) return std::nullopt;
  for (const auto& [period, publication] : board.publications) {
    if (changes_on(before, after, period.first_day(), period.last_day())) return period;
  }
  return std::nullopt;
}

}  // namespace zhantu
