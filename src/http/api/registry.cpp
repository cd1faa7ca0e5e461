#include "app/manage_accounts.hpp"
#include "app/problem_table.hpp"
#include "app/registry.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/paging.hpp"
#include "http/values.hpp"

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

std::optional<Response> refused(Call& call, Act act) {
  const auto word = app::refused_in_tenant(call.app(), call.actor, act);
  if (!word) return std::nullopt;
  return problem_response(call, Problem{.word = std::string(*word)});
}

// The record as GET gives it, inside a write or after it. nullopt: there is none.
using Shown = std::optional<json::object>;

Shown unit_now(Call& call, store::Reader& reader, UnitId id) {
  const app::UnitPage page =
      app::units_page(call.app(), reader, call.actor.tenant, app::RegisterSearch::only(id.value));
  if (page.units.empty() || page.units.front().id != id) return std::nullopt;
  return unit_json(page.units.front(), page.holders);
}

Shown person_now(Call& call, store::Reader& reader, PersonId id) {
  const Registry page =
      app::people_page(call.app(), reader, call.actor.tenant, app::RegisterSearch::only(id.value));
  const auto found = page.persons.find(id);
  if (found == page.persons.end()) return std::nullopt;
  return person_json(page, found->second, by_person(page));
}

Shown tenure_now(Call& call, store::Reader& reader, TenureId id) {
  const auto found = app::tenure_with(call.app(), reader, call.actor.tenant, id);
  if (!found) return std::nullopt;
  return tenure_json(*found, found->tenures.at(id));
}

Shown post_now(Call& call, store::Reader& reader, PostId id) {
  const auto post = app::post_of(reader, call.actor.tenant, id);
  if (!post) return std::nullopt;
  return json::object{{"id", id_text(id.value)},
                      {"version", app::version_of(*post)},
                      {"unit", id_text(post->unit.value)},
                      {"title", post->title}};
}

template <class Id>
Response show(Call& call, Shown (*now)(Call&, store::Reader&, Id), const char* name) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const auto record = now(call, *call.app().store().read(), {number_in(call, name)});
  if (!record) return problem_response(call, Problem{.word = "not_found"});
  return versioned_response(*record);
}

// One write of a record: the act is heard before what is wrong with the form, the answer is the
// record as GET gives it.
template <class Command, class Id>
Response save(Call& call, Fields& fields, const Command& command,
              Result<Id> (*act)(app::TenantWriting&, const Command&),
              Shown (*now)(Call&, store::Reader&, Id)) {
  const auto flaw = fields.flaw();
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word =
                refusal(Act::maintain_registry, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = act(writing, command);
        if (!saved) return saved.problem();
        return versioned(command.id ? 200 : 201, *now(call, writing.transaction, *saved));
      },
      [&] { return *now(call, *call.app().store().read(), command.id); });
}

app::RegisterSearch search_in(Call& call, const Page& page) {
  app::RegisterSearch search{.q = std::string(call.request.query_value("q")),
                             .after = page.after,
                             .most = static_cast<std::int64_t>(page.limit) + 1};
  const std::string_view unit = call.request.query_value("unit");
  std::from_chars(unit.data(), unit.data() + unit.size(), search.unit.value);
  return search;
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
  const auto reader = call.app().store().read();
  const Registry registry = app::load_registry(call.app(), *reader, call.actor.tenant);
  const auto accounts = reader->of_tenant<Account>(call.actor.tenant);
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
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const app::UnitPage found = app::units_page(call.app(), *call.app().store().read(),
                                              call.actor.tenant, search_in(call, *page));
  json::array items;
  for (const Unit& unit : found.units) items.push_back(unit_json(unit, found.holders));
  return json_response(200, page_json(std::move(items), *page));
}

Response get_unit(Call& call) { return show(call, unit_now, "unit"); }

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
  return save(call, fields.value(), command, app::save_unit, unit_now);
}

Response list_people(Call& call) {
  if (auto response = refused(call, Act::see_registry)) return *response;
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const Registry found = app::people_page(call.app(), *call.app().store().read(), call.actor.tenant,
                                          search_in(call, *page));
  const auto held = by_person(found);
  json::array items;
  for (const auto& [id, person] : found.persons) items.push_back(person_json(found, person, held));
  return json_response(200, page_json(std::move(items), *page));
}

Response get_person(Call& call) { return show(call, person_now, "person"); }

Response save_person(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::PersonCommand command{.id = {number_in(call, "person")}, .version = tag_in(call)};
  command.name = fields->optional_text("name", 60);
  command.ends_on = fields->given_day("ends_on");
  if (!command.id && fields->given("unit")) command.tenure = tenure_in(fields.value());
  return save(call, fields.value(), command, app::save_person, person_now);
}

Response get_tenure(Call& call) { return show(call, tenure_now, "tenure"); }

Response save_tenure(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const TenureId id{number_in(call, "tenure")};
  app::TenureCommand command;
  if (id) {
    command.starts_on = fields->day("starts_on");
  } else {
    command = tenure_in(fields.value());
    command.person = {fields->id("person")};
  }
  command.id = id;
  command.version = tag_in(call);
  command.ends_on = fields->given_day("ends_on");
  return save(call, fields.value(), command, app::save_tenure, tenure_now);
}

Response rename_post(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::PostCommand command{.id = {number_in(call, "post")}, .version = tag_in(call)};
  command.title = fields->text("title", 60, false);
  return save(call, fields.value(), command, app::rename_post, post_now);
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
