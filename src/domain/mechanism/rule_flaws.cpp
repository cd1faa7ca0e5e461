#include <set>

#include "base/check.hpp"
#include "domain/determination/part_table.hpp"
#include "domain/mechanism/rule.hpp"

namespace zhantu {
namespace {

constexpr std::size_t kGapsTold = 5;  // in one part; mending one usually mends others

// Looks through every case that a part can meet.
class PartCheck {
 public:
  PartCheck(const CardRule& rule, const RulePart& part)
      : rule_(rule), part_(part), table_(rule, part), used_(part.band_count) {
    find_symbols();
    find_states();
  }

  void check(std::vector<RuleFlaw>& flaws) {
    find_overlaps(flaws);
    if (!flaws.empty()) return;  // an overlap makes bands seem never to apply
    find_gaps(flaws);
    for (std::size_t i = 0; i < used_.size() && flaws.empty(); ++i) {
      if (!used_[i]) never_applies(flaws, part_.first_band + i);
    }
  }

 private:
  using Symbol = PartTable::Symbol;
  using Axis = PartTable::Axis;

  const CardBand& band(std::size_t i) const { return rule_.bands[part_.first_band + i]; }

  bool has(ConditionKind kind, std::size_t measure) const {
    for (std::size_t i = 0; i < part_.band_count; ++i) {
      for (const auto* list : {&band(i).all, &band(i).any}) {
        for (const Condition& one : *list) {
          if (one.kind == kind && one.measure == measure) return true;
        }
      }
    }
    return false;
  }

  bool verdict_possible(int verdict) const {
    const bool none = verdict == PartTable::kNoVerdict;
    if (rolled_up(rule_.subject)) return none || verdict == static_cast<int>(Verdict::no_target);
    return none != (rule_.subject == Subject::project || has(ConditionKind::verdict, 0));
  }

  // A measure of the plan is not known in a period without a target; any other is always known,
  // unless the file says what happens when it is not.
  bool class_possible(const Axis& axis, int seen, int verdict) const {
    const bool known = seen < static_cast<int>(axis.known_classes);
    const bool no_target = verdict == static_cast<int>(Verdict::no_target);
    if (no_target && rule_.measures[axis.measure].of_plan) return !known;
    return known || has(ConditionKind::unknown, axis.measure);
  }

  bool possible(const Symbol& symbol) const {
    if (!verdict_possible(symbol.verdict)) return false;
    for (std::size_t i = 0; i < table_.axes().size(); ++i) {
      if (!class_possible(table_.axes()[i], symbol.classes[i], symbol.verdict)) return false;
    }
    return true;
  }

  void find_symbols() {
    for (std::uint32_t s = 0; s < table_.symbols(); ++s) {
      if (possible(table_.decode(s))) symbols_.push_back(s);
    }
  }

  // States of the runs that some sequence of periods leads to.
  void find_states() {
    std::vector<std::uint32_t> open{0};
    states_.insert(0);
    while (!open.empty()) {
      const std::uint32_t state = open.back();
      open.pop_back();
      for (std::uint32_t s : symbols_) {
        if (states_.insert(table_.after(state, s)).second) open.push_back(table_.after(state, s));
      }
    }
  }

  bool told_unknown(const Symbol& symbol) const {
    for (std::size_t i = 0; i < table_.axes().size(); ++i) {
      const Axis& axis = table_.axes()[i];
      const bool known = symbol.classes[i] < static_cast<int>(axis.known_classes);
      if (!known && has(ConditionKind::unknown, axis.measure)) return true;
    }
    return false;
  }

  // No band for this case, or one that could only be told from a measure that is never known here.
  bool gap(std::uint32_t after, std::uint32_t cards, std::uint32_t symbol) const {
    const std::int32_t chosen = table_.band(after, cards, symbol);
    return chosen == PartTable::kNoBand || (chosen < 0 && !told_unknown(table_.decode(symbol)));
  }

  void find_gaps(std::vector<RuleFlaw>& flaws) {
    std::set<std::string> told;
    for (std::uint32_t state : states_) {
      for (std::uint32_t s : symbols_) {
        const std::uint32_t after = table_.after(state, s);
        for (std::uint32_t cards = 0; cards < table_.cards_states(); ++cards) {
          if (gap(after, cards, s)) {
            if (told.size() < kGapsTold) tell_gap(flaws, told, after, cards, s);
          } else if (table_.band(after, cards, s) >= 0) {
            used_[static_cast<std::size_t>(table_.band(after, cards, s)) - part_.first_band] = true;
          }
        }
      }
    }
  }

  // Words of the file for the case; what makes no difference is left out.
  void tell_gap(std::vector<RuleFlaw>& flaws, std::set<std::string>& told, std::uint32_t after,
                std::uint32_t cards, std::uint32_t s) {
    const Symbol symbol = table_.decode(s);
    std::vector<std::string> said;
    std::size_t near = part_.first_band;
    if (matters(
            symbol, after, cards, [](Symbol& other, int v) { other.verdict = v; },
            PartTable::kNoVerdict + 1) &&
        symbol.verdict != PartTable::kNoVerdict) {
      said.push_back(fmt::format("verdict = {}", word(static_cast<Verdict>(symbol.verdict))));
    }
    for (std::size_t i = 0; i < table_.axes().size(); ++i) {
      const Axis& axis = table_.axes()[i];
      const auto set = [i](Symbol& other, int v) { other.classes[i] = v; };
      if (!matters(symbol, after, cards, set, static_cast<int>(axis.known_classes) + 1)) continue;
      said.push_back(range_text(symbol, i, after, cards));
      near = nearest(axis, symbol.classes[i], near);
    }
    if (said.empty() && symbol.verdict != PartTable::kNoVerdict)
      said.push_back(fmt::format("verdict = {}", word(static_cast<Verdict>(symbol.verdict))));
    if (run_matters(s)) add_runs(said);
    const std::string text = said.empty() ? "*" : fmt::format("{}", fmt::join(said, ", "));
    if (!told.insert(text).second) return;
    flaws.push_back({"band_gap", near, {{"gap", text}}});
  }

  // The same case is covered once it has gone on for longer.
  bool run_matters(std::uint32_t s) const {
    for (std::uint32_t state : states_) {
      for (std::uint32_t cards = 0; cards < table_.cards_states(); ++cards) {
        if (!gap(table_.after(state, s), cards, s)) return true;
      }
    }
    return false;
  }

  void add_runs(std::vector<std::string>& said) const {
    for (std::size_t i = 0; i < part_.band_count; ++i) {
      for (const Condition& one : band(i).all) {
        if (one.kind != ConditionKind::run) continue;
        const bool window = rule_.runs[one.run].window > 0;
        const std::string text = fmt::format("{} < {}", window ? "times" : "in_a_row", one.times);
        if (std::ranges::find(said, text) == said.end()) said.push_back(text);
      }
    }
  }

  template <class Set>
  bool matters(const Symbol& symbol, std::uint32_t after, std::uint32_t cards, Set&& set,
               int values) const {
    for (int value = 0; value < values; ++value) {
      Symbol other = symbol;
      set(other, value);
      if (possible(other) && !gap(after, cards, table_.encode(other))) return true;
    }
    return false;
  }

  // The whole stretch of classes around this one that no band covers.
  std::string range_text(const Symbol& symbol, std::size_t i, std::uint32_t after,
                         std::uint32_t cards) const {
    const Axis& axis = table_.axes()[i];
    const Measure& measure = rule_.measures[axis.measure];
    const int known = static_cast<int>(axis.known_classes), seen = symbol.classes[i];
    if (seen >= known) return measure.key + " = ?";
    if (measure.unit == MeasureUnit::grade)
      return measure.key + " = " + measure.grades[static_cast<std::size_t>(seen)].first;
    const auto open = [&](int value) {
      Symbol other = symbol;
      other.classes[i] = value;
      return gap(after, cards, table_.encode(other));
    };
    int first = seen, last = seen;
    while (first > 0 && open(first - 1)) --first;
    while (last + 1 < known && open(last + 1)) ++last;
    return range(axis, first, last).text(measure.key);
  }

  static Interval range(const Axis& axis, int first, int last) {
    Interval out;
    if (first > 0) {
      const PartTable::Bound& bound = axis.bounds[static_cast<std::size_t>(first - 1)];
      out.low = bound.cut, out.low_open = bound.open;
    }
    if (last < static_cast<int>(axis.bounds.size())) {
      const PartTable::Bound& bound = axis.bounds[static_cast<std::size_t>(last)];
      out.high = bound.cut, out.high_open = !bound.open;
    }
    return out;
  }

  // The band that ends where the gap begins: there the author looks first.
  std::size_t nearest(const Axis& axis, int seen, std::size_t otherwise) const {
    const Interval gap_at = range(axis, seen, seen);
    for (std::size_t i = 0; i < part_.band_count; ++i) {
      for (const Condition& one : band(i).all) {
        if (one.kind != ConditionKind::measure || one.measure != axis.measure) continue;
        if (gap_at.low && one.interval.high == gap_at.low) return part_.first_band + i;
        if (gap_at.high && one.interval.low == gap_at.high) return part_.first_band + i;
      }
    }
    return otherwise;
  }

  // The one condition over a line by which a band differs from others with the same further
  // conditions; nullptr if it has none or several.
  static const Condition* line_of(const CardBand& band) {
    const Condition* found = nullptr;
    for (const Condition& one : band.all) {
      if (one.kind != ConditionKind::measure && one.kind != ConditionKind::grade) continue;
      if (found != nullptr) return nullptr;
      found = &one;
    }
    return found;
  }

  static std::vector<Condition> besides(const CardBand& band, const Condition* line) {
    std::vector<Condition> out;
    for (const Condition& one : band.all) {
      if (&one != line) out.push_back(one);
    }
    return out;
  }

  void find_overlaps(std::vector<RuleFlaw>& flaws) const {
    for (std::size_t i = 0; i < part_.band_count; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const Condition *a = line_of(band(j)), *b = line_of(band(i));
        if (a == nullptr || b == nullptr || a->measure != b->measure) continue;
        if (band(i).any != band(j).any || besides(band(i), b) != besides(band(j), a)) continue;
        const std::string both = common(*a, *b);
        if (both.empty()) continue;
        flaws.push_back({"band_overlap",
                         part_.first_band + i,
                         {{"overlap", both},
                          {"band", std::to_string(i + 1)},
                          {"other", std::to_string(j + 1)}}});
      }
    }
  }

  // What both conditions hold; empty if nothing does.
  std::string common(const Condition& a, const Condition& b) const {
    const Measure& measure = rule_.measures[a.measure];
    if (a.kind == ConditionKind::grade) {
      for (std::size_t g = 0; g < measure.grades.size(); ++g) {
        if ((a.mask & b.mask) >> g & 1U) return measure.key + " = " + measure.grades[g].first;
      }
      return {};
    }
    Interval both = a.interval;
    const Interval& other = b.interval;
    if (other.low &&
        (!both.low || *other.low > *both.low || (*other.low == *both.low && other.low_open)))
      both.low = other.low, both.low_open = other.low_open;
    if (other.high &&
        (!both.high || *other.high < *both.high || (*other.high == *both.high && other.high_open)))
      both.high = other.high, both.high_open = other.high_open;
    const bool ends = both.low && both.high;
    if (ends &&
        (*both.low > *both.high || (*both.low == *both.high && (both.low_open || both.high_open))))
      return {};
    return both.text(measure.key);
  }

  void never_applies(std::vector<RuleFlaw>& flaws, std::size_t at) const {
    flaws.push_back(
        {"band_never_applies", at, {{"band", std::to_string(at - part_.first_band + 1)}}});
  }

  const CardRule& rule_;
  const RulePart& part_;
  PartTable table_;
  std::vector<std::uint32_t> symbols_;
  std::set<std::uint32_t> states_;
  std::vector<bool> used_;
};

// Where the file orders its cards, every band gives one of them or none at all.
std::vector<RuleFlaw> outside_order(const CardRule& rule) {
  std::vector<RuleFlaw> out;
  for (std::size_t i = 0; !rule.order.empty() && i < rule.bands.size(); ++i) {
    const Card card = rule.bands[i].card;
    if (card != Card::none && std::ranges::find(rule.order, card) == rule.order.end())
      out.push_back({"card_not_in_order", i, {{"card", std::string(word(card))}}});
  }
  return out;
}

}  // namespace

std::vector<RuleFlaw> flaws_in(const CardRule& rule) {
  if (rule.bands.empty()) return {{"rule_without_bands", 0, {}}};
  std::vector<RuleFlaw> flaws = outside_order(rule);
  std::vector<RulePart> parts = rule.parts;
  if (parts.empty()) parts.push_back({.band_count = rule.bands.size()});
  for (const RulePart& part : parts) {
    std::vector<RuleFlaw> found;
    if (PartTable::cells(rule, part) > PartTable::kCellsMax) {
      found.push_back({"rule_too_wide", part.first_band, {}});
    } else {
      PartCheck(rule, part).check(found);
    }
    flaws.insert(flaws.end(), found.begin(), found.end());
  }
  return flaws;
}

}  // namespace zhantu
