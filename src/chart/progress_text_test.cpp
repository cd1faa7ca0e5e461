#include "chart/progress_text.hpp"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "chart/card_mark.hpp"

#include "golden/chart/progress_fixture.hpp"

namespace zhantu::chart {

TEST_CASE("shares are rounded down and never hide a shortfall") {
  struct Case {
    std::optional<int> done, plan;
    const char* done_text;
    const char* plan_text;
  };
  const Case cases[] = {
      {7900, 7500, "79", "75"},       {7999, 7500, "79", "75"},      {7540, 7530, "75", "75"},
      {7530, 7540, "75.3", "75.4"},  // missed: it must show
      {7531, 7539, "75.31", "75.39"}, {7500, 7500, "75", "75"},      {10'000, 10'000, "100", "100"},
      {{}, 7550, "", "75"},           {7550, {}, "75", ""},          {{}, {}, "", ""},
      {0, 50, "0.0", "0.5"},          {12'300, 10'000, "123", "100"}};
  for (const Case& each : cases) {
    const ShareTexts texts = share_texts(each.done, each.plan);
    CHECK(texts.done == each.done_text);
    CHECK(texts.plan == each.plan_text);
  }
}

TEST_CASE("differences to the plan are rounded towards the worse") {
  CHECK(points_text(7900, 7500) == "+4");
  CHECK(points_text(7999, 7500) == "+4");
  CHECK(points_text(7550, 7500) == "±0");
  CHECK(points_text(7499, 7500) == "−1");
  CHECK(points_text(5200, 7500) == "−23");
}

TEST_CASE("runs and heads speak of the chart's own periods") {
  ProgressChart chart;
  const auto with = [&](std::vector<const char*> labels) {
    chart.periods.clear();
    for (const char* label : labels) chart.periods.push_back({label, false, false});
  };
  with({"1月", "2月"});
  CHECK(run_text(chart, 3) == "连续3个月");
  CHECK(period_kind_text(chart) == "月度");
  with({"一季度", "二季度"});
  CHECK(run_text(chart, 2) == "连续2个季度");
  CHECK(period_kind_text(chart) == "季度");
  with({"1月上", "1月下"});
  CHECK(run_text(chart, 2) == "连续2期");
  with({"第1期"});
  CHECK(run_text(chart, 2) == "连续2期");
  CHECK(period_kind_text(chart) == "分期");
}

TEST_CASE("the current period is found, and who is red in it") {
  ProgressChart chart = fixture::county_year();
  CHECK(current_period(chart) == 8);
  CHECK(row_count(chart) == 30);
  CHECK(static_cast<int>(rows_with(chart, Card::red).size()) == chart.red);
  CHECK(static_cast<int>(rows_with(chart, Card::yellow).size()) == chart.yellow);
  chart.periods[8].current = false;
  CHECK(current_period(chart) == -1);
  CHECK(rows_with(chart, Card::red).empty());
}

TEST_CASE("rows of open charts lead nowhere") {
  const ProgressChart internal = fixture::county_year();
  const ProgressChart open = fixture::county_year(Audience::open);
  CHECK(project_href(internal, internal.groups[0].rows[0]) == "/projects/71");
  CHECK(project_href(open, open.groups[0].rows[0]) == "");
}

TEST_CASE("the description says what the eye would see first") {
  ProgressChart chart = fixture::county_year();
  CHECK(description_text(chart).find("红牌3项") != std::string::npos);
  CHECK(description_text(chart).find("第9版") != std::string::npos);
  chart.revision = 0;
  CHECK(description_text(chart) == "共30项，尚未公示。");
  chart.groups.clear();
  CHECK(description_text(chart) == "尚无项目入图。");
}

TEST_CASE("a chart counts the cards of its own rule, and the usual three where none is known") {
  const auto names = [](const ProgressChart& chart) {
    std::string text;
    for (const CardCount& each : cards_given(chart))
      text += fmt::format("{}{} ", card_name(each.card), each.count);
    return text;
  };
  ProgressChart chart;
  CHECK(names(chart) == "蓝牌0 黄牌0 红牌0 ");
  chart.rule_green = "按期";
  chart.rule_red = "未完成";
  chart.green = 7;
  CHECK(names(chart) == "绿牌7 红牌0 ");
  chart.orange = 1;  // of an earlier version of the rule
  CHECK(names(chart) == "绿牌7 橙牌1 红牌0 ");
}

}  // namespace zhantu::chart
