#include "domain/mechanism/mechanism.hpp"

#include <array>

namespace zhantu {

namespace {

constexpr std::array<std::string_view, kDutyKinds> kDutyWords = {
    "picture", "video", "position", "daily_report", "ranking_of_persons"};

}  // namespace

std::string_view word(DutyKind kind) { return kDutyWords.at(static_cast<std::size_t>(kind)); }

const RoleKind* Mechanism::role(std::string_view key) const {
  const auto found = std::ranges::find(roles, key, &RoleKind::key);
  return found == roles.end() ? nullptr : &*found;
}

const CardRule* Mechanism::rule(Subject subject) const {
  if (subject == Subject::project) return card.bands.empty() ? nullptr : &card;
  const auto found = std::ranges::find(other_rules, subject, &CardRule::subject);
  return found == other_rules.end() ? nullptr : &*found;
}

const CauseKind* Mechanism::cause(std::string_view key) const {
  const auto found = std::ranges::find(causes, key, &CauseKind::key);
  return found == causes.end() ? nullptr : &*found;
}

std::optional<std::string_view> Mechanism::cause_refusal(std::string_view key,
                                                         std::string_view evidence,
                                                         std::string_view document) const {
  if (key.empty())
    return evidence.empty() && document.empty()
               ? std::nullopt
               : std::optional<std::string_view>("cause_not_named");
  const CauseKind* kind = cause(key);
  if (kind == nullptr) return "cause_unknown";
  if (kind->asks_evidence && evidence.empty()) return "cause_evidence_missing";
  if (kind->asks_document && document.empty()) return "cause_document_missing";
  return std::nullopt;
}

const OpeningLevel* Mechanism::opening(std::string_view weight) const {
  const auto found = std::ranges::find(card.openings, weight, &OpeningLevel::weight);
  return found == card.openings.end() ? nullptr : &*found;
}

std::string Mechanism::organ_title(const std::string& kind) const {
  const auto found =
      std::ranges::find(organ_kinds, kind, [](const auto& one) { return one.first; });
  return found == organ_kinds.end() ? kind : found->second;
}

std::vector<const Measure*> Mechanism::asked(Subject subject) const {
  std::vector<const Measure*> out;
  const CardRule* judging = rule(subject);
  if (judging == nullptr) return out;
  for (const Measure& measure : judging->measures) {
    if (measure.asked()) out.push_back(&measure);
  }
  return out;
}

const Mechanism* in_force(std::span<const Mechanism> versions, Date day) {
  const Mechanism* latest = nullptr;
  for (const Mechanism& one : versions) {
    if (one.effective_from > day) continue;
    const auto rank = [](const Mechanism& m) { return std::pair(m.effective_from, m.version); };
    if (latest == nullptr || rank(*latest) < rank(one)) latest = &one;
  }
  return latest;
}

std::vector<RuleFlaw> flaws_in(const std::vector<ProposalBand>& bands) {
  for (std::size_t i = 1; i < bands.size(); ++i) {
    const ProposalBand &above = bands[i - 1], &below = bands[i];
    const bool falls = below.floor_basis_points < above.floor_basis_points ||
                       (below.floor_basis_points == above.floor_basis_points && above.floor_open &&
                        !below.floor_open);
    if (!falls) return {{"proposal_order", i, {}}};
  }
  if (!bands.empty() && (bands.back().floor_basis_points != 0 || bands.back().floor_open))
    return {{"proposal_floor", bands.size() - 1, {}}};
  return {};
}

}  // namespace zhantu
