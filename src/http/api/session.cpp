#include <boost/json.hpp>

#include "http/api/handlers.hpp"
#include "http/fields.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

std::string cookie(const Call& call, const std::string& secret, std::int64_t seconds) {
  const bool secure = call.services.secure_cookies;
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}",
                     secure ? "__Host-zhantu" : "zhantu", secret, seconds,
                     secure ? "; Secure" : "");
}

json::object tenure_json(const app::HeldTenure& held) {
  return {{"id", std::to_string(held.tenure.id.value)},
          {"unit", held.unit.name},
          {"post", held.post.title}};
}

json::array campaigns_json(Call& call, const app::Actor& actor) {
  json::array out;
  for (const auto& [tenant, id] : call.app().campaigns()) {
    if (tenant != actor.tenant) continue;
    const app::BoardPtr board = call.app().board(id);
    if (!board) continue;
    json::array acts;
    for (Act act : app::acts_of(board->board, actor, call.app().today(board->board), nullptr)) {
      acts.push_back(json::string(word(act)));
    }
    out.push_back(json::object{{"id", std::to_string(id.value)},
                               {"title", board->board.campaign.title},
                               {"acts", std::move(acts)}});
  }
  return out;
}

json::object session_json(Call& call, const app::SessionInfo& session) {
  const app::Actor& actor = session.actor;
  json::array campaigns =
      campaigns_json(call, actor);  // before the reader: it needs one of its own
  const auto reader = call.app().store().read();
  const auto tenants = reader->of_tenant<Tenant>(actor.tenant);
  const Date today = call.app().now().day_at(static_cast<int>(tenants.front().utc_offset_minutes));
  json::array tenures;
  json::value current = nullptr;
  for (const app::HeldTenure& held :
       app::tenures_held(*reader, actor.tenant, actor.person, today)) {
    if (!actor.office.empty()) break;
    tenures.push_back(tenure_json(held));
    if (held.tenure.id == actor.tenure) current = tenure_json(held);
  }
  return {{"login", session.login},
          {"name", app::person_name(*reader, actor.tenant, actor.person)},
          {"system_administrator", actor.office == "system_administrator"},
          {"office", actor.office},
          {"password_change_required", session.password_one_time},
          {"tenure", std::move(current)},
          {"tenures", std::move(tenures)},
          {"campaigns", std::move(campaigns)},
          {"expires_at", session.expires_at.iso()}};
}

Response not_logged_in(const Call& call) {
  return problem_response(call, Problem{.word = "not_logged_in"});
}

}  // namespace

Response log_in(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const std::string login = fields->text("login", 64);
  const std::string password = fields->text("password", 256);
  if (auto flaw = fields->flaw()) return problem_response(call, *flaw);
  const auto session = app::log_in(call.app(), login, password);
  if (!session) return problem_response(call, session.problem());
  Response response = json_response(201, session_json(call, session->info));
  response.with("Set-Cookie", cookie(call, session->secret, app::kSessionMs / 1000));
  return response;
}

Response get_session(Call& call) {
  if (!call.session) return not_logged_in(call);
  return json_response(200, session_json(call, *call.session));
}

Response log_out(Call& call) {
  if (!call.session) return not_logged_in(call);
  app::log_out(call.app(), *call.session);
  Response response;
  response.status = 204;
  response.with("Set-Cookie", cookie(call, "", 0));
  return response;
}

Response act_for(Call& call) {
  if (!call.session) return not_logged_in(call);
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const TenureId tenure{fields->id("tenure")};
  if (auto flaw = fields->flaw()) return problem_response(call, *flaw);
  const auto done = app::act_for(call.app(), *call.session, tenure);
  if (!done) return problem_response(call, done.problem());
  app::SessionInfo session = *call.session;
  session.actor.tenure = tenure;
  return json_response(200, session_json(call, session));
}

Response change_password(Call& call) {
  if (!call.session) return not_logged_in(call);
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const std::string old_password = fields->text("old", 256);
  const std::string new_password = fields->text("new", 256);
  if (auto flaw = fields->flaw()) return problem_response(call, *flaw);
  const auto done = app::change_password(call.app(), *call.session, old_password, new_password);
  if (!done) return problem_response(call, done.problem());
  Response response;
  response.status = 204;
  return response;
}

Response create_token(Call& call) {
  if (!call.session) return not_logged_in(call);
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const std::string name = fields->text("name", 80);
  const auto days = fields->whole("days", 1, 366);
  if (auto flaw = fields->flaw()) return problem_response(call, *flaw);
  const app::NewSession made =
      app::create_token(call.app(), *call.session, name, days.value_or(90));
  return json_response(
      201, json::object{
               {"token", made.secret}, {"name", name}, {"expires_at", made.info.expires_at.iso()}});
}

}  // namespace zhantu::http::api
