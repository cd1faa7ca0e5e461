// From the board to what a rule looks at (measures.hpp): what the system knows of a project in a
// period by itself and never asks (D-11.2). Units and posts are judged from their projects.
#pragma once
#include <optional>

#include "domain/determination/board.hpp"
#include "domain/determination/measures.hpp"

namespace zhantu {

// A verdict with the cumulative figures of its period, published or tried, and with the figures
// that the rules ask of people.
struct JudgedCell {
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> planned, done;
  std::vector<AskedFigure> asked = {};
};
// That under which a card of this cell was published. Asked figures cannot change any more then.
JudgedCell judged_cell(const Cell& cell, const PublishedCard& card);
// As it stands before publication: the determination's figure, or the one reported while there is
// none.
JudgedCell judged_cell(const Cell& cell, Verdict verdict);

// At the end of the period; days are calendar days. Annual targets count from the beginning of the
// campaign's year, so its first and last day bound the time that a project has; where a project
// names no days they stand in. The period before is the nearest one with a plan or a card.
Figures figures_in(const Board& board, const BoardProject& project, const Period& period,
                   const JudgedCell& cell);

// Everything that the project rule of `mechanism` looks at in this period.
Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const JudgedCell& cell);

}  // namespace zhantu
