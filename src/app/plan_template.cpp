#include "app/plan_template.hpp"

#include <cmath>

#include "app/plan_columns.hpp"
#include "base/text.hpp"
#include "codec/xlsx_writer.hpp"

namespace zhantu::app {
namespace {

using codec::CellLook;
using codec::OutCell;
using codec::OutRow;
using codec::OutSheet;

constexpr int kHeaderRow = 3;
constexpr double kFenOfTenThousand = 1e6;
constexpr double kMonthTextWidth = 20;
constexpr double kMonthQuantityWidth = 11;
constexpr double kLineHeight = 15;  // points
constexpr double kRowHeightMin = 26;
constexpr double kHelpRowHeight = 24;
constexpr double kRowHeightMax = 400;

struct FieldHelp {
  PlanField field;
  double width;
  std::string_view how;
  std::string_view example;
};
constexpr std::array<FieldHelp, kPlanFields> kFieldHelp = {{
    {PlanField::number, 10, "本战役内不得重复，再次导入时按编号找到同一项目。最多 20 字。", "A-07"},
    {PlanField::name, 26, "项目全称，最多 60 字。", "东环路改造工程"},
    {PlanField::category, 12, "按本战役的分类填写，可不填。", "基础设施"},
    {PlanField::command_post, 18, "从下拉名单中选择，与系统内名称一致。", "城建作战指挥部"},
    {PlanField::deputy_commanders, 14, "多人用顿号隔开。", "张某、李某"},
    {PlanField::lead_unit, 18, "只填一个单位，从下拉名单中选择。", "住房和城乡建设局"},
    {PlanField::partner_units, 22, "多个单位用顿号隔开，与系统内名称一致。", "交通运输局、水务局"},
    {PlanField::accountable_persons, 14, "多人用顿号隔开。", "王某、赵某"},
    {PlanField::facts, 36, "规模、总投资和本年投资、性质、开工和计划竣工时间等，最多 500 字。",
     "全长 12 公里，总投资 3 亿元"},
    {PlanField::investment_total, 13, "以万元计；也可写“1.2亿元”。", "30000"},
    {PlanField::investment_year, 13, "以万元计；也可写“3000万元”。", "12000"},
    {PlanField::nature, 9, "新建、续建等，最多 20 字。", "新建"},
    {PlanField::starts_on, 12, "如 2026-03-15、2026年3月、2026年一季度（取第一天）。",
     "2026-03-15"},
    {PlanField::finishes_on, 12, "如 2026-12-31、2026年12月、2026年底（取最后一天）。",
     "2026-12-31"},
    {PlanField::annual_target, 28, "全年要达到的目标，用文字表述，最多 500 字。", "全线贯通并通车"},
    {PlanField::annual_quantity, 12, "能量化的填数字，最多四位小数；不能量化的留空。", "12"},
    {PlanField::quantity_unit, 9, "年度目标量和各期累计量共用的单位；填了数量就必须填。", "公里"},
}};
constexpr std::string_view kPeriodTextHelp =
    "当期（月）要完成的工作，最多 200 字。当期没有目标的留空；全年至少填一期。";
constexpr std::string_view kPeriodTextExample = "路基完成 5 公里";
constexpr std::string_view kPeriodQuantityHelp =
    "自年初起累计到当期（月）的数量，不是当期增量；不得小于上期，不得超过年度目标量。";
constexpr std::string_view kPeriodQuantityExample = "5";
constexpr std::string_view kRules[] = {
    "红底白字的列必须填写，浅红底的列可以留空。",
    "列的顺序可以调整，可以增加“序号”“备注”等自用的列；列名不要改动。",
    "从“项目编号”和“项目名称”所在的一行往下读，编号和名称都为空的行不读。",
    "数字可以带千位逗号；计量单位为“%”时，填 35 或 35% 都表示百分之三十五。",
    "公式只取保存时的计算结果；出现 #REF! 之类错误的单元格不能导入。",
    "一个项目只占一行，不要把编号、名称合并到几行；指挥部等其他列可以上下合并。",
    "导入前系统先检查并逐格指出问题；有一处问题，整张表都不导入。",
};

const FieldHelp& help_of(PlanField field) { return kFieldHelp.at(static_cast<std::size_t>(field)); }

OutCell text_cell(std::string text, CellLook look = CellLook::text) {
  return {std::move(text), look, ""};
}

OutCell quantity_cell(const std::optional<Quantity>& quantity) {
  if (!quantity) return {std::monostate(), CellLook::number, ""};
  return {static_cast<double>(quantity->scaled) / static_cast<double>(Quantity::kScale),
          CellLook::number, ""};
}

bool is_money(PlanField field) {
  return field == PlanField::investment_total || field == PlanField::investment_year;
}

OutCell money_cell(const std::optional<Money>& money) {
  if (!money) return {std::monostate(), CellLook::number, ""};
  return {static_cast<double>(money->fen) / kFenOfTenThousand, CellLook::number, ""};
}

OutCell day_cell(const std::optional<Date>& day) {
  return text_cell(day ? day->iso() : "", CellLook::text_centred);
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : "、") + name;
  return out;
}

std::string hint(std::string_view how, std::string_view example) {
  return fmt::format("{}\n例：{}", how, example);
}

std::string title_of(const PlanTemplate& wanted) {
  const std::string year = std::to_string(wanted.year);
  const bool dated = wanted.campaign.find(year) != std::string::npos;
  return wanted.campaign + (dated ? "" : year + "年") + "项目计划表";
}

PlanUse text_of(PeriodKind kind, int index) {
  return {.kind = PlanUse::Kind::text, .slot = {kind, index}};
}
PlanUse quantity_of(PeriodKind kind, int index) {
  return {.kind = PlanUse::Kind::figure, .slot = {kind, index}};
}
std::string titled(const PlanUse& use) { return title_of(use, Language::zh_hans); }

OutRow header_row(PeriodKind kind) {
  OutRow row;
  for (const auto& column : kPlanColumns) {
    const auto& help = help_of(column.field);
    row.cells.push_back({std::string(column.title) + (is_money(column.field) ? "（万元）" : ""),
                         column.required ? CellLook::header : CellLook::header_optional,
                         hint(help.how, help.example)});
  }
  for (int i = 1; i <= periods_per_year(kind); ++i) {
    row.cells.push_back({titled(text_of(kind, i)), CellLook::header,
                         i == 1 ? hint(kPeriodTextHelp, kPeriodTextExample) : ""});
    row.cells.push_back({titled(quantity_of(kind, i)), CellLook::header_optional,
                         i == 1 ? hint(kPeriodQuantityHelp, kPeriodQuantityExample) : ""});
  }
  row.height = 30;
  return row;
}

double column_width(std::size_t index) {
  if (index < kFieldHelp.size()) return kFieldHelp[index].width;
  return (index - kFieldHelp.size()) % 2 == 0 ? kMonthTextWidth : kMonthQuantityWidth;
}

// Not every program fits the height of a row to its wrapped text, so it is reckoned here.
double fitting_height(const OutRow& row) {
  int lines_most = 1;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row.cells[i].value);
    if (!text) continue;
    int lines = 0;
    for (std::size_t start = 0; start <= text->size();) {
      const auto end = std::min(text->find('\n', start), text->size());
      const int width = display_width(std::string_view(*text).substr(start, end - start));
      lines += std::max(1, static_cast<int>(std::ceil(width / (column_width(i) - 1))));
      start = end + 1;
    }
    lines_most = std::max(lines_most, lines);
  }
  return std::clamp(lines_most * kLineHeight + 8, kRowHeightMin, kRowHeightMax);
}

OutRow project_row(const PlanRow& project, const PlanTemplate& wanted) {
  OutRow row;
  row.cells = {text_cell(project.number, CellLook::text_centred),
               text_cell(project.name),
               text_cell(project.category),
               text_cell(project.command_post),
               text_cell(joined(project.deputy_commanders)),
               text_cell(project.lead_unit),
               text_cell(joined(project.partner_units)),
               text_cell(joined(project.accountable_persons)),
               text_cell(project.facts),
               money_cell(project.investment_total),
               money_cell(project.investment_year),
               text_cell(project.nature, CellLook::text_centred),
               day_cell(project.starts_on),
               day_cell(project.finishes_on),
               text_cell(project.annual_target),
               quantity_cell(project.annual_quantity),
               text_cell(project.quantity_unit, CellLook::text_centred)};
  for (int i = 1; i <= periods_per_year(wanted.periods); ++i) {
    const auto planned = std::ranges::find(
        project.periods, Period::of(wanted.periods, wanted.year, i), &PlanPeriodInput::period);
    const bool is_planned = planned != project.periods.end();
    row.cells.push_back(text_cell(is_planned ? planned->text : ""));
    row.cells.push_back(quantity_cell(is_planned ? planned->quantity : std::nullopt));
  }
  row.height = fitting_height(row);
  return row;
}

OutSheet plan_sheet(const PlanTemplate& wanted) {
  OutSheet sheet;
  sheet.name = "计划";
  const std::size_t columns =
      kPlanFields + 2 * static_cast<std::size_t>(periods_per_year(wanted.periods));
  for (std::size_t i = 0; i < columns; ++i) sheet.column_widths.push_back(column_width(i));
  sheet.rows.push_back({std::vector<OutCell>(columns, text_cell("", CellLook::title)), 36});
  sheet.rows[0].cells[0].value = title_of(wanted);
  sheet.rows.push_back({std::vector<OutCell>(columns, text_cell("", CellLook::note)), 18});
  sheet.rows[1].cells[0].value = std::string("怎样填写见“填写说明”。") + std::string(kRules[0]);
  const int last_titled = static_cast<int>(kPlanFields);
  sheet.merges = {{1, 1, last_titled}, {2, 1, last_titled}};
  sheet.rows.push_back(header_row(wanted.periods));
  for (const auto& project : wanted.rows) sheet.rows.push_back(project_row(project, wanted));
  for (int i = 0; i < wanted.blank_rows; ++i) sheet.rows.push_back(project_row({}, wanted));

  const int last_row = static_cast<int>(sheet.rows.size());
  const auto offer = [&](PlanField field, const std::vector<std::string>& names) {
    sheet.choices.push_back({static_cast<int>(field) + 1, kHeaderRow + 1, last_row, names, ""});
  };
  offer(PlanField::command_post, wanted.command_posts);
  offer(PlanField::lead_unit, wanted.units);
  sheet.frozen_rows = kHeaderRow;
  sheet.frozen_columns = sheet.repeated_columns = 2;
  sheet.repeated_first_row = sheet.repeated_last_row = kHeaderRow;
  sheet.pages_wide = 3;
  return sheet;
}

OutSheet help_sheet(PeriodKind kind) {
  OutSheet sheet;
  sheet.name = "填写说明";
  sheet.column_widths = {18, 10, 70, 36};
  sheet.rows.push_back({{text_cell("填写说明", CellLook::title), {}, {}, {}}, 36});
  sheet.merges = {{1, 1, 4}};
  sheet.rows.push_back(
      {{text_cell("列名", CellLook::header), text_cell("必填", CellLook::header),
        text_cell("怎样填", CellLook::header), text_cell("示例", CellLook::header)},
       24});
  const auto line = [&](std::string title, bool required, std::string_view how,
                        std::string_view example) {
    sheet.rows.push_back(
        {{text_cell(std::move(title)), text_cell(required ? "是" : "否", CellLook::text_centred),
          text_cell(std::string(how)), text_cell(std::string(example))},
         kHelpRowHeight});
  };
  for (const auto& column : kPlanColumns) {
    const auto& help = help_of(column.field);
    line(std::string(column.title), column.required, help.how, help.example);
  }
  const auto span = [&](auto use) {
    return titled(use(kind, 1)) + " 至 " + titled(use(kind, periods_per_year(kind)));
  };
  line(span(text_of), true, kPeriodTextHelp, kPeriodTextExample);
  line(span(quantity_of), false, kPeriodQuantityHelp, kPeriodQuantityExample);
  sheet.rows.push_back({{}, 0});
  int number = 0;
  for (auto rule : kRules) {
    sheet.rows.push_back(
        {{text_cell(fmt::format("{}. {}", ++number, rule)), {}, {}, {}}, kHelpRowHeight});
    sheet.merges.push_back({static_cast<int>(sheet.rows.size()), 1, 4});
  }
  sheet.repeated_first_row = sheet.repeated_last_row = 2;
  return sheet;
}

}  // namespace

std::string plan_template(const PlanTemplate& wanted) {
  return codec::write_xlsx(
      {title_of(wanted), wanted.created, {plan_sheet(wanted), help_sheet(wanted.periods)}});
}

}  // namespace zhantu::app
