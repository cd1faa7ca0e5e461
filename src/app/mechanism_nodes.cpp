#include "app/mechanism_nodes.hpp"

#include <cmath>

#include "base/text.hpp"

namespace zhantu::app {
namespace {

std::string joined(const Keys& keys) { return fmt::format("{}", fmt::join(keys, ", ")); }

// The known word that was probably meant; empty if none is near.
std::string_view meant(std::string_view text, const Keys& known) {
  std::string_view best;
  int least = static_cast<int>(std::min<std::size_t>((text.size() + 2) / 4, 3)) + 1;
  for (std::string_view one : known) {
    const int edits = text.size() > 64 ? least : edit_distance(text, one);
    if (edits < least) least = edits, best = one;
  }
  return best;
}

bool is_name(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !text.empty() && text.size() <= 64 && text[0] >= 'a' && text[0] <= 'z' &&
         std::ranges::all_of(text, plain);
}

// What the author wrote, short enough to be shown.
std::string shown(std::string_view text) {
  const std::string clean = without_controls(text);
  if (clean.size() <= 60) return clean;
  std::string out;
  for (char32_t point : code_points(clean)) {
    if (out.size() > 54) return out + "...";
    out += encode_utf8(point);
  }
  return out;
}

}  // namespace

std::int64_t MechanismNodes::line_of(const toml::node& node) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(node.source().begin.line));
}

void MechanismNodes::flaw(std::int64_t line, std::string_view word, Values values) {
  if (flaws.size() < kFlawsMax) flaws.push_back({line, std::string(word), std::move(values)});
}
void MechanismNodes::flaw(const toml::node& node, std::string_view word, Values values) {
  flaw(line_of(node), word, std::move(values));
}
void MechanismNodes::warn(const toml::node& node, std::string_view word, Values values) {
  if (warnings.size() < kFlawsMax)
    warnings.push_back({line_of(node), std::string(word), std::move(values)});
}

void MechanismNodes::allow(const toml::table& table, const Keys& known) {
  for (const auto& [key, node] : table) {
    if (std::ranges::find(known, key.str()) != known.end()) continue;
    const std::string_view other = meant(key.str(), known);
    const auto line = static_cast<std::int64_t>(key.source().begin.line);
    flaw(line, other.empty() ? "unknown_key" : "unknown_key_meant",
         {{"key", shown(key.str())}, {"known", joined(known)}, {"meant", std::string(other)}});
  }
}

std::optional<std::string> MechanismNodes::text(const toml::table& table, std::string_view key,
                                                bool need) {
  const toml::node* node = table.get(key);
  if (node == nullptr) {
    if (need) flaw(table, "missing_key", {{"key", std::string(key)}});
    return std::nullopt;
  }
  const auto value = node->value_exact<std::string>();
  if (!value) {
    flaw(*node, "wrong_type",
         {{"key", std::string(key)},
          {"expected_zh", "引号里的文字"},
          {"expected_hant", "引號裡的文字"},
          {"expected", "text in quotes"}});
    return std::nullopt;
  }
  if (need && trimmed(*value).empty()) {
    flaw(*node, "empty_value", {{"key", std::string(key)}});
    return std::nullopt;
  }
  if (value->size() > kTextBytesMax || without_controls(*value) != *value) {
    flaw(*node, "bad_text", {{"key", std::string(key)}, {"most", std::to_string(kTextBytesMax)}});
    return std::nullopt;
  }
  return value;
}

std::optional<std::int64_t> MechanismNodes::whole(const toml::table& table, std::string_view key,
                                                  bool need, std::int64_t low, std::int64_t high) {
  const toml::node* node = table.get(key);
  if (node == nullptr) {
    if (need) flaw(table, "missing_key", {{"key", std::string(key)}});
    return std::nullopt;
  }
  const auto value = node->value_exact<std::int64_t>();
  if (!value) {
    flaw(*node, "wrong_type",
         {{"key", std::string(key)},
          {"expected_zh", "整数"},
          {"expected_hant", "整數"},
          {"expected", "a whole number"}});
    return std::nullopt;
  }
  if (*value < low || *value > high) {
    flaw(*node, "out_of_range",
         {{"key", std::string(key)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
    return std::nullopt;
  }
  return value;
}

std::optional<bool> MechanismNodes::flag(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<bool>();
  if (!value) {
    flaw(*node, "wrong_type",
         {{"key", std::string(key)},
          {"expected_zh", "true 或 false"},
          {"expected_hant", "true 或 false"},
          {"expected", "true or false"}});
  }
  return value;
}

std::optional<Quantity> MechanismNodes::number_in(const toml::node& node) {
  constexpr std::int64_t kMost = 1'000'000'000;
  if (const auto value = node.value_exact<std::int64_t>()) {
    if (*value < -kMost || *value > kMost) return std::nullopt;
    return Quantity::of(*value);
  }
  if (const auto value = node.value_exact<double>()) {
    // Four decimals below the most are exact in a double's 53 bits; more are refused, not rounded.
    if (!(std::abs(*value) <= static_cast<double>(kMost))) return std::nullopt;
    const double scaled = *value * static_cast<double>(Quantity::kScale);
    const auto nearest = static_cast<std::int64_t>(std::llround(scaled));
    if (std::abs(scaled - static_cast<double>(nearest)) > 0.001) return std::nullopt;
    return Quantity{nearest};
  }
  const auto quoted = node.value_exact<std::string>();
  const auto value = quoted ? Quantity::parse(*quoted) : std::nullopt;
  if (!value || value->scaled > kMost * Quantity::kScale ||
      value->scaled < -kMost * Quantity::kScale)
    return std::nullopt;
  return value;
}

std::optional<Quantity> MechanismNodes::number(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = number_in(*node);
  if (!value) {
    flaw(*node, "wrong_type",
         {{"key", std::string(key)},
          {"expected_zh", "十亿以内、最多四位小数的数"},
          {"expected_hant", "十億以內、最多四位小數的數"},
          {"expected", "a number up to a billion with at most four decimals"}});
  }
  return value;
}

std::optional<Date> MechanismNodes::day(const toml::table& table, std::string_view key, bool need) {
  const auto value = text(table, key, need);
  if (!value) return std::nullopt;
  const auto parsed = Date::parse(*value);
  if (!parsed) flaw(*table.get(key), "not_a_day", {{"value", shown(*value)}});
  return parsed;
}

std::optional<DayLimit> MechanismNodes::limit(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<std::string>();
  const auto parsed = value ? DayLimit::parse(*value) : std::nullopt;
  if (!parsed) {
    flaw(*node, "not_a_limit",
         {{"key", std::string(key)}, {"most", std::to_string(DayLimit::kDaysMax)}});
  }
  return parsed;
}

std::optional<std::string> MechanismNodes::name(const toml::table& table, std::string_view key,
                                                bool need) {
  auto value = text(table, key, need);
  if (value && !is_name(*value)) {
    flaw(*table.get(key), "bad_name", {{"key", std::string(key)}, {"value", shown(*value)}});
    return std::nullopt;
  }
  return value;
}

Words MechanismNodes::words(const toml::table& table, std::string_view stem, bool need) {
  const auto key = [&](const char* language) { return fmt::format("{}_{}", stem, language); };
  Words out;
  out.zh_hans = text(table, key("zh"), need).value_or("");
  out.en = text(table, key("en"), need).value_or("");
  const bool has = table.contains(key("hant"));
  if (has) out.zh_hant = text(table, key("hant"), need).value_or("");
  if (!has) {
    out.zh_hant = out.zh_hans;
    if (!out.zh_hans.empty()) warn(table, "no_traditional_text", {{"key", key("hant")}});
  }
  return out;
}

std::vector<std::pair<std::string, const toml::node*>> MechanismNodes::list(
    const toml::table& table, std::string_view key) {
  std::vector<std::pair<std::string, const toml::node*>> out;
  const toml::node* node = table.get(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  const bool texts = array != nullptr && std::ranges::all_of(*array, [](const toml::node& one) {
                       return one.is_string();
                     });
  if (!texts) {
    flaw(*node, "wrong_type",
         {{"key", std::string(key)},
          {"expected_zh", "方括号里的一组文字"},
          {"expected_hant", "方括號裡的一組文字"},
          {"expected", "a list of texts in square brackets"}});
    return out;
  }
  if (array->empty()) flaw(*node, "empty_value", {{"key", std::string(key)}});
  if (array->size() > kListMax) {
    flaw(*node, "too_many", {{"key", std::string(key)}, {"most", std::to_string(kListMax)}});
    return out;
  }
  for (const toml::node& one : *array) out.emplace_back(one.value_or(std::string{}), &one);
  return out;
}

std::optional<std::size_t> MechanismNodes::place(const toml::node& node, std::string_view key,
                                                 std::string_view text, const Keys& known) {
  const auto found = std::ranges::find(known, text);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  const std::string_view other = meant(text, known);
  flaw(node, other.empty() ? "unknown_word" : "unknown_word_meant",
       {{"key", std::string(key)},
        {"value", shown(text)},
        {"known", joined(known)},
        {"meant", std::string(other)}});
  return std::nullopt;
}

std::optional<std::size_t> MechanismNodes::choice(const toml::table& table, std::string_view key,
                                                  bool need, const Keys& known) {
  const auto value = text(table, key, need);
  return value ? place(*table.get(key), key, *value, known) : std::nullopt;
}

std::uint32_t MechanismNodes::choices(const toml::table& table, std::string_view key,
                                      const Keys& known) {
  std::uint32_t bits = 0;
  for (const auto& [value, node] : list(table, key)) {
    if (const auto at = place(*node, key, value, known)) bits |= 1U << *at;
  }
  return bits;
}

const toml::table* MechanismNodes::table(const toml::table& parent, std::string_view key,
                                         bool need) {
  const toml::node* node = parent.get(key);
  if (node != nullptr && node->is_table()) return node->as_table();
  if (node != nullptr) flaw(*node, "missing_table", {{"key", std::string(key)}});
  if (node == nullptr && need) flaw(parent, "missing_table", {{"key", std::string(key)}});
  return nullptr;
}

std::vector<const toml::table*> MechanismNodes::tables(const toml::table& parent,
                                                       std::string_view key) {
  std::vector<const toml::table*> out;
  const toml::node* node = parent.get(key);
  if (node == nullptr) return out;
  const toml::array* array = node->as_array();
  const bool lists = array != nullptr && !array->empty() &&
                     std::ranges::all_of(*array, [](const toml::node& n) { return n.is_table(); });
  if (!lists) {
    flaw(*node, "not_a_list", {{"key", std::string(key)}});
    return out;
  }
  if (array->size() > kListMax) {
    flaw(*node, "too_many", {{"key", std::string(key)}, {"most", std::to_string(kListMax)}});
    return out;
  }
  for (const toml::node& one : *array) out.push_back(one.as_table());
  return out;
}

void MechanismNodes::once(const toml::node& node, Names& names, const std::string& name) {
  const auto [found, fresh] = names.lines.emplace(name, line_of(node));
  if (!fresh) flaw(node, "double_name", {{"value", name}, {"line", std::to_string(found->second)}});
}

}  // namespace zhantu::app
