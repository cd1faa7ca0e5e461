#include "domain/determination/card.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"
#include "board_fixture.hpp"
#include "table.hpp"

namespace zhantu {
namespace {

constexpr const char* kTable = "src/domain/determination/card.table";

CardRule rule_of(const table::Row& row) {
  CardRule rule = shipped_mechanism().card;
  if (row["no_target"] != "keeps" && row["no_target"] != "breaks") row.wrong("keeps or breaks");
  rule.no_target_breaks_run = row["no_target"] == "breaks";
  return rule;
}

void check_row(const table::Row& row) {
  INFO(row.where);
  const CardRule rule = rule_of(row);
  const std::vector<Verdict> verdicts = row.verdicts("verdicts");
  const Judgement judged = judge(rule, verdicts);
  CHECK(word(judged.card) == row["card"]);
  CHECK(judged.missed_run == row.number("run"));

  Judgement stepped;
  for (Verdict verdict : verdicts) stepped = step(rule, stepped.missed_run, verdict);
  CHECK(stepped.card == judged.card);
  CHECK(stepped.missed_run == judged.missed_run);
  CHECK(stepped.band == judged.band);
  CHECK(rule.bands.at(judged.band).card == judged.card);
}

rc::Gen<std::vector<Verdict>> any_verdicts() {
  return rc::gen::nonEmpty(rc::gen::container<std::vector<Verdict>>(
      rc::gen::element(Verdict::exceeded, Verdict::met, Verdict::missed, Verdict::no_target)));
}

// The rule once more, by looking back over the months instead of stepping forward.
Card card_by_looking_back(const std::vector<Verdict>& verdicts, bool breaks) {
  if (verdicts.back() == Verdict::no_target) return Card::none;
  if (verdicts.back() != Verdict::missed) return Card::blue;
  for (std::size_t i = verdicts.size() - 1; i-- > 0;) {
    if (verdicts[i] == Verdict::missed) return Card::red;
    if (verdicts[i] != Verdict::no_target || breaks) return Card::yellow;
  }
  return Card::yellow;
}

}  // namespace

TEST_CASE("D-3.2 R-1 cards from verdicts: the table, judged at once and step by step") {
  for (const table::Row& row : table::rows(kTable, "judge")) check_row(row);
}

TEST_CASE("D-3.2 blue when the month is met or exceeded, whatever was before") {
  CHECK(rc::check("blue", [] {
    auto verdicts = *any_verdicts();
    verdicts.push_back(*rc::gen::element(Verdict::met, Verdict::exceeded));
    const Judgement judged = judge(shipped_mechanism().card, verdicts);
    RC_ASSERT(judged.card == Card::blue);
    RC_ASSERT(judged.missed_run == 0);
  }));
}

TEST_CASE("D-3.2 red after two missed months in a row, and only then") {
  CHECK(rc::check("against the rule told backwards", [] {
    const auto verdicts = *any_verdicts();
    CardRule rule = shipped_mechanism().card;
    rule.no_target_breaks_run = *rc::gen::arbitrary<bool>();
    RC_ASSERT(judge(rule, verdicts).card ==
              card_by_looking_back(verdicts, rule.no_target_breaks_run));
  }));
}

TEST_CASE("D-3.2 a month more is one step more, and a run is never negative") {
  CHECK(rc::check("prefix and step", [] {
    const auto verdicts = *any_verdicts();
    CardRule rule = shipped_mechanism().card;
    rule.no_target_breaks_run = *rc::gen::arbitrary<bool>();
    Judgement before;
    for (std::size_t n = 1; n <= verdicts.size(); ++n) {
      const Judgement now = judge(rule, std::span(verdicts).first(n));
      const Judgement next = step(rule, before.missed_run, verdicts[n - 1]);
      RC_ASSERT(now.card == next.card);
      RC_ASSERT(now.missed_run == next.missed_run);
      RC_ASSERT(now.band == next.band);
      RC_ASSERT(now.missed_run >= 0);
      RC_ASSERT(now.missed_run <= static_cast<int>(n));
      RC_ASSERT(now.missed_run <= before.missed_run + 1);
      before = now;
    }
  }));
}

TEST_CASE("D-3.2 the rule is data: three in a row, or yellow for nobody") {
  CardRule patient = shipped_mechanism().card;
  for (CardBand& band : patient.bands) {
    for (Condition& condition : band.all) {
      if (condition.times == 2) condition.times = 3;
    }
  }
  REQUIRE(flaws_in(patient).empty());
  const std::vector<Verdict> three(3, Verdict::missed);
  CHECK(judge(patient, std::span(three).first(2)).card == Card::yellow);
  CHECK(judge(patient, three).card == Card::red);

  CardRule harsh = shipped_mechanism().card;
  std::erase_if(harsh.bands, [](const CardBand& band) { return band.card == Card::yellow; });
  harsh.parts.clear();
  CHECK(!flaws_in(harsh).empty());  // a first missed month would have no card at all
}

TEST_CASE("D-3.2 a rule with a gap, and no verdict at all, are our own fault") {
  CardRule gap = shipped_mechanism().card;
  gap.bands.pop_back();
  gap.parts.clear();
  CHECK_THROWS_AS(step(gap, 0, Verdict::no_target), CheckFailed);
  CHECK_THROWS_AS(judge(shipped_mechanism().card, {}), CheckFailed);
}

TEST_CASE("D-3.1 the engine proposes from the verified figures") {
  for (const table::Row& row : table::rows(kTable, "propose")) {
    INFO(row.where);
    const auto proposal = propose(shipped_mechanism().proposal, row.flag("target"),
                                  row.quantity("planned"), row.quantity("done"));
    CHECK((proposal ? word(*proposal) : "-") == row["proposal"]);
  }
}

TEST_CASE("D-3.1 a proposal compares exactly: done below plan is never met") {
  CHECK(rc::check("exact", [] {
    const Quantity planned{*rc::gen::inRange<std::int64_t>(0, Quantity::kScaledMax)};
    const Quantity done{planned.scaled + *rc::gen::element<std::int64_t>(-1, 0, 1)};
    const auto proposal = propose(shipped_mechanism().proposal, true, planned, done);
    const Verdict expected = done < planned    ? Verdict::missed
                             : done == planned ? Verdict::met
                                               : Verdict::exceeded;
    RC_ASSERT(proposal == expected);
  }));
}

}  // namespace zhantu
