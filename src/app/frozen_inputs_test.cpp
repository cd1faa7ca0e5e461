// What a period was judged by is fixed with its determination (D-3.3), and what a determination can
// say besides its figure: causes, the weight of the matter, figures asked of other organs.
#include <doctest/doctest.h>

#include "app/mechanism_acts.hpp"
#include "app/why.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::item_words;
using test::month;
using test::word_of;

constexpr int kProject = 3;

// Under tests/stories/mechanisms/causes-and-weights.toml from January on; project 3 has reported
// 2.5 of 60 by the end of January, which is 73 percent of the time elapsed.
class Judged : public AppFixture {
 public:
  Judged() {
    set_clock(1, 30);
    const std::string text =
        test::text_of_file(ZHANTU_SOURCE_DIR "/tests/stories/mechanisms/causes-and-weights.toml");
    REQUIRE(word_of(act(as("chief"), [&](Writing& writing) -> Outcome {
              const auto done =
                  adopt_mechanism(writing, {.text = text, .remark = "会议纪要"}, false);
              if (!done) return done.problem();
              return Done{};
            })) == "ok");
    REQUIRE(word_of(report("clerk-T06", kProject, month(1), *Quantity::parse("2.5"))) == "ok");
  }

  DetermineCommand command(const NamedCause& cause = {}) {
    return {.project = project(kProject),
            .period = month(1),
            .verdict = Verdict::missed,
            .quantity = Quantity::parse("2.5"),
            .reason = "桩机未到场",
            .cause = cause};
  }
  Outcome give_verdict(const DetermineCommand& command, const char* login = "office1") {
    return act(as(login), [&](Writing& writing) { return app::determine(writing, command); });
  }
  Outcome give(const char* login, const char* measure, std::optional<Quantity> figure) {
    return act(as(login), [&](Writing& writing) {
      return give_figures(
          writing,
          {.project = project(kProject), .period = month(1), .figures = {{measure, figure}}});
    });
  }
  void change(const std::function<void(Project&)>& what) {
    Project record = on(board(), kProject).project;
    what(record);
    amend([&](store::Transaction& transaction) { transaction.save(record); });
  }
  // Dates and target that would turn the card red.
  void change_everything() {
    change([](Project& record) {
      record.finishes_on = Date::of(2026, 3, 31);
      record.annual_quantity = Quantity::of(600);
      record.weight = "weighty";
    });
    amend([&](store::Transaction& transaction) {
      Plan plan = on(board(), kProject).cell(month(1)).plan;
      plan.quantity = Quantity::of(50);
      transaction.save(plan);
    });
  }
  std::string card_to_come() {
    const auto now = board();
    return std::string(word(judge_determined(now->board, on(now, kProject), month(1)).card));
  }
  // Card and sentence of the published month, and what the engine makes of it now.
  std::string published() {
    const auto now = board();
    const BoardProject& found = on(now, kProject);
    const Cell& cell = found.cell(month(1));
    REQUIRE(cell.card() != nullptr);
    const Judgement again =
        PeriodJudge(now->board, month(1)).judge(found, judged_cell(cell, *cell.card()));
    CHECK(word(again.card) == word(cell.card()->card));
    CHECK(static_cast<std::int64_t>(again.band) == cell.card()->band);
    return why(grounds_of(now->board, found, *cell.card()), Language::zh_hans);
  }
  void publish_month() {
    determine_the_rest(month(1));
    set_clock(2, 2);
    REQUIRE(word_of(publish("office1", month(1))) == "ok");
  }
};

}  // namespace

TEST_CASE("D-3.3 dates, target, plan and weight of a judged month never change what was judged") {
  Judged county;
  REQUIRE(word_of(county.give_verdict(county.command())) == "ok");
  REQUIRE(word_of(county.give("chief", "complaints", Quantity::of(0))) == "ok");
  CHECK(county.card_to_come() == "yellow");
  county.change_everything();
  CHECK(county.card_to_come() == "yellow");
  {
    const auto now = county.board();
    const BoardProject& found = county.on(now, kProject);
    CHECK(word(judge_in(now->board, found, month(1), Verdict::missed).card) == "red");
  }
  county.publish_month();
  const std::string why = county.published();
  CHECK(why.find("黄牌") != std::string::npos);
  CHECK(county.on(county.board(), kProject).cell(month(1)).card()->planned == Quantity::of(3));
  county.change([](Project& record) {
    record.starts_on = Date::of(2025, 6, 1);
    record.finishes_on = Date::of(2026, 2, 28);
    record.annual_quantity = Quantity::of(6);
  });
  CHECK(county.published() == why);
  // As the wall stood on the day of the publication (D-5.6).
  const auto then = county.app().board_as_of(county.campaign(), Date::of(2026, 2, 2));
  const BoardProject& as_it_stood = county.on(then, kProject);
  const PublishedCard& frozen = *as_it_stood.cell(month(1)).card();
  CHECK(app::why(grounds_of(then->board, as_it_stood, frozen), Language::zh_hans) == why);

  SUBCASE("a verdict that is given anew rests on what is known then") {
    Judged again;
    again.change_everything();
    REQUIRE(word_of(again.give_verdict(again.command())) == "ok");
    REQUIRE(word_of(again.give("chief", "complaints", Quantity::of(0))) == "ok");
    CHECK(again.card_to_come() == "red");
  }
}

TEST_CASE("D-3.2 a cause that the rules know exempts, with what they ask for it") {
  Judged county;
  REQUIRE(word_of(county.give("chief", "complaints", Quantity::of(5))) == "ok");
  const auto before = county.state();
  const auto refused = [&](const NamedCause& cause, const char* word) {
    const Outcome done = county.give_verdict(county.command(cause));
    REQUIRE(word_of(done) == "field_invalid");
    CHECK(item_words(done.problem()) == word);
    CHECK(county.state() == before);
  };
  refused({.key = "typhoon"}, "cause_unknown");
  refused({.evidence = "县气象局通报"}, "cause_not_named");
  refused({.key = "force_majeure"}, "cause_evidence_missing");
  refused({.key = "force_majeure", .evidence = "暴雨停工21天"}, "cause_document_missing");
  const NamedCause cause{
      .key = "force_majeure", .evidence = "暴雨停工21天", .document = "云应急〔2026〕3号"};
  REQUIRE(word_of(county.give_verdict(county.command(cause))) == "ok");
  CHECK(county.card_to_come() == "blue");
  county.publish_month();
  CHECK(county.published().find("不可抗力") != std::string::npos);
  {
    const auto now = county.board();
    CHECK(standing_cause(now->board, county.on(now, kProject), month(1)) == cause);
  }

  SUBCASE("a correction of the verdict keeps it, one of the cause takes it away") {
    CorrectCommand kept{.project = county.project(kProject),
                        .period = month(1),
                        .verdict = Verdict::missed,
                        .quantity = Quantity::parse("2.4"),
                        .reason = "复核"};
    const auto figure = county.correct("office1", kept);
    REQUIRE(word_of(figure) == "ok");
    CHECK(figure->changes.front().after.card == Card::blue);
    CHECK(figure->correction.cause_after == "force_majeure");
    CHECK(figure->correction.cause_document == cause.document);
    kept.cause = NamedCause{};
    const auto gone = county.correct("office1", kept);
    REQUIRE(word_of(gone) == "ok");
    CHECK(gone->correction.cause_before == "force_majeure");
    CHECK(gone->correction.cause_after.empty());
    CHECK(gone->changes.front().after.card == Card::red);
    CHECK(county.published().find("不可抗力") == std::string::npos);
  }
}

TEST_CASE("D-3.2 the weight of the matter opens its ladder higher, from the verdict on") {
  Judged county;
  REQUIRE(word_of(county.give("chief", "complaints", Quantity::of(0))) == "ok");
  county.change([](Project& record) { record.weight = "weighty"; });
  REQUIRE(word_of(county.give_verdict(county.command())) == "ok");
  CHECK(county.card_to_come() == "orange");
  county.publish_month();
  const std::string why = county.published();
  CHECK(why.find("重大项目从橙牌起") != std::string::npos);
  county.change([](Project& record) { record.weight.clear(); });
  CHECK(county.published() == why);
}

TEST_CASE("an asked figure comes from the organ that the rules name, and from nobody else") {
  Judged county;
  DetermineCommand command = county.command();
  command.asked = {{"complaints", Quantity::of(0)}};
  const auto before = county.state();
  const auto refused = [&](const Outcome& done, const char* word) {
    CHECK(word_of(done) == word);
    CHECK(county.state() == before);
  };
  refused(county.give_verdict(command), "figure_of_other_organ");
  refused(county.give("office1", "complaints", Quantity::of(0)), "not_permitted");
  refused(county.give("post1", "complaints", Quantity::of(0)),
          "barred_by_belonging");  // of headquarters, and commander of the project
  refused(county.give("chief", "complaints", Quantity::parse("0.5")), "field_invalid");
  refused(county.give("chief", "smiles", Quantity::of(1)), "field_invalid");
  REQUIRE(word_of(county.give("chief", "complaints", Quantity::of(0))) == "ok");
  CHECK(county.last_verbs(1) == std::vector<std::string>{"give_figures"});
  CHECK(word_of(county.give_verdict(command)) == "ok");  // the office leaves it as it is
  county.publish_month();
  CHECK(word_of(county.give("chief", "complaints", Quantity::of(1))) == "period_already_published");
}

TEST_CASE("D-3.3 a correction puts an asked figure right, old and new stay") {
  Judged county;
  REQUIRE(word_of(county.give_verdict(county.command())) == "ok");
  county.determine_the_rest(month(1));
  county.set_clock(2, 2);
  const Outcome missing = county.publish("office1", month(1));
  REQUIRE(word_of(missing) == "measures_missing");
  REQUIRE(missing.problem().items.size() == 1);
  CHECK(missing.problem().items[0].word == "figure_missing");
  CHECK(missing.problem().items[0].values.at("organ") == "总指挥部");
  REQUIRE(word_of(county.give("chief", "complaints", Quantity::of(0))) == "ok");
  REQUIRE(word_of(county.publish("office1", month(1))) == "ok");
  CorrectCommand command{.project = county.project(kProject),
                         .period = month(1),
                         .verdict = Verdict::missed,
                         .quantity = Quantity::parse("2.5"),
                         .reason = "信访局复核",
                         .asked = {{"complaints", Quantity::of(0)}}};
  CHECK(word_of(county.correct("office1", command)) == "correction_changes_nothing");
  command.asked = {{"complaints", Quantity::of(3)}};
  const auto untouched = county.state();
  const auto dry = county.correct("office1", command, true);
  REQUIRE(word_of(dry) == "ok");
  CHECK(dry->changes.front().after.card == Card::red);
  CHECK(county.state() == untouched);
  const auto done = county.correct("office1", command);
  REQUIRE(word_of(done) == "ok");
  REQUIRE(done->figures.size() == 1);
  CHECK(done->figures[0].figure_before == Quantity::of(0));
  CHECK(done->figures[0].figure_after == Quantity::of(3));
  CHECK(county.published().find("查实的群众反映3件") != std::string::npos);
  const Cell cell = county.on(county.board(), kProject).cell(month(1));
  CHECK(judged_cell(cell, cell.cards[0]).asked[0].figure == Quantity::of(0));
  CHECK(cell.asked[0].figure == Quantity::of(0));
}

TEST_CASE("D-2.4 a corrected calendar never changes the working days that a month was judged by") {
  Judged county;
  county.change([](Project& record) {
    record.starts_on = Date::of(2026, 1, 5);
    record.finishes_on = Date::of(2026, 1, 28);  // a Wednesday; the month ends on a Saturday
  });
  REQUIRE(word_of(county.give_verdict(county.command())) == "ok");
  auto now = county.board();
  const Determination& verdict = *county.on(now, kProject).cell(month(1)).determination;
  CHECK(verdict.working_days_left == -2);
  CHECK(verdict.working_days_allowed == 18);
  Board board = now->board;
  Mechanism rules = board.mechanism_for(month(1));
  rules.card.measures = {{.key = "left", .known = KnownMeasure::working_days_left},
                         {.key = "time", .known = KnownMeasure::working_time_left}};
  const auto measured = [&](const JudgedCell& cell) {
    const BoardProject& found = *board.find(county.project(kProject));
    std::string out;
    for (const MeasureValue& value : project_facts(board, rules, found, month(1), cell).measures)
      out += value.text() + " ";
    return out;
  };
  const JudgedCell kept = judged_cell(county.on(now, kProject).cell(month(1)));
  JudgedCell live = kept;
  live.base.reset();
  CHECK(measured(kept) == measured(live));
  const std::string before = measured(kept);
  board.calendar.edit().set(Date::of(2026, 1, 29), DayKind::public_holiday, "开渠节");
  CHECK(measured(kept) == before);
  CHECK(measured(live) != before);
}

}  // namespace zhantu::app
