// A campaign's task board and candidate pool as one value, and the rules over it (D-2.1, D-2.8):
// how a candidate stands, what its sheet adds up to, and what stands in the way of choosing it.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/selection/candidate.hpp"
#include "domain/selection/gate.hpp"
#include "domain/selection/task.hpp"

namespace zhantu {

struct Selection {
  std::vector<Category> categories;  // that have not ended, by sequence
  std::vector<Task> tasks;           // by number
  std::vector<TaskShare> shares;     // that were not taken back
  std::vector<TaskProject> links;    // that have not ended
  std::vector<Criterion> criteria;   // that have not ended, by sequence
  SelectionRule rule;
  std::vector<Candidate> candidates;  // by number
  std::vector<Weighing> weighings;
  std::vector<Choice> choices;  // by candidate and number

  const Task* find(TaskId id) const;
  const Candidate* find(CandidateId id) const;
  const Weighing* weighing(CandidateId candidate, CriterionId criterion) const;
  const Choice* latest_choice(CandidateId candidate) const;
  std::int64_t weight_total() const;
  std::vector<ProjectId> projects_of(TaskId task) const;
  std::vector<CandidateId> candidates_of(TaskId task) const;
  // The sum of what lower units were given.
  Quantity share_total(TaskId task) const;
};

enum class CandidateState { proposed, weighed, kept, declined, chosen };
std::string_view word(CandidateState state);

// From the latest choice; without one, from whether every criterion has a score.
CandidateState state_of(const Selection& selection, CandidateId candidate);

// Points of the total that the sheet gives, score by score rounded towards zero; nullopt while a
// score is missing or there is no criterion. KEEPS: at most weight_total().
std::optional<Quantity> weighed_total(const Selection& selection, CandidateId candidate);

// Signed or started within the period in which it would enter, under a rule that lets such ones in.
bool enters_at_once(const Selection& selection, const Candidate& candidate, const Period& period);

// What the ladder of a choice looks at besides candidate and period.
struct ChoiceState {
  bool period_known = true;
  bool period_published = false;
  bool number_taken = false;  // by a project
};
// The word of the first thing in the way of hanging it up from this period on; nullopt: nothing.
std::optional<std::string_view> refusal_of_choice(const Selection& selection,
                                                  const Candidate& candidate, const Period& period,
                                                  const ChoiceState& state);

// The project that a chosen candidate becomes, with everything carried over.
Project project_of(const Candidate& candidate, ProjectId id, const Period& admitted,
                   std::int64_t sequence);

}  // namespace zhantu
