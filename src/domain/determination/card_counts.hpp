// How many projects stand where, for charts, wall and phone; and the race (D-5.2): who leads.
#pragma once
#include <array>
#include <span>
#include <vector>

#include "domain/determination/board.hpp"

namespace zhantu {

// Projects on the wall in a period by their published cards.
struct CardCounts {
  int projects = 0;
  std::array<int, kCards> by_card = {};  // Card::none: on the wall, but without a card
  int struck_off = 0;                    // finished in this period or before it

  int of(Card card) const { return by_card[static_cast<std::size_t>(card)]; }
  // Before the first publication every project counts, without a card.
  void add(const Board& board, const BoardProject& project, const std::optional<Period>& period);
};

// A unit where projects take place, by the share of blue among the cards of the year (results,
// never activity: D-11.3).
struct RaceStanding {
  UnitId unit;
  int score = 0;        // 0 to 100, rounded down
  int rank = 0;         // from 1; equals share one
  int rank_change = 0;  // against the period before; positive: climbed
};
// Towns with a card by the end of `period`, the first first; equals in the order of their ids.
std::vector<RaceStanding> race_in(const Board& board, const Period& period);

}  // namespace zhantu
