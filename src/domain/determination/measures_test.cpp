#include "domain/determination/measures.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace zhantu {
namespace {

using K = KnownMeasure;

Quantity of(std::string_view text) { return *Quantity::parse(text); }

std::string told(K measure, const Figures& figures) {
  const MeasureValue value = known_value(measure, figures);
  bool exact = true;
  if (!value.known()) return "?";
  const std::string text = value.text(&exact);
  return exact ? text : "about " + text;
}

CardRule rule_of(std::initializer_list<K> known) {
  CardRule rule{.subject = Subject::unit};
  for (K one : known) {
    rule.measures.push_back({.key = std::string(measure_kinds()[static_cast<std::size_t>(one)].key),
                             .known = one,
                             .cards = 1U << static_cast<int>(Card::red)});
  }
  return rule;
}

}  // namespace

TEST_CASE("R-5 shares are exact fractions and are never rounded up") {
  const Figures half{.planned = of("80"),
                     .done = of("40"),
                     .annual = of("100"),
                     .days = {.elapsed = 181, .total = 362}};
  CHECK(told(K::done_of_plan, half) == "50");
  CHECK(told(K::done_of_year, half) == "40");
  CHECK(told(K::done_of_elapsed, half) == "80");
  CHECK(told(K::plan_lag, half) == "40");
  CHECK(told(K::elapsed_lag, half) == "10");
  CHECK(known_value(K::done_of_elapsed, half).compare(Quantity::of(80)) == 0);

  Figures third = half;
  third.done = of("79.9999");
  CHECK(told(K::done_of_plan, third) == "about 99.99");
  CHECK(known_value(K::done_of_plan, third).compare(Quantity::of(100)) < 0);
  third.planned = of("3");
  third.done = of("1");
  CHECK(told(K::done_of_plan, third) == "about 33.33");
}

TEST_CASE("D-3.1 a figure that is missing, or a share of nothing, is not known") {
  CHECK(told(K::done_of_plan, {}) == "?");
  CHECK(told(K::done_of_plan, {.planned = of("0"), .done = of("1")}) == "?");
  CHECK(told(K::done_of_elapsed, {.done = of("1"), .annual = of("2")}) == "?");
  CHECK(told(K::days_late, {}) == "?");
  CHECK(told(K::time_left, {.days = {.left = 3}}) == "?");
  CHECK(told(K::time_left, {.days = {.left = 3, .allowed = 12}}) == "25");
}

TEST_CASE("D-3.1 the figures of a period are those of the year less those before it") {
  const Figures figures{
      .planned = of("30"), .done = of("24"), .planned_before = of("20"), .done_before = of("18")};
  CHECK(told(K::period_done_of_plan, figures) == "60");
  CHECK(told(K::done_of_plan, figures) == "80");
}

TEST_CASE("R-11 days are counted from the deadline, and what is finished is not late") {
  const Date start = Date::of(2026, 1, 1), finish = Date::of(2026, 1, 31);
  const auto calendar_days = [](std::optional<Date> from, std::optional<Date> to, Date as_of) {
    return day_figures({}, DayCount::calendar_days, from, to, as_of);
  };
  const DayFigures early = calendar_days(start, finish, Date::of(2026, 1, 10));
  CHECK(early.elapsed == 10);
  CHECK(early.total == 31);
  CHECK(early.late == 0);
  CHECK(early.left == 21);
  const DayFigures late = calendar_days(start, finish, Date::of(2026, 2, 7));
  CHECK(late.elapsed == 31);
  CHECK(late.late == 7);
  CHECK(late.left == -7);
  CHECK(!calendar_days(finish, start, finish).total);
  CHECK(!calendar_days(start, {}, finish).late);
  CHECK(told(K::days_late, {.days = late}) == "7");
  CHECK(told(K::days_late, {.done = of("5"), .annual = of("5"), .days = late}) == "0");
}

TEST_CASE("R-26 working days leave out what is free, and are not known in an unknown year") {
  WorkingCalendar calendar;
  calendar.learn(2026);
  calendar.set(Date::of(2026, 3, 9), DayKind::public_holiday, "开渠节");
  calendar.set(Date::of(2026, 3, 7), DayKind::make_up_day, "开渠节");
  const auto on = [&](Date finish, Date as_of) {
    return Figures{.working_days = day_figures(calendar, DayCount::working_days,
                                               Date::of(2026, 3, 2), finish, as_of)};
  };
  const Figures late = on(Date::of(2026, 3, 6), Date::of(2026, 3, 10));  // Friday to Tuesday
  CHECK(told(K::working_days_late, late) == "2");
  CHECK(told(K::working_days_left, late) == "-2");
  CHECK(told(K::working_time_left, late) == "-40");
  CHECK(told(K::working_days_late, on(Date::of(2026, 3, 7), Date::of(2026, 3, 9))) == "0");
  CHECK(told(K::working_days_late, on(Date::of(2026, 12, 31), Date::of(2027, 1, 4))) == "?");
  Figures done = on(Date::of(2026, 12, 31), Date::of(2027, 1, 4));
  done.done = done.annual = of("5");
  CHECK(told(K::working_days_late, done) == "0");  // finished is finished in any year
}

TEST_CASE("R-6 a measure made of two others is their exact difference") {
  CardRule rule{.subject = Subject::region};
  rule.measures = {{.key = "growth", .asked_of = "office"},
                   {.key = "plan", .asked_of = "office"},
                   {.key = "above", .minuend = 0, .subtrahend = 1}};
  Facts facts{.measures = {MeasureValue::of(of("7.9")), MeasureValue::of(of("8"))}};
  complete(rule, Period::month(2026, 3), {}, facts);
  CHECK(facts.measures[2].text() == "-0.1");
  facts.measures[1] = {};
  complete(rule, Period::month(2026, 3), {}, facts);
  CHECK(!facts.measures[2].known());
}

TEST_CASE("R-16 a target counts in its own period only") {
  CardRule rule{.subject = Subject::region};
  rule.measures = {{.key = "starts", .asked_of = "office"},
                   {.key = "above", .minuend = 0, .targets = {{.index = 2, .at_least = of("40")}}}};
  Facts facts{.measures = {MeasureValue::of(of("45"))}};
  complete(rule, *Period::parse("2026-Q2"), {}, facts);
  CHECK(facts.measures[1].text() == "5");
  complete(rule, *Period::parse("2026-Q3"), {}, facts);
  CHECK(!facts.measures[1].known());
  complete(rule, *Period::parse("2026-02"), {}, facts);
  CHECK(!facts.measures[1].known());
}

TEST_CASE("D-3.2 a unit is judged by its projects, in whatever order they come") {
  const CardRule rule = rule_of(
      {K::projects_judged, K::projects_missed, K::share_missed, K::cards_of, K::share_of_cards});
  CHECK(rc::check("order of projects", [&] {
    const auto made = *rc::gen::container<std::vector<std::pair<int, int>>>(
        rc::gen::pair(rc::gen::inRange(0, kVerdicts), rc::gen::inRange(0, kCards)));
    std::vector<ProjectResult> projects;
    int judged = 0, missed = 0;
    for (const auto& [verdict, card] : made) {
      projects.push_back({static_cast<Verdict>(verdict), static_cast<Card>(card)});
      judged += projects.back().verdict != Verdict::no_target ? 1 : 0;
      missed += projects.back().verdict == Verdict::missed ? 1 : 0;
    }
    const Facts facts = rolled_up_facts(rule, Period::month(2026, 3), projects);
    std::ranges::reverse(projects);
    const Facts turned = rolled_up_facts(rule, Period::month(2026, 3), projects);
    RC_ASSERT(facts.verdict == turned.verdict);
    RC_ASSERT((facts.verdict == Verdict::no_target) == (judged == 0));
    RC_ASSERT(facts.measures[0].num == judged);
    RC_ASSERT(facts.measures[1].num == missed);
    RC_ASSERT(facts.measures[2].known() == (judged > 0));
    for (std::size_t i = 0; i < facts.measures.size(); ++i)
      RC_ASSERT(facts.measures[i].num == turned.measures[i].num);
  }));
}

TEST_CASE("D-3.5 an effect is due once for its cause unless it repeats") {
  CardRule rule;
  rule.bands.resize(2);
  rule.bands[0].effects = {{.kind = EffectKind::interview},
                           {.kind = EffectKind::notice, .repeats = true}};
  CHECK(effects_due(rule, 0, {}).size() == 2);
  CHECK(effects_due(rule, 0, 1).size() == 2);
  REQUIRE(effects_due(rule, 0, 0).size() == 1);
  CHECK(effects_due(rule, 0, 0)[0]->kind == EffectKind::notice);
  CHECK(effects_due(rule, 1, 0).empty());
}

TEST_CASE("R-2 arrears made good change how a card is shown, in time and only the named cards") {
  CardRule rule;
  rule.recolourings.push_back(
      {.from = 1U << static_cast<int>(Card::red), .shown = Card::yellow, .within_periods = 2});
  const std::vector<std::optional<Quantity>> later = {std::nullopt, of("9"), of("10")};
  CHECK(made_good_after(of("9"), later) == 2);
  CHECK(made_good_after(of("10"), later) == 3);
  CHECK(!made_good_after(of("11"), later));
  CHECK(!made_good_after({}, later));
  REQUIRE(recoloured(rule, Card::red, 2) != nullptr);
  CHECK(recoloured(rule, Card::red, 2)->shown == Card::yellow);
  CHECK(recoloured(rule, Card::red, 3) == nullptr);
  CHECK(recoloured(rule, Card::yellow, 1) == nullptr);
  CHECK(recoloured(rule, Card::red, {}) == nullptr);
}

}  // namespace zhantu
