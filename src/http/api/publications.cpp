#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/render_correction.hpp"

namespace zhantu::http::api {

namespace json = boost::json;

Response publish(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  const std::string remark = fields->text("remark", 500, false);
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  return write_on(call, campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    const auto done = app::publish_period(writing, {.period = *period, .remark = remark});
    if (!done) return done.problem();
    const Board& board = writing.board();
    const Look look{board, call.actor, call.app().today(board), call.language};
    return answer_of(201, publication_json(look, board.publications.at(*period), false));
  });
}

Response get_publication(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  const Board& board = (*found)->board;
  const auto publication = board.publications.find(*period);
  if (publication == board.publications.end())
    return problem_response(call, Problem{.word = "not_found"});
  // Without the right to see the campaign, posts stand in for persons (D-5.3).
  const bool open = !readable_board(call, Act::see_campaign);
  const Look look{board, call.actor, call.app().today(board), call.language};
  return json_response(200, publication_json(look, publication->second, open));
}

Response correct(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::CorrectCommand command{.period = *period};
  command.project = {fields->id("project")};
  const auto verdict = fields->verdict("verdict");
  command.quantity = fields->quantity("verified_quantity");
  command.reason = fields->text("reason", 500, false);
  const NamedCause cause = cause_in(fields.value());
  if (fields->given("cause")) command.cause = cause;
  command.asked = fields->figures("asked", app::kFiguresMax);
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  command.verdict = verdict.value_or(Verdict::no_target);
  const bool dry_run = call.request.query_value("dry_run") == "true";
  return write_on(call, campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    const auto done = app::correct_publication(writing, command, dry_run);
    if (!done) return done.problem();
    if (dry_run) {
      // The sentences are those of the board as it would be.
      Board& board = writing.shared->board;
      for (const CorrectedFigure& figure : done->figures) board.apply(figure);
      for (const CardChange& change : done->changes) board.apply(change.after);
      for (const app::RollUpChange& change : done->roll_ups) board.apply(change.after);
    }
    const Look look{writing.board(), call.actor, call.app().today(writing.board()), call.language};
    json::object body = correction_json(look, done->correction, false);
    if (dry_run) body["number"] = 0;
    return answer_of(dry_run ? 200 : 201, body);
  });
}

}  // namespace zhantu::http::api
