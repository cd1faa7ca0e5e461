#include "domain/determination/card.hpp"

#include "base/check.hpp"

namespace zhantu {

Judgement judge(const CardRule& rule, std::span<const Verdict> verdicts) {
  ZT_CHECK(!verdicts.empty());
  Judgement last;
  for (Verdict verdict : verdicts) last = step(rule, last.missed_run, verdict);
  return last;
}

Judgement step(const CardRule& rule, int run_before, Verdict verdict) {
  const int run = run_after(rule, run_before, verdict);
  const auto band = band_for(rule, verdict, run);
  ZT_CHECK(band.has_value());
  return Judgement{rule.bands[*band].card, run, *band};
}

int run_after(const CardRule& rule, int run_before, Verdict verdict) {
  switch (verdict) {
    case Verdict::missed: return run_before + 1;
    case Verdict::no_target: return rule.no_target_breaks_run ? 0 : run_before;
    case Verdict::exceeded:
    case Verdict::met: return 0;
  }
  return 0;
}

std::optional<std::size_t> band_for(const CardRule& rule, Verdict verdict, int run) {
  for (std::size_t i = 0; i < rule.bands.size(); ++i) {
    const CardBand& band = rule.bands[i];
    if (std::ranges::find(band.verdicts, verdict) != band.verdicts.end() && run >= band.run_min)
      return i;
  }
  return std::nullopt;
}

std::optional<Verdict> propose(const std::vector<ProposalBand>& bands, bool has_target,
                               std::optional<Quantity> planned, std::optional<Quantity> done) {
  if (!has_target) return Verdict::no_target;
  if (!planned || !done) return std::nullopt;
  for (const ProposalBand& band : bands) {
    // done / planned against floor / 10000, multiplied out so that nothing is rounded.
    const WideInt left = static_cast<WideInt>(done->scaled) * 10'000;
    const WideInt right = static_cast<WideInt>(planned->scaled) * band.floor_basis_points;
    if (band.floor_open ? left > right : left >= right) return band.verdict;
  }
  return bands.back().verdict;
}

}  // namespace zhantu
