#include "http/render.hpp"

#include "app/problem_table.hpp"
#include "app/why.hpp"
#include "domain/determination/dues.hpp"
#include "domain/determination/published.hpp"
#include "domain/determination/roll_up.hpp"
#include "http/render_correction.hpp"
#include "http/render_roll_up.hpp"
#include "http/render_selection.hpp"
#include "http/values.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;

constexpr std::size_t kKeptOffMax = 100;  // told with the campaign
using app::Language;

json::value percent_json(const Project& project, std::optional<Quantity> quantity) {
  const auto share = project.share_of_year(quantity);
  if (!share) return nullptr;
  return static_cast<double>(*share) / 100.0;
}

json::array cards_json(const Mechanism& mechanism) {
  json::array out;
  for (const Card card : mechanism.card.cards()) out.push_back(json::string(word(card)));
  return out;
}

std::string holder(const Board& board, TenureId tenure, bool open) {
  return open ? board.post_text(tenure) : board.holder_text(tenure);
}

const Correction* correction_number(const Board& board, std::int64_t number) {
  const auto found = std::ranges::find(board.corrections, number, &Correction::number);
  return found == board.corrections.end() ? nullptr : &*found;
}

// Re-coloured because the arrears were made good; the published card stays beside it.
json::value shown_json(const Look& look, const BoardProject& project, const PublishedCard& card) {
  const Recolouring* recolouring = shown_as(look.board, project, card);
  if (recolouring == nullptr) return nullptr;
  const std::string& text = app::in_language(look.language, recolouring->text);
  return json::object{{"card", word(recolouring->shown)},
                      {"why", recolouring->clause + " " + text}};
}

json::object card_json(const Look& look, const BoardProject& project, const Cell& cell, bool open) {
  const PublishedCard& card = *cell.card();
  json::array corrections;
  for (std::size_t i = 1; i < cell.cards.size(); ++i) {
    const Correction* correction = correction_number(look.board, cell.cards[i].correction);
    if (correction == nullptr) continue;
    corrections.push_back(json::object{{"number", correction->number},
                                       {"before", word(cell.cards[i - 1].card)},
                                       {"after", word(cell.cards[i].card)},
                                       {"reason", correction->reason},
                                       {"by", holder(look.board, correction->tenure, open)},
                                       {"at", correction->at.iso()}});
  }
  return json::object{{"card", word(card.card)},
                      {"verdict", word(card.verdict)},
                      {"why", app::why(grounds_of(look.board, project, card), look.language)},
                      {"missed_run", card.missed_run},
                      {"shown", shown_json(look, project, card)},
                      {"corrections", std::move(corrections)}};
}

json::array acts_json(const Look& look, const BoardProject& project,
                      const std::optional<Period>& period, std::initializer_list<Act> asked) {
  const auto acts = app::acts_of(look.board, look.actor, look.today, &project, period);
  json::array out;
  for (Act act : asked) {
    if (std::ranges::find(acts, act) != acts.end()) out.push_back(json::string(word(act)));
  }
  return out;
}

// What may be done in this period, its state included; and why a verdict may not be given by this
// person.
struct OpenActs {
  json::array acts, waits;
  json::value barred = nullptr;
};

OpenActs open_acts(const Look& look, const BoardProject& project, const Period& period) {
  const Standing who = app::standing_of(look.board, look.actor, look.today, &project, period);
  const ObjectState state = app::state_of(look.board, look.today, &project, period);
  OpenActs out;
  for (Act act : {Act::report_actual, Act::confirm_report, Act::determine}) {
    const auto refused = refusal(act, who, state);
    if (!refused) out.acts.push_back(json::string(word(act)));
    if (waits(act, who, state)) out.waits.push_back(json::string(word(act)));
    if (refused == "barred_by_belonging") {
      out.barred =
          json::string(app::sentence(*refused, {{"project", project.project.name}}, look.language));
    }
  }
  return out;
}

json::array roles_json(const Look& look, const BoardProject& project) {
  json::array roles;
  const auto add = [&](const std::string& kind, const std::string& name) {
    const RoleKind* role = look.board.mechanism_on(look.today).role(kind);
    roles.push_back(json::object{
        {"kind", kind}, {"title", role == nullptr ? kind : role->title}, {"name", name}});
  };
  for (const OrganMember& member : look.board.members) {
    if (member.organ != project.project.command_post || member.role != "commander") continue;
    if (member.overlaps(look.today, look.today))
      add(member.role, look.board.holder_text(member.tenure));
  }
  for (const ProjectPerson& person : project.persons) {
    const bool now =
        person.starts_on <= look.today && (!person.ends_on || look.today <= *person.ends_on);
    if (now) add(person.role, look.board.person_name(person.person));
  }
  for (const ProjectUnit& unit : project.units) {
    if (!unit.overlaps(look.today, look.today)) continue;
    std::string name = look.board.unit_name(unit.unit);
    if (!unit.undertaking.empty()) name += "：" + unit.undertaking;
    if (unit.deadline) name += fmt::format("（{}前）", unit.deadline->iso());
    add(unit.role, name);
  }
  return roles;
}

// Why the office could not take the proposal now; null where it could, or where it is no act of
// this person's.
json::value barrier_json(const Look& look, const BoardProject& project, const Period& period,
                         std::optional<Verdict> proposed) {
  if (!proposed) return nullptr;
  ObjectState state = app::state_of(look.board, look.today, &project, period);
  state.favourable = favourable(*proposed);
  const Standing who = app::standing_of(look.board, look.actor, look.today, &project, period);
  const auto refused = refusal(Act::determine, who, state);
  if (!refused || refusal_of_person(Act::determine, who, state)) return nullptr;
  const std::map<std::string, std::string> values{
      {"project", project.project.name}, {"period", app::period_label(period, look.language)}};
  return json::string(app::sentence(*refused, values, look.language));
}

json::object proposal_json(const Look& look, const BoardProject& project, const Period& period) {
  const Cell& cell = project.cell(period);
  const auto proposed = app::proposal_for(look.board, cell, period);
  json::object out;
  out["verdict"] = proposed ? json::value(json::string(word(*proposed))) : json::value(nullptr);
  if (cell.card() != nullptr) {
    out["card"] = word(cell.card()->card);
    out["why"] = app::why(grounds_of(look.board, project, *cell.card()), look.language);
    out["barrier"] = nullptr;
    out["takeable"] = false;
    return out;
  }
  out["card"] =
      proposed ? word(judge_in(look.board, project, period, *proposed).card) : word(Card::none);
  out["why"] = app::why_proposal(look.board, project, period, proposed, look.language);
  out["barrier"] = barrier_json(look, project, period, proposed);
  out["takeable"] = !cell.determination && proposed && out["barrier"].is_null() &&
                    !reason_needed(proposed, *proposed);
  return out;
}

}  // namespace

json::object cell_json(const Look& look, const BoardProject& project, const Period& period) {
  const Cell& cell = project.cell(period);
  const Project& p = project.project;
  json::object out{{"period", period.text()},     {"on_wall", look.board.on_wall(project, period)},
                   {"state", word(cell.state())}, {"plan", nullptr},
                   {"report", nullptr},           {"confirmation", nullptr},
                   {"determination", nullptr},    {"card", nullptr}};
  if (cell.plan.has_target()) {
    out["plan"] = json::object{{"text", cell.plan.text},
                               {"quantity", quantity_json(cell.plan.quantity)},
                               {"percent", percent_json(p, cell.plan.quantity)}};
  }
  if (cell.report) {
    out["report"] = json::object{{"text", cell.report->text},
                                 {"quantity", quantity_json(cell.report->quantity)},
                                 {"percent", percent_json(p, cell.report->quantity)},
                                 {"by", look.board.holder_text(cell.report->tenure)},
                                 {"at", cell.report->at.iso()}};
  }
  if (cell.confirmation) {
    out["confirmation"] = json::object{{"by", look.board.holder_text(cell.confirmation->tenure)},
                                       {"at", cell.confirmation->at.iso()},
                                       {"remark", cell.confirmation->remark}};
  }
  if (cell.determination) {
    const PublishedCard* card = cell.card();
    const auto verified = card == nullptr ? cell.determination->quantity : card->verified;
    out["determination"] = json::object{
        {"verdict", word(card == nullptr ? cell.determination->verdict : card->verdict)},
        {"verified_quantity", quantity_json(verified)},
        {"percent", percent_json(p, verified)},
        {"reason", cell.determination->reason},
        {"cause", cause_json(look, project, period)},
        {"by", look.board.holder_text(cell.determination->tenure)},
        {"at", cell.determination->at.iso()}};
  }
  if (cell.card() != nullptr) out["card"] = card_json(look, project, cell, false);
  return out;
}

json::object project_summary_json(const Board& board, const BoardProject& project) {
  const Organ* organ = board.organ(project.project.command_post);
  UnitId lead;
  for (const ProjectUnit& unit : project.units) {
    if (unit.role == "lead_unit" && !unit.ends_on) lead = unit.unit;
  }
  return json::object{{"id", id_text(project.project.id.value)},
                      {"number", project.project.number},
                      {"name", project.project.name},
                      {"unit_of_quantity", project.project.quantity_unit},
                      {"lead_unit", board.unit_name(lead)},
                      {"command_post", organ == nullptr ? "" : organ->short_name}};
}

json::object project_json(const Look& look, const BoardProject& project) {
  const Project& p = project.project;
  json::object out = project_summary_json(look.board, project);
  out["campaign"] = std::to_string(p.campaign.value);
  out["category"] = p.category;
  out["nature"] = p.nature;
  out["place"] = p.place ? look.board.unit_name(p.place) : "";
  out["starts_on"] = day_json(p.starts_on);
  out["finishes_on"] = day_json(p.finishes_on);
  out["investment_total_wan"] = p.investment_total.in_wan();
  out["investment_year_wan"] = p.investment_year.in_wan();
  out["facts"] = p.facts;
  out["annual_target"] = p.annual_target;
  out["annual_quantity"] = quantity_json(p.annual_quantity);
  out["weight"] = weight_json(look, p.weight);
  out["roles"] = roles_json(look, project);
  out["lacks"] =
      lacks_json(project.lacks(look.today), app::supplier_of(look.board, project), look.language);
  out["admitted_period"] = p.admitted.text();
  out["withdrawn_period"] =
      p.withdrawn ? json::value(json::string(p.withdrawn->text())) : json::value(nullptr);
  json::array cells;
  for (const Period& period : look.board.campaign.periods())
    cells.push_back(cell_json(look, project, period));
  out["cells"] = std::move(cells);
  out["acts"] =
      acts_json(look, project, std::nullopt,
                {Act::edit_project, Act::report_actual, Act::confirm_report, Act::determine});
  return out;
}

json::array dues_json(const Look& look) {
  json::array dues;
  for (const Due& due : dues_of(look.board, look.today)) {
    dues.push_back(
        json::object{{"kind", due.period ? "period" : "phase"},
                     {"name", due.period ? app::period_long_label(*due.period, look.language)
                                         : due.phase->title},
                     {"day", due.day.iso()},
                     {"days", due.days},
                     {"working_days",
                      due.working_days ? json::value(*due.working_days) : json::value(nullptr)}});
  }
  return dues;
}

json::object campaign_json(const Look& look) {
  const Board& board = look.board;
  const Mechanism& mechanism = board.mechanism_on(look.today);
  json::array phases, organs, periods;
  for (const Phase& phase : board.phases) {
    phases.push_back(json::object{{"title", phase.title},
                                  {"starts_on", phase.starts_on.iso()},
                                  {"ends_on", phase.ends_on.iso()}});
  }
  for (const Organ& organ : board.organs) {
    json::array members;
    for (const OrganMember* member : board.seated(organ.id, look.today)) {
      const auto tenure = board.tenures.find(member->tenure);
      if (tenure == board.tenures.end()) continue;
      const RoleKind* role = mechanism.role(member->role);
      members.push_back(json::object{{"role", role == nullptr ? member->role : role->title},
                                     {"name", board.person_name(tenure->second.person)},
                                     {"post", board.post_text(member->tenure)}});
    }
    organs.push_back(json::object{{"id", id_text(organ.id.value)},
                                  {"kind", organ.kind},
                                  {"name", organ.name},
                                  {"members", std::move(members)}});
  }
  for (const Period& period : board.campaign.periods()) {
    std::map<Card, int> counts;
    for (const BoardProject& project : board.projects) {
      if (const PublishedCard* card = project.cell(period).card()) ++counts[card->card];
    }
    periods.push_back(json::object{{"period", period.text()},
                                   {"label", app::period_label(period, look.language)},
                                   {"state", word(board.state(period))},
                                   {"ahead", period.first_day() > look.today},
                                   {"blue", counts[Card::blue]},
                                   {"green", counts[Card::green]},
                                   {"yellow", counts[Card::yellow]},
                                   {"orange", counts[Card::orange]},
                                   {"red", counts[Card::red]}});
  }
  const std::string& parent = board.campaign.parent_title;
  return json::object{
      {"id", id_text(board.campaign.id.value)},
      {"title", board.campaign.title},
      {"unit", board.unit_name(board.campaign.unit)},
      {"year", board.campaign.year},
      {"parent", parent.empty() ? json::value(nullptr) : json::value(json::string(parent))},
      {"mechanism", json::object{{"name", mechanism.name},
                                 {"version", mechanism.version},
                                 {"title", mechanism.title},
                                 {"cards", cards_json(mechanism)},
                                 {"rules", rules_json(mechanism, look.language)}}},
      {"phases", std::move(phases)},
      {"organs", std::move(organs)},
      {"periods", std::move(periods)},
      {"dues", dues_json(look)},
      {"project_count", board.projects.size()},
      {"kept_off_count", board.kept_off(look.today).size()},
      {"kept_off", unready_json(look, kKeptOffMax)},
      {"revision", board.campaign.revision},
      {"today", look.today.iso()}};
}

json::array rules_json(const Mechanism& mechanism, Language language) {
  json::array rules;
  for (const CardBand& band : mechanism.card.bands) {
    rules.push_back(json::string(app::name_of(band.card, language) +
                                 (language == Language::en ? ": " : "：") +
                                 app::in_language(language, band.text)));
  }
  return rules;
}

json::object period_json(const Look& look, const Period& period) {
  const Board& board = look.board;
  json::array missing, items;
  for (const BoardProject* project : without_verdict(board, period))
    missing.push_back(project_summary_json(board, *project));
  for (const BoardProject& project : board.projects) {
    if (!board.on_wall(project, period)) continue;
    const Cell& cell = project.cell(period);
    OpenActs open = open_acts(look, project, period);
    json::value if_published = nullptr;
    if (cell.determination && cell.card() == nullptr) {
      if_published = json::string(word(judge_determined(board, project, period).card));
    }
    items.push_back(json::object{{"project", project_summary_json(board, project)},
                                 {"cell", cell_json(look, project, period)},
                                 {"proposal", proposal_json(look, project, period)},
                                 {"card_if_published", std::move(if_published)},
                                 {"asked", given_json(cell)},
                                 {"gives", gives_json(look, project, period)},
                                 {"acts", std::move(open.acts)},
                                 {"waits", std::move(open.waits)},
                                 {"barred", std::move(open.barred)}});
  }
  const auto refused = app::refused(Act::publish, board, look.actor, look.today, nullptr, period);
  json::object may_publish{
      {"allowed", !refused.has_value()}, {"word", nullptr}, {"detail", nullptr}};
  if (refused) {
    may_publish["word"] = *refused;
    may_publish["detail"] = app::sentence(
        *refused, {{"period", app::period_long_label(period, look.language)}}, look.language);
  }
  return json::object{{"campaign", id_text(board.campaign.id.value)},
                      {"period", period.text()},
                      {"label", app::period_long_label(period, look.language)},
                      {"state", word(board.state(period))},
                      {"cards", cards_json(board.mechanism_for(period))},
                      {"may_publish", std::move(may_publish)},
                      {"missing", std::move(missing)},
                      {"asked", asked_json(look, board.mechanism_for(period))},
                      {"causes", causes_json(look, board.mechanism_for(period))},
                      {"items", std::move(items)}};
}

json::object publication_json(const Look& look, const Publication& publication, bool open) {
  const Board& board = look.board;
  json::array cards, corrections;
  for (const BoardProject& project : board.projects) {
    const Cell& cell = project.cell(publication.period);
    if (cell.card() == nullptr) continue;
    cards.push_back(json::object{{"project", project_summary_json(board, project)},
                                 {"card", card_json(look, project, cell, open)}});
  }
  json::array lagging;
  for (const BoardProject* project : lagging_in(board, publication.period))
    lagging.push_back(json::string(id_text(project->project.id.value)));
  for (const Correction& correction : board.corrections) {
    if (touches(board, correction, publication.period))
      corrections.push_back(correction_json(look, correction, open));
  }
  return json::object{
      {"campaign", id_text(board.campaign.id.value)},
      {"period", publication.period.text()},
      {"label", app::period_long_label(publication.period, look.language)},
      {"by", holder(board, publication.tenure, open)},
      {"at", publication.at.iso()},
      {"remark", publication.remark},
      {"mechanism", fmt::format("{} {}", publication.mechanism, publication.mechanism_version)},
      {"engine_version", publication.engine_version},
      {"revision", publication.revision},
      {"cards", std::move(cards)},
      {"lagging", std::move(lagging)},
      {"units", roll_ups_json(look, publication.period, Subject::unit)},
      {"posts", roll_ups_json(look, publication.period, Subject::command_post)},
      {"effects", effects_json(look, publication.period)},
      {"corrections", std::move(corrections)}};
}

std::string project_etag(const Project& project, std::int64_t last_entry) {
  return fmt::format("\"{}.{}\"", project.version, last_entry);
}

}  // namespace zhantu::http
