// From figures to the measures that rules look at (rules.md, "measure"), and what follows once a
// card is there: which effects are due, and in which card an old period is shown.
#pragma once
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/day_clock.hpp"
#include "domain/determination/part_table.hpp"

namespace zhantu {

// Days of one period's end, in days of one kind.
struct DayFigures {
  std::optional<std::int64_t> elapsed, total;  // since the start; start to planned finish
  std::optional<std::int64_t> late;            // after the deadline; 0 before it
  std::optional<std::int64_t> left, allowed;   // to the deadline, below 0 after it; time allowed
};
// Spans have their first and last day included; nothing where a day is missing, where they lie the
// wrong way round, or where the calendar does not know a year (base/day_clock.hpp).
DayFigures day_figures(const WorkingCalendar& calendar, DayCount count, std::optional<Date> start,
                       std::optional<Date> finish, Date as_of);

// What is known of one subject at the end of a period. Quantities are verified ones, cumulative
// since the beginning of the year.
struct Figures {
  std::optional<Quantity> planned, done;
  Quantity planned_before, done_before;  // at the end of the period before; 0 in the first one
  std::optional<Quantity> annual;
  DayFigures days;          // calendar days
  DayFigures working_days;  // left out where the rule does not ask for them
};

// One measure that the system knows; unknown where a figure is missing or a share is of nothing.
MeasureValue known_value(KnownMeasure measure, const Figures& figures);

// Puts the known measures of the rule into the facts, and then those that are made from others.
// Asked measures stand in `facts` before, or stay unknown.
void complete(const CardRule& rule, const Period& period, const Figures& figures, Facts& facts);

// What a measure made from targets asks for by the end of this period; nullptr if nothing.
const PeriodTarget* target_of(const Measure& measure, const Period& period);

// One project as a unit or post that is judged by it sees it.
struct ProjectResult {
  Verdict verdict = Verdict::no_target;
  std::optional<Card> card;  // none: the rule of projects could not judge it
};
// How the projects of a unit or post with a target did.
struct Tally {
  std::int64_t judged = 0, missed = 0, without_card = 0;
  std::array<std::int64_t, kCards> cards = {};  // by Card
};
Tally tally_of(std::span<const ProjectResult> projects);
// What a unit or post is judged by: no_target where none of its projects has one, and the counts
// and shares of its projects. The order of the projects never matters.
Facts rolled_up_facts(const CardRule& rule, const Period& period,
                      std::span<const ProjectResult> projects);

// The effects of a band that are due now. `before` is the band of the last period that was judged,
// without those without a target: while the same band goes on, it is the same cause, and an effect
// that does not repeat is due only once.
std::vector<const Effect*> effects_due(const CardRule& rule, std::size_t band,
                                       std::optional<std::size_t> before);

// How many periods later the arrears of a missed period were made good: the first of `done_later`
// (verified and cumulative, the next period first) that reaches what was planned then.
std::optional<int> made_good_after(std::optional<Quantity> planned,
                                   std::span<const std::optional<Quantity>> done_later);

// How a published card is shown once its arrears are made good; nullptr: as it was published.
const Recolouring* recoloured(const CardRule& rule, Card published, std::optional<int> after);

}  // namespace zhantu
