#include "app/overview.hpp"

#include <boost/json.hpp>

#include "app/why.hpp"
#include "http/api/handlers.hpp"
#include "http/render_roll_up.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

json::value percent(std::optional<std::int64_t> basis_points) {
  if (!basis_points) return nullptr;
  return static_cast<double>(*basis_points) / 100.0;
}

json::object counts_json(const CardCounts& counts) {
  return {{"projects", counts.projects},
          {"red", counts.of(Card::red)},
          {"orange", counts.of(Card::orange)},
          {"yellow", counts.of(Card::yellow)},
          {"blue", counts.of(Card::blue)},
          {"green", counts.of(Card::green)},
          {"without_card", counts.of(Card::none)}};
}

json::object project_json(const Board& board, const app::OverviewProject& each, Date today) {
  json::array roles, marks;
  for (const std::string& role : each.roles) roles.push_back(json::string(role));
  for (const app::OverviewMark& mark : each.marks) {
    marks.push_back(json::object{{"card", word(mark.card)},
                                 {"shown", word(mark.shown)},
                                 {"state", mark.state},
                                 {"struck_off", mark.struck_off}});
  }
  const Project& project = each.project->project;
  const Organ* post = board.organ(project.command_post);
  return {{"id", std::to_string(project.id.value)},
          {"number", project.number},
          {"name", project.name},
          {"lead_unit", board.unit_name(each.project->lead_unit(today))},
          {"command_post", post == nullptr ? "" : post->short_name},
          {"roles", std::move(roles)},
          {"card", word(each.card)},
          {"why", each.why},
          {"marks", std::move(marks)},
          {"plan", percent(each.plan)},
          {"verified", percent(each.verified)},
          {"claimed", percent(each.claimed)}};
}

json::object period_json_of(const Board& board, const Period& period, std::optional<Period> current,
                            app::Language language) {
  return {{"period", period.text()},
          {"label", app::period_label(period, language)},
          {"published", board.published(period)},
          {"current", current && *current == period}};
}

}  // namespace

Response get_overview(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  const Date today = call.app().today(board);
  const app::Overview overview = app::overview_of(board, call.actor, today, call.language);
  const Look look{board, call.actor, today, call.language};
  json::array periods, tasks, projects, posts, units;
  for (const RolledUpCard* card : overview.posts) posts.push_back(roll_up_json(look, *card));
  for (const RolledUpCard* card : overview.units) units.push_back(roll_up_json(look, *card));
  for (const Period& period : board.campaign.periods())
    periods.push_back(period_json_of(board, period, overview.period, call.language));
  for (const app::OverviewTask& task : overview.tasks) {
    tasks.push_back(json::object{{"act", word(task.act)},
                                 {"period", task.period.text()},
                                 {"label", app::period_label(task.period, call.language)},
                                 {"count", task.count}});
  }
  for (const app::OverviewProject& each : overview.projects)
    projects.push_back(project_json(board, each, today));
  Response response =
      json_response(200, json::object{{"campaign", std::to_string(board.campaign.id.value)},
                                      {"title", board.campaign.title},
                                      {"revision", board.campaign.revision},
                                      {"now", call.app().now().iso()},
                                      {"last_event_id", std::to_string((*found)->last_entry)},
                                      {"periods", std::move(periods)},
                                      {"totals", counts_json(overview.campaign)},
                                      {"mine", counts_json(overview.mine)},
                                      {"posts", std::move(posts)},
                                      {"units", std::move(units)},
                                      {"tasks", std::move(tasks)},
                                      {"projects", std::move(projects)}});
  return response.with("Cache-Control", "private, no-store");
}

}  // namespace zhantu::http::api
