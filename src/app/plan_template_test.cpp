#include "app/plan_template.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "app/plan_columns.hpp"

namespace zhantu::app {
namespace {

PlanPeriodInput month(int number, std::string text, std::optional<Quantity> quantity) {
  return {Period::month(2026, number), std::move(text), quantity, {}, {}};
}

PlanRow full_row() {
  PlanRow row;
  row.number = "A-07";
  row.name = "东环路改造工程";
  row.category = "基础设施";
  row.command_post = "城建作战指挥部";
  row.lead_unit = "住房和城乡建设局";
  row.partner_units = {"交通运输局", "水务局", "Foo Bar"};
  row.deputy_commanders = {"张某"};
  row.accountable_persons = {"王某", "赵某"};
  row.facts = "全长 12.5 公里\n总投资 <3> 亿元 & \"其他\"_x000D_";
  row.annual_target = "=全线贯通";
  row.annual_quantity = Quantity{125'000};
  row.quantity_unit = "公里";
  row.periods = {month(1, "-路基", Quantity{1}), month(3, "'+完成", std::nullopt),
                 month(11, "", Quantity{33'333}), month(12, "通车", Quantity{125'000})};
  return row;
}

PlanRow plain_row() {
  PlanRow row;
  row.number = "007";
  row.name = "滨河公园";
  row.command_post = "@一";
  row.lead_unit = "园林局";
  row.annual_quantity = Quantity{Quantity::kScaledMax - 1};
  row.quantity_unit = "%";
  row.periods = {month(2, "征地", Quantity::of(35)),
                 month(5, "绿化", Quantity{Quantity::kScaledMax - 1})};
  return row;
}

PlanTemplate wanted_template() {
  return {2026,
          PeriodKind::month,
          "某县重点工程挂图作战",
          {"城建作战指挥部", "@一"},
          {"住房和城乡建设局", "园林局"},
          {full_row(), plain_row()},
          Instant{1'767'225'600'000},
          5};
}

PlanWorkbook read_back(std::string_view bytes) {
  const auto read = codec::read_xlsx(bytes, plan_caps());
  if (!read) FAIL(read.problem().word);
  return read_plan(*read, 2026);
}

void check_same(const PlanRow& read, const PlanRow& given) {
  CAPTURE(given.number);
  CHECK(read.number == given.number);
  CHECK(read.name == given.name);
  CHECK(read.category == given.category);
  CHECK(read.command_post == given.command_post);
  CHECK(read.lead_unit == given.lead_unit);
  CHECK(read.partner_units == given.partner_units);
  CHECK(read.deputy_commanders == given.deputy_commanders);
  CHECK(read.accountable_persons == given.accountable_persons);
  CHECK(read.facts == given.facts);
  CHECK(read.annual_target == given.annual_target);
  CHECK(read.annual_quantity == given.annual_quantity);
  CHECK(read.quantity_unit == given.quantity_unit);
  REQUIRE(read.periods.size() == given.periods.size());
  for (std::size_t i = 0; i < given.periods.size(); ++i) {
    CHECK(read.periods[i].period == given.periods[i].period);
    CHECK(read.periods[i].text == given.periods[i].text);
    CHECK(read.periods[i].quantity == given.periods[i].quantity);
  }
}

void check_same(const PlanWorkbook& plan, const PlanTemplate& given) {
  for (const auto& complaint : plan.complaints) {
    FAIL_CHECK(complaint.at.name() << " " << complaint.word << " " << complaint.value);
  }
  REQUIRE(plan.rows.size() == given.rows.size());
  for (std::size_t i = 0; i < given.rows.size(); ++i) check_same(plan.rows[i], given.rows[i]);
}

std::string fixture(const char* name) {
  std::ifstream in(std::string(name), std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("template: given back unchanged it reads as the same rows") {
  const PlanTemplate wanted = wanted_template();
  const PlanWorkbook plan = read_back(plan_template(wanted));
  check_same(plan, wanted);
  CHECK(plan.sheet == "计划");
  CHECK(plan.periods.size() == 12);
  CHECK(plan.rows[0].name_at.name() == "B4");
}

TEST_CASE("template: filled in row by row, again and again, nothing drifts") {
  PlanTemplate wanted = wanted_template();
  for (int round = 0; round < 3; ++round) {
    wanted.rows = read_back(plan_template(wanted)).rows;
  }
  check_same(read_back(plan_template(wanted)), wanted_template());
}

TEST_CASE("template: an empty one has a plan sheet and no projects") {
  PlanTemplate wanted = wanted_template();
  wanted.rows.clear();
  const PlanWorkbook plan = read_back(plan_template(wanted));
  CHECK(plan.rows.empty());
  CHECK(plan.complaints.empty());
  CHECK(plan.sheet == "计划");
}

TEST_CASE("template: title, explanations of every column, lists to choose from") {
  const auto read = codec::read_xlsx(plan_template(wanted_template()));
  REQUIRE(read);
  REQUIRE(read->sheets.size() == 3);
  CHECK(read->sheets[0].cells.at(0).text == "某县重点工程挂图作战2026年项目计划表");
  CHECK(read->sheets[1].name == "填写说明");
  CHECK_FALSE(read->sheets[1].hidden);
  for (const auto& column : kPlanColumns) {
    const bool explained = std::any_of(
        read->sheets[1].cells.begin(), read->sheets[1].cells.end(),
        [&](const auto& cell) { return cell.column == 1 && cell.text == column.title; });
    CHECK_MESSAGE(explained, column.title);
  }
  CHECK(read->sheets[2].hidden);
  CHECK(read->sheets[2].cells.size() == 4);
  PlanTemplate dated = wanted_template();
  dated.campaign = "2026 年攻坚";
  const auto again = codec::read_xlsx(plan_template(dated));
  CHECK(again->sheets[0].cells.at(0).text == "2026 年攻坚项目计划表");
}

TEST_CASE("template: the same wishes give the same bytes") {
  CHECK(plan_template(wanted_template()) == plan_template(wanted_template()));
}

TEST_CASE("template: opened and saved by LibreOffice it still reads as the same rows") {
  const auto bytes =
      fixture(ZHANTU_SOURCE_DIR "/tests/fixtures/workbooks/libreoffice_template.xlsx");
  check_same(read_back(bytes), wanted_template());
}

}  // namespace zhantu::app
