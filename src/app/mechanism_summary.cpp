#include "app/mechanism_words.hpp"
#include "app/why.hpp"

namespace zhantu::app {
namespace {

std::string bullet(int depth, const std::string& text) {
  return std::string(static_cast<std::size_t>(depth) * 2, ' ') + text;
}

void add_part(std::vector<std::string>& out, const Mechanism& mechanism, const CardRule& rule,
              const RulePart& part, Language language) {
  const std::string& title = in_language(language, part.title);
  if (!title.empty()) out.push_back(bullet(1, title));
  for (std::size_t i = 0; i < part.band_count; ++i) {
    const CardBand& band = rule.bands[part.first_band + i];
    std::string line = band_text(mechanism, rule, band, language);
    if (!band.clause.empty())
      line += in_language(language, "（" + band.clause + "）", "（" + band.clause + "）",
                          " (clause " + band.clause + ")");
    out.push_back(bullet(2, line));
    for (const Effect& effect : band.effects) {
      out.push_back(bullet(3, in_language(language, "后果：", "後果：", "effect: ") +
                                  effect_text(mechanism, effect, language)));
    }
  }
}

void add_recolouring(std::vector<std::string>& out, const Recolouring& one, Language language) {
  const std::string shown = name_of(one.shown, language);
  const std::string& text = in_language(language, one.text);
  out.push_back(bullet(2, in_language(language, "补齐后显示为" + shown + "：" + text,
                                      "補齊後顯示為" + shown + "：" + text,
                                      "made good, shown as " + shown + ": " + text)));
}

void add_asked(std::vector<std::string>& out, const Mechanism& mechanism, const CardRule& rule,
               Language language) {
  for (const Measure& measure : rule.measures) {
    if (!measure.asked()) continue;
    const std::string organ = receiver_text(mechanism, measure.asked_of, language);
    const std::string title = title_of(measure, language);
    out.push_back(bullet(
        2, in_language(language, "须由" + organ + "填报：" + title,
                       "須由" + organ + "填報：" + title, "asked of " + organ + ": " + title)));
  }
}

void add_rule(std::vector<std::string>& out, const Mechanism& mechanism, const CardRule& rule,
              Language language) {
  const std::string who = name_of(rule.subject, language);
  const std::size_t bands = rule.bands.size();
  out.push_back(in_language(language, fmt::format("判定{}，共{}档：", who, bands),
                            fmt::format("判定{}，共{}檔：", who, bands),
                            fmt::format("Cards of {}, {} bands:", who, bands)));
  for (const RulePart& part : rule.parts) add_part(out, mechanism, rule, part, language);
  if (rule.parts.size() > 1) {
    out.push_back(bullet(1, in_language(language, "各部分取最重的一张牌", "各部分取最重的一張牌",
                                        "the gravest card of the parts counts")));
  }
  if (!rule.runs.empty()) {
    out.push_back(bullet(
        1, rule.no_target_breaks_run
               ? in_language(language, "无目标的一期使连续中断", "無目標的一期使連續中斷",
                             "a period without a target breaks a run")
               : in_language(language, "无目标的一期不增也不断连续", "無目標的一期不增也不斷連續",
                             "a period without a target neither breaks nor "
                             "lengthens a run")));
  }
  for (const OpeningLevel& one : rule.openings)
    out.push_back(bullet(2, opening_text(one, language)));
  for (const Recolouring& one : rule.recolourings) add_recolouring(out, one, language);
  add_asked(out, mechanism, rule, language);
}

}  // namespace

std::vector<std::string> summary_of(const Mechanism& mechanism, Language language) {
  std::vector<std::string> out;
  const std::string from = mechanism.effective_from.iso();
  out.push_back(in_language(language,
                            fmt::format("{}（{} 第{}版，自 {} 起）", mechanism.title,
                                        mechanism.name, mechanism.version, from),
                            fmt::format("{}（{} 第{}版，自 {} 起）", mechanism.title,
                                        mechanism.name, mechanism.version, from),
                            fmt::format("{} ({} version {}, from {})", mechanism.title,
                                        mechanism.name, mechanism.version, from)));
  if (!mechanism.card.bands.empty()) add_rule(out, mechanism, mechanism.card, language);
  for (const CardRule& rule : mechanism.other_rules) add_rule(out, mechanism, rule, language);
  for (const PeerGroup& group : mechanism.peer_groups) {
    out.push_back(in_language(language, "同类比较：", "同類比較：", "ranked together: ") +
                  in_language(language, group.title));
  }
  return out;
}

}  // namespace zhantu::app
