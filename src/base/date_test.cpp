#include "base/date.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr int kChina = 480;

}  // namespace

TEST_CASE("date: known days and their weekdays") {
  CHECK(Date::of(1970, 1, 1).days == 0);
  CHECK(Date::of(1969, 12, 31).days == -1);
  CHECK(Date::of(2000, 3, 1).days == 11017);
  CHECK(Date::of(1970, 1, 1).weekday() == 4);    // Thursday
  CHECK(Date::of(2026, 3, 2).weekday() == 1);    // Monday
  CHECK(Date::of(2026, 3, 1).weekday() == 7);    // Sunday
  CHECK(Date::of(2024, 2, 29).weekday() == 4);   // Thursday
  CHECK(Date::of(1949, 10, 1).weekday() == 6);   // Saturday
  CHECK(Date::of(1969, 12, 28).weekday() == 7);  // before the epoch
}

TEST_CASE("date: leap years") {
  CHECK(days_in_month(2024, 2) == 29);
  CHECK(days_in_month(2026, 2) == 28);
  CHECK(days_in_month(2000, 2) == 29);
  CHECK(days_in_month(1900, 2) == 28);
  CHECK(days_in_month(2100, 2) == 28);
  const int ordinary[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month)
    CHECK(days_in_month(2026, month) == ordinary[month - 1]);
}

TEST_CASE("date: only an ISO day that exists is read") {
  REQUIRE(Date::parse("2024-02-29"));
  CHECK(Date::parse("2024-02-29")->days == Date::of(2024, 2, 29).days);
  CHECK(Date::parse("0001-01-01")->iso() == "0001-01-01");
  CHECK(Date::parse("9999-12-31")->iso() == "9999-12-31");
  for (std::string_view text :
       {"",           "2026",       "2026-3-1",    "2026-03-1",   "2026-02-29",
        "1900-02-29", "2026-13-01", "2026-00-01",  "2026-01-00",  "2026-01-32",
        "2026-04-31", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-01T",
        "26-01-0001", "0000-01-01", "-026-01-01",  "+026-01-01",  "2026-+1-01",
        "2026-01--1", "２026-01-1"}) {
    CAPTURE(text);
    CHECK(!Date::parse(text));
  }
}

TEST_CASE("date: a day that does not exist is our own fault") {
  CHECK_THROWS_AS(Date::of(2026, 2, 29), CheckFailed);
  CHECK_THROWS_AS(Date::of(2026, 13, 1), CheckFailed);
  CHECK_THROWS_AS(Date::of(2026, 1, 0), CheckFailed);
}

TEST_CASE("date: days write, read and count alike") {
  CHECK(rc::check("iso round trip", [] {
    const Date day{*rc::gen::inRange(-700'000, 2'900'000)};
    RC_ASSERT(Date::parse(day.iso()) == day);
    RC_ASSERT(Date::of(day.year(), day.month(), day.day()) == day);
    RC_ASSERT(Date{day.days + 1}.weekday() == day.weekday() % 7 + 1);
  }));
}

TEST_CASE("instant: written in UTC") {
  CHECK(Instant{0}.iso() == "1970-01-01T00:00:00Z");
  CHECK(Instant{-1}.iso() == "1969-12-31T23:59:59Z");
  CHECK(Instant{-kDayMs}.iso() == "1969-12-31T00:00:00Z");
  CHECK(Instant{951'825'599'999}.iso() == "2000-02-29T11:59:59Z");
  CHECK(Instant{1'774'944'000'000}.iso() == "2026-03-31T08:00:00Z");
}

TEST_CASE("instant: local day and clock at an offset") {
  const Instant last_of_utc{Date::of(2026, 3, 31).days * kDayMs + 16 * 3'600'000};  // 16:00Z
  CHECK(last_of_utc.day_at(0).iso() == "2026-03-31");
  CHECK(last_of_utc.day_at(kChina).iso() == "2026-04-01");
  CHECK(last_of_utc.clock_at(kChina) == "00:00");
  CHECK(Instant{last_of_utc.ms - 1}.day_at(kChina).iso() == "2026-03-31");
  CHECK(Instant{last_of_utc.ms - 1}.clock_at(kChina) == "23:59");
  CHECK(last_of_utc.clock_at(345) == "21:45");
  CHECK(last_of_utc.clock_at(-720) == "04:00");
  CHECK(Instant{-1}.day_at(0).iso() == "1969-12-31");
  CHECK(Instant{-1}.clock_at(0) == "23:59");
  CHECK(Instant{0}.day_at(-1).iso() == "1969-12-31");
}

TEST_CASE("D-5.6 the end of a day is its last millisecond at the offset") {
  const Date day = Date::of(2026, 3, 31);
  CHECK(end_of_day(day, 0).ms == (day.days + 1) * kDayMs - 1);
  CHECK(end_of_day(day, kChina).iso() == "2026-03-31T15:59:59Z");
  CHECK(rc::check("end_of_day", [] {
    const Date any{*rc::gen::inRange(-10'000, 60'000)};
    const int offset = *rc::gen::inRange(-720, 841);
    const Instant end = end_of_day(any, offset);
    RC_ASSERT(end.day_at(offset) == any);
    RC_ASSERT(Instant{end.ms + 1}.day_at(offset).days == any.days + 1);
    RC_ASSERT(end.clock_at(offset) == "23:59");
    RC_ASSERT(Instant{end.ms + 1}.clock_at(offset) == "00:00");
  }));
}

}  // namespace zhantu
