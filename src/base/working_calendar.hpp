// The working-day calendar (D-2.4): Monday to Friday are worked, unless a table says otherwise. The
// table is data; years whose holidays are not published count with weekends only, and say so.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace zhantu {

enum class DayKind : std::int8_t { working_day, weekend, public_holiday, make_up_day };
std::string_view word(DayKind kind);
std::optional<DayKind> day_kind_of(std::string_view text);

class WorkingCalendar {
 public:
  // The holidays of this year are published; all that differs from the weekday is set.
  void learn(int year) { years_.insert(year); }
  // REQUIRES a public_holiday or a make_up_day.
  void set(Date day, DayKind kind, std::string name);

  bool knows(int year) const { return years_.contains(year); }
  // Years between two days (both included) whose holidays are not published.
  std::vector<int> unknown_years(Date first, Date last) const;

  DayKind kind(Date day) const;
  const std::string& name(Date day) const;  // "春节"; empty for a day like others
  bool is_working_day(Date day) const;
  Date next_working_day(Date day) const;  // the day itself if it is one
  // The n-th working day after a day; before it for a negative n; the day itself for none.
  Date add_working_days(Date day, int n) const;
  // Working days from `first` to `last`, both included; none if `last` comes first.
  int working_days_between(Date first, Date last) const;

 private:
  struct Special {
    DayKind kind = DayKind::working_day;
    std::string name;
  };
  std::set<int> years_;
  std::map<Date, Special> special_;
};

}  // namespace zhantu
