#include "app/plan_money.hpp"

#include "app/plan_values.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t fen;
};
// The longer names first: 万元 ends with 元.
constexpr Unit kUnits[] = {
    {"百万元", 100'000'000},  {"千万元", 1'000'000'000},
    {"亿元", 10'000'000'000}, {"万元", 1'000'000},
    {"千元", 100'000},        {"百万", 100'000'000},
    {"千万", 1'000'000'000},  {"亿", 10'000'000'000},
    {"万", 1'000'000},        {"元", 100},
};
constexpr std::int64_t kFenMax = 9'000'000'000'000'000;  // ninety trillion yuan

std::string folded(std::string_view typed) {
  std::string text;
  for (const char32_t c : code_points(to_half_width(typed))) {
    if (c > ' ' && c != 0xA0 && c != 0x3000) text += encode_utf8(c);
  }
  for (const std::string_view money : {"人民币", "¥", "￥"}) {
    if (text.starts_with(money)) text.erase(0, money.size());
  }
  return text;
}

const Unit* unit_at_end(std::string_view text) {
  for (const Unit& unit : kUnits) {
    if (text.size() > unit.name.size() && text.ends_with(unit.name)) return &unit;
  }
  return nullptr;
}

MoneyCell times(std::string_view decimal, std::int64_t fen) {
  const auto point = decimal.find('.');
  std::string digits(decimal.substr(0, point));
  std::string decimals =
      point == std::string_view::npos ? "" : std::string(decimal.substr(point + 1));
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  if (digits.size() > 16) return {std::nullopt, "money_too_large"};
  WideInt value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  value *= fen;
  std::int64_t scale = fen;
  for (const char c : decimals) {
    const std::int64_t digit = c - '0';
    if (scale % 10 != 0) return {std::nullopt, "money_too_precise"};
    scale /= 10;
    value += digit * scale;
  }
  if (value > kFenMax) return {std::nullopt, "money_too_large"};
  return {Money{static_cast<std::int64_t>(value)}, {}};
}

}  // namespace

std::optional<std::int64_t> fen_in(std::string_view unit) {
  for (const Unit& known : kUnits) {
    if (known.name == unit) return known.fen;
  }
  return std::nullopt;
}

std::string money_unit_in(std::string_view typed) {
  const std::string text = folded(typed);
  const Unit* unit = unit_at_end(text);
  return unit ? std::string(unit->name) : std::string();
}

MoneyCell parse_money(std::string_view typed, std::string_view unit) {
  std::string text = folded(typed);
  if (means_nothing(text)) return {};
  const Unit* own = unit_at_end(text);
  if (own) text.resize(text.size() - own->name.size());
  if (text.starts_with('-') || text.starts_with("−")) return {std::nullopt, "money_negative"};
  const auto plain = plain_decimal(text);
  if (!plain) return {std::nullopt, "money_not_a_number"};
  const auto fen = own ? std::optional(own->fen) : fen_in(unit);
  if (!fen) return {std::nullopt, "money_unit_unsaid"};
  return times(*plain, *fen);
}

MoneyCell read_money(const codec::XlsxCell& cell, std::string_view unit) {
  using codec::CellKind;
  if (cell.kind == CellKind::error) return {std::nullopt, "cell_error"};
  if (cell.is_formula && cell.text.empty()) return {std::nullopt, "formula_without_value"};
  if (cell.kind == CellKind::boolean || cell.is_date || cell.is_percent)
    return {std::nullopt, "money_not_a_number"};
  return parse_money(shown_text(cell, false), unit);
}

std::optional<Quantity> in_other_unit(Quantity quantity, std::string_view from,
                                      std::string_view to) {
  const auto have = fen_in(from), want = fen_in(to);
  if (!have || !want) return std::nullopt;
  const WideInt fen = WideInt{quantity.scaled} * *have;
  if (fen % *want != 0 || fen / *want > Quantity::kScaledMax) return std::nullopt;
  return Quantity{static_cast<std::int64_t>(fen / *want)};
}

}  // namespace zhantu::app
