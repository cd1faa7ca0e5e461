#include "base/working_calendar.hpp"

#include "base/check.hpp"

namespace zhantu {

std::string_view word(DayKind kind) {
  switch (kind) {
    case DayKind::working_day: return "working_day";
    case DayKind::weekend: return "weekend";
    case DayKind::public_holiday: return "public_holiday";
    case DayKind::make_up_day: return "make_up_day";
  }
  return "";
}

std::optional<DayKind> day_kind_of(std::string_view text) {
  for (const DayKind kind :
       {DayKind::working_day, DayKind::weekend, DayKind::public_holiday, DayKind::make_up_day}) {
    if (word(kind) == text) return kind;
  }
  return std::nullopt;
}

void WorkingCalendar::set(Date day, DayKind kind, std::string name) {
  ZT_CHECK(kind == DayKind::public_holiday || kind == DayKind::make_up_day);
  special_[day] = {kind, std::move(name)};
}

std::vector<int> WorkingCalendar::unknown_years(Date first, Date last) const {
  std::vector<int> out;
  for (int year = first.year(); year <= last.year(); ++year) {
    if (!knows(year)) out.push_back(year);
  }
  return out;
}

DayKind WorkingCalendar::kind(Date day) const {
  const auto found = special_.find(day);
  if (found != special_.end()) return found->second.kind;
  return day.weekday() > 5 ? DayKind::weekend : DayKind::working_day;
}

const std::string& WorkingCalendar::name(Date day) const {
  static const std::string kNone;
  const auto found = special_.find(day);
  return found == special_.end() ? kNone : found->second.name;
}

bool WorkingCalendar::is_working_day(Date day) const {
  const DayKind what = kind(day);
  return what == DayKind::working_day || what == DayKind::make_up_day;
}

Date WorkingCalendar::next_working_day(Date day) const {
  while (!is_working_day(day)) ++day.days;
  return day;
}

Date WorkingCalendar::add_working_days(Date day, int n) const {
  const int step = n < 0 ? -1 : 1;
  for (int left = n < 0 ? -n : n; left > 0;) {
    day.days += step;
    if (is_working_day(day)) --left;
  }
  return day;
}

int WorkingCalendar::working_days_between(Date first, Date last) const {
  int count = 0;
  for (Date day = first; day <= last; ++day.days) count += is_working_day(day) ? 1 : 0;
  return count;
}

}  // namespace zhantu
