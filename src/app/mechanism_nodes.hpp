// Reading the tables of a mechanism file: every value checked for type and range, every flaw kept
// with its line, reading goes on so that all are told at once.
#pragma once
#include <initializer_list>
#include <optional>
#include <set>

#include "app/mechanism_flaws.hpp"
#include "app/toml.hpp"
#include "base/day_clock.hpp"
#include "base/quantity.hpp"
#include "domain/mechanism/measure.hpp"

namespace zhantu::app {

using Keys = std::vector<std::string_view>;

// The words of an enumeration of the domain, in its order.
template <class E>
Keys words_of(int count) {
  Keys out;
  for (int i = 0; i < count; ++i) out.push_back(word(static_cast<E>(i)));
  return out;
}

class MechanismNodes {
 public:
  static constexpr std::size_t kFlawsMax = 100;
  static constexpr std::size_t kTextBytesMax = 600;
  static constexpr std::size_t kListMax = 200;

  std::vector<FileFlaw> flaws, warnings;

  using Values = std::map<std::string, std::string>;
  void flaw(std::int64_t line, std::string_view word, Values values = {});
  void flaw(const toml::node& node, std::string_view word, Values values = {});
  void warn(const toml::node& node, std::string_view word, Values values = {});
  static std::int64_t line_of(const toml::node& node);

  // Keys that nobody knows, with the one that was perhaps meant.
  void allow(const toml::table& table, const Keys& known);
  // Nothing, with a flaw, where the key is missing (need) or holds something else.
  std::optional<std::string> text(const toml::table& table, std::string_view key, bool need);
  std::optional<std::int64_t> whole(const toml::table& table, std::string_view key, bool need,
                                    std::int64_t low, std::int64_t high);
  std::optional<bool> flag(const toml::table& table, std::string_view key);
  // A number with at most four decimals, written as 30, 0.5 or "0.5".
  std::optional<Quantity> number(const toml::table& table, std::string_view key);
  std::optional<Date> day(const toml::table& table, std::string_view key, bool need);
  // "30 days" or "5 working days"; nothing where the key is missing.
  std::optional<DayLimit> limit(const toml::table& table, std::string_view key);
  // A name of the file itself: small letters, digits, hyphen, underscore.
  std::optional<std::string> name(const toml::table& table, std::string_view key, bool need);
  // <stem>_zh, <stem>_hant, <stem>_en; hant falls back to zh with a warning.
  Words words(const toml::table& table, std::string_view stem, bool need);
  // A list of texts.
  std::vector<std::pair<std::string, const toml::node*>> list(const toml::table& table,
                                                              std::string_view key);

  // The place of `text` among `known`; nothing, with a flaw, if it is none of them.
  std::optional<std::size_t> place(const toml::node& node, std::string_view key,
                                   std::string_view text, const Keys& known);
  std::optional<std::size_t> choice(const toml::table& table, std::string_view key, bool need,
                                    const Keys& known);
  // Several words as bits.
  std::uint32_t choices(const toml::table& table, std::string_view key, const Keys& known);

  const toml::table* table(const toml::table& parent, std::string_view key, bool need);
  // The tables of a list; none if the key is missing.
  std::vector<const toml::table*> tables(const toml::table& parent, std::string_view key);

  // Names of one kind that must differ.
  struct Names {
    std::map<std::string, std::int64_t> lines;
  };
  void once(const toml::node& node, Names& names, const std::string& name);

 private:
  std::optional<Quantity> number_in(const toml::node& node);
};

}  // namespace zhantu::app
