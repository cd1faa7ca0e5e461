#include "app/mechanism_flaws.hpp"

#include <array>

#include "base/check.hpp"

namespace zhantu::app {
namespace {

// clang-format off
constexpr std::array kRows = {
    FlawRow{"not_toml", "这一行不是合法的 TOML（{detail}）", "這一行不是合法的 TOML（{detail}）", "this line is not TOML ({detail})",
            "检查引号、括号和等号，改正这一行", "檢查引號、括號和等號，改正這一行", "check quotes, brackets and equals signs and correct the line"},
    FlawRow{"double_key", "“{key}”写了两次", "「{key}」寫了兩次", "\"{key}\" is written twice",
            "保留其中一个", "保留其中一個", "keep one of them"},
    FlawRow{"file_too_large", "文件超过 {most} 字节", "檔案超過 {most} 位元組", "the file is longer than {most} bytes",
            "机制文件只写规则，删去其他内容", "機制檔案只寫規則，刪去其他內容", "a mechanism file holds rules only; take out the rest"},
    FlawRow{"line_too_long", "这一行超过 {most} 字节", "這一行超過 {most} 位元組", "the line is longer than {most} bytes",
            "拆成几行", "拆成幾行", "break it into several lines"},
    FlawRow{"nested_too_deep", "嵌套超过 {most} 层", "巢狀超過 {most} 層", "nested more than {most} levels deep",
            "去掉多余的括号", "去掉多餘的括號", "take out needless brackets"},
    FlawRow{"unknown_key", "不认识的键“{key}”", "不認識的鍵「{key}」", "unknown key \"{key}\"",
            "可用的键：{known}", "可用的鍵：{known}", "use one of: {known}"},
    FlawRow{"unknown_key_meant", "不认识的键“{key}”", "不認識的鍵「{key}」", "unknown key \"{key}\"",
            "是否想写“{meant}”？可用的键：{known}", "是否想寫「{meant}」？可用的鍵：{known}", "did you mean \"{meant}\"? use one of: {known}"},
    FlawRow{"unknown_word", "“{key}”的值“{value}”无法识别", "「{key}」的值「{value}」無法識別", "unknown word \"{value}\" for \"{key}\"",
            "可用的词：{known}", "可用的詞：{known}", "use one of: {known}"},
    FlawRow{"unknown_word_meant", "“{key}”的值“{value}”无法识别", "「{key}」的值「{value}」無法識別", "unknown word \"{value}\" for \"{key}\"",
            "是否想写“{meant}”？可用的词：{known}", "是否想寫「{meant}」？可用的詞：{known}", "did you mean \"{meant}\"? use one of: {known}"},
    FlawRow{"missing_key", "缺少“{key}”", "缺少「{key}」", "\"{key}\" is missing",
            "补上 {key} = ……", "補上 {key} = ……", "add {key} = ..."},
    FlawRow{"missing_table", "缺少 [{key}] 一节", "缺少 [{key}] 一節", "[{key}] is missing",
            "补上 [{key}] 一节", "補上 [{key}] 一節", "add a section [{key}]"},
    FlawRow{"not_a_list", "“{key}”应写成一组表", "「{key}」應寫成一組表", "{key} must be a list of tables",
            "写成 [[{key}]]", "寫成 [[{key}]]", "write [[{key}]]"},
    FlawRow{"wrong_type", "“{key}”的值类型不对", "「{key}」的值類型不對", "\"{key}\" has the wrong type",
            "应为{expected_zh}", "應為{expected_hant}", "write {expected}"},
    FlawRow{"empty_value", "“{key}”是空的", "「{key}」是空的", "\"{key}\" is empty",
            "填写内容", "填寫內容", "fill it in"},
    FlawRow{"bad_text", "“{key}”的文字过长或含有控制字符", "「{key}」的文字過長或含有控制字元", "\"{key}\" is too long or holds control characters",
            "不超过 {most} 个字节，去掉控制字符", "不超過 {most} 個位元組，去掉控制字元", "use at most {most} bytes without control characters"},
    FlawRow{"bad_name", "“{key}”的值“{value}”不能作键名", "「{key}」的值「{value}」不能作鍵名", "\"{value}\" cannot be a name for \"{key}\"",
            "只用小写字母、数字、连字符和下划线，以字母开头", "只用小寫字母、數字、連字號和底線，以字母開頭", "use small letters, digits, hyphens and underscores, beginning with a letter"},
    FlawRow{"out_of_range", "“{key}”超出范围", "「{key}」超出範圍", "{key} is out of range",
            "取 {low} 到 {high}", "取 {low} 到 {high}", "use a number from {low} to {high}"},
    FlawRow{"not_a_day", "“{value}”不是日期", "「{value}」不是日期", "\"{value}\" is not a day",
            "写成 \"2026-01-01\" 的样子", "寫成 \"2026-01-01\" 的樣子", "write it as \"2026-01-01\""},
    FlawRow{"not_a_limit", "“{key}”不是期限", "「{key}」不是期限", "\"{key}\" is not a limit of days",
            "写成 \"5 working days\"（工作日）或 \"30 days\"（自然日），1 到 {most} 天", "寫成 \"5 working days\"（工作日）或 \"30 days\"（自然日），1 到 {most} 天", "write it as \"5 working days\" or \"30 days\" (calendar days), from 1 to {most}"},
    FlawRow{"not_a_period", "“{value}”不是期别", "「{value}」不是期別", "\"{value}\" is not a period of a year",
            "季度写 Q1 至 Q4，月写 01 至 12，半月写 01a、01b，年写 year", "季度寫 Q1 至 Q4，月寫 01 至 12，半月寫 01a、01b，年寫 year", "write quarters as Q1 to Q4, months as 01 to 12, half-months as 01a and 01b, the year as year"},
    FlawRow{"double_name", "“{value}”已在第 {line} 行用过", "「{value}」已在第 {line} 行用過", "\"{value}\" stands in line {line} already",
            "换一个名称，或删去重复的一项", "換一個名稱，或刪去重複的一項", "give it another name or take one of them out"},
    FlawRow{"not_both", "“{key}”和“{other}”不能同时写", "「{key}」和「{other}」不能同時寫", "\"{key}\" and \"{other}\" exclude each other",
            "删去其中一个", "刪去其中一個", "leave one of them out"},
    FlawRow{"too_many", "“{key}”超过 {most} 项", "「{key}」超過 {most} 項", "more than {most} entries of \"{key}\"",
            "合并或删减", "合併或刪減", "merge some or take some out"},
    FlawRow{"proposal_order", "建议档次没有由高到低排列，或有两档相同", "建議檔次沒有由高到低排列，或有兩檔相同", "the proposals do not fall from high to low",
            "由高到低排列，每档低于上一档", "由高到低排列，每檔低於上一檔", "order them from the highest to the lowest, each below the one before"},
    FlawRow{"proposal_floor", "最后一档建议不是从 0 起", "最後一檔建議不是從 0 起", "the last proposal does not begin at 0",
            "最后一档写 from = 0", "最後一檔寫 from = 0", "let the last one say from = 0"},
    FlawRow{"no_rule", "没有判牌规则", "沒有判牌規則", "the file has no rule",
            "补上 [card] 或 [[rule]]", "補上 [card] 或 [[rule]]", "add [card] or a [[rule]]"},
    FlawRow{"rule_without_bands", "规则“{rule}”没有档次", "規則「{rule}」沒有檔次", "rule \"{rule}\" has no bands",
            "补上至少一个 [[{rule}.band]]", "補上至少一個 [[{rule}.band]]", "add at least one [[{rule}.band]]"},
    FlawRow{"band_gap", "档次之间有空缺，没有一档管到：{gap}", "檔次之間有空缺，沒有一檔管到：{gap}", "the bands leave a gap: {gap}",
            "补一档，或改动相邻档次的起止（from、above、to、below），使各档合起来不留空缺", "補一檔，或改動相鄰檔次的起止（from、above、to、below），使各檔合起來不留空缺", "add a band, or move the ends of its neighbours (from, above, to, below), until the bands cover everything"},
    FlawRow{"band_overlap", "第 {other} 档和第 {band} 档重叠：{overlap}", "第 {other} 檔和第 {band} 檔重疊：{overlap}", "bands {other} and {band} overlap: {overlap}",
            "改动其中一档的起止，一端用 from 或 to（含），另一端用 above 或 below（不含）", "改動其中一檔的起止，一端用 from 或 to（含），另一端用 above 或 below（不含）", "move an end of one of them; from and to include the end, above and below leave it out"},
    FlawRow{"band_never_applies", "第 {band} 档永远用不上：前面的档次总是先管到", "第 {band} 檔永遠用不上：前面的檔次總是先管到", "band {band} can never apply: an earlier one always wins",
            "把较窄的档次放到前面，或删去这一档", "把較窄的檔次放到前面，或刪去這一檔", "put the narrower band first, or take this one out"},
    FlawRow{"rule_too_wide", "规则组合过多，无法判定", "規則組合過多，無法判定", "the rule has too many combinations",
            "减少一部分规则里的指标，或缩短 of_last", "減少一部分規則裡的指標，或縮短 of_last", "let one rule look at fewer measures, or shorten of_last"},
    FlawRow{"band_without_condition", "这一档没有条件，又不是最后一档", "這一檔沒有條件，又不是最後一檔", "the band has no condition and is not the last",
            "写明条件，或移到最后", "寫明條件，或移到最後", "give it a condition, or move it to the end"},
    FlawRow{"interval_without_measure", "写了起止，却没有说是哪个指标", "寫了起止，卻沒有說是哪個指標", "there are ends but no measure",
            "在规则或这一档里写 measure = ……", "在規則或這一檔裡寫 measure = ……", "add measure = ... to the rule or to this band"},
    FlawRow{"interval_missing", "写了指标“{key}”，却没有起止", "寫了指標「{key}」，卻沒有起止", "measure \"{key}\" has no ends",
            "写 from、above、to、below 之一，或 grades", "寫 from、above、to、below 之一，或 grades", "write one of from, above, to, below, or grades"},
    FlawRow{"interval_empty", "这一档的起止之间什么也没有", "這一檔的起止之間什麼也沒有", "nothing lies between the ends of this band",
            "下端应小于上端", "下端應小於上端", "the lower end must lie below the upper one"},
    FlawRow{"measure_not_for_subject", "指标“{key}”不能用于对象“{subject}”", "指標「{key}」不能用於對象「{subject}」", "measure \"{key}\" says nothing of subject \"{subject}\"",
            "换一个指标，或用 [[measure]] 声明由谁填报（asked_of）", "換一個指標，或用 [[measure]] 宣告由誰填報（asked_of）", "take another one, or declare with [[measure]] who is asked for it (asked_of)"},
    FlawRow{"measure_source", "指标“{key}”没有说明从哪里来，或说了两处", "指標「{key}」沒有說明從哪裡來，或說了兩處", "measure \"{key}\" does not say where it comes from, or says it twice",
            "写 asked_of（由谁填报）、known（系统已知）或 minuend（两数之差）之一", "寫 asked_of（由誰填報）、known（系統已知）或 minuend（兩數之差）之一", "write one of asked_of, known or minuend"},
    FlawRow{"verdict_not_for_subject", "对象“{subject}”没有认定，不能用 {key}", "對象「{subject}」沒有認定，不能用 {key}", "subject \"{subject}\" gets no verdict, so {key} says nothing",
            "改用指标；单位和指挥部只可用 no_target", "改用指標；單位和指揮部只可用 no_target", "use a measure; units and posts know no_target only"},
    FlawRow{"run_incomplete", "run 没有写全", "run 沒有寫全", "the run is not complete",
            "写 in_a_row，或同时写 times 和 of_last", "寫 in_a_row，或同時寫 times 和 of_last", "write in_a_row, or both times and of_last"},
    FlawRow{"rule_conflict", "同一对象“{subject}”的规则对“{key}”说法不一", "同一對象「{subject}」的規則對「{key}」說法不一", "the rules of subject \"{subject}\" disagree about \"{key}\"",
            "只在一处写，或写成一样", "只在一處寫，或寫成一樣", "say it once, or say the same"},
    FlawRow{"card_not_in_order", "牌“{card}”不在 cards 的次序里", "牌「{card}」不在 cards 的次序裡", "card \"{card}\" does not stand in the order of cards",
            "在 cards 里补上", "在 cards 裡補上", "add it to cards"},
    FlawRow{"opening_needs_order", "有 opening，却没有写 cards 的次序", "有 opening，卻沒有寫 cards 的次序", "an opening needs the order of the cards",
            "写 cards = [最轻, ……, 最重]", "寫 cards = [最輕, ……, 最重]", "write cards = [mildest, ..., gravest]"},
    FlawRow{"effect_without_receiver", "后果“{kind}”没有说明给谁", "後果「{kind}」沒有說明給誰", "effect \"{kind}\" has no receiver",
            "补上 to = ……，如 lead_unit、jurisdiction", "補上 to = ……，如 lead_unit、jurisdiction", "add to = ..., such as lead_unit or jurisdiction"},
    FlawRow{"effect_without_holder", "约谈没有说明由谁主持", "約談沒有說明由誰主持", "an interview needs somebody who holds it",
            "补上 by = ……", "補上 by = ……", "add by = ..."},
    FlawRow{"effect_without_points", "加减分没有写分值", "加減分沒有寫分值", "points need a number",
            "补上 points = ……", "補上 points = ……", "add points = ..."},
    FlawRow{"forbidden_measure", "指标“{key}”不得用于考核：2023 年、2024 年整治形式主义的规定和 2026 年政务应用程序管理办法禁止按{matter_zh}打分排名（D-11.3）", "指標「{key}」不得用於考核：2023 年、2024 年整治形式主義的規定和 2026 年政務應用程式管理辦法禁止按{matter_hant}打分排名（D-11.3）", "measure \"{key}\" may not be assessed: the rules of 2023, 2024 and 2026 against formalism forbid scoring {matter} (D-11.3)",
            "改用工作结果，如完成量、逾期天数、核查结论", "改用工作結果，如完成量、逾期天數、核查結論", "take a result of the work: quantities done, days late, findings of checks"},
    FlawRow{"forbidden_duty", "不得设置打卡签到任务（D-11.3）", "不得設置打卡簽到任務（D-11.3）", "a duty to check in may not be set (D-11.3)",
            "删去这一项；进度从结果中来", "刪去這一項；進度從結果中來", "take it out; progress shows in results"},
    FlawRow{"duty_without_reason", "要求报送“{kind}”，没有写明必要性和期限（D-11.3）", "要求報送「{kind}」，沒有寫明必要性和期限（D-11.3）", "the duty \"{kind}\" does not name its necessity and its end (D-11.3)",
            "写 why_zh、why_en 和 until；没有必要就删去", "寫 why_zh、why_en 和 until；沒有必要就刪去", "write why_zh, why_en and until; if there is no need, take it out"},
    FlawRow{"no_clause", "这一档没有写明依据的条款", "這一檔沒有寫明依據的條款", "the band names no clause",
            "补上 clause = ……，公示时写明依据", "補上 clause = ……，公示時寫明依據", "add clause = ..., so that a card can say what it rests on"},
    FlawRow{"no_traditional_text", "没有繁体文字，将显示简体", "沒有繁體文字，將顯示簡體", "there is no text in traditional characters; simplified ones are shown",
            "补上 {key}", "補上 {key}", "add {key}"},
    FlawRow{"no_project_rule", "文件没有判定项目的规则，不能单独用于挂图作战", "檔案沒有判定項目的規則，不能單獨用於掛圖作戰", "the file judges no projects, so no campaign can run by it alone",
            "补上 [card]，或一条 subject = \"project\" 的 [[rule]]", "補上 [card]，或一條 subject = \"project\" 的 [[rule]]", "add [card], or a [[rule]] with subject = \"project\""},
    FlawRow{"declared_unused", "声明了“{key}”，却没有用到", "宣告了「{key}」，卻沒有用到", "\"{key}\" is declared and never used",
            "删去，或在规则里使用", "刪去，或在規則裡使用", "take it out or use it in a rule"},
};
// clang-format on

std::string filled(std::string_view text, const std::map<std::string, std::string>& values) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = text.find('}', open);
    ZT_CHECK(close != std::string_view::npos);
    const auto value = values.find(std::string(text.substr(open + 1, close - open - 1)));
    if (value != values.end()) out += value->second;
    text.remove_prefix(close + 1);
  }
  return out;
}

const FlawRow& row_of(const FileFlaw& flaw) {
  const auto found = std::ranges::find(kRows, flaw.word, &FlawRow::word);
  ZT_CHECK(found != kRows.end());
  return *found;
}

std::string_view pick(Language language, std::string_view hans, std::string_view hant,
                      std::string_view en) {
  return language == Language::en ? en : language == Language::zh_hant ? hant : hans;
}

}  // namespace

std::span<const FlawRow> flaw_rows() { return kRows; }

std::string reason_of(const FileFlaw& flaw, Language language) {
  const FlawRow& row = row_of(flaw);
  return filled(pick(language, row.reason_hans, row.reason_hant, row.reason_en), flaw.values);
}

std::string remedy_of(const FileFlaw& flaw, Language language) {
  const FlawRow& row = row_of(flaw);
  return filled(pick(language, row.remedy_hans, row.remedy_hant, row.remedy_en), flaw.values);
}

}  // namespace zhantu::app
