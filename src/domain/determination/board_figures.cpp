#include "domain/determination/board_figures.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

DayFigures days_of(const Board& board, const FigureBase& base, Date today) {
  const auto days = [&](std::optional<Date> start, std::optional<Date> finish) {
    return day_figures(board.calendar, DayCount::calendar_days, start, finish, today);
  };
  DayFigures out = days(base.starts_on, base.finishes_on);
  const DayFigures of_year = days(base.counted_from, base.counted_to);
  out.elapsed = of_year.elapsed;
  out.total = of_year.total;
  return out;
}

DayFigures working_days_of(const Board& board, const FigureBase& base, const Period& period) {
  if (!base.working_days_left) {
    return day_figures(board.calendar, DayCount::working_days, base.starts_on, base.finishes_on,
                       period.last_day());
  }
  return {.late = std::max<std::int64_t>(0, -*base.working_days_left),
          .left = base.working_days_left,
          .allowed = base.working_days_allowed};
}

bool asks_calendar(const CardRule& rule) {
  return std::ranges::any_of(rule.measures, [](const Measure& measure) {
    return measure.known && by_calendar(*measure.known);
  });
}

MeasureValue asked_value(const Measure& measure, const std::vector<AskedFigure>& asked) {
  if (!measure.asked()) return {};
  const auto found = std::ranges::find(asked, measure.key, &AskedFigure::measure);
  if (found == asked.end() || !found->figure) return {};
  return MeasureValue::of(*found->figure);
}

// The place of a key in a list; none where the rules do not know it.
template <class T>
std::optional<std::size_t> place_of(const std::vector<T>& all, std::string T::*key,
                                    const std::string& wanted) {
  const auto found = std::ranges::find(all, wanted, key);
  if (wanted.empty() || found == all.end()) return std::nullopt;
  return static_cast<std::size_t>(found - all.begin());
}

// Puts a corrected figure in the place of the one before.
void put_right(std::vector<AskedFigure>& asked, const CorrectedFigure& corrected) {
  auto found = std::ranges::find(asked, corrected.measure, &AskedFigure::measure);
  if (found == asked.end()) {
    asked.push_back({.tenant = corrected.tenant,
                     .campaign = corrected.campaign,
                     .project = corrected.project,
                     .period = corrected.period,
                     .measure = corrected.measure});
    found = std::prev(asked.end());
  }
  found->figure = corrected.figure_after;
}

// What the determination kept, with a verdict and figure that may be corrected ones.
JudgedCell kept(const Cell& cell, Verdict verdict, std::optional<Quantity> done) {
  JudgedCell out{.verdict = verdict, .done = done, .asked = cell.asked};
  if (!cell.determination) return out;
  out.base = base_of(*cell.determination);
  out.planned = out.base ? out.base->planned : cell.plan.quantity;
  out.cause = cell.determination->cause;
  out.weight = cell.determination->weight;
  return out;
}

}  // namespace

FigureBase base_now(const Board& board, const BoardProject& project, const Period& period) {
  const Project& p = project.project;
  FigureBase base{.planned = project.cell(period).plan.quantity,
                  .annual = p.annual_quantity,
                  .starts_on = p.starts_on,
                  .finishes_on = p.finishes_on};
  for (const auto& [earlier, before] : project.cells) {
    if (earlier >= period) break;
    if (before.plan.quantity) base.planned_before = before.plan.quantity;
  }
  const auto periods = board.campaign.periods();
  const Date first = periods.front().first_day(), last = periods.back().last_day();
  base.counted_from = std::max(first, p.starts_on.value_or(first));
  base.counted_to = std::min(last, p.finishes_on.value_or(last));
  if (base.counted_to < base.counted_from) {
    base.counted_from = first;
    base.counted_to = last;
  }
  return base;
}

Quantity done_before(const BoardProject& project, const Period& period) {
  Quantity out;
  for (const auto& [earlier, cell] : project.cells) {
    if (earlier >= period) break;
    if (cell.card() != nullptr && cell.card()->verified) out = *cell.card()->verified;
  }
  return out;
}

std::optional<FigureBase> base_of(const Determination& d) {
  if (!d.counted_from || !d.counted_to) return std::nullopt;
  return FigureBase{.planned = d.planned,
                    .planned_before = d.planned_before,
                    .annual = d.annual,
                    .starts_on = d.starts_on,
                    .finishes_on = d.finishes_on,
                    .counted_from = *d.counted_from,
                    .counted_to = *d.counted_to,
                    .working_days_left = d.working_days_left,
                    .working_days_allowed = d.working_days_allowed};
}

void keep_base(const Board& board, const BoardProject& project, Determination& determination) {
  const FigureBase base = base_now(board, project, determination.period);
  determination.planned = base.planned;
  determination.planned_before = base.planned_before;
  determination.annual = base.annual;
  determination.starts_on = base.starts_on;
  determination.finishes_on = base.finishes_on;
  determination.counted_from = base.counted_from;
  determination.counted_to = base.counted_to;
  const DayFigures working = working_days_of(board, base, determination.period);
  determination.working_days_left = working.left;
  determination.working_days_allowed = working.allowed;
}

JudgedCell judged_cell(const Cell& cell, const PublishedCard& card) {
  JudgedCell out = kept(cell, card.verdict, card.verified);
  out.planned = card.planned;
  out.cause = card.cause;
  out.done_before = card.done_before;
  for (const CorrectedFigure& corrected : cell.corrected) {
    if (corrected.correction > card.correction) break;
    put_right(out.asked, corrected);
  }
  return out;
}

JudgedCell judged_cell(const Cell& cell) {
  ZT_CHECK(cell.determination.has_value());
  return kept(cell, cell.determination->verdict, cell.determination->quantity);
}

JudgedCell judged_cell(const Cell& cell, Verdict verdict) {
  JudgedCell out{.verdict = verdict, .planned = cell.plan.quantity, .asked = cell.asked};
  if (cell.report) out.done = cell.report->quantity;
  if (cell.determination) {
    out.done = cell.determination->quantity;
    out.cause = cell.determination->cause;
  }
  return out;
}

namespace {

FigureBase base_in(const Board& board, const BoardProject& project, const Period& period,
                   const JudgedCell& cell) {
  return cell.base ? *cell.base : base_now(board, project, period);
}

}  // namespace

Figures figures_in(const Board& board, const BoardProject& project, const Period& period,
                   const JudgedCell& cell) {
  const FigureBase base = base_in(board, project, period, cell);
  Figures figures{.planned = cell.planned, .done = cell.done};
  figures.planned_before = base.planned_before.value_or(Quantity{});
  figures.annual = base.annual;
  figures.days = days_of(board, base, period.last_day());
  figures.done_before = cell.done_before ? *cell.done_before : done_before(project, period);
  return figures;
}

Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const JudgedCell& cell) {
  Facts facts{.verdict = cell.verdict};
  if (const auto place = place_of(mechanism.causes, &CauseKind::key, cell.cause))
    facts.causes = 1U << *place;
  facts.opening = place_of(mechanism.card.openings, &OpeningLevel::weight,
                           cell.weight.value_or(project.project.weight));
  for (const Measure& measure : mechanism.card.measures)
    facts.measures.push_back(asked_value(measure, cell.asked));
  Figures figures = figures_in(board, project, period, cell);
  if (asks_calendar(mechanism.card)) {
    figures.working_days = working_days_of(board, base_in(board, project, period, cell), period);
  }
  complete(mechanism.card, period, figures, facts);
  return facts;
}

}  // namespace zhantu
