// A mechanism in words: what a band asks for, what follows from it, what a measure's value is. Used
// by the check of a file ("what was understood"), by the sentence "why" and by pages.
#pragma once
#include <string>
#include <vector>

#include "app/language.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu::app {

std::string name_of(Subject subject, Language language);         // "项目"
std::string name_of(EffectKind kind, Language language);         // "约谈"
std::string cards_text(std::uint32_t cards, Language language);  // "黄牌或红牌"; bit 1 << Card
std::string opening_text(const OpeningLevel& opening, Language language);  // "重大事项从橙牌起"
// "落后计划进度"; for a measure of the table its name there, otherwise the file's.
std::string title_of(const Measure& measure, Language language);
// "12.5个百分点", "约33.33%", "有望赶上"; what is cut off says so.
std::string value_text(const Measure& measure, const MeasureValue& value, Language language);
// "10以上至30（含）个百分点"
std::string range_text(const Measure& measure, const Interval& interval, Language language);

std::string condition_text(const Mechanism& mechanism, const CardRule& rule,
                           const Condition& condition, Language language);
// "黄牌：未完成，且连续2期（含本期）未完成"
std::string band_text(const Mechanism& mechanism, const CardRule& rule, const CardBand& band,
                      Language language);
// Whom an effect reaches: a role or organ of the file, or one of the fixed words.
std::string receiver_text(const Mechanism& mechanism, const std::string& receiver,
                          Language language);
std::string limit_text(const DayLimit& limit, Language language);  // "限5个工作日"
std::string effect_text(const Mechanism& mechanism, const Effect& effect, Language language);

// The whole file, a line each: name and version, rules with their bands and effects, asked
// measures, openings, re-colourings.
std::vector<std::string> summary_of(const Mechanism& mechanism, Language language);

}  // namespace zhantu::app
