// The published rules of with worked examples:
// tests/rules/R-xx.toml is the place's file, R-xx.table its examples with the expected card and
// sentence.
#include <doctest/doctest.h>

#include <cstdlib>
#include <sstream>

#include "app/calendar.hpp"
#include "app/mechanism_file.hpp"
#include "app/mechanism_words.hpp"
#include "app/why.hpp"
#include "domain/determination/measures.hpp"
#include "table.hpp"

namespace zhantu::app {
namespace {

Mechanism mechanism_of(const std::string& place) {
  std::ifstream file(std::string(ZHANTU_SOURCE_DIR) + "/tests/rules/" + place + ".toml");
  std::stringstream text;
  text << file.rdbuf();
  MechanismReading reading = read_mechanism_file(text.str());
  for (const FileFlaw& flaw : reading.flaws)
    MESSAGE(place << ":" << flaw.line << " " << reason_of(flaw, Language::en));
  for (const FileFlaw& flaw : reading.warnings)
    MESSAGE(place << ":" << flaw.line << " " << reason_of(flaw, Language::en));
  CHECK(reading.warnings.empty());
  REQUIRE(reading.mechanism);
  return std::move(*reading.mechanism);
}

// One row of a table: "missed planned=100 done=80 annual=200 cause:with_cause".
class Known {
 public:
  Known(const Mechanism& mechanism, const CardRule& rule, const table::Row& row)
      : mechanism_(mechanism), rule_(rule), row_(row), period_(*Period::parse(row["period"])) {
    facts_.measures.resize(rule.measures.size());
    for (const std::string& word : row.words("known")) take(word);
    read_clock();
    if (!projects_.empty())
      facts_ = rolled_up_facts(rule, period_, projects_);
    else
      complete(rule, period_, figures_, facts_);
  }
  std::optional<int> shown_after() const { return shown_after_; }
  JudgedPeriod judged() const {
    JudgedPeriod out{.period = period_, .facts = facts_};
    if (!projects_.empty()) out.beside = tally_of(projects_);
    return out;
  }

 private:
  void take(const std::string& word) {
    if (const auto verdict = verdict_of(word)) {
      facts_.verdict = *verdict;
    } else if (word.starts_with("cause:")) {
      const auto at = std::ranges::find(mechanism_.causes, word.substr(6), &CauseKind::key);
      if (at == mechanism_.causes.end()) row_.wrong("no cause " + word);
      facts_.causes |= 1U << (at - mechanism_.causes.begin());
    } else if (word.starts_with("weight:")) {
      const auto at = std::ranges::find(rule_.openings, word.substr(7), &OpeningLevel::weight);
      if (at == rule_.openings.end()) row_.wrong("no weight " + word);
      facts_.opening = static_cast<std::size_t>(at - rule_.openings.begin());
    } else {
      const auto equals = word.find('=');
      if (equals == std::string::npos) row_.wrong("what is " + word);
      set(word.substr(0, equals), word.substr(equals + 1));
    }
  }

  void set(const std::string& key, const std::string& value) {
    if (key == "projects") return set_projects(value);
    if (key == "start") return void(start_ = day(value));
    if (key == "due") return void(due_ = day(value));
    if (key == "at") return void(at_ = day(value));
    if (key == "days") {
      const auto slash = value.find('/');
      figures_.days.elapsed = whole(value.substr(0, slash));
      figures_.days.total = whole(value.substr(slash + 1));
      return;
    }
    if (key == "shown_after") return void(shown_after_ = static_cast<int>(whole(value)));
    if (key == "late") return void(figures_.days.late = whole(value));
    if (key == "left") return void(figures_.days.left = whole(value));
    if (key == "planned") return void(figures_.planned = quantity(value));
    if (key == "done") return void(figures_.done = quantity(value));
    if (key == "annual") return void(figures_.annual = quantity(value));
    const auto at = std::ranges::find(rule_.measures, key, &Measure::key);
    if (at == rule_.measures.end()) row_.wrong("no measure " + key);
    MeasureValue& measure = facts_.measures[static_cast<std::size_t>(at - rule_.measures.begin())];
    if (at->unit == MeasureUnit::grade) {
      const auto grade =
          std::ranges::find(at->grades, value, &std::pair<std::string, Words>::first);
      if (grade == at->grades.end()) row_.wrong("no grade " + value);
      measure = MeasureValue::of(static_cast<std::int64_t>(grade - at->grades.begin()));
    } else {
      measure = MeasureValue::of(quantity(value));
    }
  }

  void set_projects(const std::string& list) {
    for (const std::string& one : table::split(list, ',')) {
      const auto colon = one.find(':');
      const auto verdict = verdict_of(one.substr(0, colon));
      const auto card = card_of(one.substr(colon + 1));
      if (!verdict || !card) row_.wrong("what is " + one);
      projects_.push_back({*verdict, *card});
    }
  }

  // "start=2026-02-10 due=2026-02-13 at=2026-02-24" by the calendar that ships.
  void read_clock() {
    if (!due_ || !at_) return;
    const WorkingCalendar calendar = shipped_calendar();
    figures_.days = day_figures(calendar, DayCount::calendar_days, start_, due_, *at_);
    figures_.working_days = day_figures(calendar, DayCount::working_days, start_, due_, *at_);
  }

  Date day(const std::string& text) const {
    const auto day = Date::parse(text);
    if (!day) row_.wrong(text + " is no day");
    return *day;
  }

  Quantity quantity(const std::string& text) const {
    const auto value = Quantity::parse(text);
    if (!value) row_.wrong(text + " is no quantity");
    return *value;
  }
  std::int64_t whole(const std::string& text) const {
    return quantity(text).scaled / Quantity::kScale;
  }

  const Mechanism& mechanism_;
  const CardRule& rule_;
  const table::Row& row_;
  Period period_;
  Facts facts_;
  Figures figures_;
  std::vector<ProjectResult> projects_;
  std::optional<int> shown_after_;
  std::optional<Date> start_, due_, at_;
};

// What the engine makes of one row, told in the columns of the table.
struct Told {
  std::string card, effects, why_zh, why_en;
};

std::string effects_told(const Mechanism& mechanism, const CardRule& rule, std::size_t band,
                         std::optional<std::size_t> before) {
  std::string out;
  for (const Effect* effect : effects_due(rule, band, before)) {
    if (!out.empty()) out += "; ";
    out += effect_text(mechanism, *effect, Language::en);
  }
  return out.empty() ? "-" : out;
}

class Player {
 public:
  Player(const Mechanism& mechanism, const CardRule& rule)
      : mechanism_(mechanism), rule_(rule), compiled_(rule) {}

  Told play(const table::Row& row) {
    if (row["case"] != case_) begin(row["case"]);
    const Known known(mechanism_, rule_, row);
    JudgedPeriod judged = known.judged();
    judged.judgement = compiled_.judge(state_, judged.facts);
    judged.past = past_;
    Told told{.card = "missing",
              .effects = "-",
              .why_zh = why(mechanism_, rule_, judged, Language::zh_hans),
              .why_en = why(mechanism_, rule_, judged, Language::en)};
    if (judged.judgement.missing) return told;
    const Card card = judged.judgement.card;
    told.card = word(card);
    if (const Recolouring* shown = recoloured(rule_, card, known.shown_after()))
      told.card += " -> " + std::string(word(shown->shown));
    told.effects = effects_told(mechanism_, rule_, judged.judgement.band, band_before_);
    compiled_.follow(state_, judged.facts, card);
    if (judged.facts.verdict != Verdict::no_target) band_before_ = judged.judgement.band;
    past_.push_back({judged.period, judged.facts, card});
    return told;
  }

 private:
  void begin(const std::string& name) {
    case_ = name;
    state_ = compiled_.start();
    past_.clear();
    band_before_.reset();
  }

  const Mechanism& mechanism_;
  const CardRule& rule_;
  CompiledRule compiled_;
  std::string case_;
  RunState state_;
  std::vector<PastPeriod> past_;
  std::optional<std::size_t> band_before_;
};

void check_examples(const std::string& place, std::initializer_list<Subject> subjects) {
  const Mechanism mechanism = mechanism_of(place);
  const std::string path = "tests/rules/" + place + ".table";
  for (Subject subject : subjects) {
    const CardRule* rule = mechanism.rule(subject);
    REQUIRE(rule != nullptr);
    Player player(mechanism, *rule);
    for (const table::Row& row : table::rows(path, std::string(word(subject)))) {
      INFO(row.where);
      const Told told = player.play(row);
      CHECK(told.card == row["card"]);
      CHECK(told.effects == row["effects"]);
      CHECK(told.why_zh == row["why_zh"]);
      CHECK(told.why_en == row["why_en"]);
      if (std::getenv("ZHANTU_RULES_TELL") != nullptr) {
        fmt::print("{} | {} | {} | {} | {} | {} | {} | {}\n", row.where, row["case"], row["period"],
                   row["known"], told.card, told.effects, told.why_zh, told.why_en);
      }
    }
  }
}

}  // namespace

TEST_CASE("R-1 a town's opinion: blue, yellow, red from verdicts; units as well") {
  check_examples("R-01", {Subject::project, Subject::unit});
}
TEST_CASE("R-2 Wenzhou Ouhai: a red month made good is shown yellow") {
  check_examples("R-02", {Subject::project});
}
TEST_CASE("R-3 Yinchuan: start, progress, funds, statistics; the lag below 10 is decided") {
  check_examples("R-03", {Subject::project});
}
TEST_CASE("R-4 Sanya: against the time elapsed, a talk one level higher each time; districts") {
  check_examples("R-04", {Subject::project, Subject::region});
}
TEST_CASE("R-5 Wuhan: under 80 percent yellow, under 60 percent red") {
  check_examples("R-05", {Subject::project});
}
TEST_CASE("R-6 Tianjin: growth against plan and city; bond money") {
  check_examples("R-06", {Subject::region, Subject::project});
}
TEST_CASE("R-7 Huating: blue slip, yellow when its limit lapses, then a talk and red") {
  check_examples("R-07", {Subject::checklist_item});
}
TEST_CASE("R-8 Sanming: the ladder opens higher for weighty matters; proper causes") {
  check_examples("R-08", {Subject::checklist_item});
}
TEST_CASE("R-9 Xi'an: by the days left") { check_examples("R-09", {Subject::checklist_item}); }
TEST_CASE("R-10 Guangyuan: the experts' grade, two yellows on one item, points and talk") {
  check_examples("R-10", {Subject::project});
}
TEST_CASE("R-11 a county: days late, yellow, orange, red") {
  check_examples("R-11", {Subject::checklist_item});
}
TEST_CASE("R-12 Dazhou: the approver is coloured by its overdue items") {
  check_examples("R-12", {Subject::approver});
}
TEST_CASE("R-16 Sanya: targets at the end of each quarter") {
  check_examples("R-16", {Subject::region});
}
TEST_CASE("R-17 Guang'an: half-months as periods; no target breaks the run") {
  check_examples("R-17", {Subject::project});
}
TEST_CASE("R-26 public calls: limits in working days, a reminder the day after expiry") {
  check_examples("R-26", {Subject::checklist_item});
}

}  // namespace zhantu::app
