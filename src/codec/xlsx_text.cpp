#include "codec/xlsx_text.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "codec/xlsx_reader.hpp"

namespace zhantu::codec {
namespace {

constexpr int kEpoch1900 = 25'569;  // days from the first epoch to 1970-01-01
constexpr int kEpochShift1904 = 1'462;
constexpr int kSignificantDigits = 15;

std::optional<char32_t> escape_at(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  if (error != std::errc() || end != text.data() + 6) return std::nullopt;
  return static_cast<char32_t>(value);
}

bool is_high(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

std::string without_escapes(std::string_view stored) {
  std::string out;
  out.reserve(stored.size());
  while (!stored.empty()) {
    auto c = escape_at(stored);
    if (!c) {
      out += stored.front();
      stored.remove_prefix(1);
      continue;
    }
    stored.remove_prefix(7);
    const auto low = is_high(*c) ? escape_at(stored) : std::nullopt;
    if (low && is_low(*low)) {
      c = 0x10000 + ((*c - 0xD800) << 10) + (*low - 0xDC00);
      stored.remove_prefix(7);
    } else if (is_high(*c) || is_low(*c)) {
      c = 0xFFFD;
    }
    out += encode_utf8(*c);
  }
  return out;
}

// Bytes that start nothing but harmless characters; saves decoding nearly every text.
bool is_surely_clean(std::string_view text) {
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n') || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF)
      return false;
  }
  return true;
}

std::string digits_shifted(std::string_view digits, int exponent) {
  const int count = static_cast<int>(digits.size());
  if (exponent < 0)
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + std::string(digits);
  if (exponent + 1 >= count)
    return std::string(digits) + std::string(static_cast<std::size_t>(exponent + 1 - count), '0');
  const auto whole = static_cast<std::size_t>(exponent + 1);
  return fmt::format("{}.{}", digits.substr(0, whole), digits.substr(whole));
}

bool is_plain_integer(std::string_view text) {
  if (text.empty() || text.size() > kSignificantDigits || (text[0] == '0' && text.size() > 1))
    return false;
  for (char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return true;
}

}  // namespace

std::string clean_text(std::string_view stored) {
  std::string text =
      stored.find("_x") == std::string_view::npos ? std::string(stored) : without_escapes(stored);
  if (is_surely_clean(text)) return text;
  for (char& c : text) {
    if (c == '\t') c = ' ';
  }
  return without_controls(text);
}

std::optional<std::string> shortest_decimal(std::string_view stored) {
  stored = trimmed(stored);
  if (is_plain_integer(stored)) return std::string(stored);
  double value = 0;
  const auto [end, error] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
  if (error != std::errc() || end != stored.data() + stored.size() || !std::isfinite(value))
    return std::nullopt;
  if (value == 0) return "0";

  char buffer[64];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value),
                                     std::chars_format::scientific, kSignificantDigits - 1);
  const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const auto e = text.find('e');
  std::string digits(1, text[0]);
  digits += text.substr(2, e - 2);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  int exponent = 0;
  std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(),
                  exponent);
  return (value < 0 ? "-" : "") + digits_shifted(digits, exponent);
}

std::optional<CellPosition> parse_reference(std::string_view reference) {
  CellPosition at;
  std::size_t i = 0;
  for (; i < reference.size() && reference[i] >= 'A' && reference[i] <= 'Z'; ++i) {
    if (i == 6) return std::nullopt;
    at.column = at.column * 26 + (reference[i] - 'A' + 1);
  }
  const std::size_t letters = i;
  for (; i < reference.size() && reference[i] >= '0' && reference[i] <= '9'; ++i) {
    if (i == letters + 9) return std::nullopt;
    at.row = at.row * 10 + (reference[i] - '0');
  }
  if (letters == 0 || i != reference.size() || at.row == 0) return std::nullopt;
  return at;
}

std::string cell_name(int row, int column) {
  std::string letters;
  for (int left = column; left > 0; left = (left - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  }
  return letters + std::to_string(row);
}

std::optional<Date> serial_day(std::string_view number, bool dates_from_1904) {
  number = number.substr(0, number.find('.'));
  int days = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
  if (error != std::errc() || end != number.data() + number.size() || days < 0 || days > 2'958'465)
    return std::nullopt;
  if (dates_from_1904) {
    const Date day{days + kEpochShift1904 - kEpoch1900};
    return day.year() <= 9999 ? std::optional(day) : std::nullopt;
  }
  if (days == 0 || days == 60) return std::nullopt;
  return Date{days - kEpoch1900 + (days < 60 ? 1 : 0)};
}

std::optional<std::string> serial_of_iso(std::string_view iso, bool dates_from_1904) {
  const auto day = Date::parse(iso.substr(0, 10));
  if (!day) return std::nullopt;
  double serial = day->days + kEpoch1900 - (dates_from_1904 ? kEpochShift1904 : 0);
  if (iso.size() > 10) {
    int hour = 0, minute = 0;
    const auto two = [&](std::size_t at, int& value) {
      return iso.size() >= at + 2 &&
             std::from_chars(iso.data() + at, iso.data() + at + 2, value).ptr ==
                 iso.data() + at + 2;
    };
    if (iso[10] != 'T' || !two(11, hour) || !two(14, minute) || hour > 24 || minute > 59)
      return std::nullopt;
    serial += (hour * 60 + minute) / 1440.0;
  }
  return shortest_decimal(fmt::format("{:.6f}", serial));
}

}  // namespace zhantu::codec
