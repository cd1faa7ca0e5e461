#include "app/mechanism_acts.hpp"
#include "domain/determination/versions.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kTextBytesMax = 256 << 10;

const MechanismAdoption* adoption_of(const Board& board, std::int64_t version) {
  for (const AdoptedMechanism& adopted : board.adopted) {
    if (adopted.adoption.version == version) return &adopted.adoption;
  }
  return nullptr;
}

const char* state_of(const Board& board, const Mechanism& mechanism, bool judges, Date today) {
  if (board.mechanism_on(today).version == mechanism.version) return "in_force";
  if (!judges) return "replaced";
  return mechanism.effective_from > today ? "to_come" : "past";
}

json::object version_json(const Look& look, const Mechanism& mechanism, bool open) {
  const Board& board = look.board;
  json::array periods;
  for (const Period& period : periods_judged_by(board, mechanism.version))
    periods.push_back(json::string(period.text()));
  const char* state = state_of(board, mechanism, !periods.empty(), look.today);
  json::value adopted = nullptr;
  if (const MechanismAdoption* adoption = adoption_of(board, mechanism.version)) {
    adopted = json::object{
        {"by", open ? board.post_text(adoption->tenure) : board.holder_text(adoption->tenure)},
        {"at", adoption->at.iso()},
        {"remark", adoption->remark}};
  }
  return json::object{{"name", mechanism.name},
                      {"version", mechanism.version},
                      {"title", mechanism.title},
                      {"source", look.language == app::Language::zh_hant ? mechanism.source_hant
                                                                         : mechanism.source},
                      {"effective_from", mechanism.effective_from.iso()},
                      {"state", state},
                      {"periods", std::move(periods)},
                      {"rules", rules_json(mechanism, look.language)},
                      {"adopted", std::move(adopted)}};
}

std::vector<const Mechanism*> versions_of(const Board& board) {
  std::vector<const Mechanism*> out{&board.mechanism};
  for (const AdoptedMechanism& adopted : board.adopted) out.push_back(&adopted.mechanism);
  return out;
}

bool sees_open_part_only(Call& call) { return !readable_board(call, Act::see_campaign); }

}  // namespace

Response list_mechanisms(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  const Look look{board, call.actor, call.app().today(board), call.language};
  const bool open = sees_open_part_only(call);
  json::array items;
  for (const Mechanism* mechanism : versions_of(board))
    items.push_back(version_json(look, *mechanism, open));
  return json_response(200, json::object{{"earliest_day", earliest_effective_day(board).iso()},
                                         {"items", std::move(items)}});
}

Response get_mechanism(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  const Look look{board, call.actor, call.app().today(board), call.language};
  const bool open = sees_open_part_only(call);
  for (const Mechanism* mechanism : versions_of(board)) {
    if (std::to_string(mechanism->version) != call.path.at("version")) continue;
    json::object body = version_json(look, *mechanism, open);
    body["text"] = app::mechanism_text(call.app(), board, mechanism->version);
    return json_response(200, body);
  }
  return problem_response(call, Problem{.word = "not_found"});
}

Response adopt_mechanism(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const app::AdoptCommand command{.text = fields->verbatim("text", kTextBytesMax),
                                  .remark = fields->text("remark", 500, false)};
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  const bool dry_run = call.request.query_value("dry_run") == "true";
  return write_on(call, campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    const auto done = app::adopt_mechanism(writing, command, dry_run);
    if (!done) return done.problem();
    const Board& board = writing.board();
    const Look look{board, call.actor, call.app().today(board), call.language};
    return answer_of(dry_run ? 200 : 201, version_json(look, done->mechanism, false));
  });
}

}  // namespace zhantu::http::api
