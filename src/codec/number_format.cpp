#include "codec/number_format.hpp"

#include <algorithm>
#include <cstddef>

namespace zhantu::codec {
namespace {

bool is_date_letter(char c) {
  return std::string_view("ymdhsYMDHS").find(c) != std::string_view::npos;
}

bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  for (char c : inside) {
    if (std::string_view("hmsHMS").find(c) == std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

NumberFormat builtin_number_format(unsigned id) {
  const auto within = [&](unsigned first, unsigned last) { return id >= first && id <= last; };
  return {within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58), within(9, 10)};
}

NumberFormat custom_number_format(std::string_view code) {
  NumberFormat shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    switch (const char c = code[i]) {
      case '"': i = std::min(code.find('"', i + 1), code.size()); break;
      case '\\':
      case '_':
      case '*': ++i; break;
      case '[': {
        const auto end = std::min(code.find(']', i + 1), code.size());
        shown.is_date = shown.is_date || is_elapsed(code.substr(i + 1, end - i - 1));
        i = end;
        break;
      }
      case '%': shown.is_percent = true; break;
      default: {
        // "General" and "Standard" are whole words without a date in them.
        constexpr std::string_view words[] = {"General", "Standard", "GENERAL"};
        bool word = false;
        for (auto name : words) {
          if (code.substr(i).starts_with(name)) i += name.size() - 1, word = true;
        }
        if (!word && is_date_letter(c)) shown.is_date = true;
      }
    }
  }
  return shown;
}

}  // namespace zhantu::codec
