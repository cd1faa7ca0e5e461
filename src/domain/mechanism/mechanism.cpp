#include "domain/mechanism/mechanism.hpp"

#include "domain/determination/card.hpp"

namespace zhantu {

const RoleKind* Mechanism::role(std::string_view key) const {
  const auto found = std::ranges::find(roles, key, &RoleKind::key);
  return found == roles.end() ? nullptr : &*found;
}

std::optional<std::string> flaw_in(const CardRule& rule) {
  int longest = 1;
  for (const CardBand& band : rule.bands) longest = std::max(longest, band.run_min);
  std::vector<bool> used(rule.bands.size());
  for (Verdict verdict : {Verdict::exceeded, Verdict::met, Verdict::missed, Verdict::no_target}) {
    for (int run = verdict == Verdict::missed ? 1 : 0; run <= longest; ++run) {
      const auto band = band_for(rule, verdict, run);
      if (!band)
        return fmt::format("no band for verdict {} with {} missed in a row", word(verdict), run);
      used[*band] = true;
      const bool ends_run = run_after(rule, 1, verdict) == 0;
      if (ends_run) break;
    }
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) return fmt::format("band {} can never apply: an earlier one always wins", i + 1);
  }
  return std::nullopt;
}

std::optional<std::string> flaw_in(const std::vector<ProposalBand>& bands) {
  if (bands.empty()) return "no proposal bands";
  for (std::size_t i = 1; i < bands.size(); ++i) {
    const ProposalBand &above = bands[i - 1], &below = bands[i];
    const bool falls = below.floor_basis_points < above.floor_basis_points ||
                       (below.floor_basis_points == above.floor_basis_points && above.floor_open &&
                        !below.floor_open);
    if (!falls) return fmt::format("proposal band {} does not lie below the one before it", i + 1);
  }
  if (bands.back().floor_basis_points != 0 || bands.back().floor_open)
    return "the last proposal band must begin at 0";
  return std::nullopt;
}

}  // namespace zhantu
