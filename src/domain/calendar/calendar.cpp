#include "domain/calendar/calendar.hpp"

#include "base/check.hpp"

namespace zhantu {

WorkingCalendar calendar_of(std::span<const CalendarYear> years,
                            std::span<const CalendarDay> days) {
  WorkingCalendar out;
  for (const CalendarYear& year : years) out.learn(static_cast<int>(year.year));
  for (const CalendarDay& day : days) {
    if (day.kind == "ordinary") continue;
    const auto kind = day_kind_of(day.kind);
    ZT_CHECK(kind.has_value());
    out.set(day.day, *kind, day.name);
  }
  return out;
}

}  // namespace zhantu
