#include "app/plan_dates.hpp"

#include <array>
#include <string>

#include "app/plan_values.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

constexpr int kYearMin = 1990, kYearMax = 2099;
constexpr std::array<std::string_view, 13> kNumerals = {"〇", "一", "二", "三", "四",   "五",  "六",
                                                        "七", "八", "九", "十", "十一", "十二"};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_any(std::string_view& text, std::initializer_list<std::string_view> prefixes) {
  for (const auto prefix : prefixes) {
    if (take(text, prefix)) return true;
  }
  return false;
}

// REQUIRES at most nine digits and nothing else.
int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

struct Digits {
  int value = 0;
  std::size_t count = 0;
};

std::optional<Digits> take_digits(std::string_view& text, std::size_t most) {
  Digits out;
  while (out.count < text.size() && out.count < most && text[out.count] >= '0' &&
         text[out.count] <= '9') {
    out.value = out.value * 10 + (text[out.count++] - '0');
  }
  if (out.count == 0) return std::nullopt;
  text.remove_prefix(out.count);
  return out;
}

// "3", "03", "十二".
std::optional<int> take_small(std::string_view& text) {
  if (const auto digits = take_digits(text, 2)) return digits->value;
  for (std::size_t i = kNumerals.size(); i-- > 1;) {
    if (take(text, kNumerals[i])) return static_cast<int>(i);
  }
  return std::nullopt;
}

DayCell refused(std::string_view word) { return {std::nullopt, word, false}; }

Date last_of(int year, int month) { return Date::of(year, month, days_in_month(year, month)); }

DayCell months(int year, int first, int last) {
  return {DaySpan{Date::of(year, first, 1), last_of(year, last)}, {}, false};
}

DayCell day(int year, int month, int number) {
  if (month < 1 || month > 12 || number < 1 || number > days_in_month(year, month))
    return refused("date_impossible");
  const Date on = Date::of(year, month, number);
  return {DaySpan{on, on}, {}, false};
}

DayCell only_last(DayCell cell) {
  if (cell.span) cell.span->first = cell.span->last;
  return cell;
}

DayCell part_of_month(int year, int month, std::string_view rest) {
  const DayCell whole = months(year, month, month);
  const auto span = [&](int first, int last) {
    return DayCell{DaySpan{Date::of(year, month, first), Date::of(year, month, last)}, {}, false};
  };
  const int end = days_in_month(year, month);
  if (rest.empty() || rest == "份") return whole;
  if (rest == "底" || rest == "末" || rest == "月底" || rest == "月末") return only_last(whole);
  if (rest == "初" || rest == "上旬") return span(1, 10);
  if (rest == "中" || rest == "中旬") return span(11, 20);
  if (rest == "下旬") return span(21, end);
  return refused("date_not_understood");
}

// What may stand behind a year: quarters, halves, the year's beginning and end, months.
DayCell within_year(int year, std::string_view text) {
  if (text.empty() || text == "全年" || text == "年内") return months(year, 1, 12);
  if (text == "年底" || text == "底" || text == "末" || text == "年末")
    return only_last(months(year, 12, 12));
  if (text == "年初" || text == "初") return months(year, 1, 1);
  if (text == "上半年") return months(year, 1, 6);
  if (text == "下半年") return months(year, 7, 12);
  take(text, "第");
  auto rest = text;
  const auto number = take_small(rest);
  if (!number) return refused("date_not_understood");
  if (take_any(rest, {"季度", "季"})) {
    if (*number < 1 || *number > 4) return refused("date_impossible");
    const DayCell quarter = months(year, *number * 3 - 2, *number * 3);
    if (rest.empty()) return quarter;
    return rest == "末" || rest == "底" ? only_last(quarter) : refused("date_not_understood");
  }
  if (*number < 1 || *number > 12) return refused("date_impossible");
  if (rest.empty()) return months(year, *number, *number);  // "2026.3"
  if (!take_any(rest, {"月", ".", "-", "/"})) return refused("date_not_understood");
  const auto behind = rest;
  const auto of_month = take_digits(rest, 2);
  if (!of_month) return part_of_month(year, *number, behind);
  take_any(rest, {"日", "号"});
  return rest.empty() ? day(year, *number, of_month->value) : refused("date_not_understood");
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char32_t c : code_points(to_half_width(text))) {
    if (c > ' ' && c != 0xA0 && c != 0x3000) out += encode_utf8(c);
  }
  for (bool shorter = true; shorter;) {
    shorter = false;
    for (const std::string_view tail : {"之前", "以前", "前", "完成", "开工", "竣工"}) {
      if (out.size() <= tail.size() || !out.ends_with(tail)) continue;
      out.resize(out.size() - tail.size());
      shorter = true;
    }
  }
  return out;
}

// 20260315 and 202603 typed without separators.
std::optional<DayCell> packed(const std::string& digits) {
  const auto part = [&](std::size_t at, std::size_t count) {
    return number_of(std::string_view(digits).substr(at, count));
  };
  if (digits.size() == 8) return day(part(0, 4), part(4, 2), part(6, 2));
  if (digits.size() != 6) return std::nullopt;
  const int month = part(4, 2);
  return month >= 1 && month <= 12 ? months(part(0, 4), month, month) : refused("date_impossible");
}

bool is_year(int number) { return number >= kYearMin && number <= kYearMax; }

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// A number in a column of days, that the spreadsheet does not show as a day.
DayCell plain_number(const std::string& number) {
  if (all_digits(number)) {
    if (const auto whole = packed(number)) {
      const int year = number_of(number.substr(0, 4));
      if (is_year(year)) return *whole;
    }
    if (number.size() == 4 && is_year(number_of(number))) return months(number_of(number), 1, 12);
    return refused("date_unformatted");
  }
  const auto point = number.find('.');
  const auto whole = number.substr(0, point), decimals = number.substr(point + 1);
  if (whole.size() != 4 || !all_digits(whole) || !is_year(number_of(whole)) ||
      !all_digits(decimals) || decimals.size() > 2)
    return refused("date_not_understood");
  // 2026.10 typed as a number is kept as 2026.1.
  if (decimals == "1") return refused("date_zero_lost");
  return parse_days(number, std::nullopt);
}

}  // namespace

DayCell parse_days(std::string_view typed, std::optional<int> year) {
  const std::string text = folded(typed);
  if (means_nothing(text)) return {};
  if (all_digits(text)) {
    if (const auto whole = packed(text); whole && is_year(number_of(text.substr(0, 4))))
      return *whole;
  }
  std::string_view rest = text;
  const auto number = take_digits(rest, 4);
  if (number && number->count == 4 && is_year(number->value)) {
    if (!rest.empty() && !take_any(rest, {"年度", "年", ".", "-", "/"}))
      return refused("date_not_understood");
    return within_year(number->value, rest);
  }
  if (number && number->count <= 2) {
    const bool year_of_two =
        rest.starts_with("年") || (rest.starts_with(".") && number->value > 12);
    if (year_of_two) return refused("date_year_two_digits");
  }
  if (number && number->count > 2) return refused("date_not_understood");
  for (const std::string_view relative : {"今年", "本年", "明年", "去年", "次年"}) {
    if (text.starts_with(relative)) return refused("date_not_understood");
  }
  // Whether it would be a day at all does not depend on the year.
  DayCell cell = within_year(year.value_or(2024), text);
  if (!cell.span) return cell;
  if (!year) return refused("date_year_unsaid");
  cell.year_taken = true;
  return cell;
}

DayCell read_days(const codec::XlsxCell& cell, bool dates_from_1904, std::optional<int> year) {
  if (cell.kind == codec::CellKind::error) return refused("cell_error");
  if (cell.is_formula && cell.text.empty()) return refused("formula_without_value");
  if (cell.kind == codec::CellKind::boolean) return refused("date_not_understood");
  if (cell.kind != codec::CellKind::number) return parse_days(shown_text(cell, false), year);
  if (!cell.is_date) return plain_number(cell.text);
  const auto on = codec::serial_day(cell.text, dates_from_1904);
  if (!on) return refused("date_impossible");
  return {DaySpan{*on, *on}, {}, false};
}

std::optional<int> year_named(std::string_view text) {
  std::optional<int> found;
  const std::string half = to_half_width(text);
  for (std::size_t at = half.find("20"); at != std::string::npos; at = half.find("20", at + 1)) {
    std::string_view rest = std::string_view(half).substr(at);
    const bool inside = at > 0 && half[at - 1] >= '0' && half[at - 1] <= '9';
    const auto number = take_digits(rest, 9);
    while (take(rest, " ")) continue;
    if (inside || number->count != 4 || !is_year(number->value) || !rest.starts_with("年"))
      continue;
    if (found && *found != number->value) return std::nullopt;
    found = number->value;
  }
  return found;
}

}  // namespace zhantu::app
