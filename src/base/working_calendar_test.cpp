#include "base/working_calendar.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {
namespace {

// One week in which a Monday is free and the Saturday before it is worked.
WorkingCalendar small() {
  WorkingCalendar calendar;
  calendar.learn(2026);
  calendar.set(Date::of(2026, 3, 9), DayKind::public_holiday, "开渠节");
  calendar.set(Date::of(2026, 3, 7), DayKind::make_up_day, "开渠节");
  return calendar;
}

}  // namespace

TEST_CASE("D-2.4 calendar: a holiday is free, a make-up day is worked, both have a name") {
  const WorkingCalendar calendar = small();
  CHECK(calendar.kind(Date::of(2026, 3, 9)) == DayKind::public_holiday);
  CHECK(calendar.name(Date::of(2026, 3, 9)) == "开渠节");
  CHECK(calendar.is_working_day(Date::of(2026, 3, 7)));
  CHECK(calendar.next_working_day(Date::of(2026, 3, 8)) == Date::of(2026, 3, 10));
  CHECK(calendar.add_working_days(Date::of(2026, 3, 6), 2) == Date::of(2026, 3, 10));
  CHECK(calendar.add_working_days(Date::of(2026, 3, 10), -1) == Date::of(2026, 3, 7));
  CHECK(calendar.working_days_between(Date::of(2026, 3, 6), Date::of(2026, 3, 10)) == 3);
  CHECK(calendar.unknown_years(Date::of(2025, 12, 1), Date::of(2027, 1, 1)) ==
        std::vector{2025, 2027});
}

TEST_CASE("D-2.4 calendar: without a table there are weekends and nothing is known") {
  const WorkingCalendar plain;
  CHECK(plain.kind(Date::of(2026, 10, 1)) == DayKind::working_day);
  CHECK(plain.kind(Date::of(2026, 10, 3)) == DayKind::weekend);
  CHECK_FALSE(plain.knows(2026));
  CHECK(plain.unknown_years(Date::of(2026, 1, 1), Date::of(2027, 1, 1)).size() == 2);
  WorkingCalendar wrong;
  CHECK_THROWS_AS(wrong.set(Date::of(2026, 10, 1), DayKind::weekend, ""), CheckFailed);
}

TEST_CASE("D-2.4 calendar: going forth and counting agree") {
  const WorkingCalendar calendar = small();
  rc::check("add, then count", [&] {
    const Date from{*rc::gen::inRange(20'400, 20'640)};
    const int n = *rc::gen::inRange(1, 80);
    const Date day = calendar.add_working_days(from, n);
    RC_ASSERT(calendar.is_working_day(day));
    RC_ASSERT(calendar.working_days_between({from.days + 1}, day) == n);
    RC_ASSERT(calendar.next_working_day(day) == day);
    RC_ASSERT(calendar.add_working_days({day.days + 1}, -1) == day);
  });
}

TEST_CASE("words of kinds of days are read back") {
  for (const char* text : {"working_day", "weekend", "public_holiday", "make_up_day"})
    CHECK(word(*day_kind_of(text)) == text);
  CHECK_FALSE(day_kind_of("holiday"));
}

}  // namespace zhantu
