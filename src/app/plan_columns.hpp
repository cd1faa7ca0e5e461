// The columns of a plan workbook: their titles, what else they are called, and how a header cell is
// understood. Reading and the template share this one table.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.hpp"

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
std::string month_text_title(int month);      // "3月计划"
std::string month_quantity_title(int month);  // "3月累计量"

// What a header cell announces: a field, or a month's text or cumulative quantity.
struct PlanHeader {
  std::optional<PlanField> field;
  int month = 0;             // 1 to 12 where there is no field
  bool is_quantity = false;  // of a month
  std::optional<int> year;   // where the header names one ("2026年3月计划")
  bool is_actual = false;    // of a month: what was done, which is reported and not planned
  bool is_own = false;       // 序号, 备注 ...: the clerk's own, no question needs to be asked

  friend bool operator==(const PlanHeader&, const PlanHeader&) = default;
};

// Blanks, line feeds, full-width letters, a star, a remark in brackets at the end and Chinese month
// numbers do not matter. nullopt for a header that is not ours.
std::optional<PlanHeader> read_header(std::string_view text);

// What a column is for.
struct PlanUse {
  enum class Kind : std::int8_t { unknown, ignore, actual, field, period_text, period_quantity };
  Kind kind = Kind::unknown;
  PlanField field = PlanField::number;
  int month = 0;

  bool is(PlanField wanted) const { return kind == Kind::field && field == wanted; }
  friend bool operator==(const PlanUse&, const PlanUse&) = default;
};
PlanUse use_of(const PlanHeader& header);

// "number", "plan:3", "quantity:3", "actual", "ignore", "" for unknown; nullopt for no word of
// ours.
std::string word(const PlanUse& use);
std::optional<PlanUse> parse_use(std::string_view word);
// Everything that a person may choose from, in the order of the template.
std::vector<PlanUse> all_uses();

// As people call it: "项目编号", "3月计划", "不导入".
std::string title_of(const PlanUse& use, Language language);
struct PlanUseTitle {
  std::string word, title;
};
std::vector<PlanUseTitle> use_titles(Language language);

// A unit that figures are given in (万元, 公里, 平方米, % ...).
bool is_known_unit(std::string_view unit);
// The unit in a header: "总投资（万元）", "长度/公里", "单位：万元"; "" where there is none.
std::string unit_in_header(std::string_view text);

// The header that was probably meant, by one edit; nullopt where nothing is near.
std::optional<PlanHeader> nearest_header(std::string_view text, std::string& meant);

// The header without what does not matter: "２ 月\n计划（文字）*" -> "2月计划".
std::string folded_header(std::string_view text);

}  // namespace zhantu::app
