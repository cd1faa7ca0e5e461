#include "http/render_selection.hpp"

#include "app/calendar.hpp"
#include "app/problem_table.hpp"
#include "app/why.hpp"
#include "http/values.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;
using app::Language;

json::value period_json(const std::optional<Period>& period) {
  return period ? json::value(json::string(period->text())) : json::value(nullptr);
}

json::value text_or_null(const std::string& text) {
  return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

std::string organ_name(const Board& board, OrganId id) {
  const Organ* organ = board.organ(id);
  return organ == nullptr ? std::string{} : organ->short_name;
}

// The newest period that has begun.
std::optional<Period> running(const Board& board, Date today) {
  std::optional<Period> out;
  for (const Period& period : board.campaign.periods()) {
    if (period.first_day() <= today) out = period;
  }
  return out;
}

json::object linked_project_json(const Look& look, const BoardProject& project) {
  const auto now = running(look.board, look.today);
  const auto lacks = project.lacks(look.today);
  return {{"id", id_json(project.project.id.value)},
          {"number", project.project.number},
          {"name", project.project.name},
          {"on_wall", now && look.board.on_wall(project, *now)},
          {"admitted_period", project.project.admitted.text()},
          {"withdrawn_period", period_json(project.project.withdrawn)},
          {"lacks", lacks_json(lacks, app::supplier_of(look.board, project), look.language)}};
}

// Working days after `from` up to and with `to`; null, with the reason, where a year is not known.
json::value clock_json(const Look& look, std::optional<Date> from, std::optional<Date> to) {
  if (!from || !to) return nullptr;
  const WorkingCalendar& calendar = look.board.calendar;
  const auto days = days_until(calendar, DayCount::working_days, *from, *to);
  const std::string note =
      app::clock_note(calendar, std::min(*from, *to), std::max(*from, *to), look.language);
  return json::object{{"working_days", days ? json::value(*days) : json::value(nullptr)},
                      {"note", text_or_null(note)}};
}

std::optional<Date> eve_of(std::optional<Date> day) {
  return day ? std::optional(Date{day->days - 1}) : std::nullopt;
}

json::array shares_json(const SelectionLook& at, const Task& task) {
  json::array out;
  for (const TaskShare& share : at.selection.shares) {
    if (share.task != task.id) continue;
    out.push_back(json::object{{"unit", id_json(share.unit.value)},
                               {"unit_name", at.look.board.unit_name(share.unit)},
                               {"quantity", quantity_json(share.quantity)}});
  }
  return out;
}

bool may(const SelectionLook& at, Act act, const Candidate* candidate) {
  const Look& look = at.look;
  return !app::selection_refusal(act, look.board, at.selection, look.actor, look.today, candidate);
}

json::array scores_json(const SelectionLook& at, const Candidate& candidate) {
  json::array out;
  for (const Criterion& criterion : at.selection.criteria) {
    const Weighing* one = at.selection.weighing(candidate.id, criterion.id);
    if (one == nullptr) continue;
    out.push_back(json::object{{"criterion", id_json(criterion.id.value)},
                               {"score", one->score.text()},
                               {"remark", one->remark},
                               {"by", at.look.board.holder_text(one->tenure)},
                               {"at", one->at.iso()}});
  }
  return out;
}

json::object choice_json(const Look& look, const Choice& choice) {
  return {{"number", choice.number},
          {"decision", choice.decision},
          {"reason", choice.reason},
          {"period", period_json(choice.admitted)},
          {"project", id_json(choice.project.value)},
          {"at_once", choice.at_once},
          {"by", look.board.holder_text(choice.tenure)},
          {"at", choice.at.iso()}};
}

json::array candidate_acts(const SelectionLook& at, const Candidate& candidate) {
  json::array acts;
  if (state_of(at.selection, candidate.id) == CandidateState::chosen) return acts;
  for (const Act act : {Act::edit_candidate, Act::weigh_candidates, Act::choose_candidate}) {
    if (may(at, act, &candidate)) acts.push_back(json::string(word(act)));
  }
  return acts;
}

}  // namespace

json::array lacks_json(const std::vector<Lack>& lacks, const std::string& who,
                       app::Language language) {
  json::array out;
  for (const Lack lack : lacks) {
    const std::string what(word(lack));
    out.push_back(json::object{
        {"what", what}, {"who", who}, {"detail", app::sentence(what, {{"who", who}}, language)}});
  }
  return out;
}

json::object task_json(const SelectionLook& at, const Task& task) {
  const Look& look = at.look;
  json::array projects, candidates;
  bool ready = true, any = false;
  for (const ProjectId id : at.selection.projects_of(task.id)) {
    const BoardProject* project = look.board.find(id);
    if (project == nullptr) continue;
    any = true;
    json::object shown = linked_project_json(look, *project);
    ready = ready && shown["lacks"].as_array().empty();
    projects.push_back(std::move(shown));
  }
  for (const CandidateId id : at.selection.candidates_of(task.id)) {
    const Candidate& candidate = *at.selection.find(id);
    const CandidateState state = state_of(at.selection, id);
    if (state == CandidateState::chosen) continue;
    candidates.push_back(json::object{
        {"id", id_json(id.value)},
        {"number", candidate.number},
        {"name", candidate.name},
        {"state", word(state)},
        {"lacks", lacks_json(lacks_for_wall(candidate), app::supplier_of(look.board, candidate),
                             look.language)}});
  }
  const std::vector<Lack> lacks = any ? std::vector<Lack>{} : std::vector{Lack::projects};
  const Quantity given = at.selection.share_total(task.id);
  json::value difference = nullptr;
  if (task.quantity)
    difference = json::string(Quantity{given.scaled - task.quantity->scaled}.text());
  return {{"id", id_json(task.id.value)},
          {"number", task.number},
          {"name", task.name},
          {"source_kind", task.source_kind},
          {"source", task.source},
          {"category", task.category},
          {"owner", id_json(task.owner.value)},
          {"owner_name", organ_name(look.board, task.owner)},
          {"effect", task.effect},
          {"quantity", quantity_json(task.quantity)},
          {"quantity_unit", task.quantity_unit},
          {"due_on", day_json(task.due_on)},
          {"clock", clock_json(look, look.today, task.due_on)},
          {"shares", shares_json(at, task)},
          {"share_total", given.text()},
          {"share_difference", std::move(difference)},
          {"projects", std::move(projects)},
          {"candidates", std::move(candidates)},
          {"on_wall", any && ready},
          {"lacks", lacks_json(lacks, organ_name(look.board, task.owner), look.language)},
          {"version", task.version},
          {"by", look.board.holder_text(task.tenure)},
          {"at", task.at.iso()}};
}

json::array unready_json(const Look& look, std::size_t most) {
  json::array out;
  for (const BoardProject* project : look.board.kept_off(look.today)) {
    if (out.size() < most) out.push_back(linked_project_json(look, *project));
  }
  return out;
}

json::object candidate_json(const SelectionLook& at, const Candidate& candidate) {
  const Look& look = at.look;
  const Board& board = look.board;
  const Task* task = at.selection.find(candidate.task);
  json::array choices;
  for (const Choice& choice : at.selection.choices) {
    if (choice.candidate == candidate.id) choices.push_back(choice_json(look, choice));
  }
  return {{"id", id_json(candidate.id.value)},
          {"number", candidate.number},
          {"name", candidate.name},
          {"category", candidate.category},
          {"place", id_json(candidate.place.value)},
          {"place_name", board.unit_name(candidate.place)},
          {"facts", candidate.facts},
          {"investment_total", candidate.investment_total.in_wan()},
          {"investment_year", candidate.investment_year.in_wan()},
          {"nature", candidate.nature},
          {"starts_on", day_json(candidate.starts_on)},
          {"finishes_on", day_json(candidate.finishes_on)},
          {"clock", clock_json(look, eve_of(candidate.starts_on), candidate.finishes_on)},
          {"annual_target", candidate.annual_target},
          {"annual_quantity", quantity_json(candidate.annual_quantity)},
          {"quantity_unit", candidate.quantity_unit},
          {"command_post", id_json(candidate.command_post.value)},
          {"command_post_name", organ_name(board, candidate.command_post)},
          {"proposing_unit", id_json(candidate.proposing_unit.value)},
          {"proposing_unit_name", board.unit_name(candidate.proposing_unit)},
          {"lead_unit", id_json(candidate.lead_unit.value)},
          {"lead_unit_name", board.unit_name(candidate.lead_unit)},
          {"accountable_person", id_json(candidate.accountable_person.value)},
          {"accountable_person_name", board.person_name(candidate.accountable_person)},
          {"reasons", candidate.reasons},
          {"news", candidate.news},
          {"news_on", day_json(candidate.news_on)},
          {"task", id_json(candidate.task.value)},
          {"task_name", task == nullptr ? "" : task->name},
          {"state", word(state_of(at.selection, candidate.id))},
          {"total", quantity_json(weighed_total(at.selection, candidate.id))},
          {"scores", scores_json(at, candidate)},
          {"choices", std::move(choices)},
          {"lacks", lacks_json(lacks_for_wall(candidate), app::supplier_of(board, candidate),
                               look.language)},
          {"acts", candidate_acts(at, candidate)},
          {"version", candidate.version},
          {"by", board.holder_text(candidate.tenure)},
          {"at", candidate.at.iso()}};
}

json::object selection_rule_json(const SelectionLook& at) {
  const Look& look = at.look;
  json::array criteria;
  for (const Criterion& one : at.selection.criteria) {
    const std::string organ = one.organ ? organ_name(look.board, one.organ) : std::string{};
    criteria.push_back(
        json::object{{"id", id_json(one.id.value)},
                     {"name", one.name},
                     {"measures", one.measures},
                     {"weight", one.weight},
                     {"score_max", one.score_max},
                     {"organ", id_json(one.organ.value)},
                     {"organ_name", organ},
                     {"mine", app::weighs_by(look.board, look.actor, look.today, one)}});
  }
  return {{"enters_at_once", at.selection.rule.enters_at_once},
          {"weight_total", at.selection.weight_total()},
          {"criteria", std::move(criteria)},
          {"may_set", may(at, Act::set_selection_rule, nullptr)},
          {"version", at.selection.rule.version}};
}

json::object chosen_json(const SelectionLook& at, const Candidate& candidate,
                         const app::Chosen& chosen, bool done) {
  const Look& look = at.look;
  const Choice& choice = chosen.choice;
  json::value sentence = nullptr, label = nullptr;
  if (choice.admitted) {
    const std::string period = app::period_long_label(*choice.admitted, look.language);
    label = json::string(period);
    sentence = json::string(app::sentence(choice.at_once ? "chosen_at_once" : "chosen_from",
                                          {{"period", choice.admitted->text()},
                                           {"number", candidate.number},
                                           {"name", candidate.name},
                                           {"post", organ_name(look.board, candidate.command_post)},
                                           {"before", std::to_string(chosen.on_wall_before)},
                                           {"after", std::to_string(chosen.on_wall_after)}},
                                          look.language));
  }
  return {{"done", done},
          {"decision", choice.decision},
          {"period", period_json(choice.admitted)},
          {"label", std::move(label)},
          {"at_once", choice.at_once},
          {"project", id_json(choice.project.value)},
          {"sentence", std::move(sentence)},
          {"candidate", candidate_json(at, candidate)}};
}

json::object directory_json(const Look& look) {
  const Board& board = look.board;
  std::map<PersonId, std::string> posts;
  for (const auto& [id, tenure] : board.tenures) {
    if (tenure.holds_on(look.today)) posts[tenure.person] = board.post_text(id);
  }
  json::array units, organs, persons, projects, periods;
  for (const auto& [id, unit] : board.units)
    units.push_back(json::object{{"id", id_json(id.value)}, {"name", unit.name}});
  for (const Organ& organ : board.organs)
    organs.push_back(json::object{
        {"id", id_json(organ.id.value)}, {"name", organ.short_name}, {"kind", organ.kind}});
  for (const auto& [id, person] : board.persons) {
    if (!person.name.text.empty())
      persons.push_back(
          json::object{{"id", id_json(id.value)}, {"name", person.name.text}, {"post", posts[id]}});
  }
  for (const BoardProject& project : board.projects)
    projects.push_back(json::object{{"id", id_json(project.project.id.value)},
                                    {"number", project.project.number},
                                    {"name", project.project.name}});
  for (const Period& period : board.campaign.periods()) {
    if (board.published(period)) continue;
    periods.push_back(json::object{{"period", period.text()},
                                   {"label", app::period_long_label(period, look.language)},
                                   {"begun", period.first_day() <= look.today}});
  }
  return {{"units", std::move(units)},
          {"organs", std::move(organs)},
          {"persons", std::move(persons)},
          {"projects", std::move(projects)},
          {"open_periods", std::move(periods)}};
}

}  // namespace zhantu::http
