// From the board to what a rule looks at (measures.hpp): what the system knows of a project in a
// period by itself and never asks (D-11.2). Units and posts are judged from their projects.
#pragma once
#include <optional>

#include "domain/determination/board.hpp"
#include "domain/determination/measures.hpp"

namespace zhantu {

// What figures rest on besides what was done. A determination keeps it.
struct FigureBase {
  std::optional<Quantity> planned, planned_before, annual;
  std::optional<Date> starts_on, finishes_on;
  Date counted_from, counted_to;                                        // the time that elapses
  std::optional<std::int64_t> working_days_left, working_days_allowed;  // none: by the calendar
};
// As the project, its plan and the campaign stand. Annual targets count from the beginning of the
// campaign's year, so its first and last day bound the time that a project has; where a project
// names no days they stand in. The period before is the nearest one with a plan.
FigureBase base_now(const Board& board, const BoardProject& project, const Period& period);
// That under which a verdict was given; none for verdicts from before it was kept.
std::optional<FigureBase> base_of(const Determination& determination);
// Puts it as it stands into a determination, with the working days by the calendar of today: the
// years of a calendar may still be corrected.
void keep_base(const Board& board, const BoardProject& project, Determination& determination);

// What was verified up to the nearest published period before; 0 in the first one.
Quantity done_before(const BoardProject& project, const Period& period);

// A verdict with the cumulative figures of its period, published or tried, and with what people
// were asked.
struct JudgedCell {
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> planned, done;
  std::vector<AskedFigure> asked = {};
  std::string cause = {};
  std::optional<std::string> weight = {};    // none: of the project as it stands
  std::optional<FigureBase> base = {};       // none: as it stands
  std::optional<Quantity> done_before = {};  // none: as it stands
};
// That under which a card of this cell was published, with the figures that corrections put right
// up to then.
JudgedCell judged_cell(const Cell& cell, const PublishedCard& card);
// As it was determined. REQUIRES a determination.
JudgedCell judged_cell(const Cell& cell);
// As it stands, if this were determined now: with the determination's figure, or the one reported
// while there is none.
JudgedCell judged_cell(const Cell& cell, Verdict verdict);

// At the end of the period.
Figures figures_in(const Board& board, const BoardProject& project, const Period& period,
                   const JudgedCell& cell);

// Everything that the project rule of `mechanism` looks at in this period. A cause or a weight that
// the mechanism does not know counts for nothing.
Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const JudgedCell& cell);

}  // namespace zhantu
