// The card engine (D-3.2, rules.md): from what is known of a subject in one period, and what came
// before, to its card.
//
// A rule is compiled once into cuts over its measures and a small table for each of its parts. One
// period of one project and a million projects in columns go through the same tables. Everything is
// a function of the values given: no clock, no order of arrival, whole numbers only.
//
//   CompiledRule rule(mechanism.card);
//   RunState state = rule.start();
//   for (each earlier published period) rule.follow(state, facts, its published card);
//   Judgement now = rule.judge(state, facts);
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "domain/determination/part_table.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu {

// Raised when the same inputs could give another result than before; stored with every publication.
inline constexpr std::int64_t kEngineVersion = 1;

// What is remembered from period to period. The numbers in it mean something to the rule that made
// it only: follow the published periods again when another version comes into force.
struct RunState {
  int missed_run = 0;  // missed periods in a row so far
  struct Part {
    std::uint32_t facts = 0, cards = 0;
  };
  std::vector<Part> parts;
};

struct Judgement {
  Card card = Card::none;
  int missed_run = 0;    // missed periods in a row, this one included; a period without a target
                         // keeps the run as it was, or breaks it
  std::size_t band = 0;  // index into CardRule::bands: the band of the worst part
  // The bands of all parts, in their order; one entry for a rule of one part.
  std::vector<std::size_t> part_bands = {};
  bool raised = false;  // the matter's weight raised the card above that of its band
  // Set: there is no card, because this measure (index into CardRule::measures) is not known.
  std::optional<std::size_t> missing = std::nullopt;
};

// Many subjects over the same periods, subject after subject: element s * periods + p.
struct Columns {
  std::size_t subjects = 0, periods = 0;
  std::span<const Verdict> verdicts;  // empty for a rule that looks at none
  struct Measure {
    std::span<const std::int64_t> num, den;  // value = factor * num / den; den > 0, or empty for 1
    std::int64_t factor = 1;                 // 100 for a percentage
  };
  std::vector<Measure> measures;  // one for each of CardRule::measures, all known
};

// Missed periods in a row after `verdict`, given those before it.
int run_after(const CardRule& rule, int run_before, std::optional<Verdict> verdict);

class CompiledRule {
 public:
  // REQUIRES flaws_in(rule).empty(), and at least one band.
  explicit CompiledRule(const CardRule& rule);

  const CardRule& rule() const { return rule_; }
  RunState start() const;
  // The card of this period, given what came before.
  Judgement judge(const RunState& before, const Facts& facts) const;
  // One period further. `card` is the card that was published, which under an older version of the
  // file or after a correction may be another than this rule would give.
  void follow(RunState& state, const Facts& facts, Card card) const;

  // judge and follow over columns; cards[i] and bands[i] as judge gives them. REQUIRES spans of
  // subjects * periods elements (bands may be empty), den > 0, and a rule of less than 255 bands
  // without openings.
  void judge_columns(const Columns& columns, std::span<Card> cards,
                     std::span<std::uint8_t> bands) const;

 private:
  std::size_t worst_of(std::span<const std::size_t> bands) const;
  void one_part(const Columns& columns, std::span<Card> cards, std::span<std::uint8_t> bands) const;
  void many_parts(const Columns& columns, std::span<Card> cards,
                  std::span<std::uint8_t> bands) const;

  CardRule rule_;
  std::vector<PartTable> parts_;
};

}  // namespace zhantu
