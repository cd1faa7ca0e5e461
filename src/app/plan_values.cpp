#include "app/plan_values.hpp"

#include "base/text.hpp"
#include "codec/formula_guard.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

using codec::CellKind;
using codec::XlsxCell;

constexpr std::size_t kDecimalsMax = 4;

// "0.125" -> "12.5", without leaving decimal digits.
std::string times_hundred(std::string_view decimal) {
  const bool negative = decimal.starts_with('-');
  std::string digits(decimal.substr(negative ? 1 : 0));
  auto point = digits.find('.');
  if (point == std::string::npos) {
    point = digits.size();
  } else {
    digits.erase(point, 1);
  }
  while (digits.size() < point + 2) digits += '0';
  digits.insert(point + 2, ".");
  while (digits.back() == '0') digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  const auto first = std::min(digits.find_first_not_of('0'), digits.size());
  digits.erase(0, first);
  if (digits.empty() || digits[0] == '.') digits.insert(0, "0");
  return (negative && digits != "0" ? "-" : "") + digits;
}

bool is_decimal(std::string_view text) {
  bool point = false, digit = false;
  for (char c : text) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else {
      return false;
    }
  }
  return digit && text.back() != '.' && text.front() != '.';
}

// Commas that stand where thousands end: "1,234,567.5", but not "1,2".
bool take_commas(std::string& text) {
  const auto whole_end = std::min(text.find('.'), text.size());
  const auto first = text.find(',');
  if (first == std::string::npos) return true;
  if (first == 0 || first > 3 || first >= whole_end) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool expected = i < whole_end && i >= first && (i - first) % 4 == 0;
    if ((text[i] == ',') != expected) return false;
  }
  if ((whole_end - first) % 4 != 0) return false;
  std::erase(text, ',');
  return true;
}

QuantityCell of_decimal(std::string_view text) {
  if (text.starts_with('-')) {
    const bool is_zero = text.find_first_not_of("-0.") == std::string_view::npos;
    if (!is_zero) return {std::nullopt, "quantity_negative"};
    text.remove_prefix(1);
  }
  if (const auto point = text.find('.'); point != std::string_view::npos) {
    while (text.back() == '0') text.remove_suffix(1);
    if (text.size() - point - 1 > kDecimalsMax) return {std::nullopt, "quantity_too_precise"};
    if (text.back() == '.') text.remove_suffix(1);
  }
  if (const auto quantity = Quantity::parse(text)) return {quantity, {}};
  return {std::nullopt, "quantity_too_large"};
}

bool is_han(char32_t c) { return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF); }

bool is_divider(char32_t c) {
  return c == U'、' || c == ',' || c == U'，' || c == ';' || c == U'；' || c == '/' || c == U'／' ||
         c == '\n';
}

bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B);
}

bool is_ascii_word(char32_t c) { return c > ' ' && c < 0x7F && !is_divider(c); }

void add_name(std::vector<std::string>& names, const std::string& name) {
  if (names.size() > kNamesMax) return;  // looking for repeats is square
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(name);
  }
}

// One stretch between dividers: single Chinese characters that follow each other are one spaced-out
// name each two.
void add_spaced(std::vector<std::string>& names, const std::vector<std::u32string>& pieces) {
  const auto utf8 = [](const std::u32string& piece) {
    std::string out;
    for (char32_t c : piece) out += encode_utf8(c);
    return out;
  };
  const auto is_single = [&](std::size_t i) {
    return i < pieces.size() && pieces[i].size() == 1 && is_han(pieces[i][0]);
  };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string name = utf8(pieces[i]);
    if (is_single(i) && is_single(i + 1)) name += utf8(pieces[++i]);
    add_name(names, name);
  }
}

}  // namespace

std::string shown_text(const XlsxCell& cell, bool dates_from_1904) {
  if (cell.kind == CellKind::boolean) return cell.text == "1" ? "是" : "否";
  if (cell.kind == CellKind::number && cell.is_date) {
    if (const auto day = codec::serial_day(cell.text, dates_from_1904)) {
      return fmt::format("{}年{}月{}日", day->year(), day->month(), day->day());
    }
  }
  if (cell.kind == CellKind::number && cell.is_percent) return times_hundred(cell.text) + "%";
  return std::string(trimmed(codec::unguarded(trimmed(cell.text))));
}

std::string one_line(std::string_view text) {
  const auto points = code_points(trimmed(text));
  std::string out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] != '\n') {
      out += encode_utf8(points[i]);
      continue;
    }
    while (i + 1 < points.size() && (points[i + 1] == '\n' || is_space(points[i + 1]))) ++i;
    while (out.ends_with(' ')) out.pop_back();
    const bool ascii = !out.empty() && static_cast<unsigned char>(out.back()) < 0x80;
    if (ascii && points[i + 1] < 0x80) out += ' ';
  }
  return out;
}

bool means_nothing(std::string_view text) {
  for (std::string_view nothing : {"", "-", "—", "——", "–", "/"}) {
    if (text == nothing) return true;
  }
  return false;
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  std::vector<std::u32string> pieces(1);
  const auto points = code_points(trimmed(text));
  for (std::size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    if (is_divider(c)) {
      add_spaced(names, pieces);
      pieces.assign(1, {});
    } else if (!is_space(c)) {
      pieces.back() += c;
    } else if (!pieces.back().empty()) {
      // The blank within "Foo Bar" divides nothing.
      const bool latin =
          c == ' ' && is_ascii_word(pieces.back().back()) && is_ascii_word(points[i + 1]);
      if (latin) {
        pieces.back() += ' ';
      } else {
        pieces.emplace_back();
      }
    }
  }
  add_spaced(names, pieces);
  return names;
}

std::optional<std::string> plain_decimal(std::string_view typed) {
  std::string text(typed);
  if (text.starts_with('+')) text.erase(0, 1);
  if (!take_commas(text) || !is_decimal(text)) return std::nullopt;
  text.erase(0, std::min(text.find_first_not_of('0'), text.size()));
  if (text.empty() || text[0] == '.') text.insert(0, "0");
  return text;
}

QuantityCell parse_quantity(std::string_view typed, std::string_view unit) {
  std::string text;
  for (char c : to_half_width(typed)) {
    if (c != ' ' && c != '\n') text += c;
  }
  const std::string folded_unit = to_half_width(unit);
  if (!folded_unit.empty() && text.size() > folded_unit.size() && text.ends_with(folded_unit)) {
    text.resize(text.size() - folded_unit.size());
  } else if (text.ends_with('%') && is_decimal(std::string_view(text).substr(0, text.size() - 1))) {
    return {std::nullopt, "percent_in_quantity"};
  }
  const bool negative = text.starts_with('-') || text.starts_with("−");
  if (negative) text.erase(0, text.starts_with('-') ? 1 : std::string_view("−").size());
  const auto plain = plain_decimal(text);
  if (!plain) return {std::nullopt, "quantity_not_a_number"};
  return of_decimal(negative ? "-" + *plain : *plain);
}

QuantityCell read_quantity(const XlsxCell& cell, std::string_view unit) {
  if (cell.kind == CellKind::error) return {std::nullopt, "cell_error"};
  if (cell.is_formula && cell.text.empty()) return {std::nullopt, "formula_without_value"};
  if (cell.kind == CellKind::boolean) return {std::nullopt, "quantity_not_a_number"};
  if (cell.kind == CellKind::number) {
    if (cell.is_date) return {std::nullopt, "date_in_quantity"};
    if (!cell.is_percent) return of_decimal(cell.text);
    if (to_half_width(unit) != "%") return {std::nullopt, "percent_in_quantity"};
    return of_decimal(times_hundred(cell.text));
  }
  const auto text = trimmed(codec::unguarded(trimmed(cell.text)));
  if (means_nothing(text)) return {};
  return parse_quantity(text, unit);
}

}  // namespace zhantu::app
