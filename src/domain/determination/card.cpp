#include "domain/determination/card.hpp"

#include "base/check.hpp"

namespace zhantu {

Judgement judge(const CardRule& rule, std::span<const Verdict> verdicts) {
  ZT_CHECK(!verdicts.empty());
  const CompiledRule compiled(rule);
  RunState state = compiled.start();
  Judgement last;
  for (Verdict verdict : verdicts) {
    const Facts facts{.verdict = verdict};
    last = compiled.judge(state, facts);
    compiled.follow(state, facts, last.card);
  }
  return last;
}

Judgement step(const CardRule& rule, int run_before, Verdict verdict) {
  const CompiledRule compiled(rule);
  RunState state = compiled.start();
  // Longer runs than this are all the same to a rule (kRunMax of the file).
  constexpr int kLongRun = 1000;
  for (int i = 0; i < std::min(run_before, kLongRun); ++i) {
    const Facts missed{.verdict = Verdict::missed};
    compiled.follow(state, missed, compiled.judge(state, missed).card);
  }
  state.missed_run = run_before;
  return compiled.judge(state, Facts{.verdict = verdict});
}

std::optional<Verdict> propose(const std::vector<ProposalBand>& bands, bool has_target,
                               std::optional<Quantity> planned, std::optional<Quantity> done) {
  if (!has_target) return Verdict::no_target;
  if (!planned || !done || bands.empty()) return std::nullopt;
  for (const ProposalBand& band : bands) {
    // done / planned against floor / 10000, multiplied out so that nothing is rounded.
    const WideInt left = static_cast<WideInt>(done->scaled) * 10'000;
    const WideInt right = static_cast<WideInt>(planned->scaled) * band.floor_basis_points;
    if (band.floor_open ? left > right : left >= right) return band.verdict;
  }
  return bands.back().verdict;
}

}  // namespace zhantu
