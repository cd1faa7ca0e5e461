#include "base/day_clock.hpp"

#include <charconv>

namespace zhantu {
namespace {

bool known(const WorkingCalendar& calendar, Date first, Date last) {
  return calendar.unknown_years(std::min(first, last), std::max(first, last)).empty();
}

}  // namespace

std::optional<DayLimit> DayLimit::parse(std::string_view text) {
  DayLimit out;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out.days);
  if (error != std::errc{} || out.days < 1 || out.days > kDaysMax || text.front() == '0')
    return std::nullopt;
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr std::string_view kWorking = " working";
  if (rest.starts_with(kWorking)) {
    out.count = DayCount::working_days;
    rest.remove_prefix(kWorking.size());
  }
  if (rest != " days" && rest != " day") return std::nullopt;
  return out;
}

std::string DayLimit::text() const {
  return fmt::format("{}{} {}", days, count == DayCount::working_days ? " working" : "",
                     days == 1 ? "day" : "days");
}

std::optional<std::int64_t> days_until(const WorkingCalendar& calendar, DayCount count, Date from,
                                       Date to) {
  if (count == DayCount::calendar_days) return to.days - from.days;
  if (!known(calendar, from, to)) return std::nullopt;
  if (from <= to) return calendar.working_days_between({from.days + 1}, to);
  return -calendar.working_days_between({to.days + 1}, from);
}

std::optional<Date> last_day(const WorkingCalendar& calendar, const DayLimit& limit, Date from) {
  if (limit.count == DayCount::calendar_days) return Date{from.days + limit.days};
  const Date last = calendar.add_working_days(from, limit.days);
  return known(calendar, from, last) ? std::optional(last) : std::nullopt;
}

}  // namespace zhantu
