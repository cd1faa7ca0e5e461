#include "app/mechanism_file.hpp"

#include "app/mechanism_rules.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kLineBytesMax = 4000;
constexpr std::size_t kDepthMax = 16;
constexpr std::int64_t kVersionMax = 1'000'000;
constexpr std::int64_t kPercentMax = 100'000;

// Limits that hold before the parser sees a byte, so that no file can exhaust it.
std::optional<FileFlaw> beyond_limits(std::string_view text) {
  if (text.size() > kMechanismBytesMax)
    return FileFlaw{1, "file_too_large", {{"most", std::to_string(kMechanismBytesMax)}}};
  std::int64_t line = 1;
  std::size_t start = 0, depth = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '\n';
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (depth > kDepthMax)
      return FileFlaw{line, "nested_too_deep", {{"most", std::to_string(kDepthMax)}}};
    if (c != '\n') continue;
    if (i - start > kLineBytesMax)
      return FileFlaw{line, "line_too_long", {{"most", std::to_string(kLineBytesMax)}}};
    start = i + 1;
    ++line;
  }
  return std::nullopt;
}

bool parser_gives_up(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
  } catch (const toml::parse_error&) {
    return false;
  } catch (const CheckFailed&) {
    return true;
  }
  return false;
}

// Where the parser fails on itself it names no line. It reads from the top, so the first lines that
// are enough to make it fail end with the one.
std::int64_t line_of_failure(std::string_view text) {
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') ends.push_back(i + 1);
  }
  ends.push_back(text.size());
  std::size_t low = 0, high = ends.size() - 1;
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (parser_gives_up(text.substr(0, ends[middle])))
      high = middle;
    else
      low = middle + 1;
  }
  return static_cast<std::int64_t>(low) + 1;
}

class MechanismReader {
 public:
  MechanismReading read(const toml::table& root) {
    nodes_.allow(root, {"mechanism", "organ_kind", "role", "cause", "peer_group", "duty", "verdict",
                        "measure", "card", "rule"});
    read_head(root);
    read_lists(root);
    if (const toml::table* verdict = nodes_.table(root, "verdict", false)) read_verdict(*verdict);
    MechanismRules(nodes_, mechanism_).read(root);
    return finish();
  }

 private:
  void read_head(const toml::table& root) {
    const toml::table* head = nodes_.table(root, "mechanism", true);
    if (head == nullptr) return;
    nodes_.allow(*head,
                 {"name", "version", "effective_from", "title", "source", "source_hant", "period"});
    mechanism_.name = nodes_.name(*head, "name", true).value_or("");
    mechanism_.version = nodes_.whole(*head, "version", true, 1, kVersionMax).value_or(1);
    mechanism_.effective_from = nodes_.day(*head, "effective_from", true).value_or(Date{});
    mechanism_.title = nodes_.text(*head, "title", true).value_or("");
    mechanism_.source = nodes_.text(*head, "source", false).value_or("");
    mechanism_.source_hant = nodes_.text(*head, "source_hant", false).value_or(mechanism_.source);
    const auto period =
        nodes_.choice(*head, "period", false, {"half_month", "month", "quarter", "year"});
    if (period) mechanism_.period_kind = static_cast<PeriodKind>(*period);
  }

  void read_lists(const toml::table& root) {
    MechanismNodes::Names organs, roles;
    for (const toml::table* table : nodes_.tables(root, "organ_kind")) {
      nodes_.allow(*table, {"key", "title"});
      const auto key = nodes_.name(*table, "key", true);
      const auto title = nodes_.text(*table, "title", true);
      if (key) nodes_.once(*table, organs, *key);
      mechanism_.organ_kinds.emplace_back(key.value_or(""), title.value_or(""));
    }
    for (const toml::table* table : nodes_.tables(root, "role")) {
      nodes_.allow(*table, {"key", "title", "holder"});
      const auto key = nodes_.name(*table, "key", true);
      if (key) nodes_.once(*table, roles, *key);
      const auto holder = nodes_.choice(*table, "holder", false, {"person", "unit"});
      mechanism_.roles.push_back(
          {key.value_or(""), nodes_.text(*table, "title", true).value_or(""), holder == 1});
    }
    read_causes(root);
    read_peers(root);
    for (const toml::table* table : nodes_.tables(root, "duty")) read_duty(*table);
  }

  void read_causes(const toml::table& root) {
    constexpr std::size_t kCausesMax = 30;  // a bit each
    MechanismNodes::Names names;
    for (const toml::table* table : nodes_.tables(root, "cause")) {
      nodes_.allow(*table, {"key", "asks", "title_zh", "title_hant", "title_en"});
      const auto key = nodes_.name(*table, "key", true);
      if (key) nodes_.once(*table, names, *key);
      const std::uint32_t asks = nodes_.choices(*table, "asks", {"evidence", "document"});
      mechanism_.causes.push_back({.key = key.value_or(""),
                                   .title = nodes_.words(*table, "title", true),
                                   .asks_evidence = (asks & 1U) != 0,
                                   .asks_document = (asks & 2U) != 0});
      if (mechanism_.causes.size() == kCausesMax + 1)
        nodes_.flaw(*table, "too_many", {{"key", "cause"}, {"most", std::to_string(kCausesMax)}});
    }
  }

  void read_peers(const toml::table& root) {
    MechanismNodes::Names names;
    const Keys subjects = {"project",      "step",     "checklist_item", "unit",
                           "command_post", "approver", "person",         "region"};
    for (const toml::table* table : nodes_.tables(root, "peer_group")) {
      nodes_.allow(*table, {"key", "title_zh", "title_hant", "title_en", "subject", "unit_kinds"});
      const auto key = nodes_.name(*table, "key", true);
      if (key) nodes_.once(*table, names, *key);
      PeerGroup group{.key = key.value_or(""), .title = nodes_.words(*table, "title", true)};
      if (const auto at = nodes_.choice(*table, "subject", true, subjects))
        group.subject = static_cast<Subject>(*at);
      for (auto& [kind, node] : nodes_.list(*table, "unit_kinds")) group.unit_kinds.push_back(kind);
      mechanism_.peer_groups.push_back(std::move(group));
    }
  }

  // What is asked beyond results must say why and until when (D-11.3).
  void read_duty(const toml::table& table) {
    nodes_.allow(table, {"kind", "who", "why_zh", "why_hant", "why_en", "until"});
    const auto word = nodes_.text(table, "kind", true);
    if (word == "check_in") return nodes_.flaw(table, "forbidden_duty");
    const Keys kinds = words_of<DutyKind>(kDutyKinds);
    const auto kind = nodes_.choice(table, "kind", false, kinds);
    if (!kind) return;
    Duty duty{.kind = static_cast<DutyKind>(*kind)};
    Keys roles;
    for (const RoleKind& role : mechanism_.roles) roles.push_back(role.key);
    if (const auto who = nodes_.choice(table, "who", true, roles)) duty.who = roles[*who];
    duty.why = nodes_.words(table, "why", false);
    duty.until = nodes_.day(table, "until", false);
    if (trimmed(duty.why.zh_hans).empty() || trimmed(duty.why.en).empty() || !duty.until)
      nodes_.warn(table, "duty_without_reason", {{"kind", *word}});
    mechanism_.duties.push_back(std::move(duty));
  }

  void read_verdict(const toml::table& table) {
    nodes_.allow(table, {"note", "proposal"});
    mechanism_.verdict_note = nodes_.text(table, "note", false).value_or("");
    const auto proposals = nodes_.tables(table, "proposal");
    const std::size_t before = nodes_.flaws.size();
    for (const toml::table* one : proposals) read_proposal(*one);
    if (nodes_.flaws.size() != before) return;
    for (const RuleFlaw& flaw : flaws_in(mechanism_.proposal))
      nodes_.flaw(*proposals[flaw.band], flaw.word);
  }

  void read_proposal(const toml::table& table) {
    nodes_.allow(table, {"verdict", "above", "from"});
    ProposalBand band;
    const auto verdict =
        nodes_.choice(table, "verdict", true, {"exceeded", "met", "missed", "no_target"});
    if (verdict) band.verdict = static_cast<Verdict>(*verdict);
    band.floor_open = table.contains("above");
    if (band.floor_open && table.contains("from"))
      nodes_.flaw(*table.get("from"), "not_both", {{"key", "from"}, {"other", "above"}});
    const auto percent =
        nodes_.whole(table, band.floor_open ? "above" : "from", true, 0, kPercentMax);
    band.floor_basis_points = percent.value_or(0) * 100;
    mechanism_.proposal.push_back(band);
  }

  MechanismReading finish() {
    std::ranges::stable_sort(nodes_.flaws, {}, &FileFlaw::line);
    std::ranges::stable_sort(nodes_.warnings, {}, &FileFlaw::line);
    MechanismReading out{.flaws = std::move(nodes_.flaws), .warnings = std::move(nodes_.warnings)};
    if (out.flaws.empty()) out.mechanism = std::move(mechanism_);
    return out;
  }

  MechanismNodes nodes_;
  Mechanism mechanism_;
};

}  // namespace

MechanismReading read_mechanism_file(std::string_view text) {
  MechanismReading out;
  if (auto flaw = beyond_limits(text)) {
    out.flaws.push_back(std::move(*flaw));
    return out;
  }
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const CheckFailed&) {
    out.flaws.push_back({line_of_failure(text), "not_toml", {{"detail", "?"}}});
    return out;
  } catch (const toml::parse_error& error) {
    const std::string detail = without_controls(error.description());
    const bool twice = detail.find("redefine") != std::string::npos;
    const auto quote = detail.find('\''), end = detail.rfind('\'');
    const std::string key = quote < end ? detail.substr(quote + 1, end - quote - 1) : detail;
    out.flaws.push_back(
        {std::max<std::int64_t>(1, static_cast<std::int64_t>(error.source().begin.line)),
         twice ? "double_key" : "not_toml",
         {{"detail", is_valid_utf8(detail) ? detail : "UTF-8"},
          {"key", is_valid_utf8(key) ? key : "?"}}});
    return out;
  }
  return MechanismReader().read(root);
}

Result<Mechanism> read_mechanism(std::string_view text) {
  MechanismReading reading = read_mechanism_file(text);
  if (!reading.mechanism) return mechanism_malformed(reading.flaws);
  if (reading.mechanism->card.bands.empty())
    return mechanism_malformed({FileFlaw{1, "no_project_rule", {}}});
  return std::move(*reading.mechanism);
}

Problem mechanism_malformed(const std::vector<FileFlaw>& flaws) {
  const auto values = [](const FileFlaw& flaw) {
    return std::map<std::string, std::string>{{"line", std::to_string(flaw.line)},
                                              {"reason", reason_of(flaw, Language::en)},
                                              {"remedy", remedy_of(flaw, Language::en)},
                                              {"reason_hans", reason_of(flaw, Language::zh_hans)},
                                              {"remedy_hans", remedy_of(flaw, Language::zh_hans)},
                                              {"reason_hant", reason_of(flaw, Language::zh_hant)},
                                              {"remedy_hant", remedy_of(flaw, Language::zh_hant)}};
  };
  Problem problem{.word = "mechanism_malformed", .values = values(flaws.front())};
  for (const FileFlaw& flaw : flaws) {
    problem.items.push_back(
        {fmt::format("line {}", flaw.line), "mechanism_malformed", values(flaw)});
  }
  return problem;
}

}  // namespace zhantu::app
