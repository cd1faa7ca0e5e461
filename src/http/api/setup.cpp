#include "app/manage_campaign.hpp"
#include "app/why.hpp"
#include "app/tenure_use.hpp"
#include "base/embedded.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/values.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

json::object organ_json(const Board& board, const Organ& organ) {
  json::array members, units;
  for (const OrganMember& member : board.members) {
    if (member.organ != organ.id) continue;
    const auto tenure = board.tenures.find(member.tenure);
    members.push_back(json::object{
        {"tenure", id_text(member.tenure.value)},
        {"name", tenure == board.tenures.end() ? "" : board.person_name(tenure->second.person)},
        {"post", board.post_text(member.tenure)},
        {"role", member.role},
        {"starts_on", member.starts_on.iso()},
        {"ends_on", day_json(member.ends_on)}});
  }
  for (const OrganUnit& unit : board.organ_units) {
    if (unit.organ != organ.id) continue;
    units.push_back(json::object{{"unit", id_text(unit.unit.value)},
                                 {"name", board.unit_name(unit.unit)},
                                 {"ends_on", day_json(unit.ends_on)}});
  }
  return {{"id", id_text(organ.id.value)},
          {"version", app::organ_version(board, organ.id)},
          {"kind", organ.kind},
          {"name", organ.name},
          {"short_name", organ.short_name},
          {"goals", organ.goals},
          {"sequence", organ.sequence},
          {"ends_on", day_json(organ.ends_on)},
          {"members", std::move(members)},
          {"units", std::move(units)}};
}

json::array substitutes_json(const Board& board) {
  json::array out;
  for (const Substitute& one : board.substitutes) {
    const BoardProject* project = board.find(one.project);
    out.push_back(json::object{{"project", id_text(one.project.value)},
                               {"project_name", project == nullptr ? "" : project->project.name},
                               {"officer", id_text(one.officer.value)},
                               {"officer_name", board.holder_text(one.officer)},
                               {"holder", id_text(one.holder.value)},
                               {"holder_name", board.holder_text(one.holder)},
                               {"starts_on", one.starts_on.iso()},
                               {"ends_on", one.ends_on.iso()},
                               {"reason", one.reason}});
  }
  return out;
}

json::array acts_json(Call& call, const Board& board) {
  json::array out;
  for (Act act : {Act::edit_campaign, Act::name_officers, Act::name_substitute, Act::add_project,
                  Act::edit_project}) {
    if (!app::refused(act, board, call.actor, call.app().today(board), nullptr, std::nullopt))
      out.push_back(json::string(word(act)));
  }
  return out;
}

json::object setup_json(Call& call, const Board& board) {
  const Campaign& campaign = board.campaign;
  json::array phases, organs, roles, kinds, periods;
  for (const Phase& phase : board.phases)
    phases.push_back(json::object{{"title", phase.title},
                                  {"starts_on", phase.starts_on.iso()},
                                  {"ends_on", phase.ends_on.iso()}});
  for (const Organ& organ : board.organs) organs.push_back(organ_json(board, organ));
  for (const RoleKind& role : board.mechanism.roles)
    roles.push_back(json::object{
        {"kind", role.key}, {"title", role.title}, {"held_by_unit", role.held_by_unit}});
  for (const auto& [kind, title] : board.mechanism.organ_kinds)
    kinds.push_back(json::object{{"kind", kind}, {"title", title}});
  for (const Period& period : campaign.periods())
    periods.push_back(json::object{{"period", period.text()},
                                   {"label", app::period_label(period, call.language)},
                                   {"published", board.published(period)}});
  return {{"id", id_text(campaign.id.value)},
          {"version", app::frame_version(board)},
          {"unit", id_text(campaign.unit.value)},
          {"unit_name", board.unit_name(campaign.unit)},
          {"title", campaign.title},
          {"year", campaign.year},
          {"period_kind", word(campaign.period_kind)},
          {"mechanism", campaign.mechanism},
          {"parent", id_json(campaign.parent.value)},
          {"parent_title", campaign.parent_title},
          {"starts_on", campaign.starts_on.iso()},
          {"ends_on", campaign.ends_on.iso()},
          {"open_board", campaign.open_board},
          {"phases", std::move(phases)},
          {"organs", std::move(organs)},
          {"substitutes", substitutes_json(board)},
          {"roles", std::move(roles)},
          {"organ_kinds", std::move(kinds)},
          {"periods", std::move(periods)},
          {"project_count", board.projects.size()},
          {"published_until", day_json(app::frozen_until(board))},
          {"acts", acts_json(call, board)}};
}

app::CampaignCommand campaign_in(Call& call, Fields& fields) {
  app::CampaignCommand command{.version = tag_in(call)};
  if (fields.given("unit")) command.unit = UnitId{fields.id_or_none("unit")};
  command.title = fields.optional_text("title", 60);
  command.year = fields.whole("year", 2000, 2999);
  if (fields.given("period_kind"))
    command.period_kind =
        period_kind_of(fields.choice("period_kind", {"month", "half_month", "quarter", "year"}));
  if (fields.given("parent")) command.parent = CampaignId{fields.id_or_none("parent")};
  command.parent_title = fields.optional_text("parent_title", 60);
  command.starts_on = fields.day("starts_on");
  command.ends_on = fields.day("ends_on");
  command.open_board = fields.given_flag("open_board");
  if (!fields.given("phases")) return command;
  constexpr std::size_t kPhasesMax = 20;
  command.phases.emplace();
  fields.each("phases", kPhasesMax, [&](Fields& row) {
    const std::string title = row.text("title", 30);
    const auto first = row.day("starts_on"), last = row.day("ends_on");
    if (!first) row.lacks("starts_on");
    if (!last) row.lacks("ends_on");
    command.phases->push_back({title, first.value_or(Date{}), last.value_or(Date{})});
  });
  return command;
}

app::OrganCommand organ_in(Call& call, Fields& fields) {
  app::OrganCommand command{.id = {number_in(call, "organ")}, .version = tag_in(call)};
  if (!command.id) command.kind = fields.text("kind", 30);
  command.name = fields.optional_text("name", 60);
  command.short_name = fields.optional_text("short_name", 30);
  command.goals = fields.optional_text("goals", 500);
  command.sequence = fields.whole("sequence", 1, 1'000'000);
  command.ends_on = fields.given_day("ends_on");
  constexpr std::size_t kRowsMax = 200;
  if (fields.given("members"))
    fields.each("members", kRowsMax, [&](Fields& row) {
      app::MemberRow member{.tenure = {row.id("tenure")}, .role = row.text("role", 40)};
      member.starts_on = row.day("starts_on");
      member.ends_on = row.given_day("ends_on");
      command.members.push_back(std::move(member));
    });
  if (fields.given("units"))
    fields.each("units", kRowsMax, [&](Fields& row) {
      command.units.push_back({{row.id("unit")}, row.given_day("ends_on")});
    });
  return command;
}

std::string embedded_mechanism(const std::string& name) {
  const EmbeddedFile* file = find_embedded("mechanisms/" + name + ".toml");
  return file == nullptr ? std::string{} : std::string(file->bytes);
}

// The board after an act that saved past it.
app::BoardPtr saved_board(app::Writing& writing) {
  return app::board_after(writing.transaction, writing.actor.tenant, writing.campaign);
}

// Whether this person may do the act at all: heard before what is wrong with the form.
std::optional<Problem> refused(Call& call, const Board& board, Act act) {
  const auto word =
      app::refused(act, board, call.actor, call.app().today(board), nullptr, std::nullopt);
  return word ? std::optional(Problem{.word = std::string(*word)}) : std::nullopt;
}

}  // namespace

Response found_campaign(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::CampaignCommand command = campaign_in(call, fields.value());
  command.mechanism = fields->optional_text("mechanism", 60);
  const auto flaw = fields->flaw();
  return write_in_tenant(
      call, call.repeat(), [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word = refusal(Act::found_campaign, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto made = app::found_campaign(writing, command, embedded_mechanism);
        if (!made) return made.problem();
        const auto board = app::board_after(writing.transaction, call.actor.tenant, *made);
        return versioned(201, setup_json(call, board->board));
      });
}

Response get_setup(Call& call) {
  const auto board = readable_board(call, Act::see_setup);
  if (!board) return problem_response(call, board.problem());
  const json::object body = setup_json(call, (*board)->board);
  return versioned_response(body);
}

Response edit_campaign(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const app::CampaignCommand command = campaign_in(call, fields.value());
  const auto flaw = fields->flaw();
  const CampaignId campaign = http::campaign_in(call);
  return write_on(
      call, campaign,
      [&](app::Writing& writing) -> Result<app::Answer> {
        if (auto problem = refused(call, writing.board(), Act::edit_campaign)) return *problem;
        if (flaw) return *flaw;
        const auto done = app::edit_campaign(writing, command);
        if (!done) return done.problem();
        return versioned(200, setup_json(call, saved_board(writing)->board));
      },
      [&] { return setup_json(call, call.app().board(campaign)->board); });
}

Response get_organ(Call& call) {
  const auto found = readable_board(call, Act::see_setup);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  const Organ* organ = board.organ({number_in(call, "organ")});
  if (organ == nullptr) return problem_response(call, Problem{.word = "not_found"});
  return versioned_response(organ_json(board, *organ));
}

Response save_organ(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const app::OrganCommand command = organ_in(call, fields.value());
  const auto flaw = fields->flaw();
  const CampaignId campaign = http::campaign_in(call);
  const auto shown = [](const Board& board, OrganId id) {
    return organ_json(board, *board.organ(id));
  };
  return write_on(
      call, campaign,
      [&](app::Writing& writing) -> Result<app::Answer> {
        if (auto problem = refused(call, writing.board(), Act::edit_campaign)) return *problem;
        if (flaw) return *flaw;
        const auto saved = app::save_organ(writing, command);
        if (!saved) return saved.problem();
        return versioned(command.id ? 200 : 201, shown(saved_board(writing)->board, *saved));
      },
      [&] { return shown(call.app().board(campaign)->board, command.id); });
}

Response name_substitute(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::SubstituteCommand command{.officer = {fields->id("officer")},
                                 .holder = {fields->id("holder")}};
  constexpr std::size_t kProjectsMax = 200;
  fields->each_id("projects", kProjectsMax,
                  [&](std::int64_t id) { command.projects.push_back({id}); });
  for (const auto& [name, day] :
       {std::pair{"starts_on", &command.starts_on}, {"ends_on", &command.ends_on}}) {
    const auto given = fields->day(name);
    if (!given) fields->lacks(name);
    *day = given.value_or(Date{});
  }
  command.reason = fields->text("reason", 200);
  const auto flaw = fields->flaw();
  return write_on(call, http::campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    if (auto problem = refused(call, writing.board(), Act::name_substitute)) return *problem;
    if (flaw) return *flaw;
    const auto done = app::name_substitute(writing, command);
    if (!done) return done.problem();
    return versioned(200, setup_json(call, saved_board(writing)->board));
  });
}

}  // namespace zhantu::http::api
