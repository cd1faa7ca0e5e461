#include "app/edit_project.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/paging.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

bool matches(const Board& board, const BoardProject& project, std::string_view q, Date today) {
  if (q.empty()) return true;
  return project.project.number.find(q) != std::string::npos ||
         project.project.name.find(q) != std::string::npos ||
         board.unit_name(project.lead_unit(today)).find(q) != std::string::npos;
}

Look look_of(Call& call, const Board& board) {
  return {board, call.actor, call.app().today(board), call.language};
}

app::Answer cell_answer(Call& call, const app::Writing& writing, ProjectId id,
                        const Period& period) {
  return answer_of(200,
                   cell_json(look_of(call, writing.board()), *writing.board().find(id), period));
}

}  // namespace

Response list_projects(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const Board& board = (*found)->board;
  const Look look = look_of(call, board);
  const std::string_view q = call.request.query_value("q"),
                         post = call.request.query_value("command_post");
  json::array items;
  std::vector<std::int64_t> keys;
  std::int64_t place = 0;
  for (const BoardProject& project : board.projects) {
    ++place;  // the key is the place in the order of the chart
    if (place <= page->after || items.size() > page->limit) continue;
    if (!post.empty() && post != std::to_string(project.project.command_post.value)) continue;
    if (!matches(board, project, q, look.today)) continue;
    items.push_back(project_json(look, project));
    keys.push_back(place);
  }
  return json_response(200, page_json(std::move(items), *page,
                                      [&](std::size_t i) { return std::to_string(keys[i]); }));
}

Response get_project(Call& call) {
  const CampaignId campaign = call.app().campaign_of(project_in(call));
  const auto found = readable_board(call, Act::see_campaign, campaign);
  if (!found) return problem_response(call, found.problem());
  const BoardProject& project = *(*found)->board.find(project_in(call));
  const std::string etag = project_etag(project.project, (*found)->last_entry);
  if (call.request.header("if-none-match") == etag) {
    Response response;
    response.status = 304;
    return response.with("ETag", etag);
  }
  Response response = json_response(200, project_json(look_of(call, (*found)->board), project));
  return response.with("ETag", etag);
}

Response edit_project(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::EditCommand command{.project = project_in(call)};
  command.name = fields->optional_text("name", 60);
  command.category = fields->optional_text("category", 40);
  command.facts = fields->optional_text("facts", 500);
  command.flaw = fields->flaw();
  Response response = write_on(
      call, call.app().campaign_of(command.project),
      [&](app::Writing& writing) -> Result<app::Answer> {
        const BoardProject* project = writing.board().find(command.project);
        command.version = version_in(call, project == nullptr ? 0 : project->project.version);
        const auto done = app::edit_project(writing, command);
        if (!done) return done.problem();
        const BoardProject& changed = *writing.board().find(command.project);
        app::Answer answer = answer_of(200, project_json(look_of(call, writing.board()), changed));
        answer.etag = project_etag(
            changed.project,
            store::last_entry_of(writing.transaction, call.actor.tenant, writing.campaign));
        return answer;
      });
  if (response.status != 412) return response;
  const app::BoardPtr now = call.app().board(call.app().campaign_of(command.project));
  const BoardProject& current = *now->board.find(command.project);
  return with_current(std::move(response), project_json(look_of(call, now->board), current),
                      project_etag(current.project, now->last_entry));
}

Response report_actual(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::ReportCommand command{.project = project_in(call), .period = *period};
  command.text = fields->text("text", 500);
  command.quantity = fields->quantity("quantity");
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  return write_on(call, call.app().campaign_of(command.project),
                  [&](app::Writing& writing) -> Result<app::Answer> {
                    const auto done = app::report_actual(writing, command);
                    if (!done) return done.problem();
                    return cell_answer(call, writing, command.project, *period);
                  });
}

Response confirm_report(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::ConfirmCommand command{.project = project_in(call), .period = *period};
  command.remark = fields->text("remark", 500, false);
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  return write_on(call, call.app().campaign_of(command.project),
                  [&](app::Writing& writing) -> Result<app::Answer> {
                    const auto done = app::confirm_report(writing, command);
                    if (!done) return done.problem();
                    return cell_answer(call, writing, command.project, *period);
                  });
}

Response determine(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::DetermineCommand command{.project = project_in(call), .period = *period};
  const auto verdict = fields->verdict("verdict");
  command.quantity = fields->quantity("verified_quantity");
  command.reason = fields->text("reason", 500, false);
  command.cause = cause_in(fields.value());
  command.asked = fields->figures("asked", app::kFiguresMax);
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  command.verdict = verdict.value_or(Verdict::no_target);
  return write_on(call, call.app().campaign_of(command.project),
                  [&](app::Writing& writing) -> Result<app::Answer> {
                    const auto done = app::determine(writing, command);
                    if (!done) return done.problem();
                    return cell_answer(call, writing, command.project, *period);
                  });
}

Response give_figures(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::FiguresCommand command{.project = project_in(call), .period = *period};
  command.figures = fields->figures("figures", app::kFiguresMax);
  if (auto flaw = fields->flaw(); flaw && call.actor.logged_in)
    return problem_response(call, *flaw);
  return write_on(call, call.app().campaign_of(command.project),
                  [&](app::Writing& writing) -> Result<app::Answer> {
                    const auto done = app::give_figures(writing, command);
                    if (!done) return done.problem();
                    return cell_answer(call, writing, command.project, *period);
                  });
}

}  // namespace zhantu::http::api
