#include "domain/determination/publication.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

// Puts a judgement into the card that it makes.
void take(PublishedCard& card, const Judgement& judgement) {
  card.card = judgement.card;
  card.missed_run = judgement.missed_run;
  card.band = static_cast<std::int64_t>(judgement.band);
}

}  // namespace

std::vector<Period> unpublished_before(const Board& board, const Period& period) {
  std::vector<Period> out;
  for (const Period& earlier : board.campaign.periods()) {
    if (earlier >= period || board.published(earlier)) continue;
    const bool used = std::ranges::any_of(
        board.projects, [&](const BoardProject& p) { return board.on_wall(p, earlier); });
    if (used) out.push_back(earlier);
  }
  return out;
}

std::vector<const BoardProject*> without_verdict(const Board& board, const Period& period) {
  std::vector<const BoardProject*> out;
  for (const BoardProject& project : board.projects) {
    if (board.on_wall(project, period) && !project.cell(period).determination)
      out.push_back(&project);
  }
  return out;
}

PeriodJudge::PeriodJudge(const Board& board, const Period& period)
    : PeriodJudge(board, period, board.mechanism_for(period)) {}

PeriodJudge::PeriodJudge(const Board& board, const Period& period, const Mechanism& mechanism)
    : board_(board), period_(period), mechanism_(mechanism), rule_(mechanism.card) {}

RunState PeriodJudge::before(const BoardProject& project) const {
  RunState state = rule_.start();
  for (const auto& [earlier, cell] : project.cells) {
    if (earlier >= period_) break;
    const PublishedCard* card = cell.card();
    if (card == nullptr) continue;
    rule_.follow(state,
                 project_facts(board_, mechanism_, project, earlier, judged_cell(cell, *card)),
                 card->card);
  }
  return state;
}

Judgement PeriodJudge::judge(const BoardProject& project, const JudgedCell& cell) const {
  return rule_.judge(before(project), project_facts(board_, mechanism_, project, period_, cell));
}

int published_run_before(const Board& board, const BoardProject& project, const Period& period) {
  return PeriodJudge(board, period).before(project).missed_run;
}

Judgement judge_in(const Board& board, const BoardProject& project, const Period& period,
                   Verdict verdict) {
  return PeriodJudge(board, period).judge(project, judged_cell(project.cell(period), verdict));
}

Judgement judge_determined(const Board& board, const BoardProject& project, const Period& period) {
  return PeriodJudge(board, period).judge(project, judged_cell(project.cell(period)));
}

std::vector<MissingMeasure> without_measure(const Board& board, const Period& period) {
  const PeriodJudge judge(board, period);
  std::vector<MissingMeasure> out;
  for (const BoardProject& project : board.projects) {
    const Cell& cell = project.cell(period);
    if (!board.on_wall(project, period) || !cell.determination) continue;
    const Judgement judgement = judge.judge(project, judged_cell(cell));
    if (judgement.missing)
      out.push_back({&project, &judge.mechanism().card.measures.at(*judgement.missing)});
  }
  return out;
}

std::vector<PublishedCard> cards_of(const Board& board, const Period& period) {
  const PeriodJudge judge(board, period);
  std::vector<PublishedCard> cards;
  for (const BoardProject& project : board.projects) {
    if (!board.on_wall(project, period)) continue;
    const Cell& cell = project.cell(period);
    ZT_CHECK(cell.determination.has_value());
    const JudgedCell judged = judged_cell(cell);
    const Judgement judgement = judge.judge(project, judged);
    ZT_CHECK(!judgement.missing);
    PublishedCard card{.tenant = board.campaign.tenant,
                       .campaign = board.campaign.id,
                       .period = period,
                       .project = project.project.id,
                       .correction = 0,
                       .verdict = cell.determination->verdict,
                       .planned = judged.planned,
                       .claimed = cell.report ? cell.report->quantity : std::nullopt,
                       .verified = judged.done,
                       .cause = judged.cause,
                       .done_before = done_before(project, period)};
    take(card, judgement);
    cards.push_back(card);
  }
  return cards;
}

NamedCause standing_cause(const Board& board, const BoardProject& project, const Period& period) {
  for (auto last = board.corrections.rbegin(); last != board.corrections.rend(); ++last) {
    if (last->project == project.project.id && last->period == period)
      return {last->cause_after, last->cause_evidence, last->cause_document};
  }
  const auto& determined = project.cell(period).determination;
  if (!determined) return {};
  return {determined->cause, determined->cause_evidence, determined->cause_document};
}

std::vector<CardChange> changes_by_correction(const Board& board, const BoardProject& project,
                                              const Period& period,
                                              const CorrectedCell& corrected) {
  std::vector<CardChange> changes;
  Board then = board;  // with the figures and cards of the correction
  for (const CorrectedFigure& figure : corrected.figures) then.apply(figure);
  for (const auto& [later, cell] : project.cells) {
    const PublishedCard* standing = cell.card();
    if (later < period || standing == nullptr) continue;
    PublishedCard after = *standing;
    if (later == period) {
      after.correction = corrected.number;
      after.verdict = corrected.verdict;
      after.verified = corrected.verified;
      after.cause = corrected.cause;
    }
    const BoardProject& now = *std::as_const(then).find(project.project.id);
    after.done_before = done_before(now, later);
    const Judgement judgement =
        PeriodJudge(then, later).judge(now, judged_cell(now.cell(later), after));
    // What is not known now was known then; the card stands.
    if (!judgement.missing) take(after, judgement);
    const bool touched = after.card != standing->card || after.missed_run != standing->missed_run;
    if (later != period && !touched) continue;
    after.correction = corrected.number;
    changes.push_back({*standing, after});
    then.apply(after);
  }
  ZT_CHECK(!changes.empty() && changes.front().before.period == period);
  return changes;
}

}  // namespace zhantu
