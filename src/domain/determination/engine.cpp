#include "domain/determination/engine.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

// The ladder of the file begins at the card of the matter's weight: every warning stands as many
// rungs higher as that card stands above the mildest warning. A card that warns of nothing stays.
Card raised(const CardRule& rule, Card card, const OpeningLevel& opening) {
  const int place = rule.severity(card);
  if (place < 1) return card;
  const auto worst = static_cast<int>(rule.order.size()) - 1;
  return rule.order.at(
      static_cast<std::size_t>(std::min(worst, place + rule.severity(opening.card) - 1)));
}

}  // namespace

int run_after(const CardRule& rule, int run_before, std::optional<Verdict> verdict) {
  if (!verdict) return 0;
  switch (*verdict) {
    case Verdict::missed: return run_before + 1;
    case Verdict::no_target: return rule.no_target_breaks_run ? 0 : run_before;
    case Verdict::exceeded:
    case Verdict::met: return 0;
  }
  return 0;
}

CompiledRule::CompiledRule(const CardRule& rule) : rule_(rule) {
  ZT_CHECK(!rule_.bands.empty());
  if (rule_.parts.empty()) rule_.parts.push_back({.band_count = rule_.bands.size()});
  for (const RulePart& part : rule_.parts) parts_.emplace_back(rule_, part);
}

RunState CompiledRule::start() const {
  return {.parts = std::vector<RunState::Part>(parts_.size())};
}

Judgement CompiledRule::judge(const RunState& before, const Facts& facts) const {
  ZT_CHECK(before.parts.size() == parts_.size());
  Judgement out{.missed_run = run_after(rule_, before.missed_run, facts.verdict)};
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const std::uint32_t symbol = parts_[i].symbol_of(facts);
    const std::uint32_t facts_after = parts_[i].after(before.parts[i].facts, symbol);
    const std::int32_t band = parts_[i].band(facts_after, before.parts[i].cards, symbol);
    if (band < 0) {
      ZT_CHECK(band != PartTable::kNoBand);  // a sound rule has a band for everything known
      if (!out.missing) out.missing = static_cast<std::size_t>(-1 - band);
      continue;
    }
    out.part_bands.push_back(static_cast<std::size_t>(band));
  }
  if (out.missing) return out;
  out.band = worst_of(out.part_bands);
  out.card = rule_.bands[out.band].card;
  if (facts.opening) {
    const Card card = raised(rule_, out.card, rule_.openings.at(*facts.opening));
    out.raised = card != out.card;
    out.card = card;
  }
  return out;
}

// The first of equals, so that the order of the parts in the file decides and nothing else.
std::size_t CompiledRule::worst_of(std::span<const std::size_t> bands) const {
  std::size_t worst = bands.front();
  for (std::size_t band : bands) {
    if (rule_.severity(rule_.bands[band].card) > rule_.severity(rule_.bands[worst].card))
      worst = band;
  }
  return worst;
}

void CompiledRule::follow(RunState& state, const Facts& facts, Card card) const {
  ZT_CHECK(state.parts.size() == parts_.size());
  const bool no_target = facts.verdict == Verdict::no_target;
  state.missed_run = run_after(rule_, state.missed_run, facts.verdict);
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    RunState::Part& part = state.parts[i];
    part.facts = parts_[i].after(part.facts, parts_[i].symbol_of(facts));
    part.cards = parts_[i].after_card(part.cards, card, no_target);
  }
}

}  // namespace zhantu
