#include "base/quantity.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

std::string trim_decimals(std::int64_t scaled, std::int64_t scale, int places) {
  const bool negative = scaled < 0;
  const std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  const auto unit = static_cast<std::uint64_t>(scale);
  std::string text = fmt::format("{}{}", negative ? "-" : "", magnitude / unit);
  std::string decimals = fmt::format("{:0{}}", magnitude % unit, places);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return decimals.empty() ? text : text + "." + decimals;
}

// Commas only where they part thousands: "3,5" may be meant as three and a half.
bool groups_of_three(std::string_view text) {
  const auto first = text.find(',');
  if (first == std::string_view::npos) return true;
  const auto end = std::min(text.find('.'), text.size());
  if (first == 0 || first > 3 || first > end || (end - first) % 4 != 0) return false;
  for (std::size_t i = first; i < text.size(); ++i) {
    if ((text[i] == ',') != (i < end && (i - first) % 4 == 0)) return false;
  }
  return true;
}

}  // namespace

std::optional<Quantity> Quantity::parse(std::string_view text) {
  bool negative = false;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (!groups_of_three(text)) return std::nullopt;
  std::int64_t value = 0;
  int decimals = -1, digits = 0;
  for (char c : text) {
    if (c == ',') continue;
    if (c == '.' && decimals < 0) {
      decimals = 0;
      continue;
    }
    if (c < '0' || c > '9' || decimals == 4) return std::nullopt;
    value = value * 10 + (c - '0');
    ++digits;
    if (decimals >= 0) ++decimals;
    if (value > kScaledMax) return std::nullopt;
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < 4; ++i) {
    value *= 10;
    if (value > kScaledMax) return std::nullopt;
  }
  return Quantity{negative ? -value : value};
}

std::string Quantity::text() const { return trim_decimals(scaled, kScale, 4); }

std::int64_t ratio_basis_points(Quantity done, Quantity whole) {
  ZT_CHECK(whole.scaled > 0);
  const WideInt ratio = static_cast<WideInt>(done.scaled) * 10'000 / whole.scaled;
  return static_cast<std::int64_t>(std::clamp<WideInt>(ratio, INT64_MIN, INT64_MAX));
}

std::string Money::in_wan() const { return trim_decimals(fen / 100, 10'000, 4); }

}  // namespace zhantu
