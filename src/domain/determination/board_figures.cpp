#include "domain/determination/board_figures.hpp"

namespace zhantu {
namespace {

DayFigures days_of(const Board& board, const Project& project, const Period& period) {
  const Date today = period.last_day();
  DayFigures days = calendar_days(project.starts_on, project.finishes_on, today);
  const auto periods = board.campaign.periods();
  const Date first = periods.front().first_day(), last = periods.back().last_day();
  const Date begins = std::max(first, project.starts_on.value_or(first));
  const Date ends = std::min(last, project.finishes_on.value_or(last));
  const DayFigures of_year =
      begins <= ends ? calendar_days(begins, ends, today) : calendar_days(first, last, today);
  days.elapsed = of_year.elapsed;
  days.total = of_year.total;
  return days;
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
  complete(mechanism.card, period, figures_in(board, project, period, cell), facts);
  return facts;
}

}  // namespace zhantu
