#include "domain/determination/part_table.hpp"

#include <bit>

#include "base/check.hpp"

namespace zhantu {
namespace {

constexpr std::size_t kVerdictClasses = kVerdicts + 1;

PartTable::Bound low_bound(const Interval& interval) { return {*interval.low, interval.low_open}; }
// x <= high does not pass "x > high".
PartTable::Bound high_bound(const Interval& interval) {
  return {*interval.high, !interval.high_open};
}

template <class T>
void add_once(std::vector<T>& all, const T& one) {
  const auto at = std::ranges::lower_bound(all, one);
  if (at == all.end() || *at != one) all.insert(at, one);
}

int passed(const std::vector<PartTable::Bound>& bounds, const PartTable::Bound& bound) {
  return static_cast<int>(std::ranges::lower_bound(bounds, bound) - bounds.begin());
}

}  // namespace

PartTable::PartTable(const CardRule& rule, const RulePart& part)
    : no_target_breaks_run_(rule.no_target_breaks_run) {
  collect(rule, part);
  size_up();
  ZT_CHECK(symbols_ * facts_states_ * cards_states_ <= kCellsMax);
  fill(rule, part);
}

std::size_t PartTable::cells(const CardRule& rule, const RulePart& part) {
  PartTable sized(rule, RulePart{});
  sized.collect(rule, part);
  sized.size_up();
  // Each factor is bounded where it is made, so that the product cannot pass 64 bits unseen.
  if (sized.symbols_ > kCellsMax || sized.facts_states_ > kCellsMax ||
      sized.cards_states_ > kCellsMax)
    return kCellsMax + 1;
  return std::min(sized.symbols_ * sized.facts_states_, kCellsMax + 1) * sized.cards_states_;
}

void PartTable::collect(const CardRule& rule, const RulePart& part) {
  for (std::size_t i = 0; i < part.band_count; ++i) {
    const CardBand& band = rule.bands.at(part.first_band + i);
    for (const Condition& condition : band.all) see(rule, condition);
    for (const Condition& condition : band.any) see(rule, condition);
  }
}

void PartTable::see(const CardRule& rule, const Condition& condition) {
  switch (condition.kind) {
    case ConditionKind::verdict: break;
    case ConditionKind::measure:
    case ConditionKind::grade:
    case ConditionKind::unknown: see_measure(rule, condition); break;
    case ConditionKind::run: see_run(rule, condition); break;
    case ConditionKind::cause: add_once(cause_masks_, condition.mask); break;
  }
}

void PartTable::see_measure(const CardRule& rule, const Condition& condition) {
  auto axis = std::ranges::find(axes_, condition.measure, &Axis::measure);
  if (axis == axes_.end())
    axis = axes_.insert(axis, Axis{.measure = condition.measure, .bounds = {}});
  const Measure& measure = rule.measures.at(condition.measure);
  axis->of_plan = measure.of_plan;
  if (measure.unit == MeasureUnit::grade) {
    axis->known_classes = measure.grades.size();
    return;
  }
  const Interval& interval = condition.interval;
  if (interval.low) add_once(axis->bounds, low_bound(interval));
  if (interval.high) add_once(axis->bounds, high_bound(interval));
  axis->known_classes = axis->bounds.size() + 1;
}

void PartTable::see_run(const CardRule& rule, const Condition& condition) {
  const Run& run = rule.runs.at(condition.run);
  auto& counters = run.of_cards ? cards_counters_ : facts_counters_;
  auto counter = std::ranges::find(counters, condition.run, &Counter::run);
  if (counter == counters.end()) {
    counter = counters.insert(counter, Counter{.run = condition.run});
    if (run.of_cards) cards_runs_.push_back(run);
    if (!run.of_cards) see(rule, run.of);
  }
  // see() may have added no counter: a run is never of a run.
  counter->cap = std::max(counter->cap, condition.times);
  counter->states =
      run.window > 0 ? 1U << run.window : static_cast<std::uint32_t>(counter->cap) + 1;
}

void PartTable::size_up() {
  symbols_ = kVerdictClasses << cause_masks_.size();
  for (const Axis& axis : axes_)
    symbols_ = std::min(symbols_ * (axis.known_classes + 1), kCellsMax + 1);
  for (const Counter& counter : facts_counters_)
    facts_states_ = std::min(facts_states_ * counter.states, kCellsMax + 1);
  for (const Counter& counter : cards_counters_)
    cards_states_ = std::min(cards_states_ * counter.states, kCellsMax + 1);
}

void PartTable::fill(const CardRule& rule, const RulePart& part) {
  next_facts_.resize(facts_states_ * symbols_);
  bands_.resize(facts_states_ * cards_states_ * symbols_);
  for (std::uint32_t s = 0; s < symbols_; ++s) {
    const Symbol symbol = decode(s);
    for (std::uint32_t a = 0; a < facts_states_; ++a) {
      next_facts_[a * symbols_ + s] = next_facts(rule, a, symbol);
      for (std::uint32_t b = 0; b < cards_states_; ++b) {
        bands_[(a * cards_states_ + b) * symbols_ + s] = decide(rule, part, Sight{&symbol, a, b});
      }
    }
  }
}

int PartTable::Axis::class_of(const MeasureValue& value) const {
  if (!value.known()) return static_cast<int>(known_classes);
  if (bounds.empty() && known_classes > 1) {
    const std::int64_t place = value.whole();
    ZT_CHECK(place >= 0 && place < static_cast<std::int64_t>(known_classes));
    return static_cast<int>(place);
  }
  int passed_bounds = 0;
  for (const Bound& bound : bounds) {
    const int side = value.compare(bound.cut);
    if (bound.open ? side <= 0 : side < 0) break;
    ++passed_bounds;
  }
  return passed_bounds;
}

std::uint32_t PartTable::symbol_of(const Facts& facts) const {
  Symbol symbol;
  if (facts.verdict) symbol.verdict = static_cast<int>(*facts.verdict);
  for (std::size_t i = 0; i < cause_masks_.size(); ++i)
    symbol.causes |= (facts.causes & cause_masks_[i]) != 0 ? 1U << i : 0U;
  for (const Axis& axis : axes_) {
    const bool told = axis.measure < facts.measures.size() &&
                      !(axis.of_plan && facts.verdict == Verdict::no_target);
    symbol.classes.push_back(axis.class_of(told ? facts.measures[axis.measure] : MeasureValue{}));
  }
  return encode(symbol);
}

std::uint32_t PartTable::encode(const Symbol& symbol) const {
  std::size_t out = 0;
  for (std::size_t i = axes_.size(); i-- > 0;)
    out = out * (axes_[i].known_classes + 1) + static_cast<std::size_t>(symbol.classes[i]);
  out = (out << cause_masks_.size()) + symbol.causes;
  return static_cast<std::uint32_t>(out * kVerdictClasses +
                                    static_cast<std::size_t>(symbol.verdict));
}

PartTable::Symbol PartTable::decode(std::uint32_t number) const {
  std::size_t left = number;
  Symbol symbol;
  symbol.verdict = static_cast<int>(left % kVerdictClasses);
  left /= kVerdictClasses;
  symbol.causes = static_cast<std::uint32_t>(left & ((std::size_t{1} << cause_masks_.size()) - 1));
  left >>= cause_masks_.size();
  for (const Axis& axis : axes_) {
    symbol.classes.push_back(static_cast<int>(left % (axis.known_classes + 1)));
    left /= axis.known_classes + 1;
  }
  return symbol;
}

std::uint32_t PartTable::counted(const Counter& counter, const Run& run, std::uint32_t state,
                                 bool held) const {
  if (run.window > 0) return ((state << 1) | (held ? 1U : 0U)) & (counter.states - 1);
  return held ? std::min(state + 1, counter.states - 1) : 0;
}

std::uint32_t PartTable::next_facts(const CardRule& rule, std::uint32_t state,
                                    const Symbol& symbol) const {
  const bool no_target = symbol.verdict == static_cast<int>(Verdict::no_target);
  std::uint32_t left = state, scale = 1, next = 0;
  for (const Counter& counter : facts_counters_) {
    const Run& run = rule.runs[counter.run];
    std::uint32_t mine = left % counter.states;
    const bool held = holds(rule, run.of, Sight{&symbol, 0, 0}) == Truth::yes;
    if (held || !no_target || no_target_breaks_run_) mine = counted(counter, run, mine, held);
    next += mine * scale;
    left /= counter.states;
    scale *= counter.states;
  }
  return next;
}

std::uint32_t PartTable::after_card(std::uint32_t state, Card card, bool no_target) const {
  if (no_target && !no_target_breaks_run_) return state;
  std::uint32_t left = state, scale = 1, next = 0;
  for (std::size_t i = 0; i < cards_counters_.size(); ++i) {
    const Counter& counter = cards_counters_[i];
    const bool held = (cards_runs_[i].cards >> static_cast<int>(card) & 1U) != 0;
    next += counted(counter, cards_runs_[i], left % counter.states, held) * scale;
    left /= counter.states;
    scale *= counter.states;
  }
  return next;
}

std::int32_t PartTable::decide(const CardRule& rule, const RulePart& part,
                               const Sight& sight) const {
  for (std::size_t i = 0; i < part.band_count; ++i) {
    std::size_t unknown = 0;
    switch (holds(rule, rule.bands[part.first_band + i], sight, unknown)) {
      case Truth::yes: return static_cast<std::int32_t>(part.first_band + i);
      case Truth::unknown: return -1 - static_cast<std::int32_t>(unknown);
      case Truth::no: break;
    }
  }
  return kNoBand;
}

// A condition that is not known decides only where the known ones do not.
PartTable::Truth PartTable::holds(const CardRule& rule, const CardBand& band, const Sight& sight,
                                  std::size_t& unknown) const {
  Truth all = Truth::yes, any = band.any.empty() ? Truth::yes : Truth::no;
  for (const Condition& condition : band.all) {
    const Truth one = holds(rule, condition, sight);
    if (one == Truth::no) return Truth::no;
    if (one == Truth::unknown) all = one, unknown = condition.measure;
  }
  for (const Condition& condition : band.any) {
    const Truth one = holds(rule, condition, sight);
    if (one == Truth::yes) return all;
    if (one == Truth::unknown) any = one, unknown = condition.measure;
  }
  return any == Truth::yes ? all : any;
}

PartTable::Truth PartTable::holds(const CardRule& rule, const Condition& condition,
                                  const Sight& sight) const {
  const auto truth = [](bool is) { return is ? Truth::yes : Truth::no; };
  if (condition.kind == ConditionKind::verdict) {
    const int verdict = sight.symbol->verdict;
    return truth(verdict != kNoVerdict && (condition.mask >> verdict & 1U) != 0);
  }
  if (condition.kind == ConditionKind::run)
    return truth(count(rule, condition.run, sight) >= condition.times);
  if (condition.kind == ConditionKind::cause) {
    const auto at = std::ranges::lower_bound(cause_masks_, condition.mask) - cause_masks_.begin();
    return truth((sight.symbol->causes >> at & 1U) != 0);
  }
  const Axis& axis = axis_of(condition.measure);
  const int seen = sight.symbol->classes[static_cast<std::size_t>(&axis - axes_.data())];
  const bool known = seen < static_cast<int>(axis.known_classes);
  if (condition.kind == ConditionKind::unknown) return truth(!known);
  if (!known) return Truth::unknown;
  if (condition.kind == ConditionKind::grade) return truth((condition.mask >> seen & 1U) != 0);
  const Interval& interval = condition.interval;
  const bool low = !interval.low || seen > passed(axis.bounds, low_bound(interval));
  const bool high = !interval.high || seen <= passed(axis.bounds, high_bound(interval));
  return truth(low && high);
}

int PartTable::count(const CardRule& rule, std::size_t run, const Sight& sight) const {
  const bool of_cards = rule.runs[run].of_cards;
  std::uint32_t left = of_cards ? sight.cards_state : sight.facts_state;
  for (const Counter& counter : of_cards ? cards_counters_ : facts_counters_) {
    if (counter.run == run) {
      const std::uint32_t mine = left % counter.states;
      return rule.runs[run].window > 0 ? std::popcount(mine) : static_cast<int>(mine);
    }
    left /= counter.states;
  }
  ZT_CHECK(false);
  return 0;
}

const PartTable::Axis& PartTable::axis_of(std::size_t measure) const {
  const auto found = std::ranges::find(axes_, measure, &Axis::measure);
  ZT_CHECK(found != axes_.end());
  return *found;
}

}  // namespace zhantu
