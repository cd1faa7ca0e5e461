// From the board to what a rule looks at: the measures of a project in a period that the system
// knows by itself (rules.md, "measure"; D-11.2: what is known is never asked).
#pragma once
#include <optional>

#include "domain/determination/board.hpp"
#include "domain/determination/engine.hpp"

namespace zhantu {

// A verdict with the cumulative figures of its period, as they stand or as somebody tries them.
struct Figures {
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> planned, done;
};

// Those under which a card was published.
Figures figures_of(const PublishedCard& card);

// unknown where a figure, a date or a target is not there. Time ends on the last day of the period.
// Days are calendar days; where a project names no dates, those of the campaign stand in.
MeasureValue known_measure(KnownMeasure measure, const Board& board, const BoardProject& project,
                           const Period& period, const Figures& figures);

// Everything that the project rule of `mechanism` looks at in this period. Measures that are made
// from others are taken from these. What is asked of an organ is not known here.
Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const Figures& figures);

}  // namespace zhantu
