// Calendar days and instants. No time zone lives here: a tenant's offset is passed in where a day
// is made from an instant.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhantu {

// A day of the Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;

  static Date of(int year, int month, int day);
  // Accepts exactly "2026-03-31"; anything else, or a day that does not exist, is nullopt.
  static std::optional<Date> parse(std::string_view iso);

  int year() const;
  int month() const;
  int day() const;
  int weekday() const;  // 1 = Monday ... 7 = Sunday
  std::string iso() const;

  friend constexpr auto operator<=>(Date, Date) = default;
};

int days_in_month(int year, int month);

// Milliseconds since 1970-01-01T00:00Z.
struct Instant {
  std::int64_t ms = 0;

  // "2026-03-31T08:15:00Z"
  std::string iso() const;
  // The local day, hour and minute at a fixed offset from UTC (China: 480 minutes).
  Date day_at(int offset_minutes) const;
  std::string clock_at(int offset_minutes) const;  // "15:42"

  friend constexpr auto operator<=>(Instant, Instant) = default;
};

// The last millisecond of a local day: what "as of that day" means (D-5.6).
Instant end_of_day(Date day, int offset_minutes);

}  // namespace zhantu
