#include "base/date.hpp"

#include <chrono>

#include "base/check.hpp"

namespace zhantu {
namespace {

namespace chr = std::chrono;

chr::year_month_day ymd(Date date) {
  return chr::year_month_day{chr::sys_days{chr::days{date.days}}};
}

bool digits(std::string_view text, int& out) {
  out = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
    out = out * 10 + (c - '0');
  }
  return !text.empty();
}

constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kMsPerMinute = 60'000;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

Date Date::of(int year, int month, int day) {
  const chr::year_month_day value{chr::year{year}, chr::month{static_cast<unsigned>(month)},
                                  chr::day{static_cast<unsigned>(day)}};
  ZT_CHECK(value.ok());
  return Date{static_cast<std::int32_t>(chr::sys_days{value}.time_since_epoch().count())};
}

std::optional<Date> Date::parse(std::string_view iso) {
  int y = 0, m = 0, d = 0;
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  if (!digits(iso.substr(0, 4), y) || !digits(iso.substr(5, 2), m) || !digits(iso.substr(8, 2), d))
    return std::nullopt;
  if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m)) return std::nullopt;
  return Date::of(y, m, d);
}

int Date::year() const { return static_cast<int>(ymd(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(ymd(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(ymd(*this).day())); }

int Date::weekday() const {
  return static_cast<int>(chr::weekday{chr::sys_days{chr::days{days}}}.iso_encoding());
}

std::string Date::iso() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

int days_in_month(int year, int month) {
  const chr::year_month_day_last last{
      chr::year{year}, chr::month_day_last{chr::month{static_cast<unsigned>(month)}}};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string Instant::iso() const {
  const Date date{static_cast<std::int32_t>(floor_div(ms, kMsPerDay))};
  const std::int64_t rest = (ms - date.days * kMsPerDay) / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date.iso(), rest / 3600, rest / 60 % 60, rest % 60);
}

Date Instant::day_at(int offset_minutes) const {
  return Date{static_cast<std::int32_t>(floor_div(ms + offset_minutes * kMsPerMinute, kMsPerDay))};
}

std::string Instant::clock_at(int offset_minutes) const {
  const std::int64_t local = ms + offset_minutes * kMsPerMinute;
  const std::int64_t rest = (local - floor_div(local, kMsPerDay) * kMsPerDay) / kMsPerMinute;
  return fmt::format("{:02}:{:02}", rest / 60, rest % 60);
}

Instant end_of_day(Date day, int offset_minutes) {
  return Instant{(static_cast<std::int64_t>(day.days) + 1) * kMsPerDay -
                 offset_minutes * kMsPerMinute - 1};
}

}  // namespace zhantu
