#include <numeric>

#include "base/check.hpp"
#include "domain/determination/engine.hpp"

namespace zhantu {
namespace {

constexpr std::uint32_t kVerdictClasses = kVerdicts + 1;

// A bound over a column, multiplied out: passed where num * by_num - den * by_den is above 0, or is
// not below it.
struct ColumnBound {
  std::int64_t by_num = 1, by_den = 0;
  bool open = false;
};

// One axis of a part over its column.
struct ColumnAxis {
  const std::int64_t* num = nullptr;
  const std::int64_t* den = nullptr;
  std::vector<ColumnBound> bounds;
  std::uint32_t stride = 0;   // of its class in a symbol
  std::uint32_t unknown = 0;  // the class of "not known"
  bool graded = false;
  bool of_plan = false;

  std::uint32_t class_at(std::size_t i) const {
    if (graded) return static_cast<std::uint32_t>(num[i]);
    const WideInt below = den == nullptr ? 1 : den[i];
    std::uint32_t passed = 0;
    for (const ColumnBound& bound : bounds) {
      const WideInt side = static_cast<WideInt>(num[i]) * bound.by_num - below * bound.by_den;
      passed += static_cast<std::uint32_t>(bound.open ? side > 0 : side >= 0);
    }
    return passed;
  }
};

ColumnBound column_bound(const PartTable::Bound& bound, std::int64_t factor) {
  const std::int64_t scale = factor * Quantity::kScale;
  const std::int64_t shared = std::max<std::int64_t>(1, std::gcd(scale, bound.cut.scaled));
  return {scale / shared, bound.cut.scaled / shared, bound.open};
}

std::vector<ColumnAxis> axes_over(const PartTable& part, const CardRule& rule,
                                  const Columns& columns) {
  std::vector<ColumnAxis> out;
  std::uint32_t stride = kVerdictClasses << part.cause_masks().size();
  for (const PartTable::Axis& axis : part.axes()) {
    const Columns::Measure& column = columns.measures.at(axis.measure);
    const std::size_t all = columns.subjects * columns.periods;
    ZT_CHECK(column.num.size() == all && (column.den.empty() || column.den.size() == all));
    ColumnAxis over{.num = column.num.data(),
                    .den = column.den.empty() ? nullptr : column.den.data(),
                    .stride = stride,
                    .unknown = static_cast<std::uint32_t>(axis.known_classes),
                    .graded = rule.measures[axis.measure].unit == MeasureUnit::grade,
                    .of_plan = axis.of_plan};
    for (const PartTable::Bound& bound : axis.bounds)
      over.bounds.push_back(column_bound(bound, column.factor));
    out.push_back(std::move(over));
    stride *= static_cast<std::uint32_t>(axis.known_classes + 1);
  }
  return out;
}

std::uint32_t symbol_at(const std::vector<ColumnAxis>& axes, std::uint32_t verdict, std::size_t i) {
  std::uint32_t symbol = verdict;
  const bool no_target = verdict == static_cast<std::uint32_t>(Verdict::no_target);
  for (const ColumnAxis& axis : axes)
    symbol += axis.stride * (no_target && axis.of_plan ? axis.unknown : axis.class_at(i));
  return symbol;
}

// One cell of a table that needs no more than itself: one part, no runs over cards.
struct Step {
  std::uint32_t next = 0;  // where the rows of the next state begin
  Card card = Card::none;
  std::uint8_t band = 0;
  bool judged = false;
};

std::vector<Step> steps_of(const PartTable& part, const CardRule& rule) {
  const auto symbols = static_cast<std::uint32_t>(part.symbols());
  std::vector<Step> out(part.facts_states() * symbols);
  for (std::uint32_t state = 0; state < part.facts_states(); ++state) {
    for (std::uint32_t s = 0; s < symbols; ++s) {
      const std::uint32_t after = part.after(state, s);
      const std::int32_t band = part.band(after, 0, s);
      Step& step = out[state * symbols + s];
      step.next = after * symbols;
      if (band < 0) continue;
      step.card = rule.bands[static_cast<std::size_t>(band)].card;
      step.band = static_cast<std::uint8_t>(band);
      step.judged = true;
    }
  }
  return out;
}

}  // namespace

void CompiledRule::judge_columns(const Columns& columns, std::span<Card> cards,
                                 std::span<std::uint8_t> bands) const {
  const std::size_t all = columns.subjects * columns.periods;
  ZT_CHECK(cards.size() == all && (bands.empty() || bands.size() == all));
  ZT_CHECK(columns.verdicts.empty() || columns.verdicts.size() == all);
  ZT_CHECK(rule_.bands.size() < 255 && rule_.openings.empty());
  if (parts_.size() == 1 && parts_[0].cards_states() == 1)
    one_part(columns, cards, bands);
  else
    many_parts(columns, cards, bands);
}

void CompiledRule::one_part(const Columns& columns, std::span<Card> cards,
                            std::span<std::uint8_t> bands) const {
  const std::vector<Step> steps = steps_of(parts_[0], rule_);
  const std::vector<ColumnAxis> axes = axes_over(parts_[0], rule_, columns);
  bool judged = true;
  const auto run = [&](auto&& symbol) {
    for (std::size_t i = 0, subject = 0; subject < columns.subjects; ++subject) {
      std::uint32_t state = 0;
      for (std::size_t period = 0; period < columns.periods; ++period, ++i) {
        const Step step = steps[state + symbol(i)];
        state = step.next;
        cards[i] = step.card;
        judged = judged && step.judged;
        if (!bands.empty()) bands[i] = step.band;
      }
    }
  };
  const Verdict* verdicts = columns.verdicts.data();
  constexpr auto kNone = static_cast<std::uint32_t>(PartTable::kNoVerdict);
  if (axes.empty()) {
    run([&](std::size_t i) {
      return verdicts == nullptr ? kNone : static_cast<std::uint32_t>(verdicts[i]);
    });
  } else if (axes.size() == 1 && verdicts == nullptr && !axes[0].graded) {
    run([&, axis = axes[0]](std::size_t i) { return kNone + axis.stride * axis.class_at(i); });
  } else {
    run([&](std::size_t i) {
      return symbol_at(axes, verdicts == nullptr ? kNone : static_cast<std::uint32_t>(verdicts[i]),
                       i);
    });
  }
  ZT_CHECK(judged);
}

void CompiledRule::many_parts(const Columns& columns, std::span<Card> cards,
                              std::span<std::uint8_t> bands) const {
  std::vector<std::vector<ColumnAxis>> axes;
  for (const PartTable& part : parts_) axes.push_back(axes_over(part, rule_, columns));
  std::vector<std::size_t> part_bands(parts_.size());
  for (std::size_t i = 0, subject = 0; subject < columns.subjects; ++subject) {
    RunState state = start();
    for (std::size_t period = 0; period < columns.periods; ++period, ++i) {
      const auto verdict = columns.verdicts.empty()
                               ? static_cast<std::uint32_t>(PartTable::kNoVerdict)
                               : static_cast<std::uint32_t>(columns.verdicts[i]);
      for (std::size_t k = 0; k < parts_.size(); ++k) {
        const std::uint32_t symbol = symbol_at(axes[k], verdict, i);
        state.parts[k].facts = parts_[k].after(state.parts[k].facts, symbol);
        const std::int32_t band =
            parts_[k].band(state.parts[k].facts, state.parts[k].cards, symbol);
        ZT_CHECK(band >= 0);
        part_bands[k] = static_cast<std::size_t>(band);
      }
      const std::size_t worst = worst_of(part_bands);
      cards[i] = rule_.bands[worst].card;
      if (!bands.empty()) bands[i] = static_cast<std::uint8_t>(worst);
      const bool no_target = verdict == static_cast<std::uint32_t>(Verdict::no_target);
      for (std::size_t k = 0; k < parts_.size(); ++k)
        state.parts[k].cards = parts_[k].after_card(state.parts[k].cards, cards[i], no_target);
    }
  }
}

}  // namespace zhantu
