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
    {"建设内容", PlanField::facts},
    {"主要建设内容", PlanField::facts},
    {"建设规模及内容", PlanField::facts},
    {"建设规模及主要内容", PlanField::facts},
    {"建设内容及规模", PlanField::facts},
    {"项目总投资", PlanField::investment_total},
    {"总投资额", PlanField::investment_total},
    {"计划总投资", PlanField::investment_total},
    {"投资总额", PlanField::investment_total},
    {"年度投资", PlanField::investment_year},
    {"年度计划投资", PlanField::investment_year},
    {"年度投资计划", PlanField::investment_year},
    {"本年计划投资", PlanField::investment_year},
    {"当年计划投资", PlanField::investment_year},
    {"性质", PlanField::nature},
    {"项目性质", PlanField::nature},
    {"开工日期", PlanField::starts_on},
    {"计划开工时间", PlanField::starts_on},
    {"计划开工日期", PlanField::starts_on},
    {"开工年月", PlanField::starts_on},
    {"竣工日期", PlanField::finishes_on},
    {"计划竣工时间", PlanField::finishes_on},
    {"计划竣工日期", PlanField::finishes_on},
    {"完工时间", PlanField::finishes_on},
    {"计划完工时间", PlanField::finishes_on},
    {"竣工年月", PlanField::finishes_on},
    {"副指挥长姓名", PlanField::deputy_commanders},
    {"主要责任单位", PlanField::lead_unit},
    {"主办单位", PlanField::lead_unit},
    {"参与单位", PlanField::partner_units},
    {"项目代码", PlanField::number},
    {"项目序号", PlanField::number},
    {"建设项目名称", PlanField::name},
    {"项目(工程)名称", PlanField::name},
    {"目标内容", PlanField::annual_target},
    {"目标任务", PlanField::annual_target},
    {"年度目标任务", PlanField::annual_target},
    {"年度目标内容", PlanField::annual_target},
    {"年度目标文字", PlanField::annual_target},
    {"年度工作目标", PlanField::annual_target},
    {"年度建设目标", PlanField::annual_target},
    {"年度目标数量", PlanField::annual_quantity},
    {"年度目标单位", PlanField::quantity_unit},
    {"年度目标计量单位", PlanField::quantity_unit},
    {"全年目标", PlanField::annual_target},
    {"全年目标量", PlanField::annual_quantity},
    {"年度计划量", PlanField::annual_quantity},
    {"单位", PlanField::quantity_unit},
};
constexpr std::string_view kTexts[] = {"计划", "月度计划", "季度计划", "计划目标",
                                       "目标", "工作计划", "作战计划", "计划内容"};
constexpr std::string_view kCumulatives[] = {
    "累计量",       "累计",         "累计计划量",   "计划累计量", "累计目标量", "累计计划",
    "累计计划投资", "计划累计投资", "累计投资计划", "累计计划数", "计划累计数"};
constexpr std::string_view kAmounts[] = {
    "本期量",       "当月量",         "当月计划量",   "当月目标量",   "当月计划数",
    "当月计划投资", "当月计划完成量", "本月量",       "本月计划量",   "本月计划数",
    "本月计划投资", "单月计划量",     "当季计划量",   "本季计划量",   "当季量",
    "当期计划量",   "当季计划投资",   "本季计划投资", "当月投资计划", "当月"};
constexpr std::string_view kPercents[] = {"累计百分比",     "累计比例",       "累计占比",
                                          "累计计划比例",   "累计占年度目标", "占年度目标",
                                          "占年度目标比例", "占全年比例",     "累计占年度目标比例",
                                          "累计进度",       "计划累计进度"};
// A figure, and nothing that says how it is given.
constexpr std::string_view kUnsaid[] = {
    "计划量", "目标量",     "计划数",   "计划投资", "投资计划", "投资",         "任务量", "工作量",
    "数量",   "计划完成量", "计划进度", "计划比例", "计划产值", "计划完成投资", "计划值"};
constexpr std::string_view kActuals[] = {
    "完成",       "完成情况",   "实际",     "实际完成", "完成量",   "进展",     "进展情况",
    "累计完成",   "累计完成量", "完成数",   "实绩",     "完成投资", "当月完成", "本月完成",
    "当月完成量", "本月完成量", "实际进度", "完成率",   "完成比例"};
constexpr std::string_view kOwnColumns[] = {"序号",   "备注",   "联系人", "联系电话", "电话",
                                            "填报人", "填表人", "审核人", "填报日期", "填报时间",
                                            "NO.",    "No.",    "行号"};
constexpr std::string_view kUnits[] = {
    "元",     "千元",     "万元", "百万元", "千万元", "亿元",     "%",        "公里", "千米",
    "km",     "米",       "m",    "亩",     "公顷",   "吨",       "万吨",     "户",   "人",
    "万人",   "个",       "台",   "套",     "座",     "栋",       "家",       "处",   "件",
    "项",     "株",       "万株", "千瓦",   "兆瓦",   "条",       "间",       "所",   "辆",
    "平方米", "万平方米", "㎡",   "m2",     "立方米", "万立方米", "平方公里", "头",   "只",
    "亿",     "万",       "宗",   "场",     "次",     "份",       "孔",       "延米"};
constexpr std::string_view kMonthWords[] = {"十二", "十一", "十", "九", "八", "七",
                                            "六",   "五",   "四", "三", "二", "一"};

constexpr std::size_t kHeaderBytesMax = 300;
constexpr std::size_t kNearBytesMax = 100;

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

std::optional<int> take_numeral(std::string_view& text) {
  if (const auto number = take_number(text, 2)) return number;
  for (int i = 0; i < 12; ++i) {
    if (take(text, kMonthWords[i])) return 12 - i;
  }
  return std::nullopt;
}

PlanUse of_field(PlanField field) { return {.kind = PlanUse::Kind::field, .field = field}; }

// "3月", "3月份", "3月上半月", "一季度", "第1季度", "Q1", "全年".
std::optional<PlanSlot> take_slot(std::string_view& text) {
  if (take(text, "全年")) return PlanSlot{PeriodKind::year, 1};
  if (take(text, "Q") || take(text, "q")) {
    const auto quarter = take_number(text, 1);
    return quarter ? std::optional(PlanSlot{PeriodKind::quarter, *quarter}) : std::nullopt;
  }
  take(text, "第");
  const auto number = take_numeral(text);
  if (!number) return std::nullopt;
  if (take(text, "季度")) return PlanSlot{PeriodKind::quarter, *number};
  if (!take(text, "月")) return std::nullopt;
  take(text, "份");
  for (const bool second : {false, true}) {
    if (take(text, second ? "下半月" : "上半月"))
      return PlanSlot{PeriodKind::half_month, 2 * *number - (second ? 0 : 1)};
  }
  return PlanSlot{PeriodKind::month, *number};
}

// "1-3月累计", "截至3月": from the beginning of the year on.
bool take_from_first(std::string_view& text) {
  for (const std::string_view prefix :
       {"1-", "1—", "1~", "1至", "一至", "1月-", "1月至", "截至", "截止", "至"}) {
    std::string_view rest = text;
    if (!take(rest, prefix)) continue;
    std::string_view behind = rest;
    const auto slot = take_slot(behind);
    if (!slot || slot->kind != PeriodKind::month || slot->index < 2) continue;
    return text = rest, true;
  }
  return false;
}

template <std::size_t N>
bool one_of(std::string_view text, const std::string_view (&words)[N]) {
  return std::ranges::find(words, text) != std::end(words);
}

// What stands behind the period; nullopt where it is no word of ours.
std::optional<PlanUse> read_matter(std::string_view matter, bool from_first) {
  using Kind = PlanUse::Kind;
  const auto figure = [](PlanFigure how) { return PlanUse{.kind = Kind::figure, .figure = how}; };
  if (one_of(matter, kActuals)) return PlanUse{.kind = Kind::actual};
  if (one_of(matter, kPercents)) return figure(PlanFigure::percent);
  if (one_of(matter, kCumulatives)) return figure(PlanFigure::cumulative);
  if (from_first && (one_of(matter, kUnsaid) || one_of(matter, kTexts)))
    return figure(PlanFigure::cumulative);
  if (one_of(matter, kTexts)) return PlanUse{.kind = Kind::text};
  if (one_of(matter, kAmounts)) return figure(PlanFigure::amount);
  if (one_of(matter, kUnsaid)) return PlanUse{.kind = Kind::unsaid};
  return std::nullopt;
}

std::optional<PlanHeader> read_period_header(std::string_view text) {
  PlanHeader header;
  std::string_view rest = text;
  if (const auto year = take_number(rest, 4); year && *year >= 1000 && take(rest, "年")) {
    header.year = year;
  } else {
    rest = text;
  }
  const bool from_first = take_from_first(rest);
  const auto slot = take_slot(rest);
  if (!slot || !slot->in(2000)) return std::nullopt;
  const auto use = read_matter(rest, from_first);
  if (!use) return std::nullopt;
  header.use = *use;
  if (use->of_period()) header.use.slot = *slot;
  return header;
}

std::optional<PlanHeader> read_folded(const std::string& folded) {
  for (const auto& column : kPlanColumns) {
    if (folded == column.title) return PlanHeader{of_field(column.field)};
  }
  for (const auto& synonym : kSynonyms) {
    if (folded == synonym.text) return PlanHeader{of_field(synonym.field)};
  }
  for (const auto own : kOwnColumns) {
    if (folded == own) return PlanHeader{{.kind = PlanUse::Kind::ignore}};
  }
  return read_period_header(folded);
}

}  // namespace

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
  if (bracket != std::string::npos && bracket != 0 && folded.back() == ')')
    return read_folded(folded.substr(0, bracket));
  const auto slash = folded.rfind('/');
  if (slash == std::string::npos || !is_known_unit(std::string_view(folded).substr(slash + 1)))
    return std::nullopt;
  return read_folded(folded.substr(0, slash));
}

bool is_known_unit(std::string_view unit) {
  return std::ranges::find(kUnits, unit) != std::end(kUnits);
}

std::string unit_in_header(std::string_view text) {
  if (text.size() > kHeaderBytesMax) return {};
  std::string folded = folded_header(text);
  const auto known = [](std::string_view unit) {
    return is_known_unit(unit) ? std::string(unit) : std::string();
  };
  for (const std::string_view mark : {"单位:", "单位"}) {
    const auto at = folded.find(mark);
    if (at == std::string::npos) continue;
    std::string_view rest = std::string_view(folded).substr(at + mark.size());
    while (rest.ends_with(')') || rest.ends_with("】"))
      rest.remove_suffix(rest.ends_with(')') ? 1 : 3);
    if (const std::string unit = known(rest.substr(0, rest.find_first_of(",;/"))); !unit.empty())
      return unit;
  }
  const auto open = folded.rfind('('), slash = folded.rfind('/');
  if (open != std::string::npos && folded.ends_with(')'))
    return known(std::string_view(folded).substr(open + 1, folded.size() - open - 2));
  if (slash != std::string::npos) return known(std::string_view(folded).substr(slash + 1));
  return {};
}

std::optional<PlanUse> nearest_use(std::string_view text) {
  if (text.size() > kNearBytesMax) return std::nullopt;
  const std::string folded = folded_header(text);
  const auto resembles = [&](std::string_view title) {
    return code_points(title).size() >= 3 && edit_distance(folded, title) == 1;
  };
  for (const PlanUse& use : all_uses(PeriodKind::month)) {
    if (resembles(title_of(use, Language::zh_hans))) return use;
  }
  for (const auto& synonym : kSynonyms) {
    if (resembles(synonym.text)) return of_field(synonym.field);
  }
  return std::nullopt;
}

}  // namespace zhantu::app
