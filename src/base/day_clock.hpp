// Every clock of the product counts here (D-4, D-11.5): deadlines that rules look at, limits that
// they set, days that a task is due. A clock of working days asks the calendar; where a year on the
// way is not published it says nothing and never guesses.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/working_calendar.hpp"

namespace zhantu {

enum class DayCount : std::int8_t { calendar_days, working_days };

// A limit as rules name it: "30 days" are calendar days, "5 working days" are not.
struct DayLimit {
  static constexpr int kDaysMax = 3650;
  int days = 0;  // 0: none is set
  DayCount count = DayCount::calendar_days;

  // From 1 to kDaysMax; nothing for every other form.
  static std::optional<DayLimit> parse(std::string_view text);
  std::string text() const;  // "1 day"
  friend bool operator==(const DayLimit&, const DayLimit&) = default;
};

// Days after `from` up to and with `to`; below 0 by as many as `to` lies before `from`. Nothing
// where working days are asked for and a year between is not known.
std::optional<std::int64_t> days_until(const WorkingCalendar& calendar, DayCount count, Date from,
                                       Date to);
// The last day of a limit that begins to run after `from`; nothing as above.
std::optional<Date> last_day(const WorkingCalendar& calendar, const DayLimit& limit, Date from);

}  // namespace zhantu
