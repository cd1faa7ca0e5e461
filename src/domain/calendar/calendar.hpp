// The working-day calendar of a tenant as records (D-2.4): a year that was entered counts whole and
// replaces what ships with the product.
#pragma once
#include <boost/describe.hpp>
#include <span>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/working_calendar.hpp"

namespace zhantu {

// The holidays of a year as somebody entered them, from a notice.
struct CalendarYear {
  TenantId tenant;
  std::int64_t year = 0;
  std::string source;  // "国办发明电〔2025〕7号"
  std::int64_t version = 1;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (tenant, year, source, version, tenure, at))

// A day of such a year. One that was taken back stays, as a day like others.
struct CalendarDay {
  TenantId tenant;
  Date day;
  std::int64_t year = 0;
  std::string kind;  // public_holiday, make_up_day, or ordinary
  std::string name;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (tenant, day, year, kind, name))

// The years that were entered. REQUIRES kinds of days that are known, or ordinary.
WorkingCalendar calendar_of(std::span<const CalendarYear> years, std::span<const CalendarDay> days);

}  // namespace zhantu
