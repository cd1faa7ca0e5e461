#include "base/period.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

std::optional<int> number(std::string_view text) {
  int value = 0;
  if (text.empty()) return std::nullopt;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string_view word(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::half_month: return "half_month";
    case PeriodKind::month: return "month";
    case PeriodKind::quarter: return "quarter";
    case PeriodKind::year: return "year";
  }
  return "";
}

std::optional<PeriodKind> period_kind_of(std::string_view text) {
  for (PeriodKind kind :
       {PeriodKind::half_month, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
    if (word(kind) == text) return kind;
  }
  return std::nullopt;
}

int periods_per_year(PeriodKind kind) {
  switch (kind) {
    case PeriodKind::half_month: return 24;
    case PeriodKind::month: return 12;
    case PeriodKind::quarter: return 4;
    case PeriodKind::year: return 1;
  }
  return 1;
}

Period Period::month(int year, int month) {
  ZT_CHECK(month >= 1 && month <= 12);
  return Period(PeriodKind::month, year, month);
}

std::optional<Period> Period::of(PeriodKind kind, int year, int index) {
  if (index < 1 || index > periods_per_year(kind)) return std::nullopt;
  return Period(kind, year, index);
}

std::optional<Period> Period::parse(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  const auto year = number(text.substr(0, 4));
  if (!year || *year < 1900 || *year > 2999) return std::nullopt;
  if (text.size() == 4) return Period(PeriodKind::year, *year, 1);
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  if (text[5] == 'Q') {
    if (text.size() != 7) return std::nullopt;
    const auto quarter = number(text.substr(6));
    if (!quarter || *quarter < 1 || *quarter > 4) return std::nullopt;
    return Period(PeriodKind::quarter, *year, *quarter);
  }
  const auto month = number(text.substr(5, 2));
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.size() == 7) return Period(PeriodKind::month, *year, *month);
  if (text.size() == 8 && (text[7] == 'a' || text[7] == 'b')) {
    return Period(PeriodKind::half_month, *year, *month * 2 - (text[7] == 'a' ? 1 : 0));
  }
  return std::nullopt;
}

Date Period::first_day() const {
  switch (kind_) {
    case PeriodKind::half_month: return Date::of(year_, (index_ + 1) / 2, index_ % 2 == 1 ? 1 : 16);
    case PeriodKind::month: return Date::of(year_, index_, 1);
    case PeriodKind::quarter: return Date::of(year_, index_ * 3 - 2, 1);
    case PeriodKind::year: return Date::of(year_, 1, 1);
  }
  return {};
}

Date Period::last_day() const { return Date{next().first_day().days - 1}; }

Period Period::next() const {
  if (index_ < periods_per_year(kind_)) return Period(kind_, year_, index_ + 1);
  return Period(kind_, year_ + 1, 1);
}

Period Period::previous() const {
  if (index_ > 1) return Period(kind_, year_, index_ - 1);
  return Period(kind_, year_ - 1, periods_per_year(kind_));
}

std::string Period::text() const {
  switch (kind_) {
    case PeriodKind::half_month:
      return fmt::format("{:04}-{:02}{}", year_, (index_ + 1) / 2, index_ % 2 == 1 ? 'a' : 'b');
    case PeriodKind::month: return fmt::format("{:04}-{:02}", year_, index_);
    case PeriodKind::quarter: return fmt::format("{:04}-Q{}", year_, index_);
    case PeriodKind::year: return fmt::format("{:04}", year_);
  }
  return {};
}

std::optional<Period> ending_with(const Period& period, PeriodKind kind) {
  for (int index = 1; index <= periods_per_year(kind); ++index) {
    const auto other = Period::of(kind, period.year(), index);
    if (other && other->last_day() == period.last_day()) return other;
  }
  return std::nullopt;
}

}  // namespace zhantu
