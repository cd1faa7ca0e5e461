#include "domain/determination/published.hpp"

#include <algorithm>
#include <functional>

namespace zhantu {

bool struck_off_in(const BoardProject& project, const Period& period) {
  return project.finished_in(period) && !project.finished_in(period.previous());
}

std::vector<const BoardProject*> lagging_in(const Board& board, const Period& period) {
  std::vector<const BoardProject*> found;
  for (const BoardProject& project : board.projects) {
    const PublishedCard* card = project.cell(period).card();
    if (card != nullptr && warns(card->card)) found.push_back(&project);
  }
  const CardRule& rule = board.mechanism_for(period).card;
  std::ranges::stable_sort(found, std::greater{}, [&](const BoardProject* project) {
    const PublishedCard& card = *project->cell(period).card();
    return std::pair(rule.lateness(card.card), card.missed_run);
  });
  return found;
}

std::string reason_of(const Board& board, const BoardProject& project, const Period& period) {
  for (auto last = board.corrections.rbegin(); last != board.corrections.rend(); ++last) {
    if (last->project == project.project.id && last->period == period) return last->reason;
  }
  const auto& determination = project.cell(period).determination;
  return determination ? determination->reason : std::string{};
}

}  // namespace zhantu
