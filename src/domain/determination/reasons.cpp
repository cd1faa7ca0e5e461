#include "domain/determination/reasons.hpp"

namespace zhantu {
namespace {

bool looks_at(const CardBand& band, ConditionKind kind) {
  const auto of_kind = [&](const Condition& one) { return one.kind == kind; };
  return std::ranges::any_of(band.all, of_kind) || std::ranges::any_of(band.any, of_kind);
}

std::vector<std::size_t> measures_of(const CardBand& band) {
  std::vector<std::size_t> out;
  for (const auto* list : {&band.all, &band.any}) {
    for (const Condition& one : *list) {
      const bool measured = one.kind == ConditionKind::measure ||
                            one.kind == ConditionKind::grade || one.kind == ConditionKind::unknown;
      if (measured && std::ranges::find(out, one.measure) == out.end()) out.push_back(one.measure);
    }
  }
  return out;
}

// What a run counts in one period, as the engine's table has it.
bool holds(const Condition& one, const Facts& facts) {
  if (one.kind == ConditionKind::verdict)
    return facts.verdict && (one.mask >> static_cast<int>(*facts.verdict) & 1U) != 0;
  if (!facts.measures.at(one.measure).known()) return false;
  const MeasureValue& value = facts.measures[one.measure];
  if (one.kind == ConditionKind::grade) return (one.mask >> value.whole() & 1U) != 0;
  return one.interval.contains(value);
}

// Counts back from the period that is judged.
class Counted {
 public:
  Counted(const CardRule& rule, const Run& run) : rule_(rule), run_(run) {}

  std::vector<Period> periods(const JudgedPeriod& judged) {
    if (!run_.of_cards && !skipped(judged.facts))
      count(judged.period, holds(run_.of, judged.facts));
    for (std::size_t i = judged.past.size(); goes_on_ && i-- > 0;) {
      const PastPeriod& past = judged.past[i];
      if (skipped(past.facts)) continue;
      count(past.period, run_.of_cards ? (run_.cards >> static_cast<int>(past.card) & 1U) != 0
                                       : holds(run_.of, past.facts));
    }
    std::ranges::reverse(out_);
    return std::move(out_);
  }

 private:
  bool skipped(const Facts& facts) const {
    const bool counted = !run_.of_cards && holds(run_.of, facts);
    return facts.verdict == Verdict::no_target && !rule_.no_target_breaks_run && !counted;
  }

  void count(const Period& period, bool held) {
    ++seen_;
    if (held) out_.push_back(period);
    goes_on_ = run_.window > 0 ? seen_ < run_.window : held;
  }

  const CardRule& rule_;
  const Run& run_;
  std::vector<Period> out_;
  int seen_ = 0;
  bool goes_on_ = true;
};

std::vector<std::size_t> deciding_bands(const CardRule& rule, const Judgement& judgement) {
  if (judgement.part_bands.size() < 2) return {judgement.band};
  std::vector<std::size_t> out;
  for (std::size_t band : judgement.part_bands) {
    if (rule.bands[band].card == rule.bands[judgement.band].card) out.push_back(band);
  }
  return out;
}

// What the counts beside the card say already.
bool told_by_tally(const Measure& measure, const JudgedPeriod& judged) {
  return std::holds_alternative<Tally>(judged.beside) &&
         (measure.known == KnownMeasure::projects_judged ||
          measure.known == KnownMeasure::projects_missed);
}

std::vector<std::size_t> shown_measures(const CardRule& rule, const JudgedPeriod& judged,
                                        std::size_t band, bool verdict) {
  std::vector<std::size_t> shown = measures_of(rule.bands[band]);
  if (shown.empty() && !verdict && !rule.parts.empty()) {
    const RulePart& part = rule.parts[rule.part_of(band)];
    for (std::size_t i = 0; shown.empty() && i < part.band_count; ++i)
      shown = measures_of(rule.bands[part.first_band + i]);
  }
  std::erase_if(shown, [&](std::size_t i) { return told_by_tally(rule.measures[i], judged); });
  return shown;
}

BandReason reason_of(const CardRule& rule, const JudgedPeriod& judged, std::size_t at) {
  const CardBand& band = rule.bands.at(at);
  const bool verdict =
      looks_at(band, ConditionKind::verdict) || judged.facts.verdict == Verdict::no_target;
  BandReason out{.band = at, .measures = shown_measures(rule, judged, at, verdict), .runs = {}};
  for (const auto* list : {&band.all, &band.any}) {
    for (const Condition& one : *list) {
      if (one.kind == ConditionKind::run)
        out.runs.push_back({one.run, Counted(rule, rule.runs[one.run]).periods(judged)});
      if (one.kind == ConditionKind::cause) out.causes |= one.mask & judged.facts.causes;
    }
  }
  return out;
}

}  // namespace

Reasons reasons_of(const CardRule& rule, const JudgedPeriod& judged) {
  Reasons out{.verdict = judged.facts.verdict == Verdict::no_target, .bands = {}};
  for (std::size_t band : deciding_bands(rule, judged.judgement)) {
    out.verdict = out.verdict || looks_at(rule.bands[band], ConditionKind::verdict);
    out.bands.push_back(reason_of(rule, judged, band));
  }
  return out;
}

}  // namespace zhantu
