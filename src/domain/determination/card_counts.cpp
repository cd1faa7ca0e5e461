#include "domain/determination/card_counts.hpp"

namespace zhantu {
namespace {

std::vector<RaceStanding> standings_until(const Board& board, const Period& last) {
  std::map<UnitId, std::pair<int, int>> counts;  // blue, all
  for (const BoardProject& project : board.projects) {
    for (const auto& [period, cell] : project.cells) {
      const PublishedCard* card = cell.card();
      if (period > last || card == nullptr || card->card == Card::none || !project.project.place)
        continue;
      auto& [blue, all] = counts[project.project.place];
      blue += card->card == Card::blue ? 1 : 0;
      ++all;
    }
  }
  std::vector<RaceStanding> race;
  for (const auto& [id, count] : counts) {
    const auto unit = board.units.find(id);
    if (unit == board.units.end() || unit->second.kind != "town") continue;
    race.push_back({.unit = id, .score = count.first * 100 / count.second});
  }
  std::ranges::stable_sort(race, std::greater{}, &RaceStanding::score);
  for (std::size_t i = 0; i < race.size(); ++i) {
    const bool tie = i > 0 && race[i - 1].score == race[i].score;
    race[i].rank = tie ? race[i - 1].rank : static_cast<int>(i) + 1;
  }
  return race;
}

}  // namespace

void CardCounts::add(const Board& board, const BoardProject& project,
                     const std::optional<Period>& period) {
  if (!period) {
    ++projects;
    ++by_card[static_cast<std::size_t>(Card::none)];
    return;
  }
  if (!board.on_wall(project, *period)) return;
  ++projects;
  const PublishedCard* card = project.cell(*period).card();
  ++by_card[static_cast<std::size_t>(card == nullptr ? Card::none : card->card)];
  struck_off += std::ranges::any_of(project.cells, [&](const auto& each) {
    return each.first <= *period && project.finished_in(each.first);
  });
}

std::vector<RaceStanding> race_in(const Board& board, const Period& period) {
  auto race = standings_until(board, period);
  const auto before = standings_until(board, period.previous());
  for (RaceStanding& each : race) {
    const auto earlier = std::ranges::find(before, each.unit, &RaceStanding::unit);
    if (earlier != before.end()) each.rank_change = earlier->rank - each.rank;
  }
  return race;
}

}  // namespace zhantu
