#include "app/progress_view.hpp"
#include "http/api/handlers.hpp"
#include "http/event_frames.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

Problem query_problem(const char* where, const char* expected) {
  return {.word = "field_invalid",
          .items = {{.where = where, .word = "field_type", .values = {{"expected", expected}}}}};
}

// One of `choices`, the first where nothing is asked.
std::optional<std::size_t> choice(const Call& call, const char* name,
                                  std::initializer_list<std::string_view> choices) {
  const std::string_view asked = call.request.query_value(name);
  if (asked.empty()) return 0;
  const auto found = std::ranges::find(choices, asked);
  if (found == choices.end()) return std::nullopt;
  return static_cast<std::size_t>(found - choices.begin());
}

Result<app::ChartQuestion> question_of(Call& call) {
  app::ChartQuestion question;
  const auto medium = choice(call, "medium", {"wall", "paper"});
  const auto surface = choice(call, "surface", {"svg", "pdf", "png"});
  const auto paper = choice(call, "paper", {"a1", "a3"});
  const auto audience = choice(call, "audience", {"open", "internal"});
  if (!medium) return query_problem("?medium", "wall, paper");
  if (!surface) return query_problem("?surface", "svg, pdf, png");
  if (!paper) return query_problem("?paper", "a1, a3");
  if (!audience) return query_problem("?audience", "open, internal");
  question.wall = *medium == 0;
  question.surface = *surface == 0   ? chart::Surface::svg
                     : *surface == 1 ? chart::Surface::pdf
                                     : chart::Surface::png;
  question.paper = *paper == 0 ? chart::Paper::a1 : chart::Paper::a3;
  question.audience = *audience == 0 ? chart::Audience::open : chart::Audience::internal;
  const std::string_view page = call.request.query_value("page");
  if (!page.empty()) {
    const auto [end, error] =
        std::from_chars(page.data(), page.data() + page.size(), question.page);
    if (error != std::errc{} || end != page.data() + page.size() || question.page < 1 ||
        question.page > 99) {
      return query_problem("?page", "1..99");
    }
  }
  const std::string_view as_of = call.request.query_value("as_of");
  if (!as_of.empty()) {
    question.as_of = Date::parse(as_of);
    if (!question.as_of) return query_problem("?as_of", "2026-05-31");
  }
  question.base_url = call.services.base_url;
  return question;
}

std::string file_name(const Board& board, const app::ChartQuestion& question) {
  const char* extension = question.surface == chart::Surface::pdf   ? "pdf"
                          : question.surface == chart::Surface::png ? "png"
                                                                    : "svg";
  return fmt::format("progress-chart-{}-r{}.{}", board.campaign.id.value, board.campaign.revision,
                     extension);
}

}  // namespace

Response progress_chart(Call& call) {
  const auto question = question_of(call);
  if (!question) return problem_response(call, question.problem());
  const bool open = question->audience == chart::Audience::open;
  const auto present = readable_board(call, open ? Act::see_open_board : Act::see_campaign);
  if (!present) return problem_response(call, present.problem());
  app::BoardPtr board = *present;
  if (question->as_of) {
    board = call.app().board_as_of(campaign_in(call), *question->as_of);
    if (!board)
      return problem_response(
          call, Problem{.word = "as_of_unknown", .values = {{"day", question->as_of->iso()}}});
  }
  const auto drawn = call.services.charts.get(call.app(), board, *question);
  if (question->page > drawn->pages) {
    return problem_response(call, Problem{.word = "chart_page_unknown",
                                          .values = {{"page", std::to_string(question->page)}}});
  }
  Response response;
  response.with("ETag", drawn->etag)
      .with("Cache-Control", "private, no-cache")
      .with("X-Chart-Pages", std::to_string(drawn->pages))
      .with("X-Chart-Revision", std::to_string(drawn->revision));
  if (call.request.header("if-none-match") == drawn->etag) {
    response.status = 304;
    return response;
  }
  response.shared_body = drawn->bytes;
  response.with("Content-Type", drawn->media_type);
  if (!question->wall) {
    response.with("Content-Disposition",
                  fmt::format("inline; filename=\"{}\"", file_name(board->board, *question)));
  }
  return response;
}

Response wall_state(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  app::ChartQuestion question;
  question.base_url = call.services.base_url;
  const auto drawn = call.services.charts.get(call.app(), *found, question);
  json::array ticker;
  for (const chart::TickerFact& fact : app::ticker_facts(board)) {
    ticker.push_back(
        json::object{{"time", fact.time}, {"text", fact.text}, {"source", fact.source}});
  }
  const auto current = board.latest_published();
  return json_response(200,
                       json::object{{"campaign", std::to_string(board.campaign.id.value)},
                                    {"title", board.campaign.title},
                                    {"revision", board.campaign.revision},
                                    {"period", current ? json::value(json::string(current->text()))
                                                       : json::value(nullptr)},
                                    {"pages", drawn->pages},
                                    {"now", call.app().now().iso()},
                                    {"utc_offset_minutes", board.tenant.utc_offset_minutes},
                                    {"last_event_id", std::to_string((*found)->last_entry)},
                                    {"ticker", std::move(ticker)}});
}

Response check_revision(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  const std::string& text = call.path.at("revision");
  std::int64_t revision = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), revision);
  if (error != std::errc{} || end != text.data() + text.size() || revision < 0) {
    return problem_response(call, Problem{.word = "not_found"});
  }
  const std::int64_t current = board.campaign.revision;
  const bool agrees = revision <= current &&
                      call.request.query_value("code") == app::revision_code(board, revision);
  json::value published_at = nullptr;
  for (const auto& [period, publication] : board.publications) {
    if (publication.revision <= revision) published_at = json::string(publication.at.iso());
  }
  for (const Correction& correction : board.corrections) {
    if (correction.revision <= revision) published_at = json::string(correction.at.iso());
  }
  return json_response(
      200, json::object{{"state", !agrees               ? "disagrees"
                                  : revision == current ? "current"
                                                        : "stale"},
                        {"title", board.campaign.title},
                        {"printed_revision", revision},
                        {"current_revision", current},
                        {"published_at", agrees ? std::move(published_at) : json::value(nullptr)}});
}

Response events(Call& call) {
  const auto found = readable_board(call, Act::see_open_board);
  if (!found) return problem_response(call, found.problem());
  const bool internal = static_cast<bool>(readable_board(call, Act::see_campaign));
  const std::string_view last = call.request.header("last-event-id");
  std::int64_t after = (*found)->last_entry;
  bool known = true;
  if (!last.empty()) {
    const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), after);
    known = error == std::errc{} && end == last.data() + last.size() && after >= 0;
  }
  Response response;
  response.events =
      EventStream{.topic = event_topic((*found)->board.campaign.id, internal),
                  .replay = replay_frames(call.app(), **found, internal, after, known)};
  return response.with("Content-Type", "text/event-stream");
}

}  // namespace zhantu::http::api
