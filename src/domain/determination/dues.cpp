#include "domain/determination/dues.hpp"

#include <algorithm>

namespace zhantu {

std::vector<Due> dues_of(const Board& board, Date today) {
  std::vector<Due> dues;
  const auto add = [&](Due due) {
    due.days = *days_until(board.calendar, DayCount::calendar_days, today, due.day);
    due.working_days = days_until(board.calendar, DayCount::working_days, today, due.day);
    dues.push_back(due);
  };
  const auto periods = board.campaign.periods();
  const auto open =
      std::ranges::find_if(periods, [&](const Period& period) { return !board.published(period); });
  if (open != periods.end()) add({.period = *open, .day = open->last_day()});
  for (const Phase& phase : board.phases) {
    if (phase.starts_on <= today && today <= phase.ends_on)
      add({.phase = &phase, .day = phase.ends_on});
  }
  std::ranges::stable_sort(dues, {}, &Due::day);
  return dues;
}

}  // namespace zhantu
