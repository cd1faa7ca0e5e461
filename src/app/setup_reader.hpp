// Typed reading of a setup file's TOML, with the line in every complaint.
#pragma once
#include "app/toml.hpp"

#include <string>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/problem.hpp"
#include "base/quantity.hpp"

namespace zhantu::app::setup {

struct Flaw {
  std::int64_t line = 0;
  std::string reason;
};

inline std::int64_t line_of(const toml::node& node) {
  return static_cast<std::int64_t>(node.source().begin.line);
}

inline Problem malformed(const Flaw& flaw) {
  return Problem{.word = "setup_malformed",
                 .values = {{"line", std::to_string(flaw.line)}, {"reason", flaw.reason}}};
}

inline Result<toml::table> parse(std::string_view text) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    return malformed(
        {static_cast<std::int64_t>(error.source().begin.line), std::string(error.description())});
  }
}

inline std::string text(const toml::table& table, std::string_view key) {
  const auto value = table[key].value_exact<std::string>();
  if (!value) throw Flaw{line_of(table), fmt::format("\"{}\" is missing or not text", key)};
  return *value;
}

inline std::string optional_text(const toml::table& table, std::string_view key) {
  return table.contains(key) ? text(table, key) : std::string{};
}

inline std::int64_t whole(const toml::table& table, std::string_view key,
                          std::optional<std::int64_t> otherwise = {}) {
  if (!table.contains(key) && otherwise) return *otherwise;
  const auto value = table[key].value_exact<std::int64_t>();
  if (!value)
    throw Flaw{line_of(table), fmt::format("\"{}\" is missing or not a whole number", key)};
  return *value;
}

inline Date day(const toml::table& table, std::string_view key) {
  const auto value = Date::parse(text(table, key));
  if (!value)
    throw Flaw{line_of(table), fmt::format("\"{}\" is not a day such as 2026-03-31", key)};
  return *value;
}

inline std::optional<Date> optional_day(const toml::table& table, std::string_view key) {
  return table.contains(key) ? std::optional(day(table, key)) : std::nullopt;
}

inline Period period(const toml::table& table, std::string_view key) {
  const auto value = Period::parse(text(table, key));
  if (!value)
    throw Flaw{line_of(table), fmt::format("\"{}\" is not a period such as 2026-03", key)};
  return *value;
}

inline std::optional<Quantity> quantity(const toml::table& table, std::string_view key) {
  if (!table.contains(key)) return std::nullopt;
  const auto value = Quantity::parse(text(table, key));
  if (!value)
    throw Flaw{line_of(table),
               fmt::format("\"{}\" is not a number with at most four decimals", key)};
  return value;
}

inline const toml::table& table(const toml::table& parent, std::string_view key) {
  const toml::table* found = parent[key].as_table();
  if (found == nullptr) throw Flaw{line_of(parent), fmt::format("[{}] is missing", key)};
  return *found;
}

template <class F>
void each(const toml::table& parent, std::string_view key, F&& take) {
  const toml::array* items = parent[key].as_array();
  if (items == nullptr) throw Flaw{line_of(parent), fmt::format("[[{}]] is missing", key)};
  for (const toml::node& item : *items) {
    if (!item.is_table()) throw Flaw{line_of(item), fmt::format("{} must hold tables", key)};
    take(*item.as_table());
  }
}

}  // namespace zhantu::app::setup
