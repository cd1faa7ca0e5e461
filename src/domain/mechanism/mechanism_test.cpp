#include "domain/mechanism/mechanism.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "board_fixture.hpp"
#include "domain/determination/card.hpp"

namespace zhantu {
namespace {

CardBand band(Card card, const std::vector<Verdict>& verdicts, int run_min = 0) {
  CardBand out{.card = card};
  Condition of{.kind = ConditionKind::verdict};
  for (Verdict verdict : verdicts) of.mask |= 1U << static_cast<int>(verdict);
  out.all.push_back(of);
  if (run_min > 0) out.all.push_back({.kind = ConditionKind::run, .run = 0, .times = run_min});
  return out;
}

constexpr std::array kAll = {Verdict::exceeded, Verdict::met, Verdict::missed, Verdict::no_target};
const std::vector<Verdict> kGood = {Verdict::exceeded, Verdict::met};
const std::vector<Verdict> kMissed = {Verdict::missed};
const std::vector<Verdict> kNone = {Verdict::no_target};

CardRule rule_of(std::vector<CardBand> bands, bool breaks = false) {
  CardRule rule{.bands = std::move(bands), .no_target_breaks_run = breaks};
  rule.runs.push_back(
      {.of = {.kind = ConditionKind::verdict, .mask = 1U << static_cast<int>(Verdict::missed)}});
  return rule;
}

// "band_gap verdict = met" of the first flaw; empty for a sound rule.
std::string told(const std::vector<RuleFlaw>& flaws) {
  if (flaws.empty()) return {};
  std::string out = flaws.front().word;
  for (const auto& [key, value] : flaws.front().values) out += " " + value;
  return out;
}

std::string flaw(std::vector<CardBand> bands, bool breaks = false) {
  return told(flaws_in(rule_of(std::move(bands), breaks)));
}

std::string flaw(const std::vector<ProposalBand>& bands) { return told(flaws_in(bands)); }

}  // namespace

TEST_CASE("D-3.3 the colours that a rule can give, best first") {
  CHECK(shipped_mechanism().card.cards() == std::vector{Card::blue, Card::yellow, Card::red});
  CardRule rule = rule_of({{.card = Card::red}, {.card = Card::none}, {.card = Card::green}});
  rule.openings = {{.card = Card::orange}};
  rule.recolourings = {{.shown = Card::green}};
  CHECK(rule.cards() == std::vector{Card::green, Card::orange, Card::red});
  rule.order = {Card::red, Card::orange, Card::green, Card::none};
  CHECK(rule.cards() == std::vector{Card::red, Card::orange, Card::green});
}

TEST_CASE("D-10 the shipped mechanism has no flaw and names its roles") {
  const Mechanism& mechanism = shipped_mechanism();
  CHECK(flaws_in(mechanism.card).empty());
  CHECK(flaws_in(mechanism.proposal).empty());
  REQUIRE(mechanism.role("lead_unit") != nullptr);
  CHECK(mechanism.role("lead_unit")->title == "主责单位");
  CHECK(mechanism.role("lead_unit")->held_by_unit);
  CHECK(!mechanism.role("commander")->held_by_unit);
  CHECK(mechanism.role("nobody") == nullptr);
  CHECK(mechanism.rule(Subject::project) == &mechanism.card);
  CHECK(mechanism.rule(Subject::region) == nullptr);
}

TEST_CASE("R-1 bands must cover every verdict") {
  CHECK(flaw(std::vector<CardBand>{}) == "rule_without_bands");
  CHECK(flaw({band(Card::blue, {Verdict::exceeded}), band(Card::yellow, kMissed),
              band(Card::none, kNone)}) == "band_gap verdict = met");
  CHECK(flaw({band(Card::blue, kGood), band(Card::none, kNone)}) == "band_gap verdict = missed");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed)}) ==
        "band_gap verdict = no_target");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone)}) ==
        "");
}

TEST_CASE("R-1 bands must cover every run") {
  CHECK(flaw({band(Card::blue, kGood), band(Card::red, kMissed, 2), band(Card::none, kNone)}) ==
        "band_gap verdict = missed, in_a_row < 2");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone, 1)}) ==
        "band_gap verdict = no_target, in_a_row < 1");
}

TEST_CASE("R-1 a band that can never apply is a mistake of the author") {
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::red, kMissed, 2),
              band(Card::none, kNone)}) == "band_never_applies 3");
  CHECK(flaw({band(Card::blue, kGood), band(Card::none, kNone), band(Card::red, kMissed, 1),
              band(Card::yellow, kMissed)}) == "band_never_applies 4");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone),
              band(Card::red, {})}) == "band_never_applies 4");
  CHECK(flaw({band(Card::blue, kGood, 1), band(Card::blue, kGood), band(Card::yellow, kMissed),
              band(Card::none, kNone)}) == "band_never_applies 1");
}

TEST_CASE("R-1 where no target breaks the run, no band can wait for a run without target") {
  const std::vector<CardBand> bands = {band(Card::blue, kGood), band(Card::yellow, kMissed),
                                       band(Card::red, kNone, 1), band(Card::none, kNone)};
  CHECK(flaw(bands, false) == "");
  CHECK(flaw(bands, true) == "band_never_applies 3");
}

TEST_CASE("R-1 a rule without a flaw has a card for everything, one with a gap is found out") {
  CHECK(rc::check("flaws_in against trying it", [] {
    const int count = *rc::gen::inRange(1, 7);
    std::vector<CardBand> bands;
    std::vector<std::pair<std::vector<Verdict>, int>> told;
    for (int i = 0; i < count; ++i) {
      std::vector<Verdict> verdicts;
      for (Verdict verdict : kAll) {
        if (*rc::gen::arbitrary<bool>()) verdicts.push_back(verdict);
      }
      told.emplace_back(verdicts, *rc::gen::inRange(0, 4));
      bands.push_back(band(Card::yellow, told.back().first, told.back().second));
    }
    const CardRule rule = rule_of(bands, *rc::gen::arbitrary<bool>());
    bool gap = false;
    for (Verdict verdict : kAll) {
      for (int before = 0; before <= 6; ++before) {
        const int run = run_after(rule, before, verdict);
        const auto holds = [&](const auto& band) {
          return std::ranges::find(band.first, verdict) != band.first.end() && run >= band.second;
        };
        gap = gap || std::ranges::none_of(told, holds);
      }
    }
    const auto found = flaws_in(rule);
    RC_ASSERT((!gap || !found.empty()));
    RC_ASSERT((found.empty() || (found.front().word == "band_gap") == gap));
  }));
}

TEST_CASE("D-3.1 proposal bands fall and end at nothing") {
  const ProposalBand above{Verdict::exceeded, 10'000, true}, met{Verdict::met, 10'000, false},
      missed{Verdict::missed, 0, false};
  CHECK(flaw(std::vector{above, met, missed}) == "");
  CHECK(flaw(std::vector{missed}) == "");
  CHECK(flaw(std::vector<ProposalBand>{}) == "");
  CHECK(flaw(std::vector{above, met}) == "proposal_floor");
  CHECK(flaw(std::vector{above, ProposalBand{Verdict::missed, 0, true}}) == "proposal_floor");
  CHECK(flaw(std::vector{met, above, missed}) == "proposal_order");
  CHECK(flaw(std::vector{above, met, met, missed}) == "proposal_order");
  CHECK(flaw(std::vector{missed, met}) == "proposal_order");
}

TEST_CASE("D-10 the version in force on a day, in whatever order the versions come") {
  std::vector<Mechanism> versions(3);
  for (std::size_t i = 0; i < versions.size(); ++i) {
    versions[i].version = static_cast<std::int64_t>(i) + 1;
    versions[i].effective_from = Date::of(2026, 1 + 3 * static_cast<int>(i), 1);
  }
  std::ranges::reverse(versions);
  CHECK(in_force(versions, Date::of(2025, 12, 31)) == nullptr);
  CHECK(in_force(versions, Date::of(2026, 1, 1))->version == 1);
  CHECK(in_force(versions, Date::of(2026, 3, 31))->version == 1);
  CHECK(in_force(versions, Date::of(2026, 4, 1))->version == 2);
  CHECK(in_force(versions, Date::of(2027, 1, 1))->version == 3);
}

TEST_CASE("a cause is named with what the file asks for it") {
  Mechanism file;
  file.causes = {{.key = "bare"},
                 {.key = "told", .asks_evidence = true},
                 {.key = "papered", .asks_evidence = true, .asks_document = true}};
  const auto word = [&](const char* key, const char* evidence, const char* document) {
    return std::string(file.cause_refusal(key, evidence, document).value_or("ok"));
  };
  CHECK(word("", "", "") == "ok");
  CHECK(word("", "a", "") == "cause_not_named");
  CHECK(word("", "", "b") == "cause_not_named");
  CHECK(word("other", "a", "b") == "cause_unknown");
  CHECK(word("bare", "", "") == "ok");
  CHECK(word("told", "", "b") == "cause_evidence_missing");
  CHECK(word("told", "a", "") == "ok");
  CHECK(word("papered", "a", "") == "cause_document_missing");
  CHECK(word("papered", "a", "b") == "ok");
}

TEST_CASE("what was asked is answered in its own measure") {
  const auto word = [](MeasureUnit unit, const char* figure) {
    const Measure measure{.key = "m", .unit = unit, .grades = {{"good", {}}, {"bad", {}}}};
    return std::string(measure.figure_refusal(*Quantity::parse(figure)).value_or("ok"));
  };
  CHECK(word(MeasureUnit::grade, "1") == "ok");
  CHECK(word(MeasureUnit::grade, "2") == "grade_unknown");
  CHECK(word(MeasureUnit::grade, "0.5") == "grade_unknown");
  CHECK(word(MeasureUnit::count, "0") == "ok");
  CHECK(word(MeasureUnit::rank, "1.5") == "count_malformed");
  CHECK(word(MeasureUnit::points, "-1.5") == "ok");
}

}  // namespace zhantu
