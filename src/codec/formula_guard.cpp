#include "codec/formula_guard.hpp"

namespace zhantu::codec {
namespace {

bool is_risky(std::string_view text) {
  const auto first = text.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(text[first]) != std::string_view::npos;
}

}  // namespace

std::string guarded(std::string_view text) {
  return (is_risky(text) ? "'" : "") + std::string(text);
}

std::string_view unguarded(std::string_view text) {
  return text.starts_with('\'') && is_risky(text) ? text.substr(1) : text;
}

}  // namespace zhantu::codec
