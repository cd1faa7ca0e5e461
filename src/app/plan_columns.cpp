#include "app/plan_columns.hpp"

#include "base/check.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

struct Synonym {
  std::string_view text;
  PlanField field;
};
constexpr Synonym kSynonyms[] = {
    {"编号", PlanField::number},
    {"工程编号", PlanField::number},
    {"工程名称", PlanField::name},
    {"重点工程名称", PlanField::name},
    {"重点项目名称", PlanField::name},
    {"项目类别", PlanField::category},
    {"工程类别", PlanField::category},
    {"项目类型", PlanField::category},
    {"指挥部", PlanField::command_post},
    {"所属指挥部", PlanField::command_post},
    {"所属作战指挥部", PlanField::command_post},
    {"牵头单位", PlanField::lead_unit},
    {"责任单位", PlanField::lead_unit},
    {"主责(牵头)单位", PlanField::lead_unit},
    {"协办单位", PlanField::partner_units},
    {"协同单位", PlanField::partner_units},
    {"主要责任人", PlanField::accountable_persons},
    {"基本情况", PlanField::facts},
    {"项目概况", PlanField::facts},
    {"工程基本情况", PlanField::facts},
    {"全年目标", PlanField::annual_target},
    {"全年目标量", PlanField::annual_quantity},
    {"年度计划量", PlanField::annual_quantity},
    {"单位", PlanField::quantity_unit},
};
constexpr std::string_view kMonthTexts[] = {"计划", "月度计划", "计划目标",
                                            "目标", "工作计划", "作战计划"};
constexpr std::string_view kMonthQuantities[] = {"累计量", "累计", "累计计划量", "计划累计量",
                                                 "累计目标量"};
constexpr std::string_view kMonthWords[] = {"十二", "十一", "十", "九", "八", "七",
                                            "六",   "五",   "四", "三", "二", "一"};

constexpr std::size_t kHeaderBytesMax = 300;

bool is_blank(char32_t c) {
  return c <= ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x3000 || c == 0xFEFF;
}

std::optional<int> take_number(std::string_view& text, std::size_t digits_max) {
  int value = 0;
  std::size_t digits = 0;
  while (digits < text.size() && digits < digits_max && text[digits] >= '0' &&
         text[digits] <= '9') {
    value = value * 10 + (text[digits++] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<int> take_month(std::string_view& text) {
  if (const auto number = take_number(text, 2)) return number;
  for (int i = 0; i < 12; ++i) {
    if (take(text, kMonthWords[i])) return 12 - i;
  }
  return std::nullopt;
}

std::optional<PlanHeader> read_month_header(std::string_view text) {
  PlanHeader header;
  std::string_view rest = text;
  if (const auto year = take_number(rest, 4); year && *year >= 1000 && take(rest, "年")) {
    header.year = year;
  } else {
    rest = text;
  }
  const auto month = take_month(rest);
  if (!month || *month < 1 || *month > 12 || !take(rest, "月")) return std::nullopt;
  take(rest, "份");
  header.month = *month;
  for (auto word : kMonthTexts) {
    if (rest == word) return header;
  }
  header.is_quantity = true;
  for (auto word : kMonthQuantities) {
    if (rest == word) return header;
  }
  return std::nullopt;
}

std::optional<PlanHeader> read_folded(const std::string& folded) {
  for (const auto& column : kPlanColumns) {
    if (folded == column.title) return PlanHeader{column.field, 0, false, std::nullopt};
  }
  for (const auto& synonym : kSynonyms) {
    if (folded == synonym.text) return PlanHeader{synonym.field, 0, false, std::nullopt};
  }
  return read_month_header(folded);
}

}  // namespace

const PlanColumn& plan_column(PlanField field) {
  const PlanColumn& column = kPlanColumns.at(static_cast<std::size_t>(field));
  ZT_CHECK(column.field == field);
  return column;
}

std::string month_text_title(int month) { return fmt::format("{}月计划", month); }
std::string month_quantity_title(int month) { return fmt::format("{}月累计量", month); }

std::string folded_header(std::string_view text) {
  std::string out;
  for (const char32_t c : code_points(to_half_width(text))) {
    if (!is_blank(c) && c != '*') out += encode_utf8(c);
  }
  return out;
}

std::optional<PlanHeader> read_header(std::string_view text) {
  if (text.size() > kHeaderBytesMax) return std::nullopt;
  std::string folded = folded_header(text);
  if (const auto header = read_folded(folded)) return header;
  const auto bracket = folded.rfind('(');
  if (bracket == std::string::npos || bracket == 0 || folded.back() != ')') return std::nullopt;
  return read_folded(folded.substr(0, bracket));
}

}  // namespace zhantu::app
