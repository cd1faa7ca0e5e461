// What the acts of the task board and the candidate pool share: reading both as one value, who
// stands where, and checks of what a request names (D-2.1, D-2.8).
#pragma once
#include "app/period_acts.hpp"
#include "domain/selection/selection.hpp"

namespace zhantu::app {

Selection load_selection(store::Reader& reader, TenantId tenant, CampaignId campaign);

// Standing to a candidate (may be null) and to the sheet.
Standing selection_standing(const Board& board, const Selection& selection, const Actor& actor,
                            Date today, const Candidate* candidate);
// nullopt, or the word by which the policy refuses.
std::optional<std::string_view> selection_refusal(Act act, const Board& board,
                                                  const Selection& selection, const Actor& actor,
                                                  Date today, const Candidate* candidate);
// May this person enter scores by this criterion?
bool weighs_by(const Board& board, const Actor& actor, Date today, const Criterion& criterion);

// "RW07" after "RW06": the highest number with the commonest beginning, counted on.
std::string next_number(const std::vector<std::string>& numbers, const std::string& first);

// Collects what is wrong in a request, field by field.
class FieldFlaws {
 public:
  void add(std::string where, std::string word, std::map<std::string, std::string> values = {}) {
    items_.push_back({std::move(where), std::move(word), std::move(values)});
  }
  void text(const std::string& value, const char* where, std::size_t most, bool needed);
  bool any() const { return !items_.empty(); }
  Problem problem() { return {.word = "field_invalid", .values = {}, .items = std::move(items_)}; }

 private:
  std::vector<ProblemItem> items_;
};

// A record that was edited from a version that is no more; `tenure` saved the present one.
Problem selection_conflict(const Board& board, TenureId tenure);

// Who supplies what the gate finds missing: the lead unit.
std::string supplier_of(const Board& board, const BoardProject& project);

bool is_unit(const Board& board, UnitId id);
bool is_organ(const Board& board, OrganId id, std::string_view kind = {});

}  // namespace zhantu::app
