#include "domain/determination/versions.hpp"

namespace zhantu {

std::vector<Period> periods_judged_by(const Board& board, std::int64_t version) {
  std::vector<Period> out;
  for (const Period& period : board.campaign.periods()) {
    if (board.mechanism_for(period).version == version) out.push_back(period);
  }
  return out;
}

Date earliest_effective_day(const Board& board) {
  if (const auto last = board.latest_published()) return Date{last->last_day().days + 1};
  return board.campaign.periods().front().first_day();
}

std::vector<Period> periods_from(const Board& board, Date effective_from) {
  std::vector<Period> out;
  for (const Period& period : board.campaign.periods()) {
    if (period.first_day() >= effective_from && !board.published(period)) out.push_back(period);
  }
  return out;
}

std::optional<std::string_view> adoption_refusal(const Board& board, const Mechanism& file) {
  const std::int64_t newest =
      board.adopted.empty() ? board.mechanism.version : board.adopted.back().adoption.version;
  if (file.name != board.mechanism.name) return "mechanism_name_differs";
  if (file.version <= newest) return "mechanism_version_not_higher";
  if (file.effective_from < earliest_effective_day(board)) return "mechanism_too_early";
  if (periods_from(board, file.effective_from).empty()) return "mechanism_judges_nothing";
  return std::nullopt;
}

}  // namespace zhantu
