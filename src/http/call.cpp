#include "http/call.hpp"

#include <boost/json.hpp>

#include "app/problem_table.hpp"
#include "base/hash.hpp"

namespace zhantu::http {
namespace {

std::int64_t number_in(const std::map<std::string, std::string>& path, const char* name) {
  const auto found = path.find(name);
  if (found == path.end() || found->second.empty() || found->second.size() > 18) return 0;
  std::int64_t value = 0;
  for (char c : found->second) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

app::Repeat Call::repeat() const {
  const std::string key(request.header("idempotency-key"));
  if (key.size() < 8 || key.size() > 80) return {};
  std::string request_text = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) request_text += "&" + name + "=" + value;
  return {.key = key, .request_hash = sm3_hex(request_text + "\n" + request.body)};
}

std::string problem_body(const Problem& problem, app::Language language,
                         const std::string& request_id) {
  namespace json = boost::json;
  const app::ProblemRow* row = app::find_problem(problem.word);
  ZT_CHECK(row != nullptr);
  json::object body{{"type", "urn:zhantu:problem:" + problem.word},
                    {"title", problem.word},
                    {"status", row->status},
                    {"word", problem.word},
                    {"detail", app::sentence(problem.word, problem.values, language)},
                    {"request_id", request_id}};
  if (!problem.items.empty()) {
    json::array items;
    for (const ProblemItem& item : problem.items) {
      items.push_back(json::object{{"where", item.where},
                                   {"word", item.word},
                                   {"detail", app::sentence(item.word, item.values, language)}});
    }
    body["items"] = std::move(items);
  }
  return json::serialize(body);
}

Response problem_response(const Call& call, const Problem& problem) {
  const app::ProblemRow* row = app::find_problem(problem.word);
  ZT_CHECK(row != nullptr);
  Response response;
  response.status = row->status;
  response.body = problem_body(problem, call.language, call.request.id);
  response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
  return response;
}

Response conflict_response(const Call& call, const Problem& problem,
                           const std::function<boost::json::object()>& current) {
  if (problem.word != "edit_conflict") return problem_response(call, problem);
  const boost::json::object now = current();
  const boost::json::value& version = now.at("version");
  const std::string text =
      version.is_string() ? std::string(version.as_string()) : std::to_string(version.as_int64());
  return with_current(problem_response(call, problem), now, tag_of(text));
}

Response json_response(int status, const boost::json::value& body) {
  Response response;
  response.status = status;
  response.body = boost::json::serialize(body);
  response.with("Content-Type", "application/json").with("Cache-Control", "no-store");
  return response;
}

Response with_current(Response answer, const boost::json::object& current,
                      const std::string& etag) {
  if (answer.status != 412) return answer;
  boost::json::object body = boost::json::parse(answer.body).as_object();
  body["current"] = current;
  body["version"] = etag;
  answer.body = boost::json::serialize(body);
  return answer;
}

Response answer_response(const app::Answer& answer) {
  Response response;
  response.status = answer.status;
  response.body = answer.body;
  if (!answer.body.empty()) response.with("Content-Type", "application/json");
  if (!answer.etag.empty()) response.with("ETag", answer.etag);
  response.with("Cache-Control", "no-store");
  return response;
}

CampaignId campaign_in(const Call& call) { return {number_in(call.path, "campaign")}; }
ProjectId project_in(const Call& call) { return {number_in(call.path, "project")}; }

std::int64_t number_in(const Call& call, const char* name) {
  if (!call.path.contains(name)) return 0;
  const std::int64_t value = number_in(call.path, name);
  return value == 0 ? -1 : value;
}

std::optional<std::string> tag_in(const Call& call) {
  std::string_view tag = call.request.header("if-match");
  if (tag.empty()) return std::nullopt;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.size() >= 2 && tag.starts_with('"') && tag.ends_with('"'))
    tag = tag.substr(1, tag.size() - 2);
  return std::string(tag);
}

std::string tag_of(const std::string& version) { return '"' + version + '"'; }

Result<Period> period_in(const Call& call) {
  const auto found = call.path.find("period");
  const auto period = found == call.path.end() ? std::nullopt : Period::parse(found->second);
  if (!period)
    return Problem{.word = "period_unknown",
                   .values = {{"period", found == call.path.end() ? "" : found->second}}};
  return *period;
}

std::optional<std::int64_t> version_in(const Call& call, std::int64_t present) {
  std::string_view tag = call.request.header("if-match");
  if (tag.empty()) return std::nullopt;
  if (tag == "*") return present;
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  if (tag.starts_with("\"")) tag.remove_prefix(1);
  std::int64_t version = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), version);
  return error == std::errc{} ? version : 0;
}

Result<app::BoardPtr> readable_board(Call& call, Act act) {
  return readable_board(call, act, campaign_in(call));
}

Result<app::BoardPtr> readable_board(Call& call, Act act, CampaignId campaign) {
  const app::BoardPtr board = campaign ? call.app().board(campaign) : nullptr;
  // Without a log-in nobody learns which campaigns exist.
  if (!board)
    return Problem{.word = call.actor.logged_in || act == Act::see_open_board ? "not_found"
                                                                              : "not_logged_in"};
  const Date today = call.app().today(board->board);
  if (const auto word = app::refused(act, board->board, call.actor, today, nullptr, std::nullopt)) {
    return Problem{.word = std::string(*word)};
  }
  return board;
}

}  // namespace zhantu::http
