#include "app/manage_accounts.hpp"
#include "app/problem_table.hpp"
#include "app/registry.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/json_values.hpp"
#include "http/paging.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;
using app::Registry;

json::object tenure_json(const Registry& registry, const Tenure& tenure) {
  const Post& post = registry.posts.at(tenure.post);
  return {{"id", id_text(tenure.id.value)},
          {"version", app::version_of(tenure)},
          {"person", id_text(tenure.person.value)},
          {"name", registry.person_name(tenure.person)},
          {"post", id_text(post.id.value)},
          {"post_version", app::version_of(post)},
          {"title", post.title},
          {"unit", id_text(post.unit.value)},
          {"unit_name", registry.unit_name(post.unit)},
          {"starts_on", tenure.starts_on.iso()},
          {"ends_on", day_json(tenure.ends_on)}};
}

// Who holds a post in each unit today, counted once for a whole list.
std::map<UnitId, std::int64_t> holders_of(const Registry& registry) {
  std::map<UnitId, std::int64_t> out;
  for (const auto& [id, tenure] : registry.tenures) {
    if (tenure.holds_on(registry.today)) ++out[registry.posts.at(tenure.post).unit];
  }
  return out;
}

json::object unit_json(const Unit& unit, const std::map<UnitId, std::int64_t>& holders) {
  json::object out{{"id", id_text(unit.id.value)},
                   {"version", app::version_of(unit)},
                   {"parent", id_json(unit.parent.value)},
                   {"kind", unit.kind},
                   {"code", unit.code},
                   {"name", unit.name},
                   {"short_name", unit.short_name},
                   {"sequence", unit.sequence},
                   {"ends_on", day_json(unit.ends_on)}};
  const auto found = holders.find(unit.id);
  out["holders"] = found == holders.end() ? 0 : found->second;
  return out;
}

json::object person_json(const Registry& registry, const Person& person,
                         const std::map<PersonId, std::vector<const Tenure*>>& held) {
  json::array tenures;
  if (const auto found = held.find(person.id); found != held.end()) {
    for (const Tenure* tenure : found->second) tenures.push_back(tenure_json(registry, *tenure));
  }
  return {{"id", id_text(person.id.value)},
          {"version", app::version_of(person)},
          {"name", registry.person_name(person.id)},
          {"ends_on", day_json(person.ends_on)},
          {"tenures", std::move(tenures)}};
}

std::map<PersonId, std::vector<const Tenure*>> by_person(const Registry& registry) {
  std::map<PersonId, std::vector<const Tenure*>> out;
  for (const auto& [id, tenure] : registry.tenures) out[tenure.person].push_back(&tenure);
  return out;
}

Registry registry_of(Call& call) {
  return app::load_registry(call.app(), *call.app().store().read(), call.actor.tenant);
}

std::optional<Response> refused(Call& call, Act act) {
  const auto word = app::refused_in_tenant(call.app(), call.actor, act);
  if (!word) return std::nullopt;
  return problem_response(call, Problem{.word = std::string(*word)});
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool person_matches(const Registry& registry, const Person& person,
                    const std::vector<const Tenure*>& tenures, std::string_view q,
                    std::string_view unit) {
  bool in_unit = unit.empty();
  bool found = q.empty() || holds(registry.person_name(person.id), q);
  for (const Tenure* tenure : tenures) {
    const Post& post = registry.posts.at(tenure->post);
    in_unit = in_unit || std::to_string(post.unit.value) == unit;
    found = found || holds(registry.unit_name(post.unit), q) || holds(post.title, q);
  }
  return in_unit && found;
}

json::object unit_now(const Registry& registry, UnitId id) {
  return unit_json(registry.units.at(id), holders_of(registry));
}
json::object person_now(const Registry& registry, PersonId id) {
  return person_json(registry, registry.persons.at(id), by_person(registry));
}

app::Answer versioned(int status, const json::object& body) {
  app::Answer answer = answer_of(status, body);
  answer.etag = tag_of(std::string(body.at("version").as_string()));
  return answer;
}

Registry inside(app::TenantWriting& writing) {
  return app::load_registry(writing.app, writing.transaction, writing.actor.tenant);
}

// A page over records in the order of their ids.
template <class Map>
Response paged(Call& call, const Map& records, const auto& shown) {
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  json::array items;
  std::vector<std::int64_t> keys;
  for (const auto& [id, record] : records) {
    if (id.value <= page->after || items.size() > page->limit) continue;
    std::optional<json::object> item = shown(record);
    if (!item) continue;
    items.push_back(std::move(*item));
    keys.push_back(id.value);
  }
  return json_response(200, page_json(std::move(items), *page,
                                      [&](std::size_t i) { return std::to_string(keys[i]); }));
}

app::TenureCommand tenure_in(Fields& fields) {
  app::TenureCommand command;
  command.unit = {fields.id_or_none("unit")};
  command.title = fields.text("title", 60, false);
  command.starts_on = fields.day("starts_on");
  return command;
}

}  // namespace

Response get_registry(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const Registry registry = registry_of(call);
  const auto accounts = call.app().store().read()->of_tenant<Account>(call.actor.tenant);
  json::array missing;
  for (const char* office : {"security_administrator", "auditor"}) {
    const bool named = std::ranges::any_of(
        accounts, [&](const Account& one) { return one.active && one.office == office; });
    if (!named) missing.push_back(json::string(office));
  }
  std::int64_t campaigns = 0, staffed = 0, projects = 0;
  for (const auto& [tenant, id] : call.app().campaigns()) {
    if (tenant != call.actor.tenant) continue;
    const app::BoardPtr board = call.app().board(id);
    ++campaigns;
    staffed += app::headquarters_staffed(board->board, registry.today) ? 1 : 0;
    projects += static_cast<std::int64_t>(board->board.projects.size());
  }
  const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
  json::array acts;
  for (Act act : {Act::maintain_registry, Act::see_accounts, Act::maintain_accounts,
                  Act::found_campaign, Act::read_journal}) {
    if (!app::refused_in_tenant(call.app(), call.actor, act))
      acts.push_back(json::string(word(act)));
  }
  return json_response(200, json::object{{"name", registry.tenant.name},
                                         {"units", count(registry.units.size())},
                                         {"people", count(registry.persons.size())},
                                         {"tenures", count(registry.tenures.size())},
                                         {"accounts", count(accounts.size())},
                                         {"campaigns", campaigns},
                                         {"staffed_campaigns", staffed},
                                         {"projects", projects},
                                         {"offices_missing", std::move(missing)},
                                         {"acts", std::move(acts)},
                                         {"today", registry.today.iso()}});
}

Response list_units(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const Registry registry = registry_of(call);
  const auto holders = holders_of(registry);
  const std::string_view q = call.request.query_value("q");
  return paged(call, registry.units, [&](const Unit& unit) -> std::optional<json::object> {
    if (!holds(unit.name, q) && !holds(unit.code, q) && !holds(unit.short_name, q))
      return std::nullopt;
    return unit_json(unit, holders);
  });
}

Response get_unit(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const Registry registry = registry_of(call);
  const auto found = registry.units.find({number_in(call, "unit")});
  if (found == registry.units.end()) return problem_response(call, Problem{.word = "not_found"});
  Response response = json_response(200, unit_json(found->second, holders_of(registry)));
  return response.with("ETag", tag_of(app::version_of(found->second)));
}

Response save_unit(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::UnitCommand command{.id = {number_in(call, "unit")}, .version = tag_in(call)};
  if (fields->given("parent")) command.parent = UnitId{fields->id_or_none("parent")};
  command.kind = fields->optional_text("kind", 40);
  command.code = fields->optional_text("code", 40);
  command.name = fields->optional_text("name", 60);
  command.short_name = fields->optional_text("short_name", 30);
  command.sequence = fields->whole("sequence", 1, 1'000'000);
  command.ends_on = fields->given_day("ends_on");
  const auto flaw = fields->flaw();
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word =
                refusal(Act::maintain_registry, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = app::save_unit(writing, command);
        if (!saved) return saved.problem();
        return versioned(command.id ? 200 : 201, unit_now(inside(writing), *saved));
      },
      [&] { return unit_now(registry_of(call), command.id); });
}

Response list_people(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const Registry registry = registry_of(call);
  const auto held = by_person(registry);
  const std::string_view q = call.request.query_value("q"), unit = call.request.query_value("unit");
  static const std::vector<const Tenure*> kNone;
  return paged(call, registry.persons, [&](const Person& person) -> std::optional<json::object> {
    const auto tenures = held.find(person.id);
    const auto& mine = tenures == held.end() ? kNone : tenures->second;
    if (!person_matches(registry, person, mine, q, unit)) return std::nullopt;
    return person_json(registry, person, held);
  });
}

Response get_person(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const Registry registry = registry_of(call);
  const auto found = registry.persons.find({number_in(call, "person")});
  if (found == registry.persons.end()) return problem_response(call, Problem{.word = "not_found"});
  Response response = json_response(200, person_now(registry, found->first));
  return response.with("ETag", tag_of(app::version_of(found->second)));
}

Response save_person(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::PersonCommand command{.id = {number_in(call, "person")}, .version = tag_in(call)};
  command.name = fields->optional_text("name", 60);
  command.ends_on = fields->given_day("ends_on");
  if (!command.id && fields->given("unit")) command.tenure = tenure_in(fields.value());
  const auto flaw = fields->flaw();
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word =
                refusal(Act::maintain_registry, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = app::save_person(writing, command);
        if (!saved) return saved.problem();
        return versioned(command.id ? 200 : 201, person_now(inside(writing), *saved));
      },
      [&] { return person_now(registry_of(call), command.id); });
}

Response save_tenure(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::TenureCommand command;
  const TenureId id{number_in(call, "tenure")};
  if (id) {
    command.starts_on = fields->day("starts_on");
  } else {
    command = tenure_in(fields.value());
    command.person = {fields->id("person")};
  }
  command.id = id;
  command.version = tag_in(call);
  command.ends_on = fields->given_day("ends_on");
  const auto flaw = fields->flaw();
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word =
                refusal(Act::maintain_registry, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = app::save_tenure(writing, command);
        if (!saved) return saved.problem();
        const Registry registry = inside(writing);
        return versioned(id ? 200 : 201, tenure_json(registry, registry.tenures.at(*saved)));
      },
      [&] {
        const Registry registry = registry_of(call);
        return tenure_json(registry, registry.tenures.at(id));
      });
}

Response rename_post(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::PostCommand command{.id = {number_in(call, "post")}, .version = tag_in(call)};
  command.title = fields->text("title", 60, false);
  const auto flaw = fields->flaw();
  const auto shown = [](const Registry& registry, PostId id) {
    const Post& post = registry.posts.at(id);
    return json::object{{"id", id_text(id.value)},
                        {"version", app::version_of(post)},
                        {"unit", id_text(post.unit.value)},
                        {"title", post.title}};
  };
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        const auto saved = app::rename_post(writing, command);
        if (!saved) return saved.problem();
        if (flaw) return *flaw;
        return versioned(200, shown(inside(writing), *saved));
      },
      [&] { return shown(registry_of(call), command.id); });
}

Response import_register(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  constexpr std::size_t kRowsMax = 2000;
  const bool dry_run = call.request.query_value("mode") != "apply";
  const bool units = fields->text("kind", 10) == "units";
  std::vector<app::RegisterRow> rows;
  fields->each("rows", kRowsMax, [&](Fields& row) {
    rows.push_back({.name = row.text("name", 60, false),
                    .parent = row.text("parent", 60, false),
                    .kind = row.text("kind", 40, false),
                    .code = row.text("code", 40, false),
                    .unit = row.text("unit", 60, false),
                    .post = row.text("post", 60, false),
                    .login = row.text("login", 64, false)});
  });
  const auto flaw = fields->flaw();
  return write_in_tenant(call, dry_run ? app::Repeat{} : call.repeat(),
                         [&](app::TenantWriting& writing) -> Result<app::Answer> {
                           const auto done = app::import_register(writing, units, rows, dry_run);
                           if (!done) return done.problem();
                           if (flaw) return *flaw;
                           json::array flaws;
                           for (const app::RegisterFlaw& one : done->flaws) {
                             flaws.push_back(json::object{
                                 {"row", one.row},
                                 {"column", one.column},
                                 {"word", one.word},
                                 {"detail", app::sentence(one.word, one.values, call.language)}});
                           }
                           return answer_of(200, json::object{{"mode", dry_run ? "check" : "apply"},
                                                              {"created", done->created},
                                                              {"unchanged", done->unchanged},
                                                              {"problems", std::move(flaws)}});
                         });
}

}  // namespace zhantu::http::api
