#include "app/mechanism_rules.hpp"

#include "domain/determination/part_table.hpp"
#include "domain/mechanism/lightness.hpp"

namespace zhantu::app {
namespace {

constexpr std::int64_t kRunMax = 999;

const Keys kVerdictKeys = words_of<Verdict>(kVerdicts);
const Keys kCardKeys = words_of<Card>(kCards);
const Keys kSubjectKeys = words_of<Subject>(kSubjects);
const Keys kUnitKeys = words_of<MeasureUnit>(kMeasureUnits);
const Keys kEffectKeys = words_of<EffectKind>(kEffectKinds);
const Keys kConditionKeys = {"verdicts", "missed_in_a_row", "measure", "from",   "above", "to",
                             "below",    "grades",          "unknown", "causes", "run"};

Keys with(const Keys& a, std::initializer_list<std::string_view> b) {
  Keys out = a;
  out.insert(out.end(), b);
  return out;
}

// Keys of a list of things with a key, for sentences that say what could be written.
template <class T, class F>
Keys keys_of(const std::vector<T>& all, F&& key) {
  Keys out;
  for (const T& one : all) out.push_back(key(one));
  return out;
}

std::optional<PeriodTarget> target_key(std::string_view text) {
  if (text == "year") return PeriodTarget{.kind = PeriodKind::year, .index = 1};
  const auto period = Period::parse(fmt::format("2024-{}", text));
  if (!period) return std::nullopt;
  return PeriodTarget{.kind = period->kind(), .index = period->index()};
}

}  // namespace

const Keys& MechanismRules::receiver_words() {
  static const Keys kWords = {"subject", "jurisdiction", "public", "superior"};
  return kWords;
}

void MechanismRules::read(const toml::table& root) {
  for (const toml::table* table : nodes_.tables(root, "measure")) read_measure(*table);
  if (const toml::table* card = nodes_.table(root, "card", false)) read_rule(*card, true);
  for (const toml::table* table : nodes_.tables(root, "rule")) read_rule(*table, false);
  if (!root.contains("card") && !root.contains("rule")) nodes_.flaw(root, "no_rule");
  for (auto& [subject, open] : open_) finish(open);
  warn_unused();
}

void MechanismRules::read_measure(const toml::table& table) {
  nodes_.allow(table, {"key", "unit", "title_zh", "title_hant", "title_en", "unit_zh", "unit_hant",
                       "unit_en", "asked_of", "known", "cards", "minuend", "subtrahend", "targets",
                       "grade"});
  const auto key = nodes_.name(table, "key", true);
  if (!key) return;
  nodes_.once(table, measure_names_, *key);
  Declared declared{.measure = {.key = *key}, .table = &table};
  Measure& measure = declared.measure;
  const MechanismNodes::Values named{{"key", *key}};
  measure.title = nodes_.words(table, "title", true);
  if (table.contains("unit_zh")) measure.unit_title = nodes_.words(table, "unit", true);
  if (const auto unit = nodes_.choice(table, "unit", !table.contains("known"), kUnitKeys))
    measure.unit = static_cast<MeasureUnit>(*unit);
  if (const ForbiddenMatter* matter = forbidden_matter(*key, measure.title)) {
    nodes_.flaw(table, "forbidden_measure",
                {{"key", *key},
                 {"matter_zh", std::string(matter->zh_hans)},
                 {"matter_hant", std::string(matter->zh_hant)},
                 {"matter", std::string(matter->en)}});
  }
  read_source(table, declared);
  if (measure.unit == MeasureUnit::grade) read_grades(table, measure);
  declared_.emplace(*key, std::move(declared));
}

void MechanismRules::read_source(const toml::table& table, Declared& declared) {
  Measure& measure = declared.measure;
  const int sources = static_cast<int>(table.contains("asked_of")) +
                      static_cast<int>(table.contains("known")) +
                      static_cast<int>(table.contains("minuend"));
  if (sources != 1) nodes_.flaw(table, "measure_source", {{"key", measure.key}});
  if (table.contains("asked_of")) {
    const Keys organs =
        keys_of(mechanism_.organ_kinds, [](const auto& o) -> std::string_view { return o.first; });
    if (const auto at = nodes_.choice(table, "asked_of", true, organs))
      measure.asked_of = std::string(organs[*at]);
  }
  if (table.contains("known")) {
    const Keys kinds = keys_of(std::vector(measure_kinds().begin(), measure_kinds().end()),
                               [](const MeasureKind& kind) { return kind.key; });
    if (const auto at = nodes_.choice(table, "known", true, kinds)) {
      measure.known = measure_kinds()[*at].known;
      measure.unit = measure_kinds()[*at].unit;
      measure.of_plan = measure_kinds()[*at].of_plan;
    }
    const bool of_cards =
        measure.known == KnownMeasure::cards_of || measure.known == KnownMeasure::share_of_cards;
    if (of_cards && !table.contains("cards")) nodes_.flaw(table, "missing_key", {{"key", "cards"}});
    measure.cards = nodes_.choices(table, "cards", kCardKeys);
  }
  if (!table.contains("minuend")) return;
  declared.minuend = nodes_.text(table, "minuend", true).value_or("");
  declared.subtrahend = nodes_.text(table, "subtrahend", false).value_or("");
  read_targets(table, measure);
  if (table.contains("targets") == table.contains("subtrahend")) {
    if (table.contains("targets"))
      nodes_.flaw(table, "not_both", {{"key", "targets"}, {"other", "subtrahend"}});
    else
      nodes_.flaw(table, "missing_key", {{"key", "subtrahend"}});
  }
}

void MechanismRules::read_grades(const toml::table& table, Measure& measure) {
  constexpr std::size_t kGradesMax = 20;
  MechanismNodes::Names names;
  for (const toml::table* grade : nodes_.tables(table, "grade")) {
    nodes_.allow(*grade, {"key", "title_zh", "title_hant", "title_en"});
    const auto key = nodes_.name(*grade, "key", true);
    if (!key) continue;
    nodes_.once(*grade, names, *key);
    measure.grades.emplace_back(*key, nodes_.words(*grade, "title", true));
  }
  if (measure.grades.empty()) nodes_.flaw(table, "missing_key", {{"key", "grade"}});
  if (measure.grades.size() > kGradesMax)
    nodes_.flaw(table, "too_many", {{"key", "grade"}, {"most", std::to_string(kGradesMax)}});
}

void MechanismRules::read_targets(const toml::table& table, Measure& measure) {
  const toml::node* node = table.get("targets");
  if (node == nullptr) return;
  if (!node->is_table()) return nodes_.flaw(*node, "missing_table", {{"key", "targets"}});
  for (const auto& [key, value] : *node->as_table()) {
    auto target = target_key(key.str());
    if (!target) {
      nodes_.flaw(value, "not_a_period", {{"value", std::string(key.str().substr(0, 40))}});
      continue;
    }
    target->at_least = nodes_.number(*node->as_table(), key.str()).value_or(Quantity{});
    measure.targets.push_back(*target);
  }
  if (measure.targets.empty()) nodes_.flaw(*node, "empty_value", {{"key", "targets"}});
}

void MechanismRules::read_rule(const toml::table& table, bool is_card) {
  nodes_.allow(table, {"key", "subject", "title_zh", "title_hant", "title_en", "no_target", "cards",
                       "measure", "band", "opening", "recolouring"});
  Subject subject = Subject::project;
  RulePart part{.key = "card"};
  if (!is_card) {
    const auto key = nodes_.name(table, "key", true);
    part.key = key.value_or("rule");
    const auto which = nodes_.choice(table, "subject", true, kSubjectKeys);
    if (!which) return;
    subject = static_cast<Subject>(*which);
    part.title = nodes_.words(table, "title", true);
  }
  nodes_.once(table, rule_names_, part.key);
  Open& open = open_[subject];
  open.rule.subject = subject;
  read_order(table, open);
  read_runs_policy(table, open);
  part.first_band = open.rule.bands.size();
  Place place{open, nodes_.text(table, "measure", false).value_or("")};
  if (!place.rule_measure.empty())
    place.measure_known = measure_of(*table.get("measure"), place.rule_measure, open).has_value();
  const auto bands = nodes_.tables(table, "band");
  if (bands.empty())
    nodes_.flaw(table, "rule_without_bands", {{"rule", is_card ? "card" : "rule"}});
  for (const toml::table* band : bands) read_band(*band, place, band == bands.back());
  part.band_count = open.rule.bands.size() - part.first_band;
  open.rule.parts.push_back(std::move(part));
  read_openings(table, open);
  read_recolourings(table, open);
}

void MechanismRules::read_order(const toml::table& table, Open& open) {
  std::vector<Card> order;
  for (const auto& [word, node] : nodes_.list(table, "cards")) {
    const auto at = nodes_.place(*node, "cards", word, kCardKeys);
    if (!at) continue;
    const Card card = static_cast<Card>(*at);
    if (std::ranges::find(order, card) != order.end())
      nodes_.flaw(*node, "double_name",
                  {{"value", word}, {"line", std::to_string(MechanismNodes::line_of(*node))}});
    order.push_back(card);
  }
  if (order.empty()) return;
  if (open.has_order && open.rule.order != order) {
    nodes_.flaw(*table.get("cards"), "rule_conflict",
                {{"subject", std::string(word(open.rule.subject))}, {"key", "cards"}});
  }
  open.rule.order = order;
  open.has_order = true;
}

void MechanismRules::read_runs_policy(const toml::table& table, Open& open) {
  if (!table.contains("no_target")) return;
  const auto at = nodes_.choice(table, "no_target", true, {"keeps_run", "breaks_run"});
  if (!at) return;
  const bool breaks = *at == 1;
  if (open.breaks_run && *open.breaks_run != breaks) {
    nodes_.flaw(*table.get("no_target"), "rule_conflict",
                {{"subject", std::string(word(open.rule.subject))}, {"key", "no_target"}});
  }
  open.breaks_run = breaks;
  open.rule.no_target_breaks_run = breaks;
}

void MechanismRules::read_openings(const toml::table& table, Open& open) {
  for (const toml::table* one : nodes_.tables(table, "opening")) {
    nodes_.allow(*one, {"weight", "card", "clause", "title_zh", "title_hant", "title_en"});
    OpeningLevel opening;
    opening.weight = nodes_.name(*one, "weight", true).value_or("");
    opening.title = nodes_.words(*one, "title", true);
    opening.clause = nodes_.text(*one, "clause", false).value_or("");
    if (const auto card = nodes_.choice(*one, "card", true, kCardKeys))
      opening.card = static_cast<Card>(*card);
    if (!open.has_order) nodes_.flaw(*one, "opening_needs_order");
    const bool stands = std::ranges::find(open.rule.order, opening.card) != open.rule.order.end();
    if (open.has_order && (!stands || open.rule.severity(opening.card) == 0))
      nodes_.flaw(*one, "card_not_in_order", {{"card", std::string(word(opening.card))}});
    open.rule.openings.push_back(std::move(opening));
  }
}

void MechanismRules::read_recolourings(const toml::table& table, Open& open) {
  for (const toml::table* one : nodes_.tables(table, "recolouring")) {
    nodes_.allow(*one,
                 {"from", "shown", "within_periods", "clause", "text_zh", "text_hant", "text_en"});
    Recolouring recolouring;
    if (!one->contains("from")) nodes_.flaw(*one, "missing_key", {{"key", "from"}});
    recolouring.from = nodes_.choices(*one, "from", kCardKeys);
    if (const auto card = nodes_.choice(*one, "shown", true, kCardKeys))
      recolouring.shown = static_cast<Card>(*card);
    recolouring.within_periods =
        static_cast<int>(nodes_.whole(*one, "within_periods", false, 1, kRunMax).value_or(0));
    recolouring.clause = nodes_.text(*one, "clause", false).value_or("");
    recolouring.text = nodes_.words(*one, "text", true);
    open.rule.recolourings.push_back(std::move(recolouring));
  }
}

void MechanismRules::read_band(const toml::table& table, const Place& place, bool last) {
  nodes_.allow(table, with(kConditionKeys, {"card", "clause", "text_zh", "text_hant", "text_en",
                                            "all", "any", "effect"}));
  CardBand band;
  if (const auto card = nodes_.choice(table, "card", true, kCardKeys))
    band.card = static_cast<Card>(*card);
  band.clause = nodes_.text(table, "clause", false).value_or("");
  if (band.clause.empty()) nodes_.warn(table, "no_clause");
  band.text = nodes_.words(table, "text", true);
  const std::size_t before = nodes_.flaws.size();
  read_conditions(table, place, band.all);
  for (const char* key : {"all", "any"}) {
    for (const toml::table* one : nodes_.tables(table, key)) {
      nodes_.allow(*one, kConditionKeys);
      read_conditions(*one, place, key == std::string_view("all") ? band.all : band.any);
    }
  }
  if (band.all.empty() && band.any.empty() && !last && nodes_.flaws.size() == before)
    nodes_.flaw(table, "band_without_condition");
  for (const toml::table* effect : nodes_.tables(table, "effect")) read_effect(*effect, band);
  place.open.rule.bands.push_back(std::move(band));
  place.open.lines.push_back(MechanismNodes::line_of(table));
}

void MechanismRules::read_effect(const toml::table& table, CardBand& band) {
  nodes_.allow(
      table, {"kind", "to", "by", "points", "limit", "repeats", "text_zh", "text_hant", "text_en"});
  Effect effect;
  const auto kind = nodes_.choice(table, "kind", true, kEffectKeys);
  if (!kind) return;
  effect.kind = static_cast<EffectKind>(*kind);
  effect.receiver = receiver(table, "to");
  effect.held_by = receiver(table, "by");
  const MechanismNodes::Values named{{"kind", std::string(word(effect.kind))}};
  if (!table.contains("to")) {
    if (effect.kind != EffectKind::publication)
      nodes_.flaw(table, "effect_without_receiver", named);
    effect.receiver = "public";
  }
  if (effect.kind == EffectKind::interview && !table.contains("by"))
    nodes_.flaw(table, "effect_without_holder");
  const auto points = nodes_.number(table, "points");
  if (effect.kind == EffectKind::points && !points) nodes_.flaw(table, "effect_without_points");
  effect.points = points.value_or(Quantity{});
  effect.limit = nodes_.limit(table, "limit").value_or(DayLimit{});
  effect.repeats = nodes_.flag(table, "repeats").value_or(false);
  effect.text = nodes_.words(table, "text", true);
  band.effects.push_back(std::move(effect));
}

std::string MechanismRules::receiver(const toml::table& table, std::string_view key) {
  Keys known = receiver_words();
  for (const RoleKind& role : mechanism_.roles) known.push_back(role.key);
  for (const auto& organ : mechanism_.organ_kinds) known.push_back(organ.first);
  const auto at = nodes_.choice(table, key, false, known);
  return at ? std::string(known[*at]) : std::string{};
}

void MechanismRules::read_conditions(const toml::table& table, const Place& place,
                                     std::vector<Condition>& conditions) {
  read_verdicts(table, place, conditions);
  read_measured(table, place, conditions);
  if (table.contains("causes")) {
    const Keys causes = keys_of(mechanism_.causes,
                                [](const CauseKind& one) -> std::string_view { return one.key; });
    conditions.push_back(
        {.kind = ConditionKind::cause, .mask = nodes_.choices(table, "causes", causes)});
  }
  if (const toml::table* run = nodes_.table(table, "run", false)) read_run(*run, place, conditions);
}

void MechanismRules::read_verdicts(const toml::table& table, const Place& place,
                                   std::vector<Condition>& conditions) {
  const Subject subject = place.open.rule.subject;
  if (table.contains("verdicts")) {
    const std::uint32_t mask = nodes_.choices(table, "verdicts", kVerdictKeys);
    const std::uint32_t no_target = 1U << static_cast<int>(Verdict::no_target);
    const bool can = gets_verdict(subject) || (rolled_up(subject) && (mask & ~no_target) == 0);
    if (!can)
      nodes_.flaw(*table.get("verdicts"), "verdict_not_for_subject",
                  {{"subject", std::string(word(subject))}, {"key", "verdicts"}});
    conditions.push_back({.kind = ConditionKind::verdict, .mask = mask});
  }
  const auto missed = nodes_.whole(table, "missed_in_a_row", false, 0, kRunMax);
  if (!missed || *missed == 0) return;
  if (!gets_verdict(subject))
    nodes_.flaw(*table.get("missed_in_a_row"), "verdict_not_for_subject",
                {{"subject", std::string(word(subject))}, {"key", "missed_in_a_row"}});
  Run run;
  run.of = {.kind = ConditionKind::verdict, .mask = 1U << static_cast<int>(Verdict::missed)};
  add_run(place.open, run, static_cast<int>(*missed), conditions);
}

void MechanismRules::read_measured(const toml::table& table, const Place& place,
                                   std::vector<Condition>& conditions) {
  const auto interval = read_interval(table);
  const bool grades = table.contains("grades");
  const bool unknown = nodes_.flag(table, "unknown").value_or(false);
  const auto named = nodes_.text(table, "measure", false);
  if (!interval && !grades && !unknown) {
    if (named) nodes_.flaw(*table.get("measure"), "interval_missing", {{"key", *named}});
    return;
  }
  const std::string key = named.value_or(place.rule_measure);
  if (key.empty()) return nodes_.flaw(table, "interval_without_measure");
  if (!named && !place.measure_known) return;
  const auto measure = measure_of(named ? *table.get("measure") : table, key, place.open);
  if (!measure) return;
  const Measure& found = place.open.rule.measures[*measure];
  const bool graded = found.unit == MeasureUnit::grade;
  if (unknown) return conditions.push_back({.kind = ConditionKind::unknown, .measure = *measure});
  if (graded != grades) return nodes_.flaw(table, "interval_missing", {{"key", key}});
  Condition condition{.kind = ConditionKind::measure, .measure = *measure};
  if (graded) {
    const Keys words =
        keys_of(found.grades, [](const auto& grade) -> std::string_view { return grade.first; });
    condition.kind = ConditionKind::grade;
    condition.mask = nodes_.choices(table, "grades", words);
  } else {
    condition.interval = *interval;
  }
  conditions.push_back(condition);
}

std::optional<Interval> MechanismRules::read_interval(const toml::table& table) {
  Interval out;
  const auto end = [&](const char* closed, const char* open, std::optional<Quantity>& value,
                       bool& is_open) {
    if (table.contains(closed) && table.contains(open))
      nodes_.flaw(*table.get(open), "not_both", {{"key", open}, {"other", closed}});
    is_open = table.contains(open);
    value = nodes_.number(table, is_open ? open : closed);
  };
  end("from", "above", out.low, out.low_open);
  end("to", "below", out.high, out.high_open);
  if (!out.low && !out.high) return std::nullopt;
  const bool nothing =
      out.low && out.high &&
      (*out.low > *out.high || (*out.low == *out.high && (out.low_open || out.high_open)));
  if (nothing) nodes_.flaw(table, "interval_empty");
  return out;
}

void MechanismRules::read_run(const toml::table& table, const Place& place,
                              std::vector<Condition>& conditions) {
  nodes_.allow(table, {"verdicts", "measure", "from", "above", "to", "below", "grades", "cards",
                       "in_a_row", "times", "of_last"});
  Run run;
  run.of_cards = table.contains("cards");
  if (run.of_cards) {
    run.cards = nodes_.choices(table, "cards", kCardKeys);
  } else {
    std::vector<Condition> counted;
    read_verdicts(table, place, counted);
    read_measured(table, place, counted);
    if (counted.size() != 1) return nodes_.flaw(table, "run_incomplete");
    run.of = counted[0];
  }
  const auto row = nodes_.whole(table, "in_a_row", false, 1, kRunMax);
  const auto times = nodes_.whole(table, "times", false, 1, kRunWindowMax);
  const auto window = nodes_.whole(table, "of_last", false, 1, kRunWindowMax);
  const bool whole = table.contains("in_a_row")
                         ? !table.contains("times") && !table.contains("of_last")
                         : table.contains("times") && table.contains("of_last");
  if (!whole) return nodes_.flaw(table, "run_incomplete");
  if (window) run.window = static_cast<int>(*window);
  if (times && window && *times > *window)
    nodes_.flaw(*table.get("times"), "out_of_range",
                {{"key", "times"}, {"low", "1"}, {"high", std::to_string(*window)}});
  add_run(place.open, run, static_cast<int>(row.value_or(times.value_or(1))), conditions);
}

void MechanismRules::add_run(Open& open, const Run& run, int times,
                             std::vector<Condition>& conditions) {
  auto& runs = open.rule.runs;
  auto at = std::ranges::find(runs, run);
  if (at == runs.end()) at = runs.insert(at, run);
  conditions.push_back({.kind = ConditionKind::run,
                        .run = static_cast<std::size_t>(at - runs.begin()),
                        .times = times});
}

std::optional<std::size_t> MechanismRules::measure_of(const toml::node& node,
                                                      const std::string& key, Open& open) {
  const auto known = std::ranges::find(open.rule.measures, key, &Measure::key);
  if (known != open.rule.measures.end())
    return static_cast<std::size_t>(known - open.rule.measures.begin());
  if (const auto found = declared_.find(key); found != declared_.end()) {
    Declared& declared = found->second;
    declared.used = true;
    Measure measure = declared.measure;
    if (!declared.minuend.empty() && !resolve(declared, measure, open)) return std::nullopt;
    return add_measure(open, measure);
  }
  const MeasureKind* kind = measure_kind(key);
  const bool of_cards = kind != nullptr && (kind->known == KnownMeasure::cards_of ||
                                            kind->known == KnownMeasure::share_of_cards);
  if (kind == nullptr || of_cards) {
    Keys all;
    for (const auto& [name, declared] : declared_) all.push_back(name);
    for (const MeasureKind& one : measure_kinds()) all.push_back(one.key);
    if (of_cards)
      nodes_.flaw(node, "missing_key", {{"key", "cards"}});
    else
      nodes_.place(node, "measure", key, all);
    return std::nullopt;
  }
  if (!kind->about(open.rule.subject)) {
    nodes_.flaw(node, "measure_not_for_subject",
                {{"key", key}, {"subject", std::string(word(open.rule.subject))}});
    return std::nullopt;
  }
  return add_measure(open, {.key = key,
                            .unit = kind->unit,
                            .title = {std::string(kind->zh_hans), std::string(kind->zh_hant),
                                      std::string(kind->en)},
                            .known = kind->known,
                            .of_plan = kind->of_plan});
}

// The measures that another is made of; a measure made of itself would never end.
bool MechanismRules::resolve(const Declared& declared, Measure& measure, Open& open) {
  if (!resolving_.insert(measure.key).second) {
    nodes_.flaw(*declared.table, "measure_source", {{"key", measure.key}});
    return false;
  }
  measure.minuend = measure_of(*declared.table, declared.minuend, open);
  bool whole = measure.minuend.has_value();
  if (!declared.subtrahend.empty()) {
    measure.subtrahend = measure_of(*declared.table, declared.subtrahend, open);
    whole = whole && measure.subtrahend.has_value();
  }
  resolving_.erase(measure.key);
  for (const auto& from : {measure.minuend, measure.subtrahend})
    measure.of_plan = measure.of_plan || (from && open.rule.measures[*from].of_plan);
  return whole;
}

std::size_t MechanismRules::add_measure(Open& open, const Measure& measure) {
  open.rule.measures.push_back(measure);
  return open.rule.measures.size() - 1;
}

void MechanismRules::finish(Open& open) {
  CardRule& rule = open.rule;
  // What the bands cover is told only of bands that were read whole.
  if (nodes_.flaws.empty()) {
    for (const RuleFlaw& one : flaws_in(rule)) {
      const std::int64_t line = one.band < open.lines.size() ? open.lines[one.band] : 1;
      nodes_.flaw(line, one.word, {one.values.begin(), one.values.end()});
    }
  }
  if (rule.subject == Subject::project)
    mechanism_.card = std::move(rule);
  else
    mechanism_.other_rules.push_back(std::move(rule));
}

void MechanismRules::warn_unused() {
  if (!nodes_.flaws.empty()) return;
  for (const auto& [key, declared] : declared_) {
    if (!declared.used) nodes_.warn(*declared.table, "declared_unused", {{"key", key}});
  }
}

}  // namespace zhantu::app
