#include "app/mechanism_words.hpp"

#include <bit>

#include "app/why.hpp"

namespace zhantu::app {
namespace {

struct Name {
  const char *hans, *hant, *en;
};

constexpr std::array<Name, kSubjects> kSubjectNames = {
    {{"项目", "項目", "projects"},
     {"施工步骤", "施工步驟", "steps"},
     {"清单事项", "清單事項", "checklist items"},
     {"单位", "單位", "units"},
     {"作战指挥部", "作戰指揮部", "command posts"},
     {"审批单位", "審批單位", "approvers"},
     {"个人", "個人", "persons"},
     {"地区", "地區", "regions"}}};

constexpr std::array<Name, 8> kEffectNames = {{{"通知", "通知", "notice"},
                                               {"下达牌单", "下達牌單", "slip"},
                                               {"发函", "發函", "letter"},
                                               {"约谈", "約談", "interview"},
                                               {"加减分", "加減分", "points"},
                                               {"扣发奖金", "扣發獎金", "bonus withheld"},
                                               {"公示", "公示", "publication"},
                                               {"提级", "提級", "climb to the next level"}}};

struct UnitName {
  const char *hans, *hant, *en;
};
constexpr std::array<UnitName, 7> kUnitNames = {{{"%", "%", "%"},
                                                 {"个百分点", "個百分點", " points"},
                                                 {"天", "天", " days"},
                                                 {"个", "個", ""},
                                                 {"名", "名", ""},
                                                 {"", "", ""},
                                                 {"个工作日", "個工作日", " working days"}}};

std::string pick(Language language, const Name& name) {
  return in_language(language, name.hans, name.hant, name.en);
}

std::string unit_text(const Measure& measure, Language language) {
  const std::string& own = in_language(language, measure.unit_title);
  if (!own.empty()) return language == Language::en ? " " + own : own;  // "items"
  const UnitName& name = kUnitNames.at(static_cast<std::size_t>(measure.unit));
  return in_language(language, name.hans, name.hant, name.en);
}

std::string joined(const std::vector<std::string>& all, const std::string& between) {
  return fmt::format("{}", fmt::join(all, between));
}

std::string or_list(const std::vector<std::string>& all, Language language) {
  return joined(all, in_language(language, "或", "或", " or "));
}

std::string verdicts_text(std::uint32_t mask, Language language) {
  std::vector<std::string> all;
  for (int v = 0; v < kVerdicts; ++v) {
    if (mask >> v & 1U) all.push_back(name_of(static_cast<Verdict>(v), language));
  }
  return or_list(all, language);
}

std::string grades_text(const Measure& measure, std::uint32_t mask, Language language) {
  std::vector<std::string> all;
  for (std::size_t g = 0; g < measure.grades.size(); ++g) {
    if (mask >> g & 1U) all.push_back(in_language(language, measure.grades[g].second));
  }
  return in_language(language, title_of(measure, language) + "为",
                     title_of(measure, language) + "為", title_of(measure, language) + " is ") +
         or_list(all, language);
}

// "At most 0 projects missed", and "more than 0", are said as people say them.
bool none_of_them(const Measure& measure, const Interval& at) {
  return measure.known && measure.unit == MeasureUnit::count && !at.low && at.high &&
         !at.high_open && at.high->scaled == 0;
}

bool some_of_them(const Measure& measure, const Interval& at) {
  return measure.known && measure.unit == MeasureUnit::count && at.low && !at.high && at.low_open &&
         at.low->scaled == 0;
}

std::string causes_text(const Mechanism& mechanism, std::uint32_t mask, Language language) {
  std::vector<std::string> all;
  for (std::size_t c = 0; c < mechanism.causes.size(); ++c) {
    if (mask >> c & 1U) all.push_back(in_language(language, mechanism.causes[c].title));
  }
  return in_language(language, "经认定：", "經認定：", "found to be: ") + or_list(all, language);
}

std::string run_text(const Mechanism& mechanism, const CardRule& rule, const Condition& condition,
                     Language language) {
  const Run& run = rule.runs[condition.run];
  const std::string what = run.of_cards ? cards_text(run.cards, language)
                                        : condition_text(mechanism, rule, run.of, language);
  const int n = condition.times, m = run.window;
  if (run.of_cards && m == 0) {
    return in_language(
        language, fmt::format("此前连续{}期为{}", n, what),
        fmt::format("此前連續{}期為{}", n, what),
        fmt::format("{} in the {} before", what, n == 1 ? "period" : fmt::format("{} periods", n)));
  }
  if (run.of_cards) {
    return in_language(language, fmt::format("此前{}期中{}期为{}", m, n, what),
                       fmt::format("此前{}期中{}期為{}", m, n, what),
                       fmt::format("{} in {} of the {} periods before", what, n, m));
  }
  if (m == 0) {
    return in_language(language, fmt::format("连续{}期（含本期）{}", n, what),
                       fmt::format("連續{}期（含本期）{}", n, what),
                       fmt::format("{} in {} periods in a row", what, n));
  }
  return in_language(language, fmt::format("近{}期（含本期）中{}期{}", m, n, what),
                     fmt::format("近{}期（含本期）中{}期{}", m, n, what),
                     fmt::format("{} in {} of the last {} periods", what, n, m));
}

}  // namespace

std::string cards_text(std::uint32_t mask, Language language) {
  std::vector<std::string> all;
  for (int c = 0; c < kCards; ++c) {
    if (mask >> c & 1U) all.push_back(name_of(static_cast<Card>(c), language));
  }
  return or_list(all, language);
}

std::string opening_text(const OpeningLevel& opening, Language language) {
  const std::string card = name_of(opening.card, language);
  const std::string& title = in_language(language, opening.title);
  return in_language(language, title + "从" + card + "起", title + "從" + card + "起",
                     title + " begins at the " + card);
}

std::string name_of(Subject subject, Language language) {
  return pick(language, kSubjectNames.at(static_cast<std::size_t>(subject)));
}

std::string name_of(EffectKind kind, Language language) {
  return pick(language, kEffectNames.at(static_cast<std::size_t>(kind)));
}

std::string title_of(const Measure& measure, Language language) {
  return in_language(language, measure.title);
}

std::string value_text(const Measure& measure, const MeasureValue& value, Language language) {
  if (!value.known()) return in_language(language, "未知", "未知", "not known");
  if (measure.unit == MeasureUnit::grade) {
    const auto place = static_cast<std::size_t>(value.whole());
    return in_language(language, measure.grades.at(place).second);
  }
  bool exact = true;
  const std::string number = value.text(&exact);
  const std::string about = exact ? "" : in_language(language, "约", "約", "about ");
  std::string unit = unit_text(measure, language);
  if (language == Language::en && number == "1" && unit.ends_with('s')) unit.pop_back();
  return about + number + unit;
}

std::string range_text(const Measure& measure, const Interval& interval, Language language) {
  const std::string unit = unit_text(measure, language);
  std::string out;
  if (interval.low && interval.high && *interval.low == *interval.high)
    return in_language(language, "为", "為", "is ") + interval.low->text() + unit;
  if (interval.low) {
    const std::string low = interval.low->text() + unit;
    out += interval.low_open
               ? in_language(language, "超过" + low, "超過" + low, "above " + low)
               : in_language(language, low + "及以上", low + "及以上", "at least " + low);
  }
  if (interval.low && interval.high) out += in_language(language, "、", "、", " and ");
  if (interval.high) {
    const std::string high = interval.high->text() + unit;
    out += interval.high_open
               ? in_language(language, "不足" + high, "不足" + high, "below " + high)
               : in_language(language, "不超过" + high, "不超過" + high, "at most " + high);
  }
  return out;
}

std::string condition_text(const Mechanism& mechanism, const CardRule& rule,
                           const Condition& condition, Language language) {
  switch (condition.kind) {
    case ConditionKind::verdict: return verdicts_text(condition.mask, language);
    case ConditionKind::measure: {
      const Measure& measure = rule.measures[condition.measure];
      if (some_of_them(measure, condition.interval)) {
        const std::string title = title_of(measure, language);
        return in_language(language, "有" + title, "有" + title, "some " + title);
      }
      if (none_of_them(measure, condition.interval)) {
        const std::string title = title_of(measure, language);
        return in_language(language, "没有" + title, "沒有" + title, "no " + title);
      }
      return title_of(measure, language) + in_language(language, "", "", " ") +
             range_text(measure, condition.interval, language);
    }
    case ConditionKind::grade:
      return grades_text(rule.measures[condition.measure], condition.mask, language);
    case ConditionKind::unknown: {
      const std::string title = title_of(rule.measures[condition.measure], language);
      return in_language(language, title + "未知", title + "未知", title + " is not known");
    }
    case ConditionKind::run: return run_text(mechanism, rule, condition, language);
    case ConditionKind::cause: return causes_text(mechanism, condition.mask, language);
  }
  return {};
}

std::string band_text(const Mechanism& mechanism, const CardRule& rule, const CardBand& band,
                      Language language) {
  std::vector<std::string> all, any;
  for (const Condition& one : band.all)
    all.push_back(condition_text(mechanism, rule, one, language));
  for (const Condition& one : band.any)
    any.push_back(condition_text(mechanism, rule, one, language));
  if (!any.empty()) {
    all.push_back(in_language(language, "有其一：", "有其一：", "one of: ") +
                  joined(any, in_language(language, "；", "；", "; ")));
  }
  std::string what = joined(all, in_language(language, "，且", "，且", ", and "));
  if (what.empty()) what = in_language(language, "其余情形", "其餘情形", "everything else");
  return name_of(band.card, language) + in_language(language, "：", "：", ": ") + what;
}

std::string receiver_text(const Mechanism& mechanism, const std::string& receiver,
                          Language language) {
  if (receiver == "subject") return in_language(language, "被判定者", "被判定者", "the one judged");
  if (receiver == "jurisdiction")
    return in_language(language, "全辖区", "全轄區", "the whole jurisdiction");
  if (receiver == "public") return in_language(language, "社会", "社會", "the public");
  if (receiver == "superior") return in_language(language, "上级", "上級", "the level above");
  if (const RoleKind* role = mechanism.role(receiver)) return role->title;
  for (const auto& [key, title] : mechanism.organ_kinds) {
    if (key == receiver) return title;
  }
  return receiver;
}

std::string limit_text(const DayLimit& limit, Language language) {
  const bool working = limit.count == DayCount::working_days;
  return in_language(language, fmt::format("限{}{}", limit.days, working ? "个工作日" : "天"),
                     fmt::format("限{}{}", limit.days, working ? "個工作日" : "天"),
                     "within " + limit.text());
}

std::string effect_text(const Mechanism& mechanism, const Effect& effect, Language language) {
  std::string out = name_of(effect.kind, language);
  const std::string to = receiver_text(mechanism, effect.receiver, language);
  out += in_language(language, "（对象：" + to, "（對象：" + to, " (to " + to);
  if (!effect.held_by.empty()) {
    const std::string by = receiver_text(mechanism, effect.held_by, language);
    out += in_language(language, "；由" + by, "；由" + by, "; by " + by);
  }
  if (effect.points.scaled != 0) {
    const std::string points = (effect.points.scaled > 0 ? "+" : "") + effect.points.text();
    out += in_language(language, "；" + points + "分", "；" + points + "分", "; " + points);
  }
  if (effect.limit.days > 0)
    out += in_language(language, "；", "；", "; ") + limit_text(effect.limit, language);
  if (effect.repeats) out += in_language(language, "；每期", "；每期", "; every period");
  out += in_language(language, "）", "）", ")");
  const std::string& text = in_language(language, effect.text);
  return text.empty() ? out : out + in_language(language, "：", "：", ": ") + text;
}

}  // namespace zhantu::app
