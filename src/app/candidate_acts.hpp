// The candidate pool (D-2.8): any unit that holds a post proposes, the supervision office or a
// named organ weighs, headquarters alone chooses.
//
// All REFUSE not_permitted and not_found, and field_invalid with everything that is wrong at its
// field.
#pragma once
#include "app/selection.hpp"

namespace zhantu::app {

struct CandidateCommand {
  Candidate
      wanted;  // id none: a new one. Number empty: the next one; proposing unit none: one's own
  std::optional<std::int64_t> version;  // what the editor saw; needed for one that is there
};
// REFUSES also precondition_required, selection_conflict, candidate_already_chosen. Only the
// supervision office proposes for another unit.
Result<CandidateId> save_candidate(Writing& writing, const CandidateCommand& command);

struct CriterionInput {
  CriterionId id;  // none: a new one
  std::string name, measures;
  std::int64_t weight = 0, score_max = 0;
  OrganId organ;
};
struct RuleCommand {
  bool enters_at_once = true;
  std::vector<CriterionInput> criteria;  // all of them, in order; one that is left out ends
  std::optional<std::int64_t> version;
};
// By headquarters. REFUSES also precondition_required, selection_conflict, criterion_in_use (weight
// or best score of one by which something was weighed already).
Outcome set_selection_rule(Writing& writing, const RuleCommand& command);

struct Score {
  CandidateId candidate;
  CriterionId criterion;
  Quantity score;
  std::string remark;
};
// A sheet, all or nothing, as one entry of the journal. Items: candidate_already_chosen,
// criterion_of_other_organ, score_too_high. KEEPS: the same sheet again leaves no entry.
Outcome weigh_candidates(Writing& writing, const std::vector<Score>& sheet);

struct ChooseCommand {
  CandidateId candidate;
  std::string decision;          // chosen, kept, declined
  std::string reason;            // needed unless chosen
  std::optional<Period> period;  // first on the wall; needed when chosen
};
struct Chosen {
  Choice choice;
  std::size_t on_wall_before = 0, on_wall_after = 0;  // projects in that period
};
// A chosen one becomes a project with lead unit, person and task. REFUSES also what
// domain/selection/selection.hpp says, candidate_not_ready with an item for each lack. With
// `dry_run` nothing is saved.
Result<Chosen> choose_candidate(Writing& writing, const ChooseCommand& command, bool dry_run);

// Who has to supply what is missing of a candidate.
std::string supplier_of(const Board& board, const Candidate& candidate);

}  // namespace zhantu::app
