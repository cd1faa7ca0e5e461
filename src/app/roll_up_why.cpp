#include "app/roll_up_why.hpp"

#include "app/why.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

std::string counted(const RolledUpCard& card, Language language) {
  const std::pair<Card, std::int64_t> counts[] = {{Card::red, card.red},
                                                  {Card::orange, card.orange},
                                                  {Card::yellow, card.yellow},
                                                  {Card::green, card.green},
                                                  {Card::blue, card.blue}};
  std::string out;
  for (const auto& [colour, count] : counts) {
    if (count == 0) continue;
    if (!out.empty()) out += language == Language::en ? ", " : "、";
    out += language == Language::en
               ? fmt::format("{} {}", count, name_of(colour, language))
               : fmt::format(language == Language::zh_hant ? fmt::runtime("{}{}項")
                                                           : fmt::runtime("{}{}项"),
                             name_of(colour, language), count);
  }
  return out;
}

}  // namespace

std::string why_roll_up(const Board& board, const RolledUpCard& card, Language language) {
  const Mechanism& mechanism = board.mechanism_for(card.period);
  const CardRule* rule = mechanism.rule(subject_of(card.subject).value());
  ZT_CHECK(rule != nullptr);
  const CardBand& band = rule->bands.at(static_cast<std::size_t>(card.band));
  const std::string label = period_label(card.period, language);
  const std::string colour = name_of(card.card, language), list = counted(card, language);
  switch (language) {
    case Language::zh_hans:
      return fmt::format("{}有目标的项目{}项，未完成{}项{}{}：{}，依{}{}“{}”（{} 第{}版）", label,
                         card.judged, card.missed, list.empty() ? "" : "，", list, colour,
                         mechanism.source, band.clause, band.text_zh, mechanism.name,
                         mechanism.version);
    case Language::zh_hant:
      return fmt::format("{}有目標的項目{}項，未完成{}項{}{}：{}，依{}{}「{}」（{} 第{}版）", label,
                         card.judged, card.missed, list.empty() ? "" : "，", list, colour,
                         mechanism.source_hant, band.clause, band.text_hant, mechanism.name,
                         mechanism.version);
    case Language::en: break;
  }
  return fmt::format(
      "{}: {} projects with a target, {} missed{}{}: {}, by clause {} \"{}\" ({} "
      "version {})",
      label, card.judged, card.missed, list.empty() ? "" : "; ", list, colour, band.clause,
      band.text_en, mechanism.name, mechanism.version);
}

}  // namespace zhantu::app
