#include "domain/determination/publication.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

// Missed periods in a row before `period` by `rule`, from the published verdicts as they stand now
// or as a correction of one period makes them. The rule is that of the period that is judged: what
// counts as "in a row" is part of it.
int run_before(const CardRule& rule, const BoardProject& project, const Period& period,
               std::optional<std::pair<Period, Verdict>> corrected) {
  int run = 0;
  for (const auto& [earlier, cell] : project.cells) {
    if (earlier >= period) break;
    const PublishedCard* card = cell.card();
    if (card == nullptr) continue;
    const bool changed = corrected && corrected->first == earlier;
    run = run_after(rule, run, changed ? corrected->second : card->verdict);
  }
  return run;
}

}  // namespace

std::vector<Period> unpublished_before(const Board& board, const Period& period) {
  std::vector<Period> out;
  for (const Period& earlier : board.campaign.periods()) {
    if (earlier >= period || board.published(earlier)) continue;
    const bool used = std::ranges::any_of(
        board.projects, [&](const BoardProject& p) { return p.project.on_wall(earlier); });
    if (used) out.push_back(earlier);
  }
  return out;
}

std::vector<const BoardProject*> without_verdict(const Board& board, const Period& period) {
  std::vector<const BoardProject*> out;
  for (const BoardProject& project : board.projects) {
    if (project.project.on_wall(period) && !project.cell(period).determination)
      out.push_back(&project);
  }
  return out;
}

int published_run_before(const Board& board, const BoardProject& project, const Period& period) {
  return run_before(board.mechanism_for(period).card, project, period, std::nullopt);
}

Judgement judge_in(const Board& board, const BoardProject& project, const Period& period,
                   Verdict verdict) {
  return step(board.mechanism_for(period).card, published_run_before(board, project, period),
              verdict);
}

std::vector<PublishedCard> cards_of(const Board& board, const Period& period) {
  std::vector<PublishedCard> cards;
  for (const BoardProject& project : board.projects) {
    if (!project.project.on_wall(period)) continue;
    const Cell& cell = project.cell(period);
    ZT_CHECK(cell.determination.has_value());
    const Judgement judgement = judge_in(board, project, period, cell.determination->verdict);
    cards.push_back(PublishedCard{.tenant = board.campaign.tenant,
                                  .campaign = board.campaign.id,
                                  .period = period,
                                  .project = project.project.id,
                                  .correction = 0,
                                  .verdict = cell.determination->verdict,
                                  .card = judgement.card,
                                  .missed_run = judgement.missed_run,
                                  .band = static_cast<std::int64_t>(judgement.band),
                                  .planned = cell.plan.quantity,
                                  .claimed = cell.report ? cell.report->quantity : std::nullopt,
                                  .verified = cell.determination->quantity});
  }
  return cards;
}

std::vector<CardChange> changes_by_correction(const Board& board, const BoardProject& project,
                                              const Period& period, Verdict verdict,
                                              std::optional<Quantity> verified) {
  std::vector<CardChange> changes;
  for (const auto& [later, cell] : project.cells) {
    const PublishedCard* standing = cell.card();
    if (later < period || standing == nullptr) continue;
    PublishedCard after = *standing;
    if (later == period) {
      after.verdict = verdict;
      after.verified = verified;
    }
    const CardRule& rule = board.mechanism_for(later).card;
    const int run = run_before(rule, project, later, std::pair(period, verdict));
    const Judgement judgement = step(rule, run, after.verdict);
    after.card = judgement.card;
    after.missed_run = judgement.missed_run;
    after.band = static_cast<std::int64_t>(judgement.band);
    const bool touched = after.card != standing->card || after.missed_run != standing->missed_run;
    if (later == period || touched) changes.push_back({*standing, after});
  }
  ZT_CHECK(!changes.empty() && changes.front().before.period == period);
  return changes;
}

}  // namespace zhantu
