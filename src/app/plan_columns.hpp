// The columns of a plan workbook: their titles, what else they are called, and how a header cell is
// understood. Reading and the template share this one table.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
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
  annual_target,
  annual_quantity,
  quantity_unit,
};
inline constexpr std::size_t kPlanFields = 12;

struct PlanColumn {
  PlanField field;
  std::string_view title;  // as in the template
  bool required;           // the column must be there
  int chars_max;           // of a text, or of each name of a list; 0 for quantities
};

inline constexpr std::array<PlanColumn, kPlanFields> kPlanColumns = {{
    {PlanField::number, "项目编号", true, 20},
    {PlanField::name, "项目名称", true, 60},
    {PlanField::category, "类别", false, 40},
    {PlanField::command_post, "作战指挥部", true, 80},
    {PlanField::deputy_commanders, "副指挥长", false, 30},
    {PlanField::lead_unit, "主责单位", true, 80},
    {PlanField::partner_units, "配合单位", false, 80},
    {PlanField::accountable_persons, "责任人", false, 30},
    {PlanField::facts, "项目基本情况", false, 500},
    {PlanField::annual_target, "年度目标", false, 500},
    {PlanField::annual_quantity, "年度目标量", false, 0},
    {PlanField::quantity_unit, "计量单位", false, 16},
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

  friend bool operator==(const PlanHeader&, const PlanHeader&) = default;
};

// Blanks, line feeds, full-width letters, a star, a remark in brackets at the end and Chinese month
// numbers do not matter. nullopt for a header that is not ours.
std::optional<PlanHeader> read_header(std::string_view text);

// The header without what does not matter: "２ 月\n计划（文字）*" -> "2月计划".
std::string folded_header(std::string_view text);

}  // namespace zhantu::app
