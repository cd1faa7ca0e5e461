// The card engine: from the verdicts of a project to its card, with what made it (D-3.2).
//
// One engine judges one project with its "why" and a million in a batch: `step` takes one period
// further and keeps no history.
#pragma once
#include <optional>
#include <span>

#include "base/quantity.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu {

// Raised when the same inputs could give another result than before; stored with every publication.
inline constexpr std::int64_t kEngineVersion = 1;

struct Judgement {
  Card card = Card::none;
  int missed_run = 0;    // missed periods in a row, this one included; a period without a target
                         // keeps the run as it was
  std::size_t band = 0;  // index into CardRule::bands
};

// Missed periods in a row after `verdict`, given those before it.
int run_after(const CardRule& rule, int run_before, Verdict verdict);

// First band that holds. nullopt only for a rule with a flaw (mechanism.hpp).
std::optional<std::size_t> band_for(const CardRule& rule, Verdict verdict, int run);

// REQUIRES a rule without a flaw.
Judgement step(const CardRule& rule, int run_before, Verdict verdict);

// The card of the last of `verdicts`, oldest first. REQUIRES at least one.
Judgement judge(const CardRule& rule, std::span<const Verdict> verdicts);

// What the figures say, for a person to accept or not. No plan: no_target. A plan without a
// quantity, or no figure: nullopt, the person decides alone.
std::optional<Verdict> propose(const std::vector<ProposalBand>& bands, bool has_target,
                               std::optional<Quantity> planned, std::optional<Quantity> done);

}  // namespace zhantu
