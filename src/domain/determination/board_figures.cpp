#include "domain/determination/board_figures.hpp"

namespace zhantu {
namespace {

DayFigures days_of(const Board& board, const Project& project, const Period& period) {
  const auto days = [&](Date start, Date finish) {
    return day_figures(board.calendar, DayCount::calendar_days, start, finish, period.last_day());
  };
  DayFigures out = day_figures(board.calendar, DayCount::calendar_days, project.starts_on,
                               project.finishes_on, period.last_day());
  const auto periods = board.campaign.periods();
  const Date first = periods.front().first_day(), last = periods.back().last_day();
  const Date begins = std::max(first, project.starts_on.value_or(first));
  const Date ends = std::min(last, project.finishes_on.value_or(last));
  const DayFigures of_year = begins <= ends ? days(begins, ends) : days(first, last);
  out.elapsed = of_year.elapsed;
  out.total = of_year.total;
  return out;
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

}  // namespace

JudgedCell judged_cell(const Cell& cell, const PublishedCard& card) {
  return {
      .verdict = card.verdict, .planned = card.planned, .done = card.verified, .asked = cell.asked};
}

JudgedCell judged_cell(const Cell& cell, Verdict verdict) {
  JudgedCell out{
      .verdict = verdict, .planned = cell.plan.quantity, .done = std::nullopt, .asked = cell.asked};
  if (cell.report) out.done = cell.report->quantity;
  if (cell.determination) out.done = cell.determination->quantity;
  return out;
}

Figures figures_in(const Board& board, const BoardProject& project, const Period& period,
                   const JudgedCell& cell) {
  Figures figures{.planned = cell.planned, .done = cell.done};
  figures.annual = project.project.annual_quantity;
  figures.days = days_of(board, project.project, period);
  for (const auto& [earlier, before] : project.cells) {
    if (earlier >= period) break;
    if (before.plan.quantity) figures.planned_before = *before.plan.quantity;
    const PublishedCard* card = before.card();
    if (card != nullptr && card->verified) figures.done_before = *card->verified;
  }
  return figures;
}

Facts project_facts(const Board& board, const Mechanism& mechanism, const BoardProject& project,
                    const Period& period, const JudgedCell& cell) {
  Facts facts{.verdict = cell.verdict};
  for (const Measure& measure : mechanism.card.measures)
    facts.measures.push_back(asked_value(measure, cell.asked));
  Figures figures = figures_in(board, project, period, cell);
  if (asks_calendar(mechanism.card)) {
    figures.working_days =
        day_figures(board.calendar, DayCount::working_days, project.project.starts_on,
                    project.project.finishes_on, period.last_day());
  }
  complete(mechanism.card, period, figures, facts);
  return facts;
}

}  // namespace zhantu
