#include "http/render_correction.hpp"

#include "app/mechanism_words.hpp"
#include "app/why.hpp"
#include "domain/determination/roll_up.hpp"
#include "http/render_roll_up.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;

json::value named_json(const Look& look, const Mechanism& mechanism, const std::string& key) {
  if (key.empty()) return nullptr;
  const CauseKind* kind = mechanism.cause(key);
  return json::object{
      {"cause", key},
      {"title", kind == nullptr ? key : app::in_language(look.language, kind->title)}};
}

json::array changes_json(const Look& look, const BoardProject& project, std::int64_t number) {
  json::array out;
  for (const auto& [period, cell] : project.cells) {
    for (std::size_t i = 1; i < cell.cards.size(); ++i) {
      if (cell.cards[i].correction != number) continue;
      out.push_back(json::object{
          {"period", period.text()},
          {"before", word(cell.cards[i - 1].card)},
          {"after", word(cell.cards[i].card)},
          {"why", app::why(grounds_of(look.board, project, cell.cards[i]), look.language)}});
    }
  }
  return out;
}

json::value value_json(const Look& look, const Measure& measure, std::optional<Quantity> figure) {
  if (!figure) return nullptr;
  return json::string(app::value_text(measure, MeasureValue::of(*figure), look.language));
}

json::array figures_json(const Look& look, const BoardProject& project,
                         const Correction& correction) {
  json::array out;
  const auto asked = look.board.mechanism_for(correction.period).asked(Subject::project);
  for (const CorrectedFigure& one : project.cell(correction.period).corrected) {
    const auto measure =
        std::ranges::find(asked, one.measure, [](const Measure* m) { return m->key; });
    if (one.correction != correction.number || measure == asked.end()) continue;
    out.push_back(json::object{{"measure", one.measure},
                               {"title", app::title_of(**measure, look.language)},
                               {"before", value_json(look, **measure, one.figure_before)},
                               {"after", value_json(look, **measure, one.figure_after)}});
  }
  return out;
}

json::array roll_ups_json(const Look& look, std::int64_t number) {
  json::array out;
  const RolledUpCard* before = nullptr;  // of the same holder and period
  for (const RolledUpCard& card : look.board.rolled_up) {
    const bool same = before != nullptr && before->period == card.period &&
                      before->subject == card.subject && before->holder == card.holder;
    if (same && card.correction == number) {
      out.push_back(json::object{{"period", card.period.text()},
                                 {"subject", card.subject},
                                 {"id", std::to_string(card.holder)},
                                 {"name", holder_name(look.board, card)},
                                 {"before", word(before->card)},
                                 {"after", word(card.card)},
                                 {"why", app::why(grounds_of(look.board, card), look.language)}});
    }
    before = &card;
  }
  return out;
}

}  // namespace

json::value cause_json(const Look& look, const BoardProject& project, const Period& period) {
  const NamedCause cause = standing_cause(look.board, project, period);
  json::value named = named_json(look, look.board.mechanism_for(period), cause.key);
  if (named.is_null()) return named;
  named.as_object()["evidence"] = cause.evidence;
  named.as_object()["document"] = cause.document;
  return named;
}

json::value weight_json(const Look& look, const std::string& weight) {
  if (weight.empty()) return nullptr;
  const OpeningLevel* opening = look.board.mechanism_on(look.today).opening(weight);
  return json::object{
      {"weight", weight},
      {"title", opening == nullptr ? weight : app::in_language(look.language, opening->title)},
      {"card", word(opening == nullptr ? Card::none : opening->card)}};
}

bool touches(const Board& board, const Correction& correction, const Period& period) {
  const BoardProject* project = board.find(correction.project);
  ZT_CHECK(project != nullptr);
  return std::ranges::any_of(project->cell(period).cards, [&](const PublishedCard& card) {
    return card.correction == correction.number;
  });
}

json::object correction_json(const Look& look, const Correction& correction, bool open) {
  const BoardProject* project = look.board.find(correction.project);
  ZT_CHECK(project != nullptr);
  const Mechanism& mechanism = look.board.mechanism_for(correction.period);
  const TenureId by = correction.tenure;
  return {{"number", correction.number},
          {"period", correction.period.text()},
          {"project", project_summary_json(look.board, *project)},
          {"verdict_before", word(correction.verdict_before)},
          {"verdict_after", word(correction.verdict_after)},
          {"cause_before", named_json(look, mechanism, correction.cause_before)},
          {"cause_after", named_json(look, mechanism, correction.cause_after)},
          {"figures", figures_json(look, *project, correction)},
          {"reason", correction.reason},
          {"by", open ? look.board.post_text(by) : look.board.holder_text(by)},
          {"at", correction.at.iso()},
          {"changes", changes_json(look, *project, correction.number)},
          {"roll_ups", roll_ups_json(look, correction.number)}};
}

}  // namespace zhantu::http
