#include "domain/determination/figures.hpp"

namespace zhantu {
namespace {

// The time that a project has, first and last day included.
struct Span {
  Date first, last;
  std::int64_t days() const { return last.days - first.days + 1; }
  // Days of it that are over at the end of `day`.
  std::int64_t over_on(Date day) const {
    return std::clamp<std::int64_t>(day.days - first.days + 1, 0, days());
  }
};

// Of the campaign's year: annual targets are cumulative since its beginning, so a project that
// began earlier or ends later counts from or to the borders of the year.
Span year_of(const Board& board, const Project& project) {
  const auto periods = board.campaign.periods();
  const Date first = periods.front().first_day(), last = periods.back().last_day();
  Span span{.first = std::max(first, project.starts_on.value_or(first)),
            .last = std::min(last, project.finishes_on.value_or(last))};
  if (span.last < span.first) span = {.first = first, .last = last};
  return span;
}

// Share of a whole in percent; unknown where there is no whole.
MeasureValue share(std::optional<Quantity> part, std::optional<Quantity> whole) {
  if (!part || !whole || whole->scaled <= 0) return {};
  return MeasureValue::percent(part->scaled, whole->scaled);
}

MeasureValue share_of_time(const Board& board, const Project& project, const Period& period) {
  const Span span = year_of(board, project);
  return MeasureValue::percent(span.over_on(period.last_day()), span.days());
}

// Plan and published figure of the nearest earlier period that has them; nothing yet: zero.
Figures before(const BoardProject& project, const Period& period) {
  Figures out{.planned = Quantity{}, .done = Quantity{}};
  for (const auto& [earlier, cell] : project.cells) {
    if (earlier >= period) break;
    if (cell.plan.quantity) out.planned = cell.plan.quantity;
    if (const PublishedCard* card = cell.card(); card != nullptr && card->verified)
      out.done = card->verified;
  }
  return out;
}

MeasureValue of_period(const BoardProject& project, const Period& period, const Figures& figures) {
  if (!figures.done || !figures.planned) return {};
  const Figures earlier = before(project, period);
  return share(Quantity{figures.done->scaled - earlier.done->scaled},
               Quantity{figures.planned->scaled - earlier.planned->scaled});
}

// a / b as a percentage of each other: share done against share of the time.
MeasureValue ratio(const MeasureValue& part, const MeasureValue& whole) {
  if (!part.known() || !whole.known() || whole.num <= 0) return {};
  return MeasureValue::percent(part.num * whole.den, part.den * whole.num);
}

bool finished(const Project& project, const Figures& figures) {
  return project.annual_quantity && figures.done && *figures.done >= *project.annual_quantity;
}

MeasureValue days_late(const Project& project, const Period& period, const Figures& figures) {
  if (!project.finishes_on) return {};
  if (finished(project, figures)) return MeasureValue::of(std::int64_t{0});
  const std::int64_t late = period.last_day().days - project.finishes_on->days;
  return MeasureValue::of(std::max<std::int64_t>(late, 0));
}

MeasureValue days_left(const Project& project, const Period& period) {
  if (!project.finishes_on) return {};
  return MeasureValue::of(std::int64_t{project.finishes_on->days - period.last_day().days});
}

MeasureValue time_left(const Project& project, const Period& period) {
  if (!project.finishes_on || !project.starts_on) return {};
  const std::int64_t allowed = project.finishes_on->days - project.starts_on->days + 1;
  if (allowed <= 0) return {};
  return MeasureValue::percent(project.finishes_on->days - period.last_day().days, allowed);
}

MeasureValue derived(const Measure& measure, const std::vector<MeasureValue>& earlier,
                     const Period& period) {
  const MeasureValue& from = earlier.at(*measure.minuend);
  if (measure.subtrahend) return from.minus(earlier.at(*measure.subtrahend));
  for (const PeriodTarget& target : measure.targets) {
    if (target.kind == period.kind() && target.index == period.index())
      return from.minus(MeasureValue::of(target.at_least));
  }
  return {};
}

}  // namespace

Figures figures_of(const PublishedCard& card) {
  return {.verdict = card.verdict, .planned = card.planned, .done = card.verified};
}

MeasureValue known_measure(KnownMeasure measure, const Board& board, const BoardProject& project,
                           const Period& period, const Figures& figures) {
  const Project& p = project.project;
  const auto done_of_year = [&] { return share(figures.done, p.annual_quantity); };
  switch (measure) {
    case KnownMeasure::done_of_plan: return share(figures.done, figures.planned);
    case KnownMeasure::period_done_of_plan: return of_period(project, period, figures);
    case KnownMeasure::done_of_year: return done_of_year();
    case KnownMeasure::done_of_elapsed:
      return ratio(done_of_year(), share_of_time(board, p, period));
    case KnownMeasure::plan_lag:
      return share(figures.planned, p.annual_quantity).minus(done_of_year());
    case KnownMeasure::elapsed_lag: return share_of_time(board, p, period).minus(done_of_year());
    case KnownMeasure::days_late: return days_late(p, period, figures);
    case KnownMeasure::days_left: return days_left(p, period);
    case KnownMeasure::time_left: return time_left(p, period);
    // Of units and posts.
    case KnownMeasure::projects_judged:
    case KnownMeasure::projects_missed:
    case KnownMeasure::share_missed:
    case KnownMeasure::cards_of:
    case KnownMeasure::share_of_cards: return {};
  }
  return {};
}

Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const Figures& figures) {
  Facts facts{.verdict = figures.verdict};
  for (const Measure& measure : mechanism.card.measures) {
    const bool without_target = measure.of_plan() && figures.verdict == Verdict::no_target;
    MeasureValue value;
    if (measure.known && !without_target)
      value = known_measure(*measure.known, board, project, period, figures);
    if (measure.minuend) value = derived(measure, facts.measures, period);
    facts.measures.push_back(value);
  }
  return facts;
}

}  // namespace zhantu
