// The columns of a plan workbook that are one for each project: their words, titles and limits.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace zhantu::app {

enum class PlanField : std::int8_t {
  number,
  name,
  category,
  command_post,
  deputy_commanders,
  lead_unit,
  partner_units,
  accountable_persons,
  facts,
  investment_total,
  investment_year,
  nature,
  starts_on,
  finishes_on,
  annual_target,
  annual_quantity,
  quantity_unit,
};
inline constexpr std::size_t kPlanFields = 17;

struct PlanColumn {
  PlanField field;
  std::string_view word;   // in addresses and in what is remembered
  std::string_view title;  // as in the template
  std::string_view title_hant, title_en;
  bool required;  // the column must be there
  int chars_max;  // of a text, or of each name of a list; 0 for quantities, money and days
};

inline constexpr std::array<PlanColumn, kPlanFields> kPlanColumns = {{
    {PlanField::number, "number", "项目编号", "項目編號", "Number", true, 20},
    {PlanField::name, "name", "项目名称", "項目名稱", "Name", true, 60},
    {PlanField::category, "category", "类别", "類別", "Category", false, 40},
    {PlanField::command_post, "command_post", "作战指挥部", "作戰指揮部", "Command post", true, 80},
    {PlanField::deputy_commanders, "deputy_commanders", "副指挥长", "副指揮長", "Deputy commanders",
     false, 30},
    {PlanField::lead_unit, "lead_unit", "主责单位", "主責單位", "Lead unit", true, 80},
    {PlanField::partner_units, "partner_units", "配合单位", "配合單位", "Partner units", false, 80},
    {PlanField::accountable_persons, "accountable_persons", "责任人", "責任人",
     "Accountable persons", false, 30},
    {PlanField::facts, "facts", "项目基本情况", "項目基本情況", "Facts", false, 500},
    {PlanField::investment_total, "investment_total", "总投资", "總投資", "Total investment", false,
     0},
    {PlanField::investment_year, "investment_year", "本年投资", "本年投資",
     "This year's investment", false, 0},
    {PlanField::nature, "nature", "建设性质", "建設性質", "Nature", false, 20},
    {PlanField::starts_on, "starts_on", "开工时间", "開工時間", "Start", false, 0},
    {PlanField::finishes_on, "finishes_on", "竣工时间", "竣工時間", "Planned finish", false, 0},
    {PlanField::annual_target, "annual_target", "年度目标", "年度目標", "Annual target", false,
     500},
    {PlanField::annual_quantity, "annual_quantity", "年度目标量", "年度目標量", "Annual quantity",
     false, 0},
    {PlanField::quantity_unit, "quantity_unit", "计量单位", "計量單位", "Unit of measure", false,
     16},
}};
inline constexpr int kPeriodTextCharsMax = 200;

const PlanColumn& plan_column(PlanField field);

}  // namespace zhantu::app
