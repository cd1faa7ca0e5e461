#include "http/api/handlers.hpp"
#include "http/paging.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {

namespace json = boost::json;

Response list_campaigns(Call& call) {
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  json::array items;
  for (const auto& [tenant, id] : call.app().campaigns()) {
    if (id.value <= page->after || items.size() > page->limit) continue;
    const bool mine = call.actor.logged_in && tenant == call.actor.tenant;
    const auto board = readable_board(call, mine ? Act::see_campaign : Act::see_open_board, id);
    if (!board) continue;
    const Campaign& campaign = (*board)->board.campaign;
    items.push_back(json::object{{"id", std::to_string(id.value)},
                                 {"title", campaign.title},
                                 {"unit", (*board)->board.unit_name(campaign.unit)},
                                 {"year", campaign.year}});
  }
  return json_response(200, page_json(std::move(items), *page));
}

Response get_campaign(Call& call) {
  const auto board = readable_board(call, Act::see_campaign);
  if (!board) return problem_response(call, board.problem());
  const Look look{(*board)->board, call.actor, call.app().today((*board)->board), call.language};
  Response response = json_response(200, campaign_json(look));
  response.with("ETag", fmt::format("\"{}\"", (*board)->last_entry));
  return response;
}

Response get_period(Call& call) {
  const auto board = readable_board(call, Act::see_campaign);
  if (!board) return problem_response(call, board.problem());
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  if (!(*board)->board.campaign.covers(*period)) {
    return problem_response(
        call, Problem{.word = "period_unknown", .values = {{"period", period->text()}}});
  }
  const Look look{(*board)->board, call.actor, call.app().today((*board)->board), call.language};
  return json_response(200, period_json(look, *period));
}

}  // namespace zhantu::http::api
