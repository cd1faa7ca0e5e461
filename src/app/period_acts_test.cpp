#include "app/period_acts.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::item_words;
using test::month;
using test::word_of;

// Acts that must be refused, each held against the record and the journal (D-3.1, D-3.3).
class Refusing {
 public:
  explicit Refusing(AppFixture& county) : county_(county) {}

  template <class T>
  Problem operator()(const Result<T>& result, const char* word) {
    CAPTURE(word);
    CHECK(word_of(result) == word);
    CHECK(county_.state() == before_);
    return result ? Problem{} : result.problem();
  }
  // After an act that was meant to pass.
  void now() { before_ = county_.state(); }

 private:
  AppFixture& county_;
  test::RecordState before_ = county_.state();
};

CorrectCommand correction(AppFixture& county, int project, int number, Verdict verdict,
                          std::optional<Quantity> quantity, std::string reason = "复核") {
  return {.project = county.project(project),
          .period = month(number),
          .verdict = verdict,
          .quantity = quantity,
          .reason = std::move(reason)};
}

TEST_CASE("D-2.1 no act of a month on a project that the gate keeps off; it hangs once completed") {
  AppFixture county;
  county.set_clock(1, 28);
  Project project = county.on(county.board(), 1).project;
  const auto finish = project.finishes_on;
  project.finishes_on.reset();
  county.amend([&](store::Transaction& transaction) { transaction.save(project); });
  Refusing refused(county);
  const Problem problem =
      refused(county.report("clerk-K01", 1, month(1), Quantity::of(1300)), "project_lacking");
  REQUIRE(problem.items.size() == 1);
  CHECK(problem.items[0].word == "missing_finishes_on");
  CHECK(!problem.items[0].values.at("who").empty());
  refused(county.confirm("post1", 1, month(1)), "project_lacking");
  refused(county.determine("office1", 1, month(1), Verdict::missed, Quantity::of(1), "停工"),
          "project_lacking");
  project.finishes_on = finish;
  county.amend([&](store::Transaction& transaction) { transaction.save(project); });
  CHECK(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1300))) == "ok");
}

TEST_CASE("a month goes from report to confirmation, determination and publication") {
  AppFixture county;
  county.set_clock(1, 28);
  const std::int64_t entries = county.state().entries;
  REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1300), "封顶")) == "ok");
  auto board = county.board();
  const Cell reported = county.on(board, 1).cell(month(1));
  CHECK(reported.state() == CellState::reported);
  CHECK(reported.report->text == "封顶");
  CHECK(reported.report->quantity == Quantity::of(1300));
  CHECK(reported.report->tenure == county.as("clerk-K01").tenure);
  CHECK(reported.report->at == county.clock());
  CHECK(proposal_for(board->board, reported, month(1)) == Verdict::exceeded);

  SUBCASE("a report can be given again until it is confirmed") {
    county.advance_ms(60'000);
    REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1200))) == "ok");
    board = county.board();
    CHECK(county.on(board, 1).cell(month(1)).report->quantity == Quantity::of(1200));
    CHECK(county.on(board, 1).cell(month(1)).report->at == county.clock());
  }
  SUBCASE("up to the publication") {
    county.set_clock(1, 29);
    REQUIRE(word_of(county.confirm("post1", 1, month(1))) == "ok");
    county.set_clock(2, 2);
    REQUIRE(word_of(county.determine("office1", 1, month(1), Verdict::exceeded,
                                     Quantity::of(1250))) == "ok");
    board = county.board();
    const Cell determined = county.on(board, 1).cell(month(1));
    CHECK(determined.state() == CellState::determined);
    CHECK(determined.confirmation->tenure == county.as("post1").tenure);
    CHECK(determined.determination->proposed == Verdict::exceeded);
    CHECK(proposal_for(board->board, determined, month(1)) == Verdict::exceeded);
    CHECK(determined.card() == nullptr);
    county.determine_the_rest(month(1));
    REQUIRE(word_of(county.publish("office2", month(1))) == "ok");
    board = county.board();
    const Cell published = county.on(board, 1).cell(month(1));
    REQUIRE(published.cards.size() == 1);
    CHECK(published.card()->card == Card::blue);
    CHECK(published.card()->claimed == Quantity::of(1300));  // claimed and verified are two figures
    CHECK(published.card()->verified == Quantity::of(1250));
    CHECK(published.card()->planned == Quantity::of(1200));
    CHECK(board->board.campaign.revision == 1);
    const Publication& publication = board->board.publications.at(month(1));
    CHECK(publication.tenure == county.as("office2").tenure);
    CHECK(publication.mechanism == "command-posts");
    CHECK(publication.engine_version == kEngineVersion);
    CHECK(publication.at == county.clock());
    const auto verbs = county.last_verbs(31);  // one entry for each act, a verdict each for 28
    CHECK(county.state().entries == entries + 31);
    CHECK(verbs[0] == "report_actual");
    CHECK(verbs[1] == "confirm_report");
    CHECK(std::ranges::count(verbs, "determine") == 28);
    CHECK(verbs.back() == "publish");
  }
}

TEST_CASE("who may not act is told so, and nothing moves") {
  AppFixture county;
  county.set_clock(1, 28);
  REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1300))) == "ok");
  Refusing refused(county);
  const ProjectId first = county.project(1);
  const auto report_by = [&](const Actor& actor) {
    return county.act(actor, [&](Writing& writing) {
      return report_actual(
          writing,
          {.project = first, .period = month(1), .text = "完成", .quantity = Quantity::of(1400)});
    });
  };
  refused(report_by(Actor{}), "not_logged_in");
  for (const char* login :
       {"office1", "post1", "chief", "clerk-T01", "admin", "security", "auditor"}) {
    CAPTURE(login);
    refused(county.report(login, 1, month(1), Quantity::of(1400)), "not_permitted");
  }
  for (const char* login : {"office1", "post2", "chief", "clerk-K01", "admin"}) {
    CAPTURE(login);
    refused(county.confirm(login, 1, month(1)), "not_permitted");
  }
  for (const char* login : {"post1", "chief", "clerk-K01", "admin", "security", "auditor"}) {
    CAPTURE(login);
    refused(county.determine(login, 1, month(1), Verdict::missed, Quantity::of(1), "停工"),
            "not_permitted");
    refused(county.publish(login, month(1)), "not_permitted");
    refused(county.correct(login, correction(county, 1, 1, Verdict::missed, Quantity::of(1))),
            "not_permitted");
  }

  Actor stranger = county.as("clerk-K01");
  stranger.tenant = {999'999};
  refused(report_by(stranger), "not_found");
  Actor borrowed = county.as("clerk-K01");  // acts for a post that another person holds
  borrowed.tenure = county.as("clerk-T01").tenure;
  refused(report_by(borrowed), "not_permitted");
  Actor former = county.as("clerk-K01");
  county.give_post("罗一鸣", "产业园区管委会", Date::of(2025, 1, 1), Date::of(2026, 1, 27));
  for (const Tenure& tenure : county.store().read()->of_tenant<Tenure>(county.tenant())) {
    if (tenure.person == former.person && tenure.ends_on) former.tenure = tenure.id;
  }
  refused.now();
  refused(report_by(former), "not_permitted");  // that post ended yesterday
  refused(
      county.act(county.as("clerk-K01"),
                 [&](Writing& writing) {
                   return report_actual(
                       writing,
                       {.project = {987'654}, .period = month(1), .text = "完成", .quantity = {}});
                 }),
      "not_found");
}

TEST_CASE("who belongs to a project gives no verdict on it, now or in that month (D-3.1)") {
  AppFixture county;
  county.set_clock(2, 3);
  const auto judge = [&](const char* login, int project, int number) {
    return county.determine(login, project, month(number), Verdict::no_target);
  };
  SUBCASE("by the lead unit") {
    Refusing refused(county);
    const Problem problem = refused(judge("office2", 24, 1), "barred_by_belonging");
    CHECK(problem.values.at("project") == "县粮食应急保供中心");
    CHECK(word_of(judge("office2", 25, 1)) == "ok");
  }
  SUBCASE("through another post of the same person, a partner unit of the project") {
    county.give_post("卢敬之", "县供电公司", Date::of(2025, 1, 1));
    Refusing refused(county);
    refused(judge("office1", 1, 1), "barred_by_belonging");
    CHECK(word_of(judge("office2", 1, 1)) == "ok");
    CHECK(word_of(judge("office1", 7, 1)) == "ok");
  }
  SUBCASE("belonged in that month but no longer") {
    county.give_post("卢敬之", "产业园区管委会", Date::of(2025, 1, 1), Date::of(2026, 1, 5));
    Refusing refused(county);
    refused(judge("office1", 1, 1), "barred_by_belonging");
    CHECK(word_of(judge("office1", 1, 2)) == "ok");
  }
  SUBCASE("belongs now but did not in that month") {
    county.give_post("卢敬之", "产业园区管委会", Date::of(2026, 2, 3));
    Refusing refused(county);
    refused(judge("office1", 1, 1), "barred_by_belonging");
  }
  SUBCASE("will belong only later") {
    county.give_post("卢敬之", "产业园区管委会", Date::of(2026, 3, 1));
    CHECK(word_of(judge("office1", 1, 1)) == "ok");
  }
}

TEST_CASE("belonging goes by command post and by person too, and for corrections as well (D-3.1)") {
  AppFixture county;
  county.set_clock(2, 3);
  const auto judge = [&](const char* login, int project, int number) {
    return county.determine(login, project, month(number), Verdict::no_target);
  };
  SUBCASE("by the command post") {
    const auto board = county.board();
    county.amend([&](store::Transaction& transaction) {
      transaction.save(OrganMember{.tenant = county.tenant(),
                                   .campaign = county.campaign(),
                                   .organ = county.on(board, 1).project.command_post,
                                   .tenure = county.as("office1").tenure,
                                   .role = "member",
                                   .starts_on = Date::of(2026, 1, 10),
                                   .ends_on = Date::of(2026, 1, 10)});
    });
    Refusing refused(county);
    refused(judge("office1", 5, 1), "barred_by_belonging");
    CHECK(word_of(judge("office1", 5, 2)) == "ok");
    CHECK(word_of(judge("office1", 6, 1)) == "ok");
  }
  SUBCASE("as an accountable person of the project") {
    county.amend([&](store::Transaction& transaction) {
      transaction.save(ProjectPerson{.tenant = county.tenant(),
                                     .campaign = county.campaign(),
                                     .project = county.project(9),
                                     .person = county.person("卢敬之"),
                                     .role = "accountable_person",
                                     .sequence = 2,
                                     .starts_on = Date::of(2026, 1, 1),
                                     .ends_on = std::nullopt});
    });
    Refusing refused(county);
    refused(judge("office1", 9, 1), "barred_by_belonging");
  }
  SUBCASE("a correction is a verdict too") {
    county.publish_until(1);
    Refusing refused(county);
    refused(county.correct("office2", correction(county, 24, 1, Verdict::missed, Quantity::of(1))),
            "barred_by_belonging");
  }
  SUBCASE("reporting and confirming are not verdicts") {
    CHECK(word_of(county.report("clerk-D06", 24, month(1), Quantity::of(9))) == "ok");
  }
}

TEST_CASE("a report is refused out of its time, off the wall, and once it is confirmed") {
  AppFixture county;
  county.set_clock(1, 28);
  Refusing refused(county);
  const auto report = [&](int project, const Period& period, const char* login = "clerk-K01") {
    return county.report(login, project, period, Quantity::of(1300));
  };
  refused(report(1, Period::month(2027, 1)), "period_unknown");
  refused(report(1, *Period::parse("2026-Q1")), "period_unknown");
  refused(report(18, month(1), "clerk-T06"), "project_not_on_wall");
  refused(report(1, month(2)), "period_not_begun");
  refused(county.confirm("post1", 1, month(1)), "report_missing");
  refused(county.confirm("post1", 1, Period::month(2027, 1)), "period_unknown");

  REQUIRE(word_of(report(1, month(1))) == "ok");
  REQUIRE(word_of(county.confirm("post1", 1, month(1))) == "ok");
  refused.now();
  refused(report(1, month(1)), "report_already_confirmed");
  refused(county.confirm("post1", 1, month(1)), "report_already_confirmed");

  REQUIRE(word_of(county.report("clerk-E03", 2, month(1), std::nullopt)) == "ok");
  REQUIRE(word_of(county.determine("office1", 2, month(1), Verdict::missed, std::nullopt,
                                   "未进场")) == "ok");
  refused.now();
  refused(county.report("clerk-E03", 2, month(1), std::nullopt), "already_determined");
  refused(county.confirm("post1", 2, month(1)), "already_determined");

  county.set_clock(2, 1);
  county.publish_until(1);
  refused.now();
  const Problem problem = refused(report(1, month(1)), "period_already_published");
  CHECK(problem.values.at("period") == "2026-01");
  refused(county.confirm("post1", 1, month(1)), "period_already_published");

  county.set_clock(8, 15);  // 青坪农产品加工园 left the wall with August
  refused(report(19, month(8), "clerk-T03"), "project_not_on_wall");
  refused(county.confirm("post4", 19, month(8)), "project_not_on_wall");
  refused(county.determine("office1", 19, month(8), Verdict::no_target), "project_not_on_wall");
}

TEST_CASE("a good verdict needs a confirmed report, a bad one a reason") {
  AppFixture county;
  county.set_clock(1, 28);
  Refusing refused(county);
  const auto judge = [&](Verdict verdict, int quantity, const char* reason = "") {
    return county.determine("office1", 1, month(1), verdict, Quantity::of(quantity), reason);
  };
  refused(judge(Verdict::met, 1200), "report_missing");
  refused(county.determine("office1", 1, month(2), Verdict::no_target), "period_not_begun");
  refused(county.determine("office1", 1, Period::month(2025, 12), Verdict::no_target),
          "period_unknown");
  REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(1200))) == "ok");
  refused.now();
  refused(judge(Verdict::exceeded, 1250), "not_confirmed");
  REQUIRE(word_of(county.confirm("post1", 1, month(1))) == "ok");
  refused.now();

  Problem problem = refused(judge(Verdict::missed, 1100, "  "), "field_invalid");
  CHECK(item_words(problem) == "reason_missing_for_missed");
  problem = refused(judge(Verdict::exceeded, 1200), "field_invalid");  // 1200 of 1200 is met
  CHECK(item_words(problem) == "reason_missing_against_proposal");
  CHECK(problem.items.front().where == "/reason");
  problem = refused(county.determine("office1", 1, month(1), Verdict::met), "field_invalid");
  CHECK(item_words(problem) == "quantity_missing");
  CHECK(problem.items.front().where == "/verified_quantity");
  problem = refused(judge(Verdict::missed, -1, "停工"), "field_invalid");
  CHECK(item_words(problem) == "quantity_negative");

  CHECK(word_of(judge(Verdict::exceeded, 1200, "提前封顶")) == "ok");
  CHECK(word_of(judge(Verdict::met, 1200)) == "ok");  // until publication it can be changed
  CHECK(word_of(county.determine("office1", 1, month(1), Verdict::no_target, Quantity::of(5),
                                 "设计变更")) == "ok");
  const auto board = county.board();
  CHECK_FALSE(county.on(board, 1).cell(month(1)).determination->quantity.has_value());
}

TEST_CASE("the fields of a report fit the plan") {
  AppFixture county;
  county.set_clock(1, 28);
  Refusing refused(county);
  const auto items = [&](const Outcome& outcome) {
    return item_words(refused(outcome, "field_invalid"));
  };
  CHECK(items(county.report("clerk-K01", 1, month(1), Quantity::of(1), " \u3000")) ==
        "text_missing");
  CHECK(items(county.report("clerk-K01", 1, month(1), std::nullopt)) == "quantity_missing");
  CHECK(items(county.report("clerk-K01", 1, month(1), Quantity{-1})) == "quantity_negative");
  CHECK(items(county.report("clerk-E03", 2, month(1), Quantity::of(1))) == "quantity_not_expected");
}

TEST_CASE("months are published in order, whole and once (D-3.3)") {
  AppFixture county;
  county.set_clock(3, 2);
  Refusing refused(county);
  refused(county.publish("office1", Period::month(2027, 1)), "period_unknown");
  refused(county.publish("office1", month(4)), "period_not_begun");

  Problem problem = refused(county.publish("office1", month(3)), "earlier_period_not_published");
  REQUIRE(problem.items.size() == 2);
  CHECK(problem.items[0].where == "period 2026-01");
  CHECK(problem.items[1].where == "period 2026-02");
  CHECK(item_words(problem) == "period_not_published_yet period_not_published_yet");

  problem = refused(county.publish("office1", month(1)), "verdicts_missing");
  CHECK(problem.items.size() == 28);  // two projects come in April
  county.determine_the_rest(month(1));
  county.amend([&](store::Transaction& transaction) {  // one joins the wall without a verdict
    Project late = county.on(county.board(), 29).project;
    late.admitted = month(1);
    transaction.save(late);
  });
  refused.now();
  problem = refused(county.publish("office1", month(1)), "verdicts_missing");
  REQUIRE(problem.items.size() == 1);
  CHECK(problem.items[0].word == "verdict_missing");
  CHECK(problem.items[0].values.at("number") == "YX2026-29");
  CHECK(problem.items[0].values.at("name") == "双塘秸秆综合利用项目");

  county.publish_until(1);
  refused.now();
  refused(county.publish("office1", month(1)), "period_already_published");
  refused(county.determine("office1", 1, month(1), Verdict::no_target), "period_already_published");
  CHECK(county.board()->board.campaign.revision == 1);
}

TEST_CASE("a month without projects is not published and stands in nobody's way") {
  AppFixture county;
  county.set_clock(2, 27);
  const auto board = county.board();
  county.amend([&](store::Transaction& transaction) {
    for (const BoardProject& project : board->board.projects) {
      Project later = project.project;
      later.admitted = month(2);
      transaction.save(later);
    }
  });
  Refusing refused(county);
  refused(county.publish("office1", month(1)), "nothing_on_wall");
  county.determine_the_rest(month(2));
  CHECK(word_of(county.publish("office1", month(2))) == "ok");
}

TEST_CASE("a correction is refused where there is nothing published, or nothing to correct") {
  AppFixture county;
  county.set_clock(2, 3);
  Refusing refused(county);
  const auto correct = [&](int project, int number, Verdict verdict,
                           std::optional<Quantity> quantity, const char* reason = "复核") {
    return county.correct("office1",
                          correction(county, project, number, verdict, quantity, reason));
  };
  refused(correct(1, 1, Verdict::missed, Quantity::of(1)), "period_not_published");
  county.publish_until(1);
  refused.now();
  refused(correct(18, 1, Verdict::no_target, std::nullopt), "project_not_on_wall");
  refused(correct(1, 1, Verdict::no_target, std::nullopt), "correction_changes_nothing");
  refused(correct(1, 1, Verdict::no_target, Quantity::of(3)), "correction_changes_nothing");
  Problem problem = refused(correct(1, 1, Verdict::missed, std::nullopt), "field_invalid");
  CHECK(item_words(problem) == "quantity_missing");
  problem = refused(correct(1, 1, Verdict::missed, Quantity{-1}), "field_invalid");
  CHECK(item_words(problem) == "quantity_negative");
  problem = refused(correct(2, 1, Verdict::missed, Quantity::of(1)), "field_invalid");
  CHECK(item_words(problem) == "quantity_not_expected");
  problem = refused(correct(1, 1, Verdict::missed, Quantity::of(1), "\n"), "field_invalid");
  CHECK(item_words(problem) == "reason_missing");
  CorrectCommand other_year = correction(county, 1, 1, Verdict::missed, Quantity::of(1));
  other_year.period = Period::month(2025, 1);
  refused(county.correct("office1", other_year), "period_unknown");
}

TEST_CASE("a correction names every later month that it touches, and the old card stays for ever") {
  // 县污水处理厂: June missed, July missed, August without a target, September missed.
  AppFixture county(County::played);
  const auto before = county.board();
  const auto card = [&](const BoardPtr& board, int number) {
    const PublishedCard& c = *county.on(board, 28).cell(month(number)).card();
    return fmt::format("{} {}", word(c.card), c.missed_run);
  };
  REQUIRE(card(before, 6) == "yellow 1");
  REQUIRE(card(before, 7) == "red 2");
  REQUIRE(card(before, 8) == "none 2");
  REQUIRE(card(before, 9) == "red 3");
  const CorrectCommand command = correction(county, 28, 6, Verdict::met, Quantity::of(43), "误认");
  const auto months = [](const Corrected& corrected) {
    std::string out;
    for (const CardChange& change : corrected.changes) {
      out += fmt::format("{} {}>{};", change.after.period.text(), word(change.before.card),
                         word(change.after.card));
    }
    return out;
  };
  const char* expected =
      "2026-06 yellow>blue;2026-07 red>yellow;2026-08 none>none;2026-09 red>red;";

  const test::RecordState untouched = county.state();
  const auto dry = county.correct("office1", command, true);
  REQUIRE(word_of(dry) == "ok");
  CHECK(months(*dry) == expected);
  CHECK(county.state() == untouched);  // a dry run leaves no trace
  CHECK(county.board()->board.corrections.empty());

  const auto done = county.correct("office1", command);
  REQUIRE(word_of(done) == "ok");
  CHECK(months(*done) == expected);
  CHECK(county.last_verbs(1) == std::vector<std::string>{"correct"});
  CHECK(county.state().entries == untouched.entries + 1);
  const auto after = county.board();
  CHECK(after->board.campaign.revision == before->board.campaign.revision + 1);
  CHECK(card(after, 6) == "blue 0");
  CHECK(card(after, 7) == "yellow 1");
  CHECK(card(after, 8) == "none 1");
  CHECK(card(after, 9) == "red 2");
  const Cell& june = county.on(after, 28).cell(month(6));
  CHECK(june.state() == CellState::corrected);
  REQUIRE(june.cards.size() == 2);
  CHECK(june.cards[0].card == Card::yellow);
  CHECK(june.cards[1].correction == 1);
  CHECK(june.determination->verdict == Verdict::missed);
  REQUIRE(after->board.corrections.size() == 1);
  const Correction& kept = after->board.corrections.front();
  CHECK(kept.reason == "误认");
  CHECK(kept.verdict_before == Verdict::missed);
  CHECK(kept.tenure == county.as("office1").tenure);

  SUBCASE("the next one has the next number and starts from the corrected card") {
    REQUIRE(word_of(county.correct(
                "office1", correction(county, 28, 6, Verdict::missed, Quantity::of(38)))) == "ok");
    const auto again = county.board();
    CHECK(again->board.corrections.back().number == 2);
    CHECK(again->board.corrections.back().verdict_before == Verdict::met);
    CHECK(county.on(again, 28).cell(month(6)).cards.size() == 3);
    CHECK(card(again, 9) == "red 3");
  }
  SUBCASE("the same one again changes nothing") {
    Refusing refused(county);
    refused(county.correct("office1", command), "correction_changes_nothing");
  }
}

TEST_CASE("a correction of the figure alone keeps the card and says so") {
  AppFixture county(County::played);
  const auto done =
      county.correct("office1", correction(county, 1, 1, Verdict::met, Quantity::of(1201)));
  REQUIRE(word_of(done) == "ok");
  REQUIRE(done->changes.size() == 1);
  CHECK(done->changes[0].before.card == done->changes[0].after.card);
  CHECK(done->changes[0].after.verified == Quantity::of(1201));
}

}  // namespace
}  // namespace zhantu::app
