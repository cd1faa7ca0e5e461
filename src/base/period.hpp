// Period: the unit of plan, verdict and publication. Months are one kind; half-months, quarters and
// years are others.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace zhantu {

enum class PeriodKind : std::int8_t { half_month, month, quarter, year };

// Written "2026-03a" and "2026-03b", "2026-03", "2026-Q1", "2026". Periods of one kind are ordered
// in time.
class Period {
 public:
  Period() = default;  // 1970-01; a place to read into
  static Period month(int year, int month);
  static std::optional<Period> of(PeriodKind kind, int year, int index);
  static std::optional<Period> parse(std::string_view text);

  PeriodKind kind() const { return kind_; }
  int year() const { return year_; }
  int index() const {
    return index_;
  }  // 1-based within the year: month 1..12, quarter 1..4, half-month 1..24, year 1
  Date first_day() const;
  Date last_day() const;
  Period next() const;
  Period previous() const;
  std::string text() const;

  friend auto operator<=>(const Period&, const Period&) = default;

 private:
  Period(PeriodKind kind, int year, int index) : kind_(kind), year_(year), index_(index) {}
  PeriodKind kind_ = PeriodKind::month;
  int year_ = 1970;
  int index_ = 1;
};

// "half_month", "month", "quarter", "year".
std::string_view word(PeriodKind kind);
std::optional<PeriodKind> period_kind_of(std::string_view text);

int periods_per_year(PeriodKind kind);

// The period of a kind that ends on the same day as this one: of March for the first quarter.
// nullopt where there is none.
std::optional<Period> ending_with(const Period& period, PeriodKind kind);

}  // namespace zhantu
