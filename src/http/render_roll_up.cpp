#include "http/render_roll_up.hpp"

#include "app/calendar.hpp"
#include "app/mechanism_words.hpp"
#include "app/why.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;

json::array earlier_json(const Board& board, const RolledUpCard& card) {
  json::array out;
  const RolledUpCard* before = nullptr;
  for (const RolledUpCard& one : board.rolled_up) {
    if (one.period != card.period || one.subject != card.subject || one.holder != card.holder)
      continue;
    if (before != nullptr) {
      out.push_back(json::object{
          {"number", one.correction}, {"before", word(before->card)}, {"after", word(one.card)}});
    }
    before = &one;
  }
  return out;
}

// The day on which the card came to stand.
Date day_of(const Board& board, const DueEffect& due) {
  const auto correction = std::ranges::find(board.corrections, due.correction, &Correction::number);
  const Instant at =
      correction != board.corrections.end() ? correction->at : board.publications.at(due.period).at;
  return at.day_at(static_cast<int>(board.tenant.utc_offset_minutes));
}

// The limit with its last day, counted from the publication; the day is missing, with a note, where
// the calendar does not know the year.
json::value limit_json(const Look& look, const DueEffect& due, const DayLimit& limit) {
  if (limit.days == 0) return nullptr;
  const WorkingCalendar& calendar = look.board.calendar;
  const Date from = day_of(look.board, due);
  const auto last = last_day(calendar, limit, from);
  json::value note = nullptr;
  if (!last) {
    const Date reach = calendar.add_working_days(from, limit.days);
    note = json::string(app::clock_note(calendar, from, reach, look.language));
  }
  return json::object{
      {"text", app::limit_text(limit, look.language)},
      {"due_on", last ? json::value(json::string(last->iso())) : json::value(nullptr)},
      {"note", std::move(note)}};
}

}  // namespace

json::object roll_up_json(const Look& look, const RolledUpCard& card) {
  return {{"id", std::to_string(card.holder)},
          {"name", holder_name(look.board, subject_of(card.subject).value(), card.holder)},
          {"card", word(card.card)},
          {"why", app::why(grounds_of(look.board, card), look.language)},
          {"missed_run", card.missed_run},
          {"judged", card.judged},
          {"missed", card.missed},
          {"blue", card.blue},
          {"yellow", card.yellow},
          {"red", card.red},
          {"green", card.green},
          {"orange", card.orange},
          {"corrections", earlier_json(look.board, card)}};
}

std::string holder_name(const Board& board, Subject subject, std::int64_t holder) {
  if (subject == Subject::unit) return board.unit_name({holder});
  if (subject == Subject::command_post) {
    const Organ* organ = board.organ({holder});
    return organ == nullptr ? std::string{} : organ->name;
  }
  const BoardProject* project = board.find({holder});
  return project == nullptr ? std::string{} : project->project.name;
}

json::array roll_ups_json(const Look& look, const Period& period, Subject subject) {
  json::array out;
  for (const RolledUpCard* card : roll_ups_of(look.board, period, subject))
    out.push_back(roll_up_json(look, *card));
  return out;
}

json::array effects_json(const Look& look, const Period& period) {
  json::array out;
  const Mechanism& mechanism = look.board.mechanism_for(period);
  for (const DueEffect* due : standing_effects(look.board, period)) {
    const Subject subject = subject_of(due->subject).value();
    const CardRule* rule = mechanism.rule(subject);
    ZT_CHECK(rule != nullptr);
    const Effect& effect = rule->bands.at(static_cast<std::size_t>(due->band))
                               .effects.at(static_cast<std::size_t>(due->place));
    out.push_back(json::object{{"subject", due->subject},
                               {"id", std::to_string(due->holder)},
                               {"name", holder_name(look.board, subject, due->holder)},
                               {"kind", due->kind},
                               {"receiver", due->receiver},
                               {"text", app::in_language(look.language, effect.text)},
                               {"limit", limit_json(look, *due, effect.limit)}});
  }
  return out;
}

json::array asked_json(const Look& look, const Mechanism& mechanism) {
  json::array out;
  for (const Measure* measure : mechanism.asked(Subject::project)) {
    json::array grades;
    for (const auto& [key, words] : measure->grades)
      grades.push_back(json::string(app::in_language(look.language, words)));
    out.push_back(json::object{{"measure", measure->key},
                               {"title", app::in_language(look.language, measure->title)},
                               {"unit", word(measure->unit)},
                               {"asked_of", mechanism.organ_title(measure->asked_of)},
                               {"grades", std::move(grades)}});
  }
  return out;
}

std::string holder_name(const Board& board, const RolledUpCard& card) {
  return holder_name(board, *subject_of(card.subject), card.holder);
}

json::array causes_json(const Look& look, const Mechanism& mechanism) {
  json::array out;
  for (const CauseKind& cause : mechanism.causes) {
    out.push_back(json::object{{"cause", cause.key},
                               {"title", app::in_language(look.language, cause.title)},
                               {"asks_evidence", cause.asks_evidence},
                               {"asks_document", cause.asks_document}});
  }
  return out;
}

json::array gives_json(const Look& look, const BoardProject& project, const Period& period) {
  json::array out;
  const Standing who = app::standing_of(look.board, look.actor, look.today, &project, period);
  const ObjectState state = app::state_of(look.board, look.today, &project, period);
  if (refusal(Act::give_figures, who, state)) return out;
  for (const Measure* measure : look.board.mechanism_for(period).asked(Subject::project)) {
    if (app::is_asked(look.board, look.actor, look.today, project, measure->asked_of))
      out.push_back(json::string(measure->key));
  }
  return out;
}

json::object given_json(const Cell& cell) {
  json::object out;
  const auto standing = cell.card() == nullptr ? cell.asked : judged_cell(cell, *cell.card()).asked;
  for (const AskedFigure& asked : standing) {
    if (asked.figure) out[asked.measure] = asked.figure->text();
  }
  return out;
}

}  // namespace zhantu::http
