// Measures: the figures that rules look at (rules.md, "The general form"). A measure is known to
// the system, asked of a named organ in the determination, or made from other measures.
//
// A value is an exact fraction, so that 4/5 is exactly 80 percent and 1/3 is never rounded. Cuts
// and values are in the measure's unit: percent, points, days, things, ranks; one cut unit is
// 1/10000 (Quantity).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.hpp"
#include "base/quantity.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu {

// Words for people, in the three languages of the interface.
struct Words {
  std::string zh_hans, zh_hant, en;
  friend bool operator==(const Words&, const Words&) = default;
};

// Who or what gets the card of a rule.
enum class Subject : std::int8_t {
  project,
  step,
  checklist_item,
  unit,
  command_post,
  approver,
  person,
  region,
};
inline constexpr int kSubjects = 8;
std::string_view word(Subject subject);
std::optional<Subject> subject_of(std::string_view text);
// Judged from the verdicts and cards of its projects, not from figures of its own.
constexpr bool rolled_up(Subject subject) {
  return subject == Subject::unit || subject == Subject::command_post;
}

// Determined by people for itself; units and posts know "no target" only.
constexpr bool gets_verdict(Subject subject) {
  return !rolled_up(subject) && subject != Subject::approver && subject != Subject::region;
}

enum class MeasureUnit : std::int8_t { percent, points, days, count, rank, grade, working_days };
inline constexpr int kMeasureUnits = 7;
std::string_view word(MeasureUnit unit);

// Measures that every mechanism file may name without declaring them.
enum class KnownMeasure : std::int8_t {
  done_of_plan,         // cumulative done / cumulative plan, percent
  period_done_of_plan,  // done in this period / planned for this period, percent
  done_of_year,         // cumulative done / annual target, percent
  done_of_elapsed,      // share done of the annual target / share of the time elapsed, percent
  plan_lag,             // share planned - share done of the annual target, points
  elapsed_lag,          // share of the time elapsed - share done of the annual target, points
  days_late,            // days after the deadline and not finished; 0 before it and when finished
  days_left,            // days to the deadline; below 0 after it
  time_left,            // days left / days allowed, percent
  projects_judged,      // of a unit or post: projects with a target in this period
  projects_missed,      // of these, missed
  share_missed,         // percent
  cards_of,             // projects with one of the measure's cards
  share_of_cards,       // percent of the projects judged
  working_days_late,    // as days_late, days_left and time_left, in working days; not known while
  working_days_left,    // a year on the way is not in the calendar
  working_time_left,
};
// Counted by the working-day calendar.
constexpr bool by_calendar(KnownMeasure known) { return known >= KnownMeasure::working_days_late; }

// A measure that the product gives a meaning of its own, as it stands in the table of the manual.
struct MeasureKind {
  KnownMeasure known;
  std::string_view key;
  MeasureUnit unit;
  std::uint32_t subjects = 0;  // bit 1 << Subject
  bool of_plan = false;        // unknown in a period without a target
  std::string_view zh_hans, zh_hant, en;
  bool about(Subject subject) const { return (subjects >> static_cast<int>(subject) & 1U) != 0; }
};
std::span<const MeasureKind> measure_kinds();
const MeasureKind* measure_kind(std::string_view key);

// What a target asks for by the end of a period: Q1 at least 20 percent.
struct PeriodTarget {
  PeriodKind kind = PeriodKind::quarter;
  int index = 0;  // Period::index(), in any year
  Quantity at_least;
};

// A measure of a rule. Exactly one of known, asked_of, minuend says where it comes from.
struct Measure {
  std::string key;
  MeasureUnit unit = MeasureUnit::percent;
  Words title;
  Words unit_title;  // what is counted: "件", "次"; empty: the usual word of the unit
  std::optional<KnownMeasure> known;
  std::uint32_t cards = 0;  // for cards_of and share_of_cards: bit 1 << Card
  // Asked in the determination of this organ (its kind); kept with the published facts.
  std::string asked_of;
  std::vector<std::pair<std::string, Words>> grades;  // unit grade: words of the file, best first
  // Made from others: minuend - subtrahend, or minuend - the target of the period. Both are
  // indices into CardRule::measures and lie before this one.
  std::optional<std::size_t> minuend, subtrahend;
  std::vector<PeriodTarget> targets;

  bool of_plan = false;  // made from the plan: unknown in a period without a target

  bool asked() const { return !asked_of.empty(); }
  // Why this cannot be what was asked: grade_unknown, count_malformed (no whole number from 0 on).
  std::optional<std::string_view> figure_refusal(Quantity figure) const;
};

// num / den in the measure's unit, den > 0. A grade is its place in Measure::grades, from 0.
struct MeasureValue {
  enum class State : std::int8_t { unknown, known };
  State state = State::unknown;
  WideInt num = 0;
  WideInt den = 1;

  static MeasureValue of(Quantity value);
  static MeasureValue of(std::int64_t whole) { return {State::known, whole, 1}; }
  // part / whole in percent. REQUIRES whole > 0.
  static MeasureValue percent(WideInt part, WideInt whole);
  bool known() const { return state == State::known; }
  // The place of a grade. REQUIRES a known whole number.
  std::int64_t whole() const;
  // Against a cut: negative, 0 or positive. REQUIRES known().
  int compare(Quantity cut) const;
  // The difference; unknown where one of them is.
  MeasureValue minus(const MeasureValue& other) const;
  // All of it where four decimals are enough ("79.9999"), otherwise cut off after two ("33.33",
  // `exact` false), so that nothing looks reached that is not.
  std::string text(bool* exact = nullptr) const;
};

}  // namespace zhantu
