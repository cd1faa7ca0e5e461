#include "app/why.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

constexpr Language kLanguages[] = {Language::zh_hans, Language::zh_hant, Language::en};

// The three sentences of a published card, one a line.
std::string why(AppFixture& county, int project, int number) {
  const auto board = county.board();
  const BoardProject& found = county.on(board, project);
  const PublishedCard* card = found.cell(month(number)).card();
  REQUIRE(card != nullptr);
  std::string out;
  for (Language language : kLanguages)
    out += app::why(grounds_of(board->board, found, *card), language) + "\n";
  return out;
}

std::string why_now(AppFixture& county, int project, int number, std::optional<Verdict> proposed) {
  const auto board = county.board();
  const BoardProject& found = county.on(board, project);
  std::string out;
  for (Language language : kLanguages) {
    out += why_proposal(board->board, found, month(number), proposed, language) + "\n";
  }
  return out;
}

TEST_CASE("a published card says from which figures, by which clause and version it came") {
  AppFixture county(County::played);
  SUBCASE("blue") {
    CHECK(why(county, 1, 1) ==
          "1月计划累计1200万元，认定累计1260万元，超额完成：蓝牌，"
          "依重点工程挂图作战实施意见三（二）“超额或如期完成月度目标”（机制第1版）\n"
          "1月計劃累計1200万元，認定累計1260万元，超額完成：藍牌，"
          "依重點工程掛圖作戰實施意見三（二）「超額或如期完成月度目標」（機制第1版）\n"
          "Jan: planned 1200 万元, verified 1260 万元, exceeded, blue card, "
          "by clause 三（二） \"monthly target met or exceeded\" (mechanism version 1)\n");
  }
  SUBCASE("yellow") {
    CHECK(why(county, 28, 6) ==
          "6月计划累计43%，认定累计38%，未完成：黄牌，"
          "依重点工程挂图作战实施意见三（二）“未完成月度目标进度”（机制第1版）\n"
          "6月計劃累計43%，認定累計38%，未完成：黃牌，"
          "依重點工程掛圖作戰實施意見三（二）「未完成月度目標進度」（機制第1版）\n"
          "Jun: planned 43%, verified 38%, missed, yellow card, "
          "by clause 三（二） \"monthly target missed\" (mechanism version 1)\n");
  }
  SUBCASE("red names the months of its run; one without a target does not break it") {
    CHECK(why(county, 28, 9) ==
          "9月计划累计64%，认定累计52%，未完成，6月、7月、9月连续3个月未完成：红牌，"
          "依重点工程挂图作战实施意见三（二）“连续两个月及以上未完成月度目标”（机制第1版）\n"
          "9月計劃累計64%，認定累計52%，未完成，6月、7月、9月連續3個月未完成：紅牌，"
          "依重點工程掛圖作戰實施意見三（二）「連續兩個月及以上未完成月度目標」（機制第1版）\n"
          "Sep: planned 64%, verified 52%, missed, 3 months missed in a row (Jun, Jul, Sep), red "
          "card, by clause 三（二） \"monthly target missed in two or more consecutive months\" "
          "(mechanism version 1)\n");
  }
  SUBCASE("no target") {
    CHECK(why(county, 28, 8) ==
          "8月无目标：不判牌，"
          "依重点工程挂图作战实施意见三（二）“当月无目标，不判牌”（机制第1版）\n"
          "8月無目標：不判牌，"
          "依重點工程掛圖作戰實施意見三（二）「當月無目標，不判牌」（機制第1版）\n"
          "Aug: no target, no card, by clause 三（二） \"no target this month, no card\" "
          "(mechanism version 1)\n");
  }
  SUBCASE("a corrected card tells the corrected figures and the shorter run") {
    REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                               .period = month(6),
                                               .verdict = Verdict::met,
                                               .quantity = Quantity::of(43),
                                               .reason = "误认"})) == "ok");
    CHECK(why(county, 28, 6).starts_with("6月计划累计43%，认定累计43%，完成：蓝牌，"));
    CHECK(why(county, 28, 7).starts_with("7月计划累计52%，认定累计41%，未完成：黄牌，"));
    CHECK(why(county, 28, 9).find("，7月、9月连续2个月未完成：红牌，") != std::string::npos);
  }
  SUBCASE("a plan in words has no figures to tell") {
    const auto board = county.board();
    const BoardProject& words = county.on(board, 2);
    bool told = false;
    for (const auto& [period, cell] : words.cells) {
      if (cell.card() == nullptr || cell.card()->verdict == Verdict::no_target) continue;
      told = true;
      const std::string sentence =
          app::why(grounds_of(board->board, words, *cell.card()), Language::zh_hans);
      CHECK(sentence.starts_with(fmt::format("{}认定{}", period_label(period, Language::zh_hans),
                                             name_of(cell.card()->verdict, Language::zh_hans))));
      CHECK(sentence.find("累计") == std::string::npos);
    }
    CHECK(told);
  }
}

TEST_CASE("a card keeps the version of the mechanism under which it was published") {
  AppFixture county(County::played);
  auto board = county.board()->board;
  board.adopted.push_back(
      AdoptedMechanism{.adoption = {.version = 7, .effective_from = Date::of(2026, 1, 1)},
                       .mechanism = board.mechanism});
  board.adopted.edit().back().mechanism.version = 7;
  CHECK(app::why(grounds_of(board, *board.find(county.project(1)),
                            *board.find(county.project(1))->cell(month(1)).card()),
                 Language::en)
            .ends_with("(mechanism version 1)"));
  board.publications.at(month(1)).mechanism_version = 7;
  const auto found = board.find(county.project(1));
  CHECK(app::why(grounds_of(board, *found, *found->cell(month(1)).card()), Language::en)
            .ends_with("(mechanism version 7)"));
}

TEST_CASE("a proposal says what is missing, or which card would follow") {
  AppFixture county(County::played);
  county.set_clock(10, 29);
  SUBCASE("nothing reported") {
    CHECK(why_now(county, 1, 10, std::nullopt) ==
          "10月尚未报送，系统不提建议\n10月尚未報送，系統不提建議\n"
          "Oct: nothing reported yet, so nothing is proposed\n");
  }
  SUBCASE("a plan in words") {
    const auto board = county.board();
    const std::string plan = county.on(board, 2).cell(month(10)).plan.text;
    REQUIRE_FALSE(plan.empty());
    CHECK(why_now(county, 2, 10, std::nullopt) ==
          fmt::format("10月计划“{0}”没有数量，由督考办公室核实后认定\n"
                      "10月計劃「{0}」沒有數量，由督考辦公室核實後認定\n"
                      "Oct: the plan \"{0}\" has no figure; the office verifies and decides\n",
                      plan));
  }
  SUBCASE("no target") {
    CHECK(why_now(county, 28, 8, Verdict::no_target) ==
          "8月未安排目标，建议认定为无目标\n8月未安排目標，建議認定為無目標\n"
          "Aug: nothing was planned, so no target is proposed\n");
  }
  SUBCASE("reported, and the run would grow") {
    REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(60))) == "ok");
    CHECK(why_now(county, 28, 10, Verdict::missed) ==
          "10月计划累计75%，报送累计60%，建议认定未完成，6月、7月、9月、10月连续4个月未完成：红牌，"
          "依重点工程挂图作战实施意见三（二）“连续两个月及以上未完成月度目标”（机制第1版）\n"
          "10月計劃累計75%，報送累計60%，建議認定未完成，6月、7月、9月、10月連續4個月未完成：紅牌，"
          "依重點工程掛圖作戰實施意見三（二）「連續兩個月及以上未完成月度目標」（機制第1版）\n"
          "Oct: planned 75%, reported 60%, proposed missed, 4 months missed in a row (Jun, Jul, "
          "Sep, Oct), red card, by clause 三（二） \"monthly target missed in two or more "
          "consecutive months\" (mechanism version 1)\n");
  }
  SUBCASE("determined, so the verified figure counts") {
    REQUIRE(word_of(county.report("clerk-E04", 28, month(10), Quantity::of(80))) == "ok");
    REQUIRE(word_of(county.determine("office1", 28, month(10), Verdict::missed, Quantity::of(70),
                                     "多报10%")) == "ok");
    CHECK(why_now(county, 28, 10, Verdict::missed)
              .starts_with("10月计划累计75%，认定累计70%，建议认定未完成"));
  }
}

TEST_CASE("names of periods in the three languages") {
  const auto labels = [](const char* text) {
    const Period period = *Period::parse(text);
    std::string out;
    for (Language language : kLanguages) out += period_long_label(period, language) + "|";
    return out;
  };
  CHECK(labels("2026-09") == "2026年9月|2026年9月|Sep 2026|");
  CHECK(labels("2026-09a") == "2026年9月上半月|2026年9月上半月|Sep 1-15 2026|");
  CHECK(labels("2026-12b") == "2026年12月下半月|2026年12月下半月|Dec 16-31 2026|");
  CHECK(labels("2026-Q3") == "2026年三季度|2026年三季度|Q3 2026|");
  CHECK(labels("2026") == "2026年全年|2026年全年|year 2026|");
}

}  // namespace
}  // namespace zhantu::app
