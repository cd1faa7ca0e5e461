#include "domain/determination/reasons.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "board_fixture.hpp"
#include "domain/determination/grounds.hpp"

namespace zhantu {
namespace {

// Red for three missed in a row, orange for two of the last four, yellow while a card of the last
// three was orange or red.
CardRule runs_rule() {
  const Condition missed{.kind = ConditionKind::verdict,
                         .mask = 1U << static_cast<int>(Verdict::missed)};
  const auto band = [](Card card, std::size_t run, int times) {
    return CardBand{.card = card,
                    .all = {{.kind = ConditionKind::run, .run = run, .times = times}}};
  };
  const auto bit = [](Card card) { return 1U << static_cast<int>(card); };
  CardRule rule;
  rule.runs = {{.of = missed},
               {.of = missed, .window = 4},
               {.of_cards = true, .cards = bit(Card::orange) | bit(Card::red), .window = 3}};
  rule.bands = {{.card = Card::none,
                 .all = {{.kind = ConditionKind::verdict,
                          .mask = 1U << static_cast<int>(Verdict::no_target)}}},
                band(Card::red, 0, 3),
                band(Card::orange, 1, 2),
                band(Card::yellow, 2, 1),
                {.card = Card::blue}};
  return rule;
}

std::string listed(const std::vector<Period>& periods) {
  std::string out;
  for (const Period& period : periods)
    out += fmt::format("{}{}", out.empty() ? "" : " ", period.index());
  return out;
}

// The months that the run of the deciding band counts, for the last of these verdicts.
std::string run_of(const std::vector<Verdict>& verdicts) {
  const Board board = played_board(verdicts);
  const BoardProject& project = board.projects.front();
  const auto last = month_of_2026(static_cast<int>(verdicts.size()));
  const Grounds grounds = grounds_of(board, project, *project.cell(last).card());
  const Reasons reasons = reasons_of(*grounds.rule, grounds.judged);
  return reasons.bands[0].runs.empty() ? "-" : listed(reasons.bands[0].runs[0].periods);
}

constexpr auto kMet = Verdict::met, kMissed = Verdict::missed, kNone = Verdict::no_target;

}  // namespace

TEST_CASE("D-3.2 the reasons of a red card are the months of its run") {
  CHECK(run_of({kMissed}) == "-");
  CHECK(run_of({kMissed, kMissed}) == "1 2");
  CHECK(run_of({kMissed, kNone, kMissed, kMissed}) == "1 3 4");
  CHECK(run_of({kMissed, kMet, kMissed, kMissed}) == "3 4");
}

TEST_CASE("D-3.2 the months that are told are those that the engine counted") {
  const CardRule rule = runs_rule();
  const CompiledRule compiled(rule);
  CHECK(rc::check("told is counted", [&] {
    const auto made =
        *rc::gen::resize(12, rc::gen::container<std::vector<int>>(rc::gen::inRange(0, kVerdicts)));
    RunState state = compiled.start();
    std::vector<PastPeriod> past;
    for (std::size_t i = 0; i < std::min<std::size_t>(12, made.size()); ++i) {
      JudgedPeriod judged{.period = month_of_2026(static_cast<int>(i) + 1),
                          .facts = {.verdict = static_cast<Verdict>(made[i])},
                          .past = past};
      judged.judgement = compiled.judge(state, judged.facts);
      const Reasons reasons = reasons_of(rule, judged);
      RC_ASSERT(reasons.bands.size() == 1U);
      for (const RunReason& run : reasons.bands[0].runs) {
        const Card card = judged.judgement.card;
        const std::size_t least = card == Card::red ? 3 : card == Card::orange ? 2 : 1;
        RC_ASSERT(run.periods.size() >= least);
        RC_ASSERT(std::ranges::is_sorted(run.periods));
      }
      // Had the run of a harsher band been long enough, that band would have decided.
      for (std::size_t band = 1; band < judged.judgement.band; ++band) {
        JudgedPeriod other = judged;
        other.judgement.band = band;
        const std::size_t least = band == 1 ? 3 : band == 2 ? 2 : 1;
        RC_ASSERT(reasons_of(rule, other).bands[0].runs[0].periods.size() < least);
      }
      compiled.follow(state, judged.facts, judged.judgement.card);
      past.push_back({judged.period, judged.facts, judged.judgement.card});
    }
  }));
}

TEST_CASE("D-3.3 a card that a correction replaced keeps the reasons of its day") {
  Board board = small_board(1);
  const auto revise = [&](int number, std::int64_t revision) {
    board.publications.edit().at(month_of_2026(number)).revision = revision;
  };
  for (int number = 1; number <= 3; ++number) {
    board.apply(verdict_on(1, month_of_2026(number), kMissed));
    publish(board, month_of_2026(number));
    revise(number, number);
  }
  correct(board, 1, month_of_2026(2), kMet);
  board.corrections.edit().back().revision = 4;
  const BoardProject& project = board.projects.front();
  const auto months = [&](const PublishedCard& card) {
    const Grounds grounds = grounds_of(board, project, card);
    const Reasons reasons = reasons_of(*grounds.rule, grounds.judged);
    return reasons.bands[0].runs.empty() ? "-" : listed(reasons.bands[0].runs[0].periods);
  };
  const Cell& march = project.cell(month_of_2026(3));
  REQUIRE(march.cards.size() == 2);
  CHECK(months(march.cards[0]) == "1 2 3");
  CHECK(march.cards[1].card == Card::yellow);
  CHECK(months(march.cards[1]) == "-");
}

TEST_CASE("R-3 every part that gave the card is a reason, with the measures that it looks at") {
  CardRule rule;
  rule.measures = {{.key = "lag"}, {.key = "funds"}, {.key = "starts"}};
  const auto over = [](std::size_t measure) {
    return Condition{.kind = ConditionKind::measure,
                     .measure = measure,
                     .interval = {.low = Quantity::of(10), .high = {}}};
  };
  for (std::size_t i = 0; i < 3; ++i) {
    rule.parts.push_back({.first_band = 2 * i, .band_count = 2});
    rule.bands.push_back({.card = i == 2 ? Card::yellow : Card::red, .all = {over(i)}});
    rule.bands.push_back({.card = Card::none});
  }
  JudgedPeriod judged{.period = month_of_2026(3)};
  for (const int value : {30, 20, 5})
    judged.facts.measures.push_back(MeasureValue::of(std::int64_t{value}));
  judged.judgement = CompiledRule(rule).judge(CompiledRule(rule).start(), judged.facts);
  const Reasons both = reasons_of(rule, judged);
  REQUIRE(both.bands.size() == 2);
  CHECK(both.bands[0].measures == std::vector<std::size_t>{0});
  CHECK(both.bands[1].measures == std::vector<std::size_t>{1});
  CHECK_FALSE(both.verdict);
  for (MeasureValue& value : judged.facts.measures) value = MeasureValue::of(std::int64_t{1});
  judged.judgement = CompiledRule(rule).judge(CompiledRule(rule).start(), judged.facts);
  const Reasons good = reasons_of(rule, judged);
  REQUIRE(good.bands.size() == 3);  // "everything else" shows what its part looks at
  CHECK(good.bands[2].measures == std::vector<std::size_t>{2});
}

}  // namespace zhantu
