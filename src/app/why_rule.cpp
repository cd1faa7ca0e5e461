#include "app/why_rule.hpp"

#include "app/mechanism_words.hpp"
#include "app/why.hpp"

namespace zhantu::app {
namespace {

class Sentence {
 public:
  Sentence(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
           Language language)
      : mechanism_(mechanism),
        rule_(rule),
        judged_(judged),
        language_(language),
        no_target_(judged.facts.verdict == Verdict::no_target) {}

  std::string told() {
    const std::string label = period_label(judged_.period, language_);
    if (judged_.judgement.missing) return label + missing_text();
    std::vector<std::string> reasons, clauses;
    for (std::size_t band : deciding_bands()) {
      reasons.push_back(reason_text(band));
      clauses.push_back(clause_text(rule_.bands[band]));
    }
    if (judged_.judgement.raised) reasons.push_back(opening_text());
    const Mechanism& m = mechanism_;
    const std::string version = say(fmt::format("（{} 第{}版）", m.name, m.version),
                                    fmt::format("（{} 第{}版）", m.name, m.version),
                                    fmt::format(" ({} version {})", m.name, m.version));
    return label + say("", "", ": ") +
           joined(reasons, rule_.parts.size() > 1 ? "；" : "，",
                  rule_.parts.size() > 1 ? "; " : ", ") +
           say("：", "：", ", ") + name_of(judged_.judgement.card, language_) +
           say("，依" + m.source, "，依" + m.source_hant, ", by ") +
           joined(clauses, "、", " and ") + version;
  }

 private:
  std::string say(std::string hans, std::string hant, std::string en) const {
    return in_language(language_, std::move(hans), std::move(hant), std::move(en));
  }

  std::string missing_text() const {
    const std::string title = title_of(rule_.measures.at(*judged_.judgement.missing), language_);
    return say("缺少“" + title + "”，无法判牌", "缺少「" + title + "」，無法判牌",
               ": no card, because " + title + " is not known");
  }

  std::string joined(const std::vector<std::string>& all, const char* chinese,
                     const char* english) const {
    return fmt::format("{}", fmt::join(all, say(chinese, chinese, english)));
  }

  // Every part that gave the card is a reason for it, not only the first.
  std::vector<std::size_t> deciding_bands() const {
    const Judgement& judgement = judged_.judgement;
    if (judgement.part_bands.size() < 2) return {judgement.band};
    std::vector<std::size_t> out;
    for (std::size_t band : judgement.part_bands) {
      if (rule_.bands[band].card == rule_.bands[judgement.band].card) out.push_back(band);
    }
    return out;
  }

  std::string reason_text(std::size_t index) {
    const CardBand& band = rule_.bands.at(index);
    inputs_.clear();
    add_verdict(band);
    add_measures(index);
    for (const auto* list : {&band.all, &band.any}) {
      for (const Condition& one : *list) {
        if (one.kind == ConditionKind::run) add_run(one);
        if (one.kind == ConditionKind::cause) add_causes(one);
      }
    }
    return joined(inputs_, "，", ", ");
  }

  void add_verdict(const CardBand& band) {
    if (!judged_.facts.verdict) return;
    const bool looked_at = std::ranges::any_of(
        band.all, [](const Condition& one) { return one.kind == ConditionKind::verdict; });
    if (!looked_at && !no_target_) return;
    const std::string verdict = name_of(*judged_.facts.verdict, language_);
    inputs_.push_back(
        no_target_ ? verdict : say("认定" + verdict, "認定" + verdict, "determined " + verdict));
  }

  // What the band looks at; where it looks at no measure, what its part does.
  void add_measures(std::size_t index) {
    std::vector<std::size_t> shown = measures_of(rule_.bands[index]);
    const RulePart& part = rule_.parts.at(rule_.part_of(index));
    for (std::size_t i = 0; shown.empty() && inputs_.empty() && i < part.band_count; ++i)
      shown = measures_of(rule_.bands[part.first_band + i]);
    for (std::size_t i : shown) {
      if (i >= judged_.facts.measures.size()) continue;
      inputs_.push_back(measured_text(i) + made_of_text(rule_.measures[i]));
    }
  }

  std::string measured_text(std::size_t i) const {
    return title_of(rule_.measures[i], language_) + say("", "", " ") +
           value_text(rule_.measures[i], judged_.facts.measures[i], language_);
  }

  // "（完成占全年目标74%，本期节点75）": what a difference is made of.
  std::string made_of_text(const Measure& measure) const {
    if (!measure.minuend) return {};
    std::vector<std::string> from{measured_text(*measure.minuend)};
    if (measure.subtrahend) from.push_back(measured_text(*measure.subtrahend));
    for (const PeriodTarget& target : measure.targets) {
      if (target.kind == judged_.period.kind() && target.index == judged_.period.index())
        from.push_back(say("本期节点", "本期節點", "target ") + target.at_least.text());
    }
    return say("（", "（", " (") + joined(from, "，", ", ") + say("）", "）", ")");
  }

  static std::vector<std::size_t> measures_of(const CardBand& band) {
    std::vector<std::size_t> out;
    for (const auto* list : {&band.all, &band.any}) {
      for (const Condition& one : *list) {
        const bool measured = one.kind == ConditionKind::measure ||
                              one.kind == ConditionKind::grade ||
                              one.kind == ConditionKind::unknown;
        if (measured && std::ranges::find(out, one.measure) == out.end())
          out.push_back(one.measure);
      }
    }
    return out;
  }

  bool holds(const Condition& one, const Facts& facts) const {
    if (one.kind == ConditionKind::verdict)
      return facts.verdict && (one.mask >> static_cast<int>(*facts.verdict) & 1U) != 0;
    if (one.measure >= facts.measures.size() || !facts.measures[one.measure].known()) return false;
    const MeasureValue& value = facts.measures[one.measure];
    if (one.kind == ConditionKind::grade) return (one.mask >> value.whole() & 1U) != 0;
    const Interval& at = one.interval;
    const bool low =
        !at.low || (at.low_open ? value.compare(*at.low) > 0 : value.compare(*at.low) >= 0);
    const bool high =
        !at.high || (at.high_open ? value.compare(*at.high) < 0 : value.compare(*at.high) <= 0);
    return low && high;
  }

  bool skipped(const Run& run, const Facts& facts) const {
    const bool counted = !run.of_cards && holds(run.of, facts);
    return facts.verdict == Verdict::no_target && !rule_.no_target_breaks_run && !counted;
  }

  // The periods that a run counts, oldest first.
  std::vector<Period> periods_of(const Run& run) const {
    std::vector<Period> out;
    int seen = 0;
    const auto count = [&](const Period& period, bool held) {
      ++seen;
      if (held) out.insert(out.begin(), period);
      return run.window > 0 ? seen < run.window : held;
    };
    bool goes_on = true;
    if (!run.of_cards && !skipped(run, judged_.facts))
      goes_on = count(judged_.period, holds(run.of, judged_.facts));
    for (std::size_t i = judged_.past.size(); goes_on && i-- > 0;) {
      const PastPeriod& past = judged_.past[i];
      if (skipped(run, past.facts)) continue;
      goes_on =
          count(past.period, run.of_cards ? (run.cards >> static_cast<int>(past.card) & 1U) != 0
                                          : holds(run.of, past.facts));
    }
    return out;
  }

  std::string list(const std::vector<Period>& periods) const {
    std::vector<std::string> all;
    for (const Period& period : periods) all.push_back(period_label(period, language_));
    return fmt::format("{}", fmt::join(all, say("、", "、", ", ")));
  }

  void add_run(const Condition& condition) {
    const Run& run = rule_.runs[condition.run];
    const auto periods = periods_of(run);
    const std::string all = list(periods);
    const std::size_t n = periods.size();
    if (run.of_cards) {
      std::vector<std::string> cards;
      for (int c = 0; c < kCards; ++c) {
        if (run.cards >> c & 1U) cards.push_back(name_of(static_cast<Card>(c), language_));
      }
      const std::string names = fmt::format("{}", fmt::join(cards, say("或", "或", " or ")));
      inputs_.push_back(
          say("此前" + all + "为" + names, "此前" + all + "為" + names, names + " in " + all));
      return;
    }
    const std::string what = condition_text(mechanism_, rule_, run.of, language_);
    const bool months = judged_.period.kind() == PeriodKind::month;
    const std::string unit =
        say(months ? "个月" : "期", months ? "個月" : "期", months ? "months" : "periods");
    if (run.window > 0) {
      inputs_.push_back(
          say(fmt::format("近{}期中{}期{}（{}）", run.window, n, what, all),
              fmt::format("近{}期中{}期{}（{}）", run.window, n, what, all),
              fmt::format("{} in {} of the last {} {} ({})", what, n, run.window, unit, all)));
      return;
    }
    inputs_.push_back(say(fmt::format("{}连续{}{}{}", all, n, unit, what),
                          fmt::format("{}連續{}{}{}", all, n, unit, what),
                          run.of.kind == ConditionKind::verdict
                              ? fmt::format("{} {} {} in a row ({})", n, unit, what, all)
                              : fmt::format("{} in {} {} in a row ({})", what, n, unit, all)));
  }

  void add_causes(const Condition& condition) {
    for (std::size_t c = 0; c < mechanism_.causes.size(); ++c) {
      if ((condition.mask & judged_.facts.causes) >> c & 1U)
        inputs_.push_back(in_language(language_, mechanism_.causes[c].title));
    }
  }

  std::string opening_text() const {
    const OpeningLevel& opening = rule_.openings.at(*judged_.facts.opening);
    const std::string& title = in_language(language_, opening.title);
    const std::string card = name_of(opening.card, language_);
    return say(title + "从" + card + "起", title + "從" + card + "起",
               title + " begins at the " + card);
  }

  std::string clause_text(const CardBand& band) const {
    return say(fmt::format("{}“{}”", band.clause, band.text_zh),
               fmt::format("{}「{}」", band.clause, band.text_hant),
               fmt::format("{}\"{}\"", band.clause.empty() ? "" : "clause " + band.clause + " ",
                           band.text_en));
  }

  const Mechanism& mechanism_;
  const CardRule& rule_;
  const JudgedPeriod& judged_;
  Language language_;
  bool no_target_;
  std::vector<std::string> inputs_;
};

}  // namespace

std::string why_rule(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
                     Language language) {
  return Sentence(mechanism, rule, judged, language).told();
}

}  // namespace zhantu::app
