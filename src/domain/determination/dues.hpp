// What a campaign has due next, by both clocks (D-2.4, D-11.5).
#pragma once
#include <optional>
#include <vector>

#include "domain/determination/board.hpp"

namespace zhantu {

struct Due {
  std::optional<Period> period;  // that is to be published; none: a phase ends
  const Phase* phase = nullptr;  // lives as long as the board
  Date day;
  std::int64_t days = 0;                     // calendar days; below 0 after the day
  std::optional<std::int64_t> working_days;  // none while a year on the way is not known
};
// The first period that is not published and the phases under way, the nearest first.
std::vector<Due> dues_of(const Board& board, Date today);

}  // namespace zhantu
