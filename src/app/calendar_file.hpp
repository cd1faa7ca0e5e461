// A calendar as a file: TOML as calendars/china.toml, or a table with day, kind and name in columns
// (CSV, UTF-8, separated by commas, semicolons or tabs; one row a day, heads may be left out).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/calendar.hpp"
#include "base/problem.hpp"

namespace zhantu::app {

struct CalendarFile {
  std::vector<YearOfDays> years;      // in order; origin and version are left alone
  std::vector<ProblemItem> problems;  // where: "12", the line
};

// `source` stands for a table, which has no place for it. REFUSES calendar_file_unreadable (with
// reason and line), calendar_file_empty. Items: calendar_day_invalid, calendar_kind_unknown,
// calendar_day_twice, calendar_make_up_on_weekday, calendar_day_of_other_year.
Result<CalendarFile> read_calendar_file(std::string_view bytes, std::string_view source);

}  // namespace zhantu::app
