#include "domain/mechanism/mechanism.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "board_fixture.hpp"
#include "domain/determination/card.hpp"

namespace zhantu {
namespace {

CardBand band(Card card, std::vector<Verdict> verdicts, int run_min = 0) {
  return {.card = card, .verdicts = std::move(verdicts), .run_min = run_min};
}

constexpr std::array kAll = {Verdict::exceeded, Verdict::met, Verdict::missed, Verdict::no_target};
const std::vector<Verdict> kGood = {Verdict::exceeded, Verdict::met};
const std::vector<Verdict> kMissed = {Verdict::missed};
const std::vector<Verdict> kNone = {Verdict::no_target};

std::string flaw(std::vector<CardBand> bands, bool breaks = false) {
  return flaw_in(CardRule{.bands = std::move(bands), .no_target_breaks_run = breaks}).value_or("");
}

std::string flaw(std::vector<ProposalBand> bands) { return flaw_in(bands).value_or(""); }

}  // namespace

TEST_CASE("D-10 the shipped mechanism has no flaw and names its roles") {
  const Mechanism& mechanism = shipped_mechanism();
  CHECK(!flaw_in(mechanism.card));
  CHECK(!flaw_in(mechanism.proposal));
  REQUIRE(mechanism.role("lead_unit") != nullptr);
  CHECK(mechanism.role("lead_unit")->title == "主责单位");
  CHECK(mechanism.role("lead_unit")->held_by_unit);
  CHECK(!mechanism.role("commander")->held_by_unit);
  CHECK(mechanism.role("nobody") == nullptr);
}

TEST_CASE("R-1 bands must cover every verdict") {
  CHECK(flaw(std::vector<CardBand>{}) == "no band for verdict exceeded with 0 missed in a row");
  CHECK(flaw({band(Card::blue, {Verdict::exceeded}), band(Card::yellow, kMissed),
              band(Card::none, kNone)}) == "no band for verdict met with 0 missed in a row");
  CHECK(flaw({band(Card::blue, kGood), band(Card::none, kNone)}) ==
        "no band for verdict missed with 1 missed in a row");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed)}) ==
        "no band for verdict no_target with 0 missed in a row");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone)}) ==
        "");
}

TEST_CASE("R-1 bands must cover every run") {
  CHECK(flaw({band(Card::blue, kGood), band(Card::red, kMissed, 2), band(Card::none, kNone)}) ==
        "no band for verdict missed with 1 missed in a row");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone, 1)}) ==
        "no band for verdict no_target with 0 missed in a row");
}

TEST_CASE("R-1 a band that can never apply is a mistake of the author") {
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::red, kMissed, 2),
              band(Card::none, kNone)}) == "band 3 can never apply: an earlier one always wins");
  CHECK(flaw({band(Card::blue, kGood), band(Card::none, kNone), band(Card::red, kMissed, 1),
              band(Card::yellow, kMissed)}) ==
        "band 4 can never apply: an earlier one always wins");
  CHECK(flaw({band(Card::blue, kGood), band(Card::yellow, kMissed), band(Card::none, kNone),
              band(Card::red, {})}) == "band 4 can never apply: an earlier one always wins");
  CHECK(flaw({band(Card::blue, kGood, 1), band(Card::blue, kGood), band(Card::yellow, kMissed),
              band(Card::none, kNone)}) == "band 1 can never apply: an earlier one always wins");
}

TEST_CASE("R-1 where no target breaks the run, no band can wait for a run without target") {
  const std::vector<CardBand> bands = {band(Card::blue, kGood), band(Card::yellow, kMissed),
                                       band(Card::red, kNone, 1), band(Card::none, kNone)};
  CHECK(flaw(bands, false) == "");
  CHECK(flaw(bands, true) == "band 3 can never apply: an earlier one always wins");
}

TEST_CASE("R-1 a rule without a flaw has a card for everything, one with a gap is found out") {
  CHECK(rc::check("flaw_in against trying it", [] {
    const int count = *rc::gen::inRange(1, 7);
    CardRule rule;
    rule.no_target_breaks_run = *rc::gen::arbitrary<bool>();
    for (int i = 0; i < count; ++i) {
      std::vector<Verdict> verdicts;
      for (Verdict verdict : kAll) {
        if (*rc::gen::arbitrary<bool>()) verdicts.push_back(verdict);
      }
      rule.bands.push_back(band(Card::yellow, verdicts, *rc::gen::inRange(0, 4)));
    }
    bool gap = false;
    for (Verdict verdict : kAll) {
      for (int before = 0; before <= 6; ++before)
        gap = gap || !band_for(rule, verdict, run_after(rule, before, verdict));
    }
    const auto found = flaw_in(rule);
    RC_ASSERT((!gap || found.has_value()));
    RC_ASSERT((!found || found->starts_with("no band") == gap));
  }));
}

TEST_CASE("D-3.1 proposal bands fall and end at nothing") {
  const ProposalBand above{Verdict::exceeded, 10'000, true}, met{Verdict::met, 10'000, false},
      missed{Verdict::missed, 0, false};
  CHECK(flaw(std::vector{above, met, missed}) == "");
  CHECK(flaw(std::vector{missed}) == "");
  CHECK(flaw(std::vector<ProposalBand>{}) == "no proposal bands");
  CHECK(flaw(std::vector{above, met}) == "the last proposal band must begin at 0");
  CHECK(flaw(std::vector{above, ProposalBand{Verdict::missed, 0, true}}) ==
        "the last proposal band must begin at 0");
  CHECK(flaw(std::vector{met, above, missed}) ==
        "proposal band 2 does not lie below the one before it");
  CHECK(flaw(std::vector{above, met, met, missed}) ==
        "proposal band 3 does not lie below the one before it");
  CHECK(flaw(std::vector{missed, met}) == "proposal band 2 does not lie below the one before it");
}

}  // namespace zhantu
