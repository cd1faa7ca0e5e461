#include "domain/determination/engine.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {
namespace {

constexpr std::uint32_t bit(int place) { return 1U << place; }

// A value of the one measure of the random rules, in halves, so that cuts are hit exactly.
MeasureValue halves(int value) { return MeasureValue::of(Quantity{value * Quantity::kScale / 2}); }

Condition at(std::optional<int> low, bool low_open, std::optional<int> high, bool high_open) {
  Condition out{.kind = ConditionKind::measure};
  if (low) out.interval.low = Quantity::of(*low);
  if (high) out.interval.high = Quantity::of(*high);
  out.interval.low_open = low_open, out.interval.high_open = high_open;
  return out;
}

Run random_run() {
  Run run;
  run.of_cards = *rc::gen::arbitrary<bool>();
  run.cards = static_cast<std::uint32_t>(*rc::gen::inRange(1, 64));
  run.of = {.kind = ConditionKind::verdict,
            .mask = static_cast<std::uint32_t>(*rc::gen::inRange(1, 16))};
  if (*rc::gen::arbitrary<bool>()) run.of = at(*rc::gen::inRange(-3, 4), true, {}, false);
  run.window = *rc::gen::element(0, 0, 2, 3, 5);
  return run;
}

Card random_card() { return static_cast<Card>(*rc::gen::inRange(0, kCards)); }

// Bands that cover the line by construction, each perhaps after one that asks for a run or a
// verdict as well.
void add_part(CardRule& rule) {
  RulePart part{.first_band = rule.bands.size()};
  const std::size_t runs_before = rule.runs.size();
  if (*rc::gen::arbitrary<bool>()) {
    rule.bands.push_back(
        {.card = Card::none, .all = {{.kind = ConditionKind::cause, .mask = bit(0) | bit(2)}}});
  }
  int low = *rc::gen::inRange(-4, 0);
  bool low_open = *rc::gen::arbitrary<bool>();
  std::optional<int> from;
  while (true) {
    const bool last = low > 3;
    const Condition here = at(from, low_open, last ? std::nullopt : std::optional(low), false);
    Condition closed = here;
    const bool next_open = *rc::gen::arbitrary<bool>();
    closed.interval.high_open = !next_open;
    if (rule.runs.size() < runs_before + 2 && *rc::gen::arbitrary<bool>()) {
      const Run run = random_run();
      rule.runs.push_back(run);
      const int most = run.window > 0 ? run.window : 4;
      rule.bands.push_back({.card = random_card(),
                            .all = {closed,
                                    {.kind = ConditionKind::run,
                                     .run = rule.runs.size() - 1,
                                     .times = *rc::gen::inRange(1, most + 1)}}});
    }
    if (*rc::gen::arbitrary<bool>()) {
      rule.bands.push_back(
          {.card = random_card(),
           .all = {closed},
           .any = {{.kind = ConditionKind::verdict, .mask = bit(0)}, at(2, false, {}, false)}});
    }
    rule.bands.push_back({.card = random_card(), .all = {closed}});
    if (last) break;
    from = low;
    low_open = next_open;
    low += *rc::gen::inRange(1, 4);
  }
  part.band_count = rule.bands.size() - part.first_band;
  rule.parts.push_back(part);
}

CardRule random_rule() {
  CardRule rule;
  rule.measures.push_back({.key = "x", .unit = MeasureUnit::count, .asked_of = "office"});
  rule.no_target_breaks_run = *rc::gen::arbitrary<bool>();
  const int parts = *rc::gen::inRange(1, 3);
  for (int i = 0; i < parts; ++i) add_part(rule);
  return rule;
}

struct Month {
  Verdict verdict = Verdict::met;
  int value = 0;  // of the measure, in halves
  std::uint32_t causes = 0;
  Card published = Card::none;

  Facts facts() const {
    return {.verdict = verdict, .measures = {halves(value)}, .causes = causes};
  }
};

std::vector<Month> random_months() {
  std::vector<Month> out(*rc::gen::inRange<std::size_t>(1, 14));
  for (Month& month : out) {
    month.verdict = static_cast<Verdict>(*rc::gen::inRange(0, kVerdicts));
    month.value = *rc::gen::inRange(-12, 14);
    month.causes = *rc::gen::element(0U, 0U, 0U, 1U, 2U, 4U);
    month.published = random_card();
  }
  return out;
}

// The meaning of a rule once more, told backwards over the whole past with no state, no table and
// no classes: what somebody with the paper in hand would do.
class ByHand {
 public:
  ByHand(const CardRule& rule, const std::vector<Month>& months) : rule_(rule), months_(months) {}

  std::size_t band(const RulePart& part, std::size_t now) const {
    for (std::size_t i = part.first_band; i < part.first_band + part.band_count; ++i) {
      const CardBand& band = rule_.bands[i];
      bool all = true, any = band.any.empty();
      for (const Condition& one : band.all) all = all && holds(one, now);
      for (const Condition& one : band.any) any = any || holds(one, now);
      if (all && any) return i;
    }
    ZT_CHECK(false);
    return 0;
  }

  std::size_t worst(std::size_t now) const {
    std::size_t out = band(rule_.parts[0], now);
    for (const RulePart& part : rule_.parts) {
      const std::size_t other = band(part, now);
      if (rule_.severity(rule_.bands[other].card) > rule_.severity(rule_.bands[out].card))
        out = other;
    }
    return out;
  }

 private:
  bool holds(const Condition& one, std::size_t now) const {
    const Month& month = months_[now];
    if (one.kind == ConditionKind::verdict)
      return (one.mask & bit(static_cast<int>(month.verdict))) != 0;
    if (one.kind == ConditionKind::cause) return (one.mask & month.causes) != 0;
    if (one.kind == ConditionKind::run) return counted(rule_.runs[one.run], now) >= one.times;
    const std::int64_t x = month.value * Quantity::kScale / 2;
    const Interval& range = one.interval;
    const bool low =
        !range.low || (range.low_open ? x > range.low->scaled : x >= range.low->scaled);
    const bool high =
        !range.high || (range.high_open ? x < range.high->scaled : x <= range.high->scaled);
    return low && high;
  }

  int counted(const Run& run, std::size_t now) const {
    int seen = 0, times = 0;
    for (std::size_t i = run.of_cards ? now : now + 1; i-- > 0;) {
      const bool held = run.of_cards
                            ? (run.cards & bit(static_cast<int>(months_[i].published))) != 0
                            : holds(run.of, i);
      const bool pause = months_[i].verdict == Verdict::no_target && !rule_.no_target_breaks_run;
      if (pause && (run.of_cards || !held)) continue;
      ++seen;
      if (run.window > 0 && seen > run.window) break;
      if (run.window == 0 && !held) break;
      times += held ? 1 : 0;
    }
    return times;
  }

  const CardRule& rule_;
  const std::vector<Month>& months_;
};

}  // namespace

TEST_CASE("D-3.2 the engine is the rule told backwards by hand, after any published past") {
  CHECK(rc::check("engine against hand", [] {
    const CardRule rule = random_rule();
    const CompiledRule engine(rule);
    const std::vector<Month> months = random_months();
    const ByHand hand(rule, months);
    RunState state = engine.start();
    for (std::size_t i = 0; i < months.size(); ++i) {
      const Judgement judged = engine.judge(state, months[i].facts());
      RC_ASSERT(!judged.missing);
      RC_ASSERT(judged.band == hand.worst(i));
      RC_ASSERT(judged.card == rule.bands[judged.band].card);
      for (std::size_t p = 0; p < rule.parts.size(); ++p)
        RC_ASSERT(judged.part_bands[p] == hand.band(rule.parts[p], i));
      engine.follow(state, months[i].facts(), months[i].published);
    }
  }));
}

TEST_CASE("D-3.2 one engine: columns give what single periods give") {
  CHECK(rc::check("columns against singles", [] {
    const CardRule rule = random_rule();
    const CompiledRule engine(rule);
    const std::size_t subjects = 3, periods = 6;
    std::vector<Verdict> verdicts;
    std::vector<std::int64_t> num, den;
    std::vector<Card> cards;
    std::vector<std::uint8_t> bands;
    for (std::size_t s = 0; s < subjects; ++s) {
      RunState state = engine.start();
      for (std::size_t p = 0; p < periods; ++p) {
        Month month{.verdict = static_cast<Verdict>(*rc::gen::inRange(0, kVerdicts)),
                    .value = *rc::gen::inRange(-12, 14)};
        const std::int64_t scale = *rc::gen::inRange(1, 1000);
        verdicts.push_back(month.verdict);
        num.push_back(month.value * scale);
        den.push_back(2 * scale);
        const Judgement judged = engine.judge(state, month.facts());
        cards.push_back(judged.card);
        bands.push_back(static_cast<std::uint8_t>(judged.band));
        engine.follow(state, month.facts(), judged.card);
      }
    }
    Columns columns{.subjects = subjects, .periods = periods, .verdicts = verdicts};
    columns.measures.push_back({.num = num, .den = den});
    std::vector<Card> by_column(cards.size());
    std::vector<std::uint8_t> bands_by_column(cards.size());
    engine.judge_columns(columns, by_column, bands_by_column);
    RC_ASSERT(by_column == cards);
    RC_ASSERT(bands_by_column == bands);
  }));
}

TEST_CASE("D-3.2 bands over the line: the checker finds what trying every point finds") {
  CHECK(rc::check("coverage against brute force", [] {
    CardRule rule;
    rule.subject = Subject::region;
    rule.measures.push_back({.key = "x", .unit = MeasureUnit::count, .asked_of = "office"});
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
      std::optional<int> low, high;
      if (*rc::gen::inRange(0, 3) > 0) low = *rc::gen::inRange(-3, 4);
      if (*rc::gen::inRange(0, 3) > 0) high = *rc::gen::inRange(low.value_or(-3), 5);
      const bool point = low && high && *low == *high;
      rule.bands.push_back({.card = Card::yellow,
                            .all = {at(low, !point && *rc::gen::arbitrary<bool>(), high,
                                       !point && *rc::gen::arbitrary<bool>())}});
    }
    bool gap = false, overlap = false;
    for (int x = -10; x <= 12; ++x) {  // halves: every cut and every place between two cuts
      int holding = 0;
      for (const CardBand& band : rule.bands) {
        const Interval& range = band.all[0].interval;
        const MeasureValue value = halves(x);
        const bool low = !range.low || value.compare(*range.low) >= (range.low_open ? 1 : 0);
        const bool high = !range.high || value.compare(*range.high) <= (range.high_open ? -1 : 0);
        holding += low && high ? 1 : 0;
      }
      gap = gap || holding == 0;
      overlap = overlap || holding > 1;
    }
    const auto flaws = flaws_in(rule);
    RC_ASSERT(flaws.empty() == (!gap && !overlap));
    if (!flaws.empty()) RC_ASSERT((flaws[0].word == "band_overlap") == overlap);
  }));
}

TEST_CASE("D-3.2 a version that comes later never changes a period judged before") {
  CHECK(rc::check("versions", [] {
    std::vector<Mechanism> versions(1);
    versions[0].version = 1;
    versions[0].effective_from = Date::of(2026, 1, 1);
    versions[0].card = random_rule();
    const std::vector<Month> months = random_months();
    const auto cards = [&](std::span<const Mechanism> all) {
      std::vector<Card> out;
      for (std::size_t now = 0; now < months.size(); ++now) {
        const Period period =
            Period::month(2026 + static_cast<int>(now) / 12, static_cast<int>(now) % 12 + 1);
        const CompiledRule engine(in_force(all, period.first_day())->card);
        RunState state = engine.start();
        for (std::size_t i = 0; i < now; ++i) engine.follow(state, months[i].facts(), out[i]);
        out.push_back(engine.judge(state, months[now].facts()).card);
      }
      return out;
    };
    const std::vector<Card> before = cards(versions);
    const auto from = *rc::gen::inRange<std::size_t>(0, months.size());
    versions.push_back(versions[0]);
    versions[1].version = 2;
    versions[1].effective_from =
        Date::of(2026 + static_cast<int>(from) / 12, static_cast<int>(from) % 12 + 1, 1);
    versions[1].card = random_rule();
    if (*rc::gen::arbitrary<bool>()) std::swap(versions[0], versions[1]);  // order of arrival
    const std::vector<Card> after = cards(versions);
    for (std::size_t i = 0; i < from; ++i) RC_ASSERT(before[i] == after[i]);
  }));
}

TEST_CASE("D-3.2 an unknown measure gives no card unless the known conditions decide") {
  CardRule rule;
  rule.measures.push_back({.key = "x", .unit = MeasureUnit::count, .asked_of = "office"});
  rule.bands.push_back(
      {.card = Card::none, .all = {{.kind = ConditionKind::verdict, .mask = bit(3)}}});
  rule.bands.push_back(
      {.card = Card::red,
       .any = {at({}, false, 0, true), {.kind = ConditionKind::cause, .mask = bit(0)}}});
  rule.bands.push_back({.card = Card::blue, .all = {at(0, false, {}, false)}});
  const CompiledRule engine(rule);
  const auto judged = [&](Facts facts) { return engine.judge(engine.start(), facts); };
  CHECK(judged({.verdict = Verdict::no_target}).card == Card::none);
  CHECK(!judged({.verdict = Verdict::no_target}).missing);
  CHECK(judged({.verdict = Verdict::met}).missing == 0U);
  CHECK(judged({.verdict = Verdict::met, .causes = 1}).card == Card::red);
  CHECK(judged({.verdict = Verdict::met, .measures = {halves(-1)}}).card == Card::red);
  CHECK(judged({.verdict = Verdict::met, .measures = {halves(0)}}).card == Card::blue);
}

TEST_CASE("D-3.2 a rule that would remember too much is a flaw, not a full memory") {
  CardRule rule;
  for (int i = 0; i < 3; ++i)
    rule.runs.push_back({.of = {.kind = ConditionKind::verdict, .mask = bit(i)}, .window = 12});
  for (std::size_t i = 0; i < 3; ++i) {
    rule.bands.push_back(
        {.card = Card::red, .all = {{.kind = ConditionKind::run, .run = i, .times = 6}}});
  }
  rule.bands.push_back({.card = Card::blue});
  const auto flaws = flaws_in(rule);
  REQUIRE(flaws.size() == 1);
  CHECK(flaws[0].word == "rule_too_wide");
}

}  // namespace zhantu
