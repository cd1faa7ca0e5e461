#include "domain/determination/published.hpp"

namespace zhantu {

bool struck_off_in(const BoardProject& project, const Period& period) {
  return project.finished_in(period) && !project.finished_in(period.previous());
}

std::string reason_of(const Board& board, const BoardProject& project, const Period& period) {
  for (auto last = board.corrections.rbegin(); last != board.corrections.rend(); ++last) {
    if (last->project == project.project.id && last->period == period) return last->reason;
  }
  const auto& determination = project.cell(period).determination;
  return determination ? determination->reason : std::string{};
}

}  // namespace zhantu
