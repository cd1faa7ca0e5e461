#include "domain/selection/selection.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace zhantu {
namespace {

template <class T, class Id>
const T* find_in(const std::vector<T>& list, Id id) {
  const auto found = std::ranges::find(list, id, &T::id);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

const Task* Selection::find(TaskId id) const { return find_in(tasks, id); }
const Candidate* Selection::find(CandidateId id) const { return find_in(candidates, id); }

const Weighing* Selection::weighing(CandidateId candidate, CriterionId criterion) const {
  for (const Weighing& one : weighings) {
    if (one.candidate == candidate && one.criterion == criterion) return &one;
  }
  return nullptr;
}

const Choice* Selection::latest_choice(CandidateId candidate) const {
  const Choice* latest = nullptr;
  for (const Choice& one : choices) {
    if (one.candidate == candidate && (latest == nullptr || one.number > latest->number))
      latest = &one;
  }
  return latest;
}

std::int64_t Selection::weight_total() const {
  std::int64_t total = 0;
  for (const Criterion& one : criteria) total += one.weight;
  return total;
}

std::vector<ProjectId> Selection::projects_of(TaskId task) const {
  std::vector<ProjectId> out;
  for (const TaskProject& one : links) {
    if (one.task == task) out.push_back(one.project);
  }
  return out;
}

std::vector<CandidateId> Selection::candidates_of(TaskId task) const {
  std::vector<CandidateId> out;
  for (const Candidate& one : candidates) {
    if (one.task == task) out.push_back(one.id);
  }
  return out;
}

Quantity Selection::share_total(TaskId task) const {
  Quantity total;
  for (const TaskShare& one : shares) {
    if (one.task == task && one.quantity) total.scaled += one.quantity->scaled;
  }
  return total;
}

std::string_view word(CandidateState state) {
  switch (state) {
    case CandidateState::proposed: return "proposed";
    case CandidateState::weighed: return "weighed";
    case CandidateState::kept: return "kept";
    case CandidateState::declined: return "declined";
    case CandidateState::chosen: return "chosen";
  }
  return "";
}

CandidateState state_of(const Selection& selection, CandidateId candidate) {
  if (const Choice* latest = selection.latest_choice(candidate)) {
    if (latest->decision == "chosen") return CandidateState::chosen;
    return latest->decision == "kept" ? CandidateState::kept : CandidateState::declined;
  }
  return weighed_total(selection, candidate) ? CandidateState::weighed : CandidateState::proposed;
}

std::optional<Quantity> weighed_total(const Selection& selection, CandidateId candidate) {
  if (selection.criteria.empty()) return std::nullopt;
  Quantity total;
  for (const Criterion& criterion : selection.criteria) {
    const Weighing* weighing = selection.weighing(candidate, criterion.id);
    if (weighing == nullptr) return std::nullopt;
    ZT_CHECK(criterion.score_max > 0 && weighing->score <= Quantity::of(criterion.score_max));
    total.scaled += weighing->score.scaled * criterion.weight / criterion.score_max;
  }
  return total;
}

bool enters_at_once(const Selection& selection, const Candidate& candidate, const Period& period) {
  return selection.rule.enters_at_once && !candidate.news.empty() && candidate.news_on &&
         period.first_day() <= *candidate.news_on && *candidate.news_on <= period.last_day();
}

std::optional<std::string_view> refusal_of_choice(const Selection& selection,
                                                  const Candidate& candidate, const Period& period,
                                                  const ChoiceState& state) {
  if (state_of(selection, candidate.id) == CandidateState::chosen)
    return "candidate_already_chosen";
  if (!state.period_known) return "period_unknown";
  if (state.period_published) return "period_already_published";
  if (!lacks_for_wall(candidate).empty()) return "candidate_not_ready";
  if (state.number_taken) return "candidate_number_taken";
  if (!weighed_total(selection, candidate.id) && !enters_at_once(selection, candidate, period))
    return "candidate_not_weighed";
  return std::nullopt;
}

Project project_of(const Candidate& candidate, ProjectId id, const Period& admitted,
                   std::int64_t sequence) {
  return {.tenant = candidate.tenant,
          .campaign = candidate.campaign,
          .id = id,
          .number = candidate.number,
          .name = candidate.name,
          .category = candidate.category,
          .place = candidate.place,
          .facts = candidate.facts,
          .investment_total = candidate.investment_total,
          .investment_year = candidate.investment_year,
          .nature = candidate.nature,
          .starts_on = candidate.starts_on,
          .finishes_on = candidate.finishes_on,
          .annual_target = candidate.annual_target,
          .annual_quantity = candidate.annual_quantity,
          .quantity_unit = candidate.quantity_unit,
          .command_post = candidate.command_post,
          .admitted = admitted,
          .withdrawn = std::nullopt,
          .sequence = sequence,
          .version = 1};
}

}  // namespace zhantu
