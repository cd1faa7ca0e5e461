// The general form of a card rule (rules.md): bands with conditions over verdicts, measures, runs
// and causes, first match wins; several parts, of which the worst counts; effects as data.
//
// A rule is data. What it means is said once, in determination/engine.cpp; what is wrong with it,
// in rule_flaws.cpp.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day_clock.hpp"
#include "domain/determination/verdict.hpp"
#include "domain/mechanism/measure.hpp"

namespace zhantu {

// An interval of the line with open or closed ends; an end that is not there is infinite.
struct Interval {
  std::optional<Quantity> low, high;
  bool low_open = false, high_open = false;             // true: the end itself is outside
  std::string text(std::string_view name = "x") const;  // "10 < x <= 30"
  bool contains(const MeasureValue& value) const;       // REQUIRES a known value
  friend bool operator==(const Interval&, const Interval&) = default;
};

enum class ConditionKind : std::int8_t { verdict, measure, grade, unknown, run, cause };

// One thing that must hold. A condition over a measure that is not known is neither true nor false.
struct Condition {
  ConditionKind kind = ConditionKind::verdict;
  std::uint32_t mask = 0;   // verdict: bit 1 << Verdict; grade: bit 1 << place in the measure's
                            // grades; cause: bit 1 << place in Mechanism::causes (any of them)
  std::size_t measure = 0;  // measure, grade, unknown: index into CardRule::measures
  Interval interval;        // measure
  std::size_t run = 0;      // run: index into CardRule::runs
  int times = 0;            // run: at least so often
  friend bool operator==(const Condition&, const Condition&) = default;
};

// What is counted from period to period: periods, this one included, in which `of` holds; or cards
// that earlier periods got, this one not included.
struct Run {
  bool of_cards = false;
  std::uint32_t cards = 0;  // bit 1 << Card
  Condition of;             // verdict, measure or grade
  int window = 0;           // of the last so many periods; 0: in a row
  friend bool operator==(const Run&, const Run&) = default;
};
inline constexpr int kRunWindowMax = 12;

enum class EffectKind : std::int8_t {
  notice,          // told to someone
  slip,            // a slip of the card's colour
  letter,          // a letter of reminder
  interview,       // a talk held by a level
  points,          // points given or taken
  bonus_withheld,  // the bonus of the period is held back
  publication,     // made public
  climb,           // the matter goes to the next level
};
inline constexpr int kEffectKinds = 8;
std::string_view word(EffectKind kind);

// What follows from a band. Its cause is the subject, the band and the run it belongs to.
struct Effect {
  EffectKind kind = EffectKind::notice;
  std::string receiver;  // a role, an organ kind, or one of receiver_words()
  std::string held_by;   // interview, letter: the role or organ kind that holds or signs it
  Quantity points;       // points: below 0 takes away
  DayLimit limit;        // slip, letter: the time to make it good
  bool repeats = false;  // false: once for each cause, however many periods it lasts
  Words text;
};

// One line of the rule. The first band of its part whose conditions all hold decides.
struct CardBand {
  Card card = Card::none;
  std::vector<Condition> all;
  std::vector<Condition> any;  // if there are some: at least one of them holds
  std::string clause;          // where the paper says so: "三(二)2"
  Words text;                  // the rule in words, for legend and "why"
  std::vector<Effect> effects;
};

// Some bands that decide together, first match wins: "start", "progress", "funds".
struct RulePart {
  std::string key;
  Words title;
  std::size_t first_band = 0, band_count = 0;
};

// A matter of this weight opens at this card: its ladder begins there.
struct OpeningLevel {
  std::string weight;
  Words title;
  Card card = Card::none;
  std::string clause;
};

// Arrears made good change the card in which an old period is *shown* (R-2); the published card
// stays.
struct Recolouring {
  std::uint32_t from = 0;  // cards, bit 1 << Card
  Card shown = Card::none;
  int within_periods = 0;  // made good at most so many periods later; 0: whenever
  std::string clause;
  Words text;
};

// The rule for one subject. Bands are numbered through all parts; the number is what a published
// card keeps.
struct CardRule {
  Subject subject = Subject::project;
  std::vector<CardBand> bands;
  std::vector<RulePart> parts;
  std::vector<Measure> measures;  // those that the bands look at
  std::vector<Run> runs;
  // What a period without a target does to runs: keeps them (it is as if it were not there), or
  // breaks them.
  bool no_target_breaks_run = false;
  std::vector<Card> order;  // best first; the worst part decides
  std::vector<OpeningLevel> openings;
  std::vector<Recolouring> recolourings;

  // Place in `order`; Card::none is the best of all unless the file says otherwise.
  int severity(Card card) const;
  // 0 for a card that does not warn; for the others the greater, the worse.
  int lateness(Card card) const;
  std::size_t part_of(std::size_t band) const;
  // The colours that can come of it, best first; without Card::none.
  std::vector<Card> cards() const;
};

// What is wrong with a rule, and where. `word` is a row of app/mechanism_flaws.cpp.
struct RuleFlaw {
  std::string word;
  std::size_t band = 0;  // index into CardRule::bands
  std::vector<std::pair<std::string, std::string>> values;
};
// In the order of the bands; empty if the rule is sound. A sound rule has a card for everything
// whose measures are known.
std::vector<RuleFlaw> flaws_in(const CardRule& rule);

}  // namespace zhantu
