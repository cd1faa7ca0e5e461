// Cards from verdicts alone (D-3.2), and what the figures propose. The engine itself is in
// engine.hpp; what stands here asks it for one period of a rule that looks at nothing but verdicts.
#pragma once
#include <optional>
#include <span>

#include "base/quantity.hpp"
#include "domain/determination/engine.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu {

// REQUIRES a rule without a flaw, whose bands look at verdicts and runs of missed periods only.
Judgement step(const CardRule& rule, int run_before, Verdict verdict);

// The card of the last of `verdicts`, oldest first. REQUIRES at least one, and as step.
Judgement judge(const CardRule& rule, std::span<const Verdict> verdicts);

// What the figures say, for a person to accept or not. No plan: no_target. A plan without a
// quantity, or no figure, or a file without proposals: nullopt, the person decides alone.
std::optional<Verdict> propose(const std::vector<ProposalBand>& bands, bool has_target,
                               std::optional<Quantity> planned, std::optional<Quantity> done);

}  // namespace zhantu
