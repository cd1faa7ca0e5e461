// One part of a rule as a table: what is known of a period becomes a symbol (which side of every
// cut each measure lies on), runs become a small state, and (state, symbol) is the place of a band.
// Engine and checker read the same table.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/mechanism/rule.hpp"

namespace zhantu {

// What is known of a subject in one period. These are what a publication keeps.
struct Facts {
  std::optional<Verdict> verdict;      // units and posts: no_target or nothing (rolled_up_facts)
  std::vector<MeasureValue> measures;  // one for each of CardRule::measures; see measures.hpp
  std::uint32_t causes = 0;            // bit 1 << place in Mechanism::causes
  std::optional<std::size_t> opening;  // index into CardRule::openings: the weight of the matter
};

class PartTable {
 public:
  // More cells than this are a flaw of the file: its runs remember too much.
  static constexpr std::size_t kCellsMax = 1'000'000;
  static std::size_t cells(const CardRule& rule, const RulePart& part);

  // REQUIRES cells(rule, part) <= kCellsMax.
  PartTable(const CardRule& rule, const RulePart& part);

  static constexpr int kNoVerdict = kVerdicts;
  // A boundary of the line: passed by x > cut (open) or x >= cut.
  struct Bound {
    Quantity cut;
    bool open = false;
    friend auto operator<=>(const Bound&, const Bound&) = default;
  };
  // A measure that the part looks at. Its class is the number of bounds passed, or the place of its
  // grade; the class after the last stands for "not known".
  struct Axis {
    std::size_t measure = 0;
    std::vector<Bound> bounds;
    std::size_t known_classes = 1;
    bool of_plan = false;  // not known in a period without a target, whatever the figures say
    int class_of(const MeasureValue& value) const;
  };
  struct Symbol {
    int verdict = kNoVerdict;
    std::uint32_t causes = 0;  // bit for each entry of cause_masks()
    std::vector<int> classes;  // one for each axis
  };

  const std::vector<Axis>& axes() const { return axes_; }
  const std::vector<std::uint32_t>& cause_masks() const { return cause_masks_; }
  std::size_t symbols() const { return symbols_; }
  std::size_t facts_states() const { return facts_states_; }
  std::size_t cards_states() const { return cards_states_; }

  std::uint32_t symbol_of(const Facts& facts) const;
  std::uint32_t encode(const Symbol& symbol) const;
  Symbol decode(std::uint32_t symbol) const;

  // The state of the runs over facts once this period is counted.
  std::uint32_t after(std::uint32_t facts_state, std::uint32_t symbol) const {
    return next_facts_[facts_state * symbols_ + symbol];
  }
  // The state of the runs over cards once this period has its card.
  std::uint32_t after_card(std::uint32_t cards_state, Card card, bool no_target) const;

  // The band, given the runs over facts with this period and the runs over cards without it. Below
  // 0: -1 - the measure that is not known; kNoBand: none holds.
  static constexpr std::int32_t kNoBand = INT32_MIN;
  std::int32_t band(std::uint32_t facts_after, std::uint32_t cards_before,
                    std::uint32_t symbol) const {
    return bands_[(facts_after * cards_states_ + cards_before) * symbols_ + symbol];
  }

 private:
  enum class Truth : std::int8_t { no, yes, unknown };
  // One run that the part counts: in a row up to the cap, or a bit for each period of the window.
  struct Counter {
    std::size_t run = 0;
    int cap = 0;
    std::uint32_t states = 1;
  };
  // Everything that a condition looks at.
  struct Sight {
    const Symbol* symbol;
    std::uint32_t facts_state, cards_state;
  };

  void collect(const CardRule& rule, const RulePart& part);
  void see(const CardRule& rule, const Condition& condition);
  void see_measure(const CardRule& rule, const Condition& condition);
  void see_run(const CardRule& rule, const Condition& condition);
  void size_up();
  void fill(const CardRule& rule, const RulePart& part);

  Truth holds(const CardRule& rule, const Condition& condition, const Sight& sight) const;
  Truth holds(const CardRule& rule, const CardBand& band, const Sight& sight,
              std::size_t& unknown) const;
  int count(const CardRule& rule, std::size_t run, const Sight& sight) const;
  std::uint32_t counted(const Counter& counter, const Run& run, std::uint32_t state,
                        bool held) const;
  std::uint32_t next_facts(const CardRule& rule, std::uint32_t state, const Symbol& symbol) const;
  std::int32_t decide(const CardRule& rule, const RulePart& part, const Sight& sight) const;
  const Axis& axis_of(std::size_t measure) const;

  bool no_target_breaks_run_ = false;
  std::vector<Axis> axes_;
  std::vector<std::uint32_t> cause_masks_;
  std::vector<Counter> facts_counters_, cards_counters_;
  std::vector<Run> cards_runs_;  // those of cards_counters_
  std::size_t symbols_ = 0, facts_states_ = 1, cards_states_ = 1;
  std::vector<std::uint32_t> next_facts_;
  std::vector<std::int32_t> bands_;
};

}  // namespace zhantu
