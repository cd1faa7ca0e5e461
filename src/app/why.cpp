#include "app/why.hpp"

#include "app/mechanism_words.hpp"

namespace zhantu::app {
namespace {

class Sentence {
 public:
  Sentence(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
           Language language)
      : mechanism_(mechanism), rule_(rule), judged_(judged), language_(language) {}

  std::string told() const {
    const std::string label = period_label(judged_.period, language_);
    if (judged_.judgement.missing) return label + missing_text();
    const Reasons reasons = reasons_of(rule_, judged_);
    std::vector<std::string> parts, clauses;
    for (const BandReason& one : reasons.bands) {
      add(parts, reason_text(one));
      clauses.push_back(clause_text(rule_.bands[one.band]));
    }
    std::vector<std::string> all;
    add(all, beside_text(reasons.verdict));
    add(all,
        listed(parts, rule_.parts.size() > 1 ? "；" : "，", rule_.parts.size() > 1 ? "; " : ", "));
    if (judged_.judgement.raised) all.push_back(opening_text());
    return label + say("", "", ": ") + listed(all, "，", ", ") + say("：", "：", ", ") +
           name_of(judged_.judgement.card, language_) +
           say("，依" + mechanism_.source, "，依" + mechanism_.source_hant, ", by ") +
           listed(clauses, "、", " and ") + version_text();
  }

 private:
  std::string say(std::string hans, std::string hant, std::string en) const {
    return in_language(language_, std::move(hans), std::move(hant), std::move(en));
  }

  std::string listed(const std::vector<std::string>& all, const char* chinese,
                     const char* english) const {
    return fmt::format("{}", fmt::join(all, say(chinese, chinese, english)));
  }

  static void add(std::vector<std::string>& all, std::string text) {
    if (!text.empty()) all.push_back(std::move(text));
  }

  std::string missing_text() const {
    const Measure& measure = rule_.measures.at(*judged_.judgement.missing);
    const std::string title = title_of(measure, language_);
    const bool clock = measure.known && by_calendar(*measure.known);
    return say("缺少“" + title + "”" + (clock ? "（没有期限，或所涉年份的放假安排未公布）" : "") +
                   "，无法判牌",
               "缺少「" + title + "」" + (clock ? "（沒有期限，或所涉年份的放假安排未公布）" : "") +
                   "，無法判牌",
               ": no card, because " + title + " is not known" +
                   (clock ? " (no deadline, or a year whose holidays are not published)" : ""));
  }

  std::string version_text() const {
    const std::int64_t number = mechanism_.version;
    return say(fmt::format("（机制第{}版）", number), fmt::format("（機制第{}版）", number),
               fmt::format(" (mechanism version {})", number));
  }

  // What stands at the head of the sentence: figures with their verdict, or the counts.
  std::string beside_text(bool verdict) const {
    if (judged_.facts.verdict == Verdict::no_target) return name_of(Verdict::no_target, language_);
    if (const auto* figures = std::get_if<ProjectFigures>(&judged_.beside))
      return figures_text(*figures);
    if (const auto* tally = std::get_if<Tally>(&judged_.beside)) return tally_text(*tally);
    return verdict && judged_.facts.verdict ? determined_text(false) : "";
  }

  std::string determined_text(bool proposed) const {
    const std::string verdict = name_of(*judged_.facts.verdict, language_);
    return proposed ? say("建议认定" + verdict, "建議認定" + verdict, "proposed " + verdict)
                    : say("认定" + verdict, "認定" + verdict, "determined " + verdict);
  }

  std::string figures_text(const ProjectFigures& figures) const {
    const bool proposed = figures.proposed;
    if (!figures.planned) return determined_text(proposed);
    const std::string plan = figure(figures, figures.planned), done = figure(figures, figures.done);
    const std::string verdict =
        proposed ? determined_text(true) : name_of(*judged_.facts.verdict, language_);
    const bool known = figures.verified;
    return say(
        fmt::format("计划累计{}，{}累计{}，{}", plan, known ? "认定" : "报送", done, verdict),
        fmt::format("計劃累計{}，{}累計{}，{}", plan, known ? "認定" : "報送", done, verdict),
        fmt::format("planned {}, {} {}, {}", plan, known ? "verified" : "reported", done, verdict));
  }

  std::string figure(const ProjectFigures& figures, std::optional<Quantity> quantity) const {
    if (!quantity) return say("（无数量）", "（無數量）", "(no figure)");
    const bool apart = language_ == Language::en && figures.unit != "%";
    return quantity->text() + (apart ? " " : "") + figures.unit;
  }

  std::string tally_text(const Tally& tally) const {
    std::vector<std::string> cards;
    for (Card card : {Card::red, Card::orange, Card::yellow, Card::green, Card::blue}) {
      const std::int64_t n = tally.cards.at(static_cast<std::size_t>(card));
      const std::string name = name_of(card, language_);
      if (n > 0)
        cards.push_back(say(fmt::format("{}{}项", name, n), fmt::format("{}{}項", name, n),
                            fmt::format("{} {}", n, word(card))));
    }
    const std::string list = listed(cards, "、", ", ");
    const auto told = [&](const char* form, const char* between) {
      return fmt::format(fmt::runtime(form), tally.judged, tally.missed) +
             (list.empty() ? "" : between + list);
    };
    return say(told("有目标的项目{}项，未完成{}项", "，"),
               told("有目標的項目{}項，未完成{}項", "，"),
               fmt::format("{} projects with a target, {} missed{}", tally.judged, tally.missed,
                           list.empty() ? "" : " (cards: " + list + ")"));
  }

  std::string reason_text(const BandReason& reason) const {
    std::vector<std::string> inputs;
    for (std::size_t i : reason.measures)
      inputs.push_back(measured_text(i) + made_of_text(rule_.measures[i]));
    for (const RunReason& run : reason.runs) inputs.push_back(run_text(run));
    for (std::size_t c = 0; c < mechanism_.causes.size(); ++c) {
      if (reason.causes >> c & 1U)
        inputs.push_back(in_language(language_, mechanism_.causes[c].title));
    }
    return listed(inputs, "，", ", ");
  }

  std::string measured_text(std::size_t i) const {
    return title_of(rule_.measures[i], language_) + say("", "", " ") +
           value_text(rule_.measures[i], judged_.facts.measures.at(i), language_);
  }

  // "（完成占全年目标74%，本期节点75）": what a difference is made of.
  std::string made_of_text(const Measure& measure) const {
    if (!measure.minuend) return {};
    std::vector<std::string> from{measured_text(*measure.minuend)};
    if (measure.subtrahend) from.push_back(measured_text(*measure.subtrahend));
    if (const PeriodTarget* target = target_of(measure, judged_.period))
      from.push_back(say("本期节点", "本期節點", "target ") + target->at_least.text());
    return say("（", "（", " (") + listed(from, "，", ", ") + say("）", "）", ")");
  }

  std::string run_text(const RunReason& reason) const {
    const Run& run = rule_.runs[reason.run];
    const std::size_t n = reason.periods.size();
    std::vector<std::string> labels;
    for (const Period& period : reason.periods) labels.push_back(period_label(period, language_));
    const std::string all = listed(labels, "、", ", ");
    if (run.of_cards) {
      const std::string names = cards_text(run.cards, language_);
      return say("此前" + all + "为" + names, "此前" + all + "為" + names, names + " in " + all);
    }
    const std::string what = condition_text(mechanism_, rule_, run.of, language_);
    const bool months = judged_.period.kind() == PeriodKind::month;
    const std::string unit =
        say(months ? "个月" : "期", months ? "個月" : "期", months ? "months" : "periods");
    if (run.window > 0) {
      return say(fmt::format("近{}期中{}期{}（{}）", run.window, n, what, all),
                 fmt::format("近{}期中{}期{}（{}）", run.window, n, what, all),
                 fmt::format("{} in {} of the last {} {} ({})", what, n, run.window, unit, all));
    }
    return say(fmt::format("{}连续{}{}{}", all, n, unit, what),
               fmt::format("{}連續{}{}{}", all, n, unit, what),
               run.of.kind == ConditionKind::verdict
                   ? fmt::format("{} {} {} in a row ({})", n, unit, what, all)
                   : fmt::format("{} in {} {} in a row ({})", what, n, unit, all));
  }

  std::string opening_text() const {
    return app::opening_text(rule_.openings.at(*judged_.facts.opening), language_);
  }

  std::string clause_text(const CardBand& band) const {
    const std::string& text = in_language(language_, band.text);
    return say(
        fmt::format("{}“{}”", band.clause, text), fmt::format("{}「{}」", band.clause, text),
        fmt::format("{}\"{}\"", band.clause.empty() ? "" : "clause " + band.clause + " ", text));
  }

  const Mechanism& mechanism_;
  const CardRule& rule_;
  const JudgedPeriod& judged_;
  Language language_;
};

}  // namespace

std::string period_label(const Period& period, Language language) {
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  switch (period.kind()) {
    case PeriodKind::month:
      return language == Language::en ? kMonths.at(static_cast<std::size_t>(period.index() - 1))
                                      : fmt::format("{}月", period.index());
    case PeriodKind::half_month: {
      const int month = (period.index() + 1) / 2;
      const bool first = period.index() % 2 == 1;
      return in_language(language, fmt::format("{}月{}", month, first ? "上半月" : "下半月"),
                         fmt::format("{}月{}", month, first ? "上半月" : "下半月"),
                         fmt::format("{} {}-{}", kMonths.at(static_cast<std::size_t>(month - 1)),
                                     period.first_day().day(), period.last_day().day()));
    }
    case PeriodKind::quarter: {
      static constexpr std::array kNumbers = {"一", "二", "三", "四"};
      const std::string zh =
          fmt::format("{}季度", kNumbers.at(static_cast<std::size_t>(period.index() - 1)));
      return in_language(language, zh, zh, fmt::format("Q{}", period.index()));
    }
    case PeriodKind::year: return in_language(language, "全年", "全年", "year");
  }
  return {};
}

std::string period_long_label(const Period& period, Language language) {
  const std::string label = period_label(period, language);
  return language == Language::en ? fmt::format("{} {}", label, period.year())
                                  : fmt::format("{}年{}", period.year(), label);
}

std::string name_of(Verdict verdict, Language language) {
  switch (verdict) {
    case Verdict::exceeded: return in_language(language, "超额完成", "超額完成", "exceeded");
    case Verdict::met: return in_language(language, "完成", "完成", "met");
    case Verdict::missed: return in_language(language, "未完成", "未完成", "missed");
    case Verdict::no_target: return in_language(language, "无目标", "無目標", "no target");
  }
  return {};
}

std::string name_of(Card card, Language language) {
  switch (card) {
    case Card::none: return in_language(language, "不判牌", "不判牌", "no card");
    case Card::blue: return in_language(language, "蓝牌", "藍牌", "blue card");
    case Card::yellow: return in_language(language, "黄牌", "黃牌", "yellow card");
    case Card::red: return in_language(language, "红牌", "紅牌", "red card");
    case Card::green: return in_language(language, "绿牌", "綠牌", "green card");
    case Card::orange: return in_language(language, "橙牌", "橙牌", "orange card");
  }
  return {};
}

std::string why(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
                Language language) {
  return Sentence(mechanism, rule, judged, language).told();
}

std::string why_proposal(const Board& board, const BoardProject& project, const Period& period,
                         std::optional<Verdict> proposed, Language language) {
  const Plan& plan = project.cell(period).plan;
  const std::string label = period_label(period, language);
  if (!plan.has_target()) {
    return in_language(language, label + "未安排目标，建议认定为无目标",
                       label + "未安排目標，建議認定為無目標",
                       label + ": nothing was planned, so no target is proposed");
  }
  if (proposed) return why(grounds_if(board, project, period, *proposed), language);
  if (plan.quantity) {
    return in_language(language, label + "尚未报送，系统不提建议", label + "尚未報送，系統不提建議",
                       label + ": nothing reported yet, so nothing is proposed");
  }
  return in_language(
      language, fmt::format("{}计划“{}”没有数量，由督考办公室核实后认定", label, plan.text),
      fmt::format("{}計劃「{}」沒有數量，由督考辦公室核實後認定", label, plan.text),
      fmt::format("{}: the plan \"{}\" has no figure; the office verifies and decides", label,
                  plan.text));
}

}  // namespace zhantu::app
