// A mechanism: all that differs from place to place, as values (D-10). The file is read in
// app/mechanism_file.cpp.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "domain/mechanism/rule.hpp"

namespace zhantu {

// What the engine proposes from the figures: the first band whose floor is reached by verified /
// planned.
struct ProposalBand {
  Verdict verdict = Verdict::missed;
  std::int64_t floor_basis_points = 0;  // of the plan
  bool floor_open = false;              // true: strictly above the floor
};

struct RoleKind {
  std::string key;    // "lead_unit"
  std::string title;  // "主责单位"
  bool held_by_unit = false;
};

// A cause that exempts or softens, named in a determination: force_majeure, suspended ...
struct CauseKind {
  std::string key;
  Words title;
  bool asks_evidence = false;  // a text that says on what it is found
  bool asks_document = false;  // the number of a paper
};

// Who is ranked with whom; data for later ranking (R-13, D-7.4).
struct PeerGroup {
  std::string key;
  Words title;
  Subject subject = Subject::unit;
  std::vector<std::string> unit_kinds;  // kinds of units or names of categories; empty: all
};

// A duty to send more than results. Off unless the file names who must, why it is needed and until
// when (D-11.3).
enum class DutyKind : std::int8_t { picture, video, position, daily_report, ranking_of_persons };
inline constexpr int kDutyKinds = 5;
std::string_view word(DutyKind kind);
struct Duty {
  DutyKind kind = DutyKind::picture;
  std::string who;  // a role
  Words why;
  std::optional<Date> until;
};

struct Mechanism {
  std::string name;
  std::int64_t version = 0;
  Date effective_from;
  std::string title;
  std::string source;  // the paper that it carries out
  std::string source_hant;
  std::optional<PeriodKind> period_kind;  // that its rules judge; none: any
  std::vector<RoleKind> roles;
  std::vector<std::pair<std::string, std::string>> organ_kinds;  // key, title
  std::vector<CauseKind> causes;
  std::vector<PeerGroup> peer_groups;
  std::vector<Duty> duties;
  std::vector<ProposalBand> proposal;
  CardRule card;                      // of projects; without bands if the file judges none
  std::vector<CardRule> other_rules;  // of other subjects, one each
  std::string verdict_note;           // how verdicts are made, one sentence for the chart

  const RoleKind* role(std::string_view key) const;
  // The rule that judges this subject; nullptr if none does.
  const CardRule* rule(Subject subject) const;
  const CauseKind* cause(std::string_view key) const;
  // Why a verdict may not name this cause with this evidence: cause_unknown, cause_not_named
  // (evidence without a cause), cause_evidence_missing, cause_document_missing.
  std::optional<std::string_view> cause_refusal(std::string_view key, std::string_view evidence,
                                                std::string_view document) const;
  // The rule that opens the ladder of this weight; nullptr for the usual one.
  const OpeningLevel* opening(std::string_view weight) const;
  // As the file names the kind of organ; the key where it names none.
  std::string organ_title(const std::string& kind) const;
  // Measures of this subject's rule that are asked of an organ.
  std::vector<const Measure*> asked(Subject subject) const;
};

// The version that judges a period: of those in force on its first day the latest; nullptr if none
// is. The order of `versions` never matters.
const Mechanism* in_force(std::span<const Mechanism> versions, Date day);

// What is wrong with the proposals; `band` is the place of the one at which it shows.
std::vector<RuleFlaw> flaws_in(const std::vector<ProposalBand>& bands);

}  // namespace zhantu
