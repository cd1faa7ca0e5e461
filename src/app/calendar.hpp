// The one calendar that all clocks of a tenant ask (D-2.4): what was entered here, year by year,
// and for the other years what ships with the product (calendars/china.toml).
//
// Who edits it: the supervision office of a campaign of the tenant's root unit (decision 0009).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.hpp"
#include "base/working_calendar.hpp"
#include "domain/calendar/calendar.hpp"

namespace zhantu::app {

WorkingCalendar calendar(store::Reader& reader, TenantId tenant);
WorkingCalendar shipped_calendar();
// Adds those years that are not known yet.
void add_shipped_years(WorkingCalendar& calendar);

// Where a year's holidays come from.
enum class CalendarOrigin { none, shipped, own };
std::string_view word(CalendarOrigin origin);

struct SpecialDay {
  Date day;
  DayKind kind = DayKind::public_holiday;
  std::string name;

  friend bool operator==(const SpecialDay&, const SpecialDay&) = default;
};

// A year with the days that differ from their weekday, in order.
struct YearOfDays {
  int year = 0;
  CalendarOrigin origin = CalendarOrigin::none;
  std::string source;
  std::int64_t version = 0;  // of the entered year, for If-Match; 0 while none was entered
  std::vector<SpecialDay> days;
};

// Every year that is known, in order.
std::vector<YearOfDays> calendar_years(store::Reader& reader, TenantId tenant);
// One year; with origin none and no days where nothing is known.
YearOfDays calendar_year(store::Reader& reader, TenantId tenant, int year);

// For the years between two days that are not known; empty if all are. What is counted all the same
// says so: "……暂只按周末休息计算". A clock says instead that it stands: "……暂不能计算工作日".
std::string calendar_note(const WorkingCalendar& calendar, Date first, Date last,
                          Language language);
std::string clock_note(const WorkingCalendar& calendar, Date first, Date last, Language language);

// What stands in the way of an act on the tenant's calendar, or nullopt.
std::optional<std::string_view> calendar_refusal(App& app, Act act, const Actor& actor);

struct SetYearCommand {
  int year = 0;
  std::string source;
  std::vector<SpecialDay> days;
  std::optional<std::int64_t> version;  // what the editor saw; needed
};
// REFUSES what calendar_refusal says, precondition_required, edit_conflict, field_invalid with
// calendar_day_twice, calendar_day_of_other_year or calendar_make_up_on_weekday. KEEPS: the same
// days again leave no entry in the journal.
Result<YearOfDays> set_calendar_year(App& app, store::Transaction& transaction, const Actor& actor,
                                     const SetYearCommand& command);

}  // namespace zhantu::app
