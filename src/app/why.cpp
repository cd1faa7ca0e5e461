#include "app/why.hpp"

#include "domain/determination/publication.hpp"

namespace zhantu::app {
namespace {

// zh-Hant has wording of its own, so the three stand side by side.
std::string pick(Language language, std::string hans, std::string hant, std::string en) {
  switch (language) {
    case Language::zh_hans: return hans;
    case Language::zh_hant: return hant;
    case Language::en: return en;
  }
  return hans;
}

std::string figure(const Project& project, std::optional<Quantity> quantity, Language language) {
  if (!quantity) return pick(language, "（无数量）", "（無數量）", "(no figure)");
  const std::string space = language == Language::en && project.quantity_unit != "%" ? " " : "";
  return quantity->text() + space + project.quantity_unit;
}

// The periods of the run that ends in `period`, oldest first: those whose published verdict is
// missed.
std::vector<Period> run_periods(const BoardProject& project, const Period& period,
                                std::int64_t run) {
  std::vector<Period> out;
  for (auto it = project.cells.rbegin(); it != project.cells.rend(); ++it) {
    const auto& [earlier, cell] = *it;
    if (earlier > period || static_cast<std::int64_t>(out.size()) == run) continue;
    const PublishedCard* card = cell.card();
    const bool judged_now = earlier == period && card == nullptr;
    if (judged_now || (card != nullptr && card->verdict == Verdict::missed))
      out.insert(out.begin(), earlier);
  }
  return out;
}

std::string list_periods(const std::vector<Period>& periods, Language language) {
  std::string out;
  for (const Period& period : periods) {
    if (!out.empty()) out += pick(language, "、", "、", ", ");
    out += period_label(period, language);
  }
  return out;
}

std::string run_text(const BoardProject& project, const Period& period, std::int64_t run,
                     Language language) {
  if (run < 2) return {};
  const std::string list = list_periods(run_periods(project, period, run), language);
  const bool months = period.kind() == PeriodKind::month;
  return pick(
      language, fmt::format("，{}连续{}{}未完成", list, run, months ? "个月" : "期"),
      fmt::format("，{}連續{}{}未完成", list, run, months ? "個月" : "期"),
      fmt::format("; {} {} missed in a row ({})", run, months ? "months" : "periods", list));
}

std::string clause_text(const Mechanism& mechanism, std::size_t band_index, Language language) {
  if (band_index >= mechanism.card.bands.size()) return {};
  const CardBand& band = mechanism.card.bands[band_index];
  return pick(language,
              fmt::format("依{}{}“{}”（{} 第{}版）", mechanism.source, band.clause, band.text_zh,
                          mechanism.name, mechanism.version),
              fmt::format("依{}{}「{}」（{} 第{}版）", mechanism.source_hant, band.clause,
                          band.text_hant, mechanism.name, mechanism.version),
              fmt::format("by clause {} \"{}\" ({} version {})", band.clause, band.text_en,
                          mechanism.name, mechanism.version));
}

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
      return pick(language, fmt::format("{}月{}", month, first ? "上半月" : "下半月"),
                  fmt::format("{}月{}", month, first ? "上半月" : "下半月"),
                  fmt::format("{} {}-{}", kMonths.at(static_cast<std::size_t>(month - 1)),
                              period.first_day().day(), period.last_day().day()));
    }
    case PeriodKind::quarter: {
      static constexpr std::array kNumbers = {"一", "二", "三", "四"};
      const std::string zh =
          fmt::format("{}季度", kNumbers.at(static_cast<std::size_t>(period.index() - 1)));
      return pick(language, zh, zh, fmt::format("Q{}", period.index()));
    }
    case PeriodKind::year: return pick(language, "全年", "全年", "year");
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
    case Verdict::exceeded: return pick(language, "超额完成", "超額完成", "exceeded");
    case Verdict::met: return pick(language, "完成", "完成", "met");
    case Verdict::missed: return pick(language, "未完成", "未完成", "missed");
    case Verdict::no_target: return pick(language, "无目标", "無目標", "no target");
  }
  return {};
}

std::string name_of(Card card, Language language) {
  switch (card) {
    case Card::none: return pick(language, "不判牌", "不判牌", "no card");
    case Card::blue: return pick(language, "蓝牌", "藍牌", "blue card");
    case Card::yellow: return pick(language, "黄牌", "黃牌", "yellow card");
    case Card::red: return pick(language, "红牌", "紅牌", "red card");
    case Card::green: return pick(language, "绿牌", "綠牌", "green card");
    case Card::orange: return pick(language, "橙牌", "橙牌", "orange card");
  }
  return {};
}

std::optional<std::int64_t> share_of_year(const Project& project,
                                          std::optional<Quantity> quantity) {
  if (!project.annual_quantity || project.annual_quantity->scaled <= 0 || !quantity)
    return std::nullopt;
  return ratio_basis_points(*quantity, *project.annual_quantity);
}

std::string why_card(const Board& board, const BoardProject& project, const PublishedCard& card,
                     Language language) {
  const Mechanism& mechanism = board.mechanism_for(card.period);
  const std::string label = period_label(card.period, language);
  const std::string clause = clause_text(mechanism, static_cast<std::size_t>(card.band), language);
  const std::string colour = name_of(card.card, language),
                    verdict = name_of(card.verdict, language);
  if (card.verdict == Verdict::no_target) {
    return pick(language, fmt::format("{}无目标：{}，{}", label, colour, clause),
                fmt::format("{}無目標：{}，{}", label, colour, clause),
                fmt::format("{}: no target, {}, {}", label, colour, clause));
  }
  const std::string run = card.card == Card::red || card.missed_run > 1
                              ? run_text(project, card.period, card.missed_run, language)
                              : std::string{};
  if (!card.planned) {
    return pick(language, fmt::format("{}认定{}{}：{}，{}", label, verdict, run, colour, clause),
                fmt::format("{}認定{}{}：{}，{}", label, verdict, run, colour, clause),
                fmt::format("{}: determined {}{}, {}, {}", label, verdict, run, colour, clause));
  }
  const std::string plan = figure(project.project, card.planned, language);
  const std::string done = figure(project.project, card.verified, language);
  return pick(language,
              fmt::format("{}计划累计{}，认定累计{}，{}{}：{}，{}", label, plan, done, verdict, run,
                          colour, clause),
              fmt::format("{}計劃累計{}，認定累計{}，{}{}：{}，{}", label, plan, done, verdict, run,
                          colour, clause),
              fmt::format("{}: planned {}, verified {}, {}{}, {}, {}", label, plan, done, verdict,
                          run, colour, clause));
}

std::string why_proposal(const Board& board, const BoardProject& project, const Cell& cell,
                         const Period& period, std::optional<Verdict> proposed, Language language) {
  const std::string label = period_label(period, language);
  if (!cell.plan.has_target()) {
    return pick(language, label + "未安排目标，建议认定为无目标",
                label + "未安排目標，建議認定為無目標",
                label + ": nothing was planned, so no target is proposed");
  }
  if (!proposed) {
    const bool words_only = !cell.plan.quantity.has_value();
    if (words_only) {
      return pick(
          language,
          fmt::format("{}计划“{}”没有数量，由督考办公室核实后认定", label, cell.plan.text),
          fmt::format("{}計劃「{}」沒有數量，由督考辦公室核實後認定", label, cell.plan.text),
          fmt::format("{}: the plan \"{}\" has no figure; the office verifies and decides", label,
                      cell.plan.text));
    }
    return pick(language, label + "尚未报送，系统不提建议", label + "尚未報送，系統不提建議",
                label + ": nothing reported yet, so nothing is proposed");
  }
  const Judgement judgement = judge_in(board, project, period, *proposed);
  const auto done = cell.determination ? cell.determination->quantity
                    : cell.report      ? cell.report->quantity
                                       : std::nullopt;
  const bool verified = cell.determination.has_value();
  const std::string plan = figure(project.project, cell.plan.quantity, language);
  const std::string actual = figure(project.project, done, language);
  const std::string clause = clause_text(board.mechanism_for(period), judgement.band, language);
  const std::string run = run_text(project, period, judgement.missed_run, language);
  const std::string colour = name_of(judgement.card, language),
                    verdict = name_of(*proposed, language);
  return pick(
      language,
      fmt::format("{}计划累计{}，{}累计{}，建议认定{}{}：{}，{}", label, plan,
                  verified ? "认定" : "报送", actual, verdict, run, colour, clause),
      fmt::format("{}計劃累計{}，{}累計{}，建議認定{}{}：{}，{}", label, plan,
                  verified ? "認定" : "報送", actual, verdict, run, colour, clause),
      fmt::format("{}: planned {}, {} {}, proposed {}{}, {}, {}", label, plan,
                  verified ? "verified" : "reported", actual, verdict, run, colour, clause));
}

}  // namespace zhantu::app
