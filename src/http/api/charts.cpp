#include <fmt/ranges.h>

#include "app/progress_view.hpp"
#include "app/strip_changes.hpp"
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

constexpr std::string_view kPapers[] = {"a0", "a1", "a2", "a3", "a4", "a4-portrait"};
constexpr int kPagesMax = 9999;

// A whole number from `low` to `high`; none where nothing is asked.
Result<std::optional<std::int64_t>> whole(const Call& call, const char* name, std::int64_t low,
                                          std::int64_t high) {
  const std::string_view asked = call.request.query_value(name);
  if (asked.empty()) return std::optional<std::int64_t>();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), value);
  if (error != std::errc{} || end != asked.data() + asked.size() || value < low || value > high)
    return query_problem(fmt::format("?{}", name).c_str(),
                         fmt::format("{}..{}", low, high).c_str());
  return std::optional(value);
}

chart::Surface surface_at(std::size_t index) {
  constexpr chart::Surface kOrder[] = {chart::Surface::svg, chart::Surface::pdf,
                                       chart::Surface::png};
  return kOrder[index];
}

// What charts and strips are both asked.
std::optional<Problem> read_common(Call& call, app::ChartQuestion& question) {
  const auto surface = choice(call, "surface", {"svg", "pdf", "png"});
  const auto audience = choice(call, "audience", {"open", "internal"});
  const auto apart = choice(call, "posts", {"together", "apart"});
  if (!surface) return query_problem("?surface", "svg, pdf, png");
  if (!audience) return query_problem("?audience", "open, internal");
  if (!apart) return query_problem("?posts", "together, apart");
  question.surface = surface_at(*surface);
  question.audience = *audience == 0 ? chart::Audience::open : chart::Audience::internal;
  question.posts_apart = *apart == 1;
  const auto page = whole(call, "page", 1, kPagesMax);
  if (!page) return page.problem();
  question.page = static_cast<int>(page->value_or(1));
  const std::string_view subject = call.request.query_value("for");
  if (!subject.empty()) {
    question.subject = app::parse_subject(subject);
    if (!question.subject) return query_problem("?for", "unit:12, leader:3, post:4");
  }
  question.base_url = call.services.base_url;
  return std::nullopt;
}

// a1 where nothing is asked.
std::optional<chart::Paper> paper_asked(const Call& call) {
  const std::string_view asked = call.request.query_value("paper");
  const auto found = std::ranges::find(kPapers, asked.empty() ? "a1" : asked);
  if (found == std::end(kPapers)) return std::nullopt;
  return static_cast<chart::Paper>(found - std::begin(kPapers));
}

Problem paper_problem() {
  return query_problem("?paper", fmt::format("{}", fmt::join(kPapers, ", ")).c_str());
}

Result<app::ChartQuestion> question_of(Call& call) {
  app::ChartQuestion question;
  const auto medium = choice(call, "medium", {"wall", "paper"});
  const auto paper = paper_asked(call);
  if (!medium) return query_problem("?medium", "wall, paper");
  if (!paper) return paper_problem();
  question.wall = *medium == 0;
  question.paper = *paper;
  if (const auto problem = read_common(call, question)) return *problem;
  const std::string_view as_of = call.request.query_value("as_of");
  if (!as_of.empty()) {
    question.as_of = Date::parse(as_of);
    if (!question.as_of) return query_problem("?as_of", "2026-05-31");
  }
  return question;
}

std::vector<std::string> listed(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    parts.emplace_back(text.substr(0, comma));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return parts;
}

Result<app::ChartQuestion> strips_question_of(Call& call) {
  constexpr std::size_t kListedMax = 500;
  app::ChartQuestion question;
  question.wall = false;
  const auto paper = paper_asked(call);
  const auto sheet = choice(call, "sheet", {"a3", "a4"});
  if (!paper) return paper_problem();
  if (!sheet) return query_problem("?sheet", "a3, a4");
  question.paper = *paper;
  if (const auto problem = read_common(call, question)) return *problem;
  const auto since = whole(call, "changed_since", 0, 1'000'000'000);
  if (!since) return since.problem();
  app::StripQuestion strips{.sheet = *sheet == 0 ? chart::Paper::a3 : chart::Paper::a4,
                            .changed_since = *since,
                            .projects = listed(call.request.query_value("projects"))};
  const bool numbers = std::ranges::all_of(strips.projects, [](const std::string& id) {
    return !id.empty() && id.find_first_not_of("0123456789") == std::string::npos;
  });
  if (!numbers || strips.projects.size() > kListedMax)
    return query_problem("?projects", "71,72,75");
  question.strips = std::move(strips);
  return question;
}

// The board to draw, after everything that may stand against it.
Result<app::BoardPtr> board_to_draw(Call& call, const app::ChartQuestion& question) {
  const bool open = question.audience == chart::Audience::open;
  auto board = readable_board(call, open ? Act::see_open_board : Act::see_campaign);
  if (!board) return board.problem();
  const auto& subject = question.subject;
  // Before anything is said of the person: strangers learn no names.
  if (open && subject && subject->kind == app::SubjectKind::leader)
    return Problem{.word = "chart_of_leader_internal"};
  if (question.as_of) {
    board = call.app().board_as_of(campaign_in(call), *question.as_of);
    if (!*board)
      return Problem{.word = "as_of_unknown", .values = {{"day", question.as_of->iso()}}};
  }
  const Board& shown = (*board)->board;
  if (subject && app::subject_name(shown, *subject).empty())
    return Problem{.word = "chart_subject_unknown"};
  const int projects = app::shown_projects(shown, call.app().today(shown), question);
  if (projects > chart::kProjectsMax) {
    return Problem{.word = "chart_too_large",
                   .values = {{"count", std::to_string(projects)},
                              {"most", std::to_string(chart::kProjectsMax)}}};
  }
  if (question.strips && question.strips->changed_since) {
    const std::int64_t revision = *question.strips->changed_since;
    if (!app::revision_instant(shown, revision))
      return Problem{.word = "revision_unknown",
                     .values = {{"revision", std::to_string(revision)}}};
  }
  return board;
}

std::string file_name(const Board& board, const app::ChartQuestion& question) {
  const char* extension = question.surface == chart::Surface::pdf   ? "pdf"
                          : question.surface == chart::Surface::png ? "png"
                                                                    : "svg";
  return fmt::format("progress-{}-{}-r{}.{}", question.strips ? "strips" : "chart",
                     board.campaign.id.value, board.campaign.revision, extension);
}

Response drawing(Call& call, const Result<app::ChartQuestion>& question) {
  if (!question) return problem_response(call, question.problem());
  const auto board = board_to_draw(call, *question);
  if (!board) return problem_response(call, board.problem());
  const auto drawn = call.services.charts.get(call.app(), *board, *question);
  if (question->page > drawn->pages) {
    return problem_response(call, Problem{.word = "chart_page_unknown",
                                          .values = {{"page", std::to_string(question->page)}}});
  }
  Response response;
  response.with("ETag", drawn->etag)
      .with("Cache-Control", "private, no-cache")
      .with("X-Chart-Pages", std::to_string(drawn->pages))
      .with("X-Chart-Revision", std::to_string(drawn->revision));
  if (question->strips) response.with("X-Chart-Strips", std::to_string(drawn->strips));
  if (call.request.header("if-none-match") == drawn->etag) {
    response.status = 304;
    return response;
  }
  response.shared_body = drawn->bytes;
  response.with("Content-Type", drawn->media_type);
  if (!question->wall) {
    response.with("Content-Disposition",
                  fmt::format("inline; filename=\"{}\"", file_name((*board)->board, *question)));
  }
  return response;
}

}  // namespace

Response progress_chart(Call& call) { return drawing(call, question_of(call)); }

Response progress_strips(Call& call) { return drawing(call, strips_question_of(call)); }

Response chart_subjects(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  json::array items;
  for (const app::SubjectChoice& each : app::subjects_of(board, call.app().today(board))) {
    const std::string_view kind = app::word(each.subject.kind);
    items.push_back(json::object{{"for", fmt::format("{}:{}", kind, each.subject.id)},
                                 {"kind", kind},
                                 {"name", each.name},
                                 {"post", each.post},
                                 {"projects", each.projects}});
  }
  return json_response(200, json::object{{"items", std::move(items)}});
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
  const auto asked = whole(call, "project", 1, std::numeric_limits<std::int64_t>::max());
  if (!asked) return problem_response(call, asked.problem());
  const BoardProject* project = *asked ? board.find({**asked}) : nullptr;
  if (*asked && project == nullptr) return problem_response(call, Problem{.word = "not_found"});
  const auto code_at = [&](std::int64_t at) {
    return project == nullptr ? app::revision_code(board, at)
                              : app::strip_code(board, *project, at);
  };
  const std::string_view code = call.request.query_value("code");
  const bool agrees = revision <= current && code == code_at(revision);
  // A strip of an earlier revision is right as long as nothing of its project has been published.
  const bool still = project == nullptr ? revision == current : code == code_at(current);
  json::value published_at = nullptr;
  for (const auto& [period, publication] : board.publications) {
    if (publication.revision <= revision) published_at = json::string(publication.at.iso());
  }
  for (const Correction& correction : board.corrections) {
    if (correction.revision <= revision) published_at = json::string(correction.at.iso());
  }
  return json_response(
      200, json::object{
               {"state", !agrees ? "disagrees"
                         : still ? "current"
                                 : "stale"},
               {"title", board.campaign.title},
               {"project", project == nullptr ? json::value(nullptr)
                                              : json::value(json::string(project->project.name))},
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
