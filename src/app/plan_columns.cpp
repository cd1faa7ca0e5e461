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
constexpr std::string_view kMonthTexts[] = {"计划", "月度计划", "计划目标",
                                            "目标", "工作计划", "作战计划"};
constexpr std::string_view kMonthQuantities[] = {"累计量", "累计", "累计计划量", "计划累计量",
                                                 "累计目标量"};
constexpr std::string_view kMonthActuals[] = {"完成",       "完成情况", "实际",     "实际完成",
                                              "完成量",     "进展",     "进展情况", "累计完成",
                                              "累计完成量", "完成数",   "实绩",     "完成投资"};
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
  header.is_quantity = false;
  header.is_actual = true;
  for (auto word : kMonthActuals) {
    if (rest == word) return header;
  }
  return std::nullopt;
}

PlanHeader of_field(PlanField field) { return {.field = field}; }

std::optional<PlanHeader> read_folded(const std::string& folded) {
  for (const auto& column : kPlanColumns) {
    if (folded == column.title) return of_field(column.field);
  }
  for (const auto& synonym : kSynonyms) {
    if (folded == synonym.text) return of_field(synonym.field);
  }
  for (const auto own : kOwnColumns) {
    if (folded == own) return PlanHeader{.is_own = true};
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
  if (bracket != std::string::npos && bracket != 0 && folded.back() == ')')
    return read_folded(folded.substr(0, bracket));
  const auto slash = folded.rfind('/');
  if (slash == std::string::npos || !is_known_unit(std::string_view(folded).substr(slash + 1)))
    return std::nullopt;
  return read_folded(folded.substr(0, slash));
}

PlanUse use_of(const PlanHeader& header) {
  using Kind = PlanUse::Kind;
  if (header.is_own) return {.kind = Kind::ignore};
  if (header.field) return {.kind = Kind::field, .field = *header.field};
  const Kind kind = header.is_actual     ? Kind::actual
                    : header.is_quantity ? Kind::period_quantity
                                         : Kind::period_text;
  return {.kind = kind, .month = header.month};
}

std::string word(const PlanUse& use) {
  switch (use.kind) {
    case PlanUse::Kind::unknown: return "";
    case PlanUse::Kind::ignore: return "ignore";
    case PlanUse::Kind::actual: return "actual";
    case PlanUse::Kind::field: return std::string(plan_column(use.field).word);
    case PlanUse::Kind::period_text: return fmt::format("plan:{}", use.month);
    case PlanUse::Kind::period_quantity: return fmt::format("quantity:{}", use.month);
  }
  return "";
}

std::vector<PlanUse> all_uses() {
  using Kind = PlanUse::Kind;
  std::vector<PlanUse> uses;
  for (const auto& column : kPlanColumns)
    uses.push_back({.kind = Kind::field, .field = column.field});
  for (int month = 1; month <= 12; ++month) {
    uses.push_back({.kind = Kind::period_text, .month = month});
    uses.push_back({.kind = Kind::period_quantity, .month = month});
  }
  uses.push_back({.kind = Kind::actual});
  uses.push_back({.kind = Kind::ignore});
  return uses;
}

std::optional<PlanUse> parse_use(std::string_view text) {
  for (const PlanUse& use : all_uses()) {
    if (word(use) == text) return use;
  }
  return std::nullopt;
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

std::optional<PlanHeader> nearest_header(std::string_view text, std::string& meant) {
  if (text.size() > kNearBytesMax) return std::nullopt;
  const std::string folded = folded_header(text);
  const auto resembles = [&](std::string_view title) {
    if (code_points(title).size() < 3 || edit_distance(folded, title) != 1) return false;
    meant = title;
    return true;
  };
  for (const auto& column : kPlanColumns) {
    if (resembles(column.title)) return of_field(column.field);
  }
  for (int month = 1; month <= 12; ++month) {
    if (resembles(month_text_title(month))) return PlanHeader{.month = month};
    if (resembles(month_quantity_title(month)))
      return PlanHeader{.month = month, .is_quantity = true};
  }
  for (const auto& synonym : kSynonyms) {
    if (!resembles(synonym.text)) continue;
    meant = plan_column(synonym.field).title;
    return of_field(synonym.field);
  }
  return std::nullopt;
}

std::string title_of(const PlanUse& use, Language language) {
  const auto one_of = [&](std::string_view zh_hans, std::string_view zh_hant, std::string_view en) {
    return std::string(language == Language::en        ? en
                       : language == Language::zh_hant ? zh_hant
                                                       : zh_hans);
  };
  const auto month = [&](std::string_view format) {
    return fmt::format(fmt::runtime(format), use.month);
  };
  switch (use.kind) {
    case PlanUse::Kind::unknown: return "";
    case PlanUse::Kind::ignore: return one_of("不导入", "不匯入", "Not imported");
    case PlanUse::Kind::actual:
      return one_of("完成情况（不导入）", "完成情況（不匯入）", "What was done (not imported)");
    case PlanUse::Kind::field: {
      const PlanColumn& column = plan_column(use.field);
      return one_of(column.title, column.title_hant, column.title_en);
    }
    case PlanUse::Kind::period_text:
      return month(one_of("{}月计划", "{}月計劃", "Plan of month {}"));
    case PlanUse::Kind::period_quantity:
      return month(one_of("{}月累计量", "{}月累計量", "Cumulative figure of month {}"));
  }
  return "";
}

std::vector<PlanUseTitle> use_titles(Language language) {
  std::vector<PlanUseTitle> out;
  for (const PlanUse& use : all_uses()) out.push_back({word(use), title_of(use, language)});
  return out;
}

}  // namespace zhantu::app
