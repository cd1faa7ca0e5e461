#include "base/day_clock.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

namespace zhantu {

TEST_CASE("D-10 limits are read in one form only") {
  for (const char* text : {"1 day", "30 days", "1 working day", "5 working days", "3650 days"}) {
    const auto limit = DayLimit::parse(text);
    REQUIRE(limit);
    CHECK(limit->text() == text);
  }
  CHECK(DayLimit::parse("5 working days")->count == DayCount::working_days);
  CHECK(DayLimit::parse("5 days")->count == DayCount::calendar_days);
  for (const char* text : {"",
                           "5",
                           "days",
                           "0 days",
                           "05 days",
                           "-5 days",
                           "+5 days",
                           "5days",
                           "5  days",
                           " 5 days",
                           "5 days ",
                           "5 Days",
                           "5 workdays",
                           "5 weeks",
                           "5.5 days",
                           "3651 days",
                           "99999999999 days",
                           "5 working",
                           "5 working  days",
                           "5个工作日"})
    CHECK_MESSAGE(!DayLimit::parse(text), text);
}

TEST_CASE("D-11.5 forth and back are the same days, and calendar days need no calendar") {
  WorkingCalendar calendar;
  calendar.learn(2026);
  calendar.set(Date::of(2026, 3, 9), DayKind::public_holiday, "开渠节");
  calendar.set(Date::of(2026, 3, 7), DayKind::make_up_day, "开渠节");
  const int first = Date::of(2026, 1, 1).days, last = Date::of(2026, 12, 31).days;
  CHECK(rc::check("there and back", [&] {
    const Date a{*rc::gen::inRange(first, last + 1)}, b{*rc::gen::inRange(first, last + 1)};
    for (const DayCount count : {DayCount::calendar_days, DayCount::working_days}) {
      const auto forth = days_until(calendar, count, a, b);
      RC_ASSERT(forth.has_value());
      RC_ASSERT(*forth == -*days_until(calendar, count, b, a));
      RC_ASSERT(std::abs(*forth) <= std::abs(b.days - a.days));
    }
  }));
  CHECK(days_until({}, DayCount::calendar_days, Date::of(2031, 1, 1), Date::of(2031, 1, 8)) == 7);
  CHECK(!days_until({}, DayCount::working_days, Date::of(2031, 1, 1), Date::of(2031, 1, 8)));
  CHECK(!last_day({}, {.days = 2, .count = DayCount::working_days}, Date::of(2031, 1, 1)));
}

}  // namespace zhantu
