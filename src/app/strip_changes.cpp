#include "app/strip_changes.hpp"

namespace zhantu::app {
namespace {

using chart::ProgressCell;
using chart::ProgressRow;

// Everything of a row that is printed and was published.
std::string printed(const ProgressRow& row) {
  std::string text = fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}", row.sequence, row.number, row.name,
                                 row.facts, row.annual_target, row.commander, row.deputy_commanders,
                                 row.accountable_persons, row.lead_unit);
  const auto share = [](std::optional<int> value) {
    return value ? std::to_string(*value) : std::string("-");
  };
  for (const ProgressCell& cell : row.cells) {
    const bool published = cell.card != Card::none || !cell.verdict.empty() || cell.missed_run > 0;
    text += fmt::format("\n{}{}{}{}|{}|{}|{}|{}|{}|{}", cell.on_wall ? 1 : 0,
                        cell.has_target ? 1 : 0, cell.corrected ? 1 : 0, cell.struck_off ? 1 : 0,
                        cell.plan_text, share(cell.plan_basis_points), static_cast<int>(cell.card),
                        static_cast<int>(cell.shown), cell.verdict,
                        share(published ? cell.verified_basis_points : std::nullopt));
  }
  return text;
}

}  // namespace

std::optional<Instant> revision_instant(const Board& board, std::int64_t revision) {
  for (const auto& [period, publication] : board.publications) {
    if (publication.revision == revision) return publication.at;
  }
  for (const Correction& correction : board.corrections) {
    if (correction.revision == revision) return correction.at;
  }
  return std::nullopt;
}

std::vector<std::string> changed_strips(const chart::ProgressChart& then,
                                        const chart::ProgressChart& now) {
  std::map<std::string, std::string> before;
  for (const chart::ProgressGroup& group : then.groups) {
    for (const ProgressRow& row : group.rows) before[row.project] = printed(row);
  }
  std::vector<std::string> changed;
  for (const chart::ProgressGroup& group : now.groups) {
    for (const ProgressRow& row : group.rows) {
      const auto found = before.find(row.project);
      if (found == before.end() || found->second != printed(row)) changed.push_back(row.project);
    }
  }
  return changed;
}

std::vector<std::string> changed_posts(const chart::ProgressChart& then,
                                       const chart::ProgressChart& now) {
  std::vector<std::string> changed;
  for (const chart::ProgressGroup& group : now.groups) {
    const auto before = std::ranges::find(then.groups, group.name, &chart::ProgressGroup::name);
    if (group.mark && (before == then.groups.end() || before->mark != group.mark))
      changed.push_back(group.name);
  }
  return changed;
}

BoardPtr board_at_revision(App& app, const Board& board, std::int64_t revision) {
  const auto at = revision_instant(board, revision);
  return at ? app.board_at(board.campaign.id, *at) : nullptr;
}

}  // namespace zhantu::app
