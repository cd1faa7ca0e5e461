#include "app/plan_lines.hpp"

#include "app/plan_columns.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kTotalCharsMax = 20;
constexpr std::size_t kCellsOfSection = 3;  // numeral, heading and a count of projects

bool starts_footer(std::string_view text) {
  constexpr std::string_view starts[] = {"填表", "填报",       "制表",    "审核", "审批",
                                         "审定", "签字",       "注:",     "注：", "备注",
                                         "说明", "单位负责人", "联系电话"};
  for (auto start : starts) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

// "合计", "小 计", "交通指挥部小计", "总计（30个）".
bool is_total(const std::string& text) {
  std::string folded = folded_header(text);
  if (code_points(folded).size() > kTotalCharsMax) return false;
  if (const auto bracket = folded.find('('); bracket != std::string::npos && bracket > 0)
    folded.resize(bracket);
  while (folded.ends_with(':')) folded.pop_back();
  for (const std::string_view word : {"合计", "小计", "总计", "共计"}) {
    if (folded.starts_with(word) || folded.ends_with(word)) return true;
  }
  return false;
}

// "一、交通建设", "（二）产业发展".
bool is_section(const std::string& text) {
  std::string_view rest = text;
  const bool bracket = rest.starts_with("（") || rest.starts_with("(");
  if (bracket) rest.remove_prefix(rest.starts_with("(") ? 1 : 3);
  std::size_t numerals = 0;
  for (bool more = true; more;) {
    more = false;
    for (const std::string_view numeral :
         {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
      if (!rest.starts_with(numeral)) continue;
      rest.remove_prefix(numeral.size());
      ++numerals;
      more = true;
    }
  }
  if (numerals == 0) return false;
  if (bracket) return rest.starts_with("）") || rest.starts_with(")");
  return rest.empty() || rest.starts_with("、") || rest.starts_with("，") || rest.starts_with(".");
}

// Long tables repeat their header for printing.
bool is_header_again(const std::string& number, const std::string& name) {
  const auto first = read_header(number), second = read_header(name);
  return second && second->use.is(PlanField::name) &&
         (number.empty() || (first && (first->is_own() || first->use.is(PlanField::number))));
}

// "1 2 3 4" or "(1) (2) (3)" below the head.
bool numbers_columns(const std::vector<std::string>& all) {
  if (all.size() < 4) return false;
  int last = 0;
  for (const std::string& text : all) {
    std::string digits;
    for (const char c : to_half_width(text)) {
      if (c >= '0' && c <= '9') digits += c;
    }
    const std::size_t others = code_points(text).size() - digits.size();
    if (digits.empty() || digits.size() > 3 || others > 2) return false;
    int number = 0;
    for (const char c : digits) number = number * 10 + (c - '0');
    if (last != 0 && number != last + 1) return false;
    last = number;
  }
  return true;
}

// "附表：资金来源", or a head that is not the plan's.
bool begins_other_table(const LineTexts& line) {
  if (line.all.empty()) return false;
  const std::string first = folded_header(line.all.front());
  const auto head = read_header(first);
  if (head && head->is_own() && first == "序号") return line.all.size() > 1;
  const bool named =
      first.starts_with("附表") || first.starts_with("附件") || first.starts_with("附:");
  return named && line.number.empty() && line.name.empty() && line.required == 0;
}

}  // namespace

PlanLine kind_of_line(const LineTexts& line) {
  if (is_header_again(line.number, line.name)) return PlanLine::head;
  if (numbers_columns(line.all)) return PlanLine::numbering;
  if (begins_other_table(line)) return PlanLine::other_table;
  const bool no_number = line.number.empty();
  for (const std::string& text : line.before_name) {
    if (is_total(text) && (line.name.empty() || line.required == 0)) return PlanLine::total;
  }
  if (is_total(line.name) && (no_number || line.required == 0)) return PlanLine::total;
  if (starts_footer(line.number) ? line.name.empty() : no_number && starts_footer(line.name))
    return PlanLine::footer;
  if (no_number && line.name.empty() && !line.all.empty() && line.required == 0 &&
      starts_footer(line.all.front()))
    return PlanLine::footer;
  if (line.required > 0) return PlanLine::project;
  if (is_section(line.name) && (no_number || is_section(line.number))) return PlanLine::section;
  if (line.all.size() <= kCellsOfSection) {
    for (const std::string& text : line.before_name) {
      if (is_section(text)) return PlanLine::section;
    }
  }
  return PlanLine::project;
}

}  // namespace zhantu::app
