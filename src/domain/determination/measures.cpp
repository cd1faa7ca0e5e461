#include "domain/determination/measures.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

using Known = KnownMeasure;

WideInt wide(std::int64_t value) { return value; }

MeasureValue share(WideInt part, WideInt whole) {
  return whole > 0 ? MeasureValue::percent(part, whole) : MeasureValue{};
}

MeasureValue share(std::optional<Quantity> part, std::optional<Quantity> whole) {
  return part && whole ? share(wide(part->scaled), wide(whole->scaled)) : MeasureValue{};
}

MeasureValue count(const std::optional<std::int64_t>& days) {
  return days ? MeasureValue::of(*days) : MeasureValue{};
}

bool finished(const Figures& f) { return f.done && f.annual && *f.done >= *f.annual; }

bool has_time(const DayFigures& days) { return days.elapsed && days.total && *days.total > 0; }

// (done / annual) / (elapsed / total)
MeasureValue done_of_elapsed(const Figures& f) {
  if (!f.done || !f.annual || !has_time(f.days)) return {};
  return share(wide(f.done->scaled) * *f.days.total, wide(f.annual->scaled) * *f.days.elapsed);
}

MeasureValue plan_lag(const Figures& f) {
  if (!f.planned || !f.done) return {};
  return share(Quantity{f.planned->scaled - f.done->scaled}, f.annual);
}

// elapsed / total - done / annual
MeasureValue elapsed_lag(const Figures& f) {
  if (!f.done || !f.annual || !has_time(f.days)) return {};
  return share(wide(*f.days.elapsed) * f.annual->scaled - wide(f.done->scaled) * *f.days.total,
               wide(*f.days.total) * f.annual->scaled);
}

MeasureValue period_done_of_plan(const Figures& f) {
  if (!f.planned || !f.done) return {};
  return share(wide(f.done->scaled) - f.done_before.scaled,
               wide(f.planned->scaled) - f.planned_before.scaled);
}

MeasureValue late(const Figures& f, const DayFigures& days) {
  return finished(f) ? MeasureValue::of(std::int64_t{0}) : count(days.late);
}

MeasureValue time_left(const DayFigures& days) {
  return days.left && days.allowed ? share(wide(*days.left), wide(*days.allowed)) : MeasureValue{};
}

MeasureValue derived(const Measure& measure, const Period& period,
                     const std::vector<MeasureValue>& values) {
  const MeasureValue& from = values.at(*measure.minuend);
  if (measure.subtrahend) return from.minus(values.at(*measure.subtrahend));
  const PeriodTarget* target = target_of(measure, period);
  return target == nullptr ? MeasureValue{} : from.minus(MeasureValue::of(target->at_least));
}

void derive(const CardRule& rule, const Period& period, Facts& facts) {
  for (std::size_t i = 0; i < rule.measures.size(); ++i) {
    if (rule.measures[i].minuend)
      facts.measures[i] = derived(rule.measures[i], period, facts.measures);
  }
}

// Cards are not counted while one of them is not known.
MeasureValue rolled_up_value(const Measure& measure, const Tally& tally) {
  std::int64_t of_cards = 0;
  for (std::size_t i = 0; i < tally.cards.size(); ++i)
    of_cards += (measure.cards >> i & 1U) != 0 ? tally.cards[i] : 0;
  const bool counted = tally.without_card == 0;
  switch (*measure.known) {
    case Known::projects_judged: return MeasureValue::of(tally.judged);
    case Known::projects_missed: return MeasureValue::of(tally.missed);
    case Known::share_missed: return share(wide(tally.missed), wide(tally.judged));
    case Known::cards_of: return counted ? MeasureValue::of(of_cards) : MeasureValue{};
    case Known::share_of_cards:
      return counted ? share(wide(of_cards), wide(tally.judged)) : MeasureValue{};
    default: return {};
  }
}

}  // namespace

DayFigures day_figures(const WorkingCalendar& calendar, DayCount count, std::optional<Date> start,
                       std::optional<Date> finish, Date as_of) {
  DayFigures out;
  if (finish) {
    out.left = days_until(calendar, count, as_of, *finish);
    if (out.left) out.late = std::max<std::int64_t>(0, -*out.left);
  }
  if (!start || !finish || *finish < *start) return out;
  const Date eve{start->days - 1};
  out.total = days_until(calendar, count, eve, *finish);
  out.allowed = out.total;
  const auto elapsed = days_until(calendar, count, eve, as_of);
  if (elapsed && out.total) out.elapsed = std::clamp<std::int64_t>(*elapsed, 0, *out.total);
  return out;
}

const PeriodTarget* target_of(const Measure& measure, const Period& period) {
  for (const PeriodTarget& target : measure.targets) {
    if (target.kind == period.kind() && target.index == period.index()) return &target;
  }
  return nullptr;
}

MeasureValue known_value(KnownMeasure measure, const Figures& f) {
  switch (measure) {
    case Known::done_of_plan: return share(f.done, f.planned);
    case Known::period_done_of_plan: return period_done_of_plan(f);
    case Known::done_of_year: return share(f.done, f.annual);
    case Known::done_of_elapsed: return done_of_elapsed(f);
    case Known::plan_lag: return plan_lag(f);
    case Known::elapsed_lag: return elapsed_lag(f);
    case Known::days_late: return late(f, f.days);
    case Known::days_left: return count(f.days.left);
    case Known::time_left: return time_left(f.days);
    case Known::working_days_late: return late(f, f.working_days);
    case Known::working_days_left: return count(f.working_days.left);
    case Known::working_time_left: return time_left(f.working_days);
    case Known::projects_judged:
    case Known::projects_missed:
    case Known::share_missed:
    case Known::cards_of:
    case Known::share_of_cards: break;
  }
  return {};
}

void complete(const CardRule& rule, const Period& period, const Figures& figures, Facts& facts) {
  facts.measures.resize(rule.measures.size());
  for (std::size_t i = 0; i < rule.measures.size(); ++i) {
    if (rule.measures[i].known) facts.measures[i] = known_value(*rule.measures[i].known, figures);
  }
  derive(rule, period, facts);
}

Tally tally_of(std::span<const ProjectResult> projects) {
  Tally tally;
  for (const ProjectResult& one : projects) {
    if (one.verdict == Verdict::no_target) continue;
    ++tally.judged;
    tally.missed += one.verdict == Verdict::missed ? 1 : 0;
    if (one.card)
      ++tally.cards.at(static_cast<std::size_t>(*one.card));
    else
      ++tally.without_card;
  }
  return tally;
}

Facts rolled_up_facts(const CardRule& rule, const Period& period,
                      std::span<const ProjectResult> projects) {
  Facts facts;
  facts.measures.resize(rule.measures.size());
  const Tally tally = tally_of(projects);
  if (tally.judged == 0) facts.verdict = Verdict::no_target;
  for (std::size_t i = 0; i < rule.measures.size(); ++i) {
    if (rule.measures[i].known) facts.measures[i] = rolled_up_value(rule.measures[i], tally);
  }
  derive(rule, period, facts);
  return facts;
}

std::vector<const Effect*> effects_due(const CardRule& rule, std::size_t band,
                                       std::optional<std::size_t> before) {
  std::vector<const Effect*> due;
  for (const Effect& effect : rule.bands.at(band).effects) {
    if (effect.repeats || before != band) due.push_back(&effect);
  }
  return due;
}

std::optional<int> made_good_after(std::optional<Quantity> planned,
                                   std::span<const std::optional<Quantity>> done_later) {
  if (!planned) return std::nullopt;
  for (std::size_t i = 0; i < done_later.size(); ++i) {
    if (done_later[i] && *done_later[i] >= *planned) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

const Recolouring* recoloured(const CardRule& rule, Card published, std::optional<int> after) {
  if (!after) return nullptr;
  for (const Recolouring& one : rule.recolourings) {
    const bool in_time = one.within_periods == 0 || *after <= one.within_periods;
    if (in_time && (one.from >> static_cast<int>(published) & 1U) != 0) return &one;
  }
  return nullptr;
}

}  // namespace zhantu
