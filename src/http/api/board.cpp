#include "http/api/handlers.hpp"
#include "http/board_bodies.hpp"

namespace zhantu::http::api {
namespace {

Response response_of(const Call& call, const BoardBody& body) {
  Response response;
  response.with("ETag", body.etag).with("Cache-Control", "private, no-cache");
  if (call.request.header("if-none-match") == body.etag) {
    response.status = 304;
    return response;
  }
  response.shared_body = body.bytes;
  return response.with("Content-Type", "application/json");
}

}  // namespace

Response get_board(Call& call) {
  const auto board = readable_board(call, Act::see_campaign);
  if (!board) return problem_response(call, board.problem());
  const Date today = call.app().today((*board)->board);
  return response_of(call, *call.services.boards->get(*board, today));
}

std::optional<Response> board_at_hand(Call& call) {
  const app::BoardPtr board = call.app().board_at_hand(campaign_in(call));
  if (!board) return std::nullopt;
  const Date today = call.app().today(board->board);
  if (app::refused(Act::see_campaign, board->board, call.actor, today, nullptr, std::nullopt))
    return std::nullopt;
  const BoardBodyPtr body = call.services.boards->at_hand(board, today);
  if (!body) return std::nullopt;
  return response_of(call, *body);
}

}  // namespace zhantu::http::api
