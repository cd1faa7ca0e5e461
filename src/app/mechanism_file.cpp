#include "app/mechanism_file.hpp"

#include <toml++/toml.h>

namespace zhantu::app {
namespace {

struct Flaw {
  std::int64_t line = 0;
  std::string reason;
  std::string remedy;
};

constexpr std::int64_t kRunMax = 999;
constexpr std::int64_t kPercentMax = 100'000;

std::int64_t line_of(const toml::node& node) {
  return static_cast<std::int64_t>(node.source().begin.line);
}

[[noreturn]] void refuse(const toml::node& node, std::string reason, std::string remedy) {
  throw Flaw{line_of(node), std::move(reason), std::move(remedy)};
}

void allow_keys(const toml::table& table, std::initializer_list<std::string_view> known) {
  for (const auto& [key, node] : table) {
    if (std::ranges::find(known, key.str()) == known.end()) {
      refuse(node, fmt::format("unknown key \"{}\"", key.str()),
             fmt::format("use one of: {}", fmt::join(known, ", ")));
    }
  }
}

template <class T>
T need(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    refuse(table, fmt::format("\"{}\" is missing", key), fmt::format("add {} = ...", key));
  const auto value = node->value_exact<T>();
  if (!value)
    refuse(*node, fmt::format("\"{}\" has the wrong type", key),
           "compare with a shipped mechanism file");
  return *value;
}

template <class T>
T either(const toml::table& table, std::string_view key, T otherwise) {
  return table.contains(key) ? need<T>(table, key) : otherwise;
}

const toml::table& need_table(const toml::table& table, std::string_view key) {
  const toml::node* node = table.get(key);
  if (node == nullptr || !node->is_table()) {
    refuse(node == nullptr ? static_cast<const toml::node&>(table) : *node,
           fmt::format("[{}] is missing", key), fmt::format("add a section [{}]", key));
  }
  return *node->as_table();
}

template <class F>
void each(const toml::table& table, std::string_view key, F&& take) {
  const toml::node* node = table.get(key);
  if (node == nullptr)
    refuse(table, fmt::format("[[{}]] is missing", key),
           fmt::format("add at least one [[{}]]", key));
  if (!node->is_array_of_tables())
    refuse(*node, fmt::format("{} must be a list of tables", key),
           fmt::format("write [[{}]]", key));
  for (const toml::node& item : *node->as_array()) take(*item.as_table());
}

Verdict verdict_in(const toml::node& node) {
  const auto verdict = verdict_of(node.value_or(std::string_view{}));
  if (!verdict) refuse(node, "unknown verdict", "use exceeded, met, missed or no_target");
  return *verdict;
}

CardBand band_in(const toml::table& table) {
  allow_keys(table,
             {"card", "verdicts", "missed_in_a_row", "clause", "text_zh", "text_hant", "text_en"});
  CardBand band;
  const auto card = card_of(need<std::string>(table, "card"));
  if (!card) refuse(*table.get("card"), "unknown card", "use blue, yellow, red or none");
  band.card = *card;
  const toml::array* verdicts = table["verdicts"].as_array();
  if (verdicts == nullptr || verdicts->empty())
    refuse(table, "\"verdicts\" is missing", "add verdicts = [\"missed\"]");
  for (const toml::node& node : *verdicts) band.verdicts.push_back(verdict_in(node));
  const auto run = either<std::int64_t>(table, "missed_in_a_row", 0);
  if (run < 0 || run > kRunMax) {
    refuse(*table.get("missed_in_a_row"), "missed_in_a_row is out of range",
           fmt::format("use a whole number from 0 to {}", kRunMax));
  }
  band.run_min = static_cast<int>(run);
  band.clause = either<std::string>(table, "clause", "");
  band.text_zh = need<std::string>(table, "text_zh");
  band.text_hant = either<std::string>(table, "text_hant", band.text_zh);
  band.text_en = need<std::string>(table, "text_en");
  return band;
}

CardRule card_rule_in(const toml::table& table) {
  allow_keys(table, {"no_target", "band"});
  CardRule rule;
  const auto no_target = need<std::string>(table, "no_target");
  if (no_target != "keeps_run" && no_target != "breaks_run") {
    refuse(*table.get("no_target"), "unknown value", "use keeps_run or breaks_run");
  }
  rule.no_target_breaks_run = no_target == "breaks_run";
  each(table, "band", [&](const toml::table& band) { rule.bands.push_back(band_in(band)); });
  if (const auto flaw = flaw_in(rule))
    refuse(*table.get("band"), *flaw, "let the bands cover every verdict and every run");
  return rule;
}

std::vector<ProposalBand> proposal_in(const toml::table& verdict) {
  std::vector<ProposalBand> bands;
  each(verdict, "proposal", [&](const toml::table& table) {
    allow_keys(table, {"verdict", "above", "from"});
    if (!table.contains("verdict"))
      refuse(table, "\"verdict\" is missing", "add verdict = \"met\"");
    ProposalBand band{.verdict = verdict_in(*table.get("verdict"))};
    band.floor_open = table.contains("above");
    if (band.floor_open && table.contains("from")) {
      refuse(*table.get("from"), "a proposal has either \"above\" or \"from\"",
             "leave one of them out");
    }
    const std::string_view key = band.floor_open ? "above" : "from";
    const auto percent = need<std::int64_t>(table, key);
    if (percent < 0 || percent > kPercentMax) {
      refuse(*table.get(key), fmt::format("{} is out of range", key),
             fmt::format("use whole percent of the plan, from 0 to {}", kPercentMax));
    }
    band.floor_basis_points = percent * 100;
    bands.push_back(band);
  });
  if (const auto flaw = flaw_in(bands))
    refuse(*verdict.get("proposal"), *flaw, "order the bands from the highest to from = 0");
  return bands;
}

Mechanism mechanism_in(const toml::table& root) {
  allow_keys(root, {"mechanism", "organ_kind", "role", "verdict", "card"});
  const toml::table& head = need_table(root, "mechanism");
  allow_keys(head, {"name", "version", "effective_from", "title", "source", "source_hant"});
  Mechanism mechanism;
  mechanism.name = need<std::string>(head, "name");
  mechanism.version = need<std::int64_t>(head, "version");
  if (mechanism.version < 1)
    refuse(*head.get("version"), "version must be 1 or more", "count the versions from 1");
  const auto from = Date::parse(need<std::string>(head, "effective_from"));
  if (!from) refuse(*head.get("effective_from"), "not a day", "write it as \"2026-01-01\"");
  mechanism.effective_from = *from;
  mechanism.title = need<std::string>(head, "title");
  mechanism.source = either<std::string>(head, "source", "");
  mechanism.source_hant = either<std::string>(head, "source_hant", mechanism.source);
  each(root, "organ_kind", [&](const toml::table& table) {
    allow_keys(table, {"key", "title"});
    mechanism.organ_kinds.emplace_back(need<std::string>(table, "key"),
                                       need<std::string>(table, "title"));
  });
  each(root, "role", [&](const toml::table& table) {
    allow_keys(table, {"key", "title", "holder"});
    const auto holder = either<std::string>(table, "holder", "person");
    if (holder != "person" && holder != "unit")
      refuse(*table.get("holder"), "unknown holder", "use person or unit");
    mechanism.roles.push_back(
        {need<std::string>(table, "key"), need<std::string>(table, "title"), holder == "unit"});
  });
  const toml::table& verdict = need_table(root, "verdict");
  allow_keys(verdict, {"note", "proposal"});
  mechanism.verdict_note = either<std::string>(verdict, "note", "");
  mechanism.proposal = proposal_in(verdict);
  mechanism.card = card_rule_in(need_table(root, "card"));
  return mechanism;
}

Problem malformed(const Flaw& flaw) {
  return Problem{
      .word = "mechanism_malformed",
      .values = {
          {"line", std::to_string(flaw.line)}, {"reason", flaw.reason}, {"remedy", flaw.remedy}}};
}

}  // namespace

Result<Mechanism> read_mechanism(std::string_view text) {
  try {
    const toml::table root = toml::parse(text);
    return mechanism_in(root);
  } catch (const toml::parse_error& error) {
    return malformed({static_cast<std::int64_t>(error.source().begin.line),
                      std::string(error.description()), "correct the line; the file is TOML"});
  } catch (const Flaw& flaw) {
    return malformed(flaw);
  }
}

}  // namespace zhantu::app
