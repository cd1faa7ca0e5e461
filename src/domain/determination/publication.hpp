// Publishing a period and correcting it: which cards come out, and what stands in the way (D-3.3).
#pragma once
#include <optional>
#include <vector>

#include "domain/determination/board.hpp"
#include "domain/determination/card.hpp"
#include "domain/determination/board_figures.hpp"

namespace zhantu {

// Periods of the campaign before `period` in which a project is on the wall and that are not
// published, oldest first.
std::vector<Period> unpublished_before(const Board& board, const Period& period);

// Projects on the wall in `period` without a determination.
std::vector<const BoardProject*> without_verdict(const Board& board, const Period& period);

// Judges one period of any project by the version of the rules that is in force for it. The rule is
// compiled once; what came before is followed under this rule, with the cards as they stand.
class PeriodJudge {
 public:
  PeriodJudge(const Board& board, const Period& period);
  // By another version than the one in force.
  PeriodJudge(const Board& board, const Period& period, const Mechanism& mechanism);

  const Mechanism& mechanism() const { return mechanism_; }
  RunState before(const BoardProject& project) const;
  Judgement judge(const BoardProject& project, const JudgedCell& cell) const;

 private:
  const Board& board_;
  Period period_;
  const Mechanism& mechanism_;
  CompiledRule rule_;
};

// Missed periods in a row before `period`, from the published cards as they stand now.
int published_run_before(const Board& board, const BoardProject& project, const Period& period);

// What the engine makes of a verdict for this period on top of the published ones.
Judgement judge_in(const Board& board, const BoardProject& project, const Period& period,
                   Verdict verdict);

// Likewise of the verdict that was given. REQUIRES a determination.
Judgement judge_determined(const Board& board, const BoardProject& project, const Period& period);

// A project that cannot be judged, because the rule looks at something that is not known of it.
struct MissingMeasure {
  const BoardProject* project = nullptr;
  const Measure* measure = nullptr;
};
// REQUIRES nobody without a verdict.
std::vector<MissingMeasure> without_measure(const Board& board, const Period& period);

// The cards that publishing `period` freezes, in the order of the chart.
// REQUIRES: not published, every earlier period published, nobody without a verdict or a measure.
std::vector<PublishedCard> cards_of(const Board& board, const Period& period);

// A card that a correction changes.
struct CardChange {
  PublishedCard before;
  PublishedCard after;
};

// A cause of the mechanism, with that on which it is found. Without a key: none.
struct NamedCause {
  std::string key = {}, evidence = {}, document = {};
  friend bool operator==(const NamedCause&, const NamedCause&) = default;
};
// That which stands: of the period's latest correction, or of its determination.
NamedCause standing_cause(const Board& board, const BoardProject& project, const Period& period);

// What a correction puts in the place of what was determined.
struct CorrectedCell {
  std::int64_t number = 0;  // of the correction
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> verified = {};
  std::string cause = {};
  std::vector<CorrectedFigure> figures = {};  // those that change, with its number
};
// What a correction of `period` changes: its own card, and the card of every later published period
// whose run or colour is touched. The first entry is always the corrected period itself, even where
// only a figure changes. REQUIRES: `period` is published and the project has a card in it.
std::vector<CardChange> changes_by_correction(const Board& board, const BoardProject& project,
                                              const Period& period, const CorrectedCell& corrected);

}  // namespace zhantu
