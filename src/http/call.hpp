// One request on its way through the router: who sends it, in which language, with which parts of
// its path.
#pragma once
#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <string>

#include "app/accounts.hpp"
#include "app/app.hpp"
#include "app/chart_cache.hpp"
#include "http/board_bodies.hpp"
#include "http/message.hpp"

namespace zhantu::http {

struct Services {
  app::App& app;
  app::ChartCache& charts;
  std::string base_url;        // "https://host:8443", printed in QR codes
  std::string root_pem;        // the local authority's root, "" with an operator's certificate
  bool secure_cookies = true;  // false with plain http, an explicit setting
  std::shared_ptr<BoardBodies> boards = std::make_shared<BoardBodies>();
};

struct Call {
  Services& services;
  const Request& request;
  std::map<std::string, std::string> path;  // {campaign}, {project}, {period} ...
  std::optional<app::SessionInfo> session;
  app::Actor actor;
  app::Language language = app::Language::zh_hans;

  app::App& app() { return services.app; }
  app::Repeat repeat() const;  // of the Idempotency-Key
};

Response problem_response(const Call& call, const Problem& problem);
std::string problem_body(const Problem& problem, app::Language language,
                         const std::string& request_id);
// with_current for records that hold their own `version`; other problems come without.
Response conflict_response(const Call& call, const Problem& problem,
                           const std::function<boost::json::object()>& current);
Response json_response(int status, const boost::json::value& body);
// Adds to a refused edit (412) the record as GET gives it now, and the tag for the next attempt, so
// that the page can show both versions. Other answers stay as they are.
Response with_current(Response answer, const boost::json::object& current, const std::string& etag);
Response answer_response(const app::Answer& answer);

// The board of {campaign}, if this act of reading it is allowed. REFUSES not_found, not_logged_in,
// not_permitted.
Result<app::BoardPtr> readable_board(Call& call, Act act);
Result<app::BoardPtr> readable_board(Call& call, Act act, CampaignId campaign);

CampaignId campaign_in(const Call& call);
ProjectId project_in(const Call& call);
// Of the path: 0 if the route has no such part, -1 if it is no id.
std::int64_t number_in(const Call& call, const char* name);
// The version in If-Match, without its quotes.
std::optional<std::string> tag_in(const Call& call);
std::string tag_of(const std::string& version);  // for ETag
Result<Period> period_in(const Call& call);
// The version that the client saw, from "3.118" in If-Match; "*" means whichever there is; a tag of
// another form fits none.
std::optional<std::int64_t> version_in(const Call& call, std::int64_t present);

}  // namespace zhantu::http
