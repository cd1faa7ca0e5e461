#include "app/plan_workbook.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "app/plan_columns.hpp"
#include "app/plan_values.hpp"
#include "base/text.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::app {
namespace {

using codec::CellKind;
using codec::XlsxCell;
using codec::XlsxSheet;
using codec::XlsxWorkbook;
using Texts = std::vector<std::string>;

Texts split(std::string_view line) {
  Texts out;
  for (std::size_t start = 0; start <= line.size();) {
    const auto end = std::min(line.find('|', start), line.size());
    out.emplace_back(trimmed(line.substr(start, end - start)));
    start = end + 1;
  }
  return out;
}

XlsxCell cell_of(int row, int column, std::string text) {
  XlsxCell cell;
  cell.row = row;
  cell.column = column;
  for (auto at = text.find("\\n"); at != std::string::npos; at = text.find("\\n")) {
    text.replace(at, 2, "\n");
  }
  const bool marked = text == "?" || (text.size() > 1 && text.find_first_of("=%@!") == 0);
  cell.text = marked ? text.substr(1) : text;
  if (!marked) return cell;
  cell.kind = text[0] == '!' ? CellKind::error : CellKind::number;
  cell.is_percent = text[0] == '%';
  cell.is_date = text[0] == '@';
  cell.is_formula = text[0] == '?';
  if (text[0] == '=') cell.text = codec::shortest_decimal(cell.text).value();
  return cell;
}

struct TableCase {
  std::string name;
  XlsxSheet sheet{"计划", false, {}, {}};
  int rows_used = 0;
  std::size_t rows_expected = 0;
  Texts expected, asked, noted;

  void add_row(std::string_view line) {
    ++rows_used;
    const Texts texts = split(line);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (!texts[i].empty())
        sheet.cells.push_back(cell_of(rows_used, static_cast<int>(i) + 1, texts[i]));
    }
  }
};

constexpr std::string_view kStandard =
    "项目编号|项目名称|作战指挥部|主责单位|年度目标量|计量单位|1月计划|1月累计量|2月计划|2月累计量|"
    "3月计划|3月累计量";

std::vector<TableCase> read_table(const std::string& path) {
  std::ifstream in(path);
  REQUIRE(in);
  std::vector<TableCase> cases;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    const auto blank = std::min(line.find(' '), line.size());
    const std::string verb = line.substr(0, blank);
    const std::string rest = blank == line.size() ? "" : line.substr(blank + 1);
    if (verb == "case") {
      cases.emplace_back().name = rest;
      cases.back().add_row("某镇 2026 年重点工程计划表");
    } else if (verb == "columns") {
      cases.back().add_row(rest == "standard" ? kStandard : rest);
    } else if (verb == "row") {
      cases.back().add_row(rest);
    } else if (verb == "merge") {
      cases.back().sheet.merged_ranges.push_back(rest);
    } else if (verb == "rows") {
      const auto end = rest.data() + rest.size();
      REQUIRE(std::from_chars(rest.data(), end, cases.back().rows_expected).ptr == end);
    } else if (verb == "says") {
      cases.back().expected.push_back(rest);
    } else if (verb == "asks") {
      cases.back().asked.push_back(rest);
    } else if (verb == "notes") {
      cases.back().noted.push_back(rest);
    } else {
      FAIL("unknown verb: " << line);
    }
  }
  return cases;
}

// In the order in which the table's author writes the values: those that point come first.
std::string told(const Complaint& complaint) {
  std::string out =
      fmt::format("{} {} \"{}\"", complaint.at.name(), complaint.word, complaint.value);
  for (const char* name : {"column", "other", "earlier", "annual", "max", "meant", "year", "named",
                           "count", "start", "unit", "wanted", "letters"}) {
    const auto value = complaint.values.find(name);
    if (value != complaint.values.end()) out += fmt::format(" {}={}", name, value->second);
  }
  return out;
}

XlsxWorkbook workbook_of(const std::vector<std::string_view>& rows) {
  TableCase table;
  for (const auto row : rows) table.add_row(row);
  XlsxWorkbook workbook;
  workbook.sheets.push_back(table.sheet);
  return workbook;
}

std::string all_told(const PlanWorkbook& plan) {
  std::string out;
  for (const auto& complaint : plan.complaints) out += told(complaint) + "\n";
  return out;
}

}  // namespace

TEST_CASE("plan: the table of complaints") {
  const auto cases = read_table(ZHANTU_SOURCE_DIR "/src/app/plan_workbook.table");
  CHECK(cases.size() >= 20);
  for (const auto& table : cases) {
    CAPTURE(table.name);
    XlsxWorkbook workbook;
    workbook.sheets.push_back(table.sheet);
    const PlanWorkbook plan = read_plan(workbook, 2026);
    CHECK(plan.rows.size() == table.rows_expected);
    std::string expected;
    for (const auto& line : table.expected) expected += line + "\n";
    CHECK(all_told(plan) == expected);
    Texts asked, noted;
    for (const auto& question : plan.layout.questions) asked.push_back(told(question));
    CHECK(asked == table.asked);
    for (const auto& note : plan.layout.notes) {
      noted.push_back(note.word);
      for (const auto& [name, value] : note.values) noted.back() += " " + name + "=" + value;
    }
    if (!table.noted.empty()) CHECK(noted == table.noted);
  }
}

TEST_CASE("plan: every field of a row, with its cell") {
  const auto plan =
      read_plan(workbook_of({"", "", "某县 2026 年重点工程",
                             "序号|项目编号|项目名称|类别|作战指挥部|副指挥长|主责单位|配合单位|"
                             "责任人|项目基本情况|年度目标|"
                             "年度目标量|计量单位|1月计划|1月累计量|2月计划|2月累计量",
                             "=1|=7|东环路\\n改造|道路|第一指挥部|张 "
                             "三、李四|住建局|交通局，水务局;电力 公司/通信公司|"
                             "王五 赵六|总投资 3 亿元\\n全长 12 公里|通车|12|公里|开工|=2.5||"}),
                2026);
  CHECK(all_told(plan) == "");
  REQUIRE(plan.rows.size() == 1);
  const PlanRow& row = plan.rows[0];
  CHECK(row.row == 5);
  CHECK(row.number == "7");
  CHECK(row.name == "东环路改造");
  CHECK(row.category == "道路");
  CHECK(row.command_post == "第一指挥部");
  CHECK(row.deputy_commanders == Texts{"张三", "李四"});
  CHECK(row.lead_unit == "住建局");
  CHECK(row.partner_units == Texts{"交通局", "水务局", "电力", "公司", "通信公司"});
  CHECK(row.accountable_persons == Texts{"王五", "赵六"});
  CHECK(row.facts == "总投资 3 亿元\n全长 12 公里");
  CHECK(row.annual_target == "通车");
  CHECK(row.annual_quantity == Quantity::of(12));
  CHECK(row.quantity_unit == "公里");
  REQUIRE(row.periods.size() == 1);
  CHECK(row.periods[0].period == Period::month(2026, 1));
  CHECK(row.periods[0].text == "开工");
  CHECK(row.periods[0].quantity == Quantity{25'000});
  CHECK(row.number_at == CellRef{"计划", 5, 2});
  CHECK(row.lead_unit_at.name() == "G5");
  CHECK(row.accountable_persons_at.name() == "I5");
  CHECK(row.periods[0].quantity_at.name() == "O5");
  CHECK(plan.periods == std::vector<Period>{Period::month(2026, 1), Period::month(2026, 2)});
}

TEST_CASE("plan: the first visible sheet with a plan is taken") {
  constexpr std::string_view header = "项目编号|项目名称|作战指挥部|主责单位|1月计划";
  XlsxWorkbook workbook = workbook_of({header, "1|隐藏|一|甲局|开工"});
  workbook.sheets[0].hidden = true;
  workbook.sheets.push_back(workbook_of({"说明", "请填第三张表"}).sheets[0]);
  workbook.sheets.push_back(workbook_of({header, "1|可见|一|甲局|开工"}).sheets[0]);
  workbook.sheets[2].name = "第三张";
  const auto plan = read_plan(workbook, 2026);
  CHECK(plan.sheet == "第三张");
  REQUIRE(plan.rows.size() == 1);
  CHECK(plan.rows[0].name == "可见");
  workbook.sheets.pop_back();
  CHECK(read_plan(workbook, 2026).complaints.at(0).word == "sheet_without_plan");
  CHECK(read_plan({}, 2026).complaints.at(0).word == "sheet_without_plan");
}

TEST_CASE("plan: days count from 1904 where the workbook says so") {
  XlsxWorkbook workbook =
      workbook_of({"项目编号|项目名称|作战指挥部|主责单位|1月计划", "1|甲|一|甲局|@44650"});
  workbook.dates_from_1904 = true;
  CHECK(read_plan(workbook, 2026).rows.at(0).periods.at(0).text == "2026年3月31日");
}

TEST_CASE("plan: complaints end somewhere") {
  Texts rows = {"项目编号|项目名称|作战指挥部|主责单位|1月计划"};
  for (int i = 0; i < 600; ++i) rows.push_back(std::to_string(i) + "|甲||甲局|开工");
  const auto plan = read_plan(workbook_of({rows.begin(), rows.end()}), 2026);
  REQUIRE(plan.complaints.size() == 501);
  CHECK(plan.complaints.back().word == "complaints_more");
  CHECK(plan.complaints.back().values.at("count") == "100");
  CHECK(plan.rows.size() == 600);
}

TEST_CASE("plan: headers") {
  const auto use = [](const char* text) { return parse_use(text).value(); };
  CHECK(read_header(" 项目\n名称 ")->use.is(PlanField::name));
  CHECK(read_header("工程名称")->use.is(PlanField::name));
  CHECK(read_header("主责（牵头）单位")->use.is(PlanField::lead_unit));
  CHECK(read_header("１２月计划")->use.slot.index == 12);
  CHECK(read_header("十一月计划")->use.slot.index == 11);
  CHECK(read_header("2026年1月份累计量（万元）") == PlanHeader{use("quantity:1"), 2026});
  for (std::string_view none :
       {"", "13月计划", "0月计划", "月计划", "计划", "1月", "（项目编号）"}) {
    CAPTURE(none);
    CHECK_FALSE(read_header(none));
  }
  for (const auto& column : kPlanColumns) CHECK(read_header(column.title)->use.is(column.field));
  CHECK(read_header("序号")->is_own());
  CHECK(read_header("1月完成情况")->use.kind == PlanUse::Kind::actual);
  CHECK(unit_in_header("总投资（万元）") == "万元");
  CHECK(unit_in_header("长度/公里") == "公里");
  CHECK(unit_in_header("单位：万元、公里") == "");
  CHECK(unit_in_header("（单位：亿元）") == "亿元");
  CHECK(unit_in_header("1月计划（文字）") == "");
  for (const PeriodKind kind :
       {PeriodKind::half_month, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
    for (const PlanUse& one : all_uses(kind)) CHECK(parse_use(word(one)) == one);
  }
  for (const char* none : {"plan:13", "plan:", "plan:0", "plan:3c", "amount:Q5", "figure:3", ""})
    CHECK_FALSE(parse_use(none));
}

TEST_CASE("plan: headers of figures say how they are given, or are asked about") {
  const auto told = [](std::string_view text) {
    const auto header = read_header(text);
    if (!header) return std::string("none");
    const PlanUse use = header->use;
    return use.kind == PlanUse::Kind::unsaid ? "unsaid " + word(use.slot) : word(use);
  };
  for (const auto& [text, expected] : std::initializer_list<std::pair<const char*, const char*>>{
           {"3月累计", "quantity:3"},
           {"1-3月累计计划", "quantity:3"},
           {"1—6月计划投资", "quantity:6"},
           {"截至9月累计量", "quantity:9"},
           {"1-3月计划", "quantity:3"},
           {"3月当月计划量", "amount:3"},
           {"三月本月计划数", "amount:3"},
           {"一季度当季计划量", "amount:Q1"},
           {"3月累计比例", "percent:3"},
           {"3月累计占年度目标（%）", "percent:3"},
           {"3月计划投资（万元）", "unsaid 3"},
           {"3月计划量", "unsaid 3"},
           {"第二季度计划", "plan:Q2"},
           {"2季度累计量", "quantity:Q2"},
           {"Q4计划", "plan:Q4"},
           {"3月上半月计划", "plan:3a"},
           {"3月下半月累计量", "quantity:3b"},
           {"全年计划", "plan:year"},
           {"3月当月完成", "actual"},
           {"3月完成率", "actual"},
           {"3月上旬计划", "none"},
           {"5季度计划", "none"},
           {"至月计划", "none"}}) {
    CAPTURE(text);
    CHECK(told(text) == expected);
  }
}

TEST_CASE("plan: a campaign that plans in quarters or half-months reads its own periods") {
  const auto quarters =
      read_plan(workbook_of({"项目编号|项目名称|作战指挥部|主责单位|年度目标量|计量单位|一季度计划|"
                             "一季度累计量|二季度计划|二季度累计量",
                             "1|甲|一|甲局|10|公里|开工|3|完工|10"}),
                {2026, PeriodKind::quarter});
  CHECK(all_told(quarters) == "");
  CHECK(quarters.periods.at(1).text() == "2026-Q2");
  CHECK(quarters.rows.at(0).periods.at(1).quantity == Quantity::of(10));
  const auto halves = read_plan(
      workbook_of({"项目编号|项目名称|作战指挥部|主责单位|1月上半月计划|1月下半月计划|2月计划",
                   "1|甲|一|甲局|招标|开工|完工"}),
      {2026, PeriodKind::half_month});
  // A month is the half that ends it, if the clerk says so; until then it is asked.
  REQUIRE(halves.layout.questions.size() == 1);
  CHECK(halves.layout.questions[0].word == "column_similar");
  CHECK(halves.layout.questions[0].values.at("meant") == "2月下半月计划");
  CHECK(halves.periods.front().text() == "2026-01a");
  // The first month ends no quarter.
  const auto months =
      read_plan(workbook_of({"项目编号|项目名称|作战指挥部|主责单位|1月计划|3月计划",
                             "1|甲|一|甲局|招标|开工"}),
                {2026, PeriodKind::quarter});
  REQUIRE(months.layout.questions.size() == 2);
  CHECK(months.layout.questions[0].word == "column_unknown");
  CHECK(months.layout.questions[1].values.at("meant") == "一季度计划");
}

TEST_CASE("plan: names in one cell") {
  CHECK(split_names("张三、李四，王五,赵六;钱七；孙八/周九／吴十\n郑一 冯二") ==
        Texts{"张三", "李四", "王五", "赵六", "钱七", "孙八", "周九", "吴十", "郑一", "冯二"});
  CHECK(split_names("张 三　李 四、王五") == Texts{"张三", "李四", "王五"});
  CHECK(split_names("张三、、张三 、 ") == Texts{"张三"});
  CHECK(split_names("Foo Bar 公司") == Texts{"Foo Bar", "公司"});
  CHECK(split_names("").empty());
}

TEST_CASE("plan: a full-width percent sign is the percent sign") {
  const auto plan = read_plan(
      workbook_of({"项目编号|项目名称|作战指挥部|主责单位|年度目标量|计量单位|1月计划|1月累计量",
                   "1|甲|一|甲局|100|％|开工|%0.35"}),
      2026);
  CHECK(all_told(plan) == "");
  CHECK(plan.rows.at(0).quantity_unit == "%");
  CHECK(plan.rows.at(0).periods.at(0).quantity == Quantity::of(35));
}

TEST_CASE("plan: percentages are exact") {
  const auto read = [](const char* text) {
    XlsxCell cell = cell_of(1, 1, std::string("%") + text);
    return read_quantity(cell, "％").quantity.value_or(Quantity{-1}).text();
  };
  CHECK(read("0.35") == "35");
  CHECK(read("1") == "100");
  CHECK(read("0.123456") == "12.3456");
  CHECK(read("0") == "0");
  CHECK(read("0.001") == "0.1");
  CHECK(read("1.055") == "105.5");
  CHECK(read("0.1234567") == "-0.0001");
}

}  // namespace zhantu::app
