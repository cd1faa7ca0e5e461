#include "app/manage_project.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/values.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

json::array plan_json(const Board& board, const BoardProject& project) {
  json::array out;
  for (const Period& period : board.campaign.periods()) {
    const Cell& cell = project.cell(period);
    out.push_back(json::object{{"period", period.text()},
                               {"text", cell.plan.text},
                               {"quantity", quantity_json(cell.plan.quantity)},
                               {"frozen", cell.card() != nullptr}});
  }
  return out;
}

json::object record_json(Call& call, const Board& board, const BoardProject& project) {
  const Project& p = project.project;
  json::array units, persons;
  for (const ProjectUnit& unit : project.units)
    units.push_back(json::object{{"unit", id_text(unit.unit.value)},
                                 {"name", board.unit_name(unit.unit)},
                                 {"role", unit.role},
                                 {"undertaking", unit.undertaking},
                                 {"deadline", day_json(unit.deadline)},
                                 {"starts_on", unit.starts_on.iso()},
                                 {"ends_on", day_json(unit.ends_on)}});
  for (const ProjectPerson& person : project.persons)
    persons.push_back(json::object{{"person", id_text(person.person.value)},
                                   {"name", board.person_name(person.person)},
                                   {"role", person.role},
                                   {"starts_on", person.starts_on.iso()},
                                   {"ends_on", day_json(person.ends_on)}});
  const bool may = !app::refused(Act::edit_project, board, call.actor, call.app().today(board),
                                 &project, std::nullopt);
  return {{"id", id_text(p.id.value)},
          {"version", app::project_version(project)},
          {"campaign", id_text(p.campaign.value)},
          {"number", p.number},
          {"name", p.name},
          {"category", p.category},
          {"place", id_json(p.place.value)},
          {"facts", p.facts},
          {"investment_total_wan", p.investment_total.in_wan()},
          {"investment_year_wan", p.investment_year.in_wan()},
          {"nature", p.nature},
          {"starts_on", day_json(p.starts_on)},
          {"finishes_on", day_json(p.finishes_on)},
          {"annual_target", p.annual_target},
          {"annual_quantity", quantity_json(p.annual_quantity)},
          {"quantity_unit", p.quantity_unit},
          {"command_post", id_text(p.command_post.value)},
          {"admitted", p.admitted.text()},
          {"withdrawn",
           p.withdrawn ? json::value(json::string(p.withdrawn->text())) : json::value(nullptr)},
          {"sequence", p.sequence},
          {"units", std::move(units)},
          {"persons", std::move(persons)},
          {"plan", plan_json(board, project)},
          {"editable", may}};
}

std::optional<Money> money_in(Fields& fields, const char* name) {
  const auto wan = fields.quantity(name);
  if (!wan) return std::nullopt;
  constexpr std::int64_t kFenOfScaled = 100;  // a ten-thousandth of 10,000 yuan is a yuan
  return Money{wan->scaled * kFenOfScaled};
}

app::ProjectCommand project_in(Call& call, Fields& fields) {
  app::ProjectCommand command{.id = {number_in(call, "project")}, .version = tag_in(call)};
  command.number = fields.optional_text("number", 30);
  command.name = fields.optional_text("name", 60);
  command.category = fields.optional_text("category", 40);
  command.facts = fields.optional_text("facts", 500);
  command.nature = fields.optional_text("nature", 20);
  command.annual_target = fields.optional_text("annual_target", 200);
  command.quantity_unit = fields.optional_text("quantity_unit", 20);
  if (fields.given("place")) command.place = UnitId{fields.id_or_none("place")};
  command.investment_total = money_in(fields, "investment_total_wan");
  command.investment_year = money_in(fields, "investment_year_wan");
  command.starts_on = fields.given_day("starts_on");
  command.finishes_on = fields.given_day("finishes_on");
  if (fields.given("annual_quantity")) command.annual_quantity = fields.quantity("annual_quantity");
  if (fields.given("command_post"))
    command.command_post = OrganId{fields.id_or_none("command_post")};
  if (!command.id) command.admitted = fields.given_period("admitted");
  command.sequence = fields.whole("sequence", 1, 1'000'000);
  constexpr std::size_t kRowsMax = 100;
  if (fields.given("units"))
    fields.each("units", kRowsMax, [&](Fields& row) {
      app::ProjectUnitRow unit{.unit = {row.id("unit")}, .role = row.text("role", 40)};
      unit.undertaking = row.optional_text("undertaking", 200);
      unit.deadline = row.given_day("deadline");
      unit.starts_on = row.day("starts_on");
      unit.ends_on = row.given_day("ends_on");
      command.units.push_back(std::move(unit));
    });
  if (fields.given("persons"))
    fields.each("persons", kRowsMax, [&](Fields& row) {
      app::ProjectPersonRow person{.person = {row.id("person")}, .role = row.text("role", 40)};
      person.starts_on = row.day("starts_on");
      person.ends_on = row.given_day("ends_on");
      command.persons.push_back(std::move(person));
    });
  if (fields.given("plan"))
    fields.each("plan", kRowsMax, [&](Fields& row) {
      const auto period = row.given_period("period");
      if (!period) row.lacks("period");
      const std::string text = row.text("text", 200, false);
      command.plan.push_back({period.value_or(Period{}), text, row.quantity("quantity")});
    });
  return command;
}

Response save(Call& call, CampaignId campaign) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const app::ProjectCommand command = project_in(call, fields.value());
  const auto flaw = fields->flaw();
  const Act act = command.id ? Act::edit_project : Act::add_project;
  return write_on(
      call, campaign,
      [&](app::Writing& writing) -> Result<app::Answer> {
        const Board& board = writing.board();
        const auto word = app::refused(act, board, call.actor, call.app().today(board),
                                       command.id ? board.find(command.id) : nullptr, std::nullopt);
        if (word) return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = app::save_project(writing, command);
        if (!saved) return saved.problem();
        const auto after = app::board_after(writing.transaction, call.actor.tenant, campaign);
        return versioned(command.id ? 200 : 201,
                         record_json(call, after->board, *after->board.find(*saved)));
      },
      [&] {
        const app::BoardPtr now = call.app().board(campaign);
        return record_json(call, now->board, *now->board.find(command.id));
      });
}

}  // namespace

Response add_project(Call& call) { return save(call, campaign_in(call)); }

Response edit_project_record(Call& call) {
  return save(call, call.app().campaign_of(http::project_in(call)));
}

Response get_project_record(Call& call) {
  const ProjectId id = http::project_in(call);
  const auto found = readable_board(call, Act::see_campaign, call.app().campaign_of(id));
  if (!found) return problem_response(call, found.problem());
  const json::object body = record_json(call, (*found)->board, *(*found)->board.find(id));
  return versioned_response(body);
}

}  // namespace zhantu::http::api
