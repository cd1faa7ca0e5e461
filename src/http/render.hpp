// The JSON of the contract (api/openapi.yaml) from values of the domain.
#pragma once
#include <boost/json.hpp>

#include "app/accounts.hpp"
#include "app/app.hpp"
#include "app/period_acts.hpp"

namespace zhantu::http {

// Who looks at it and in which language.
struct Look {
  const Board& board;
  const app::Actor& actor;
  Date today;
  app::Language language;
};

boost::json::object cell_json(const Look& look, const BoardProject& project, const Period& period);
boost::json::object project_summary_json(const Board& board, const BoardProject& project);
boost::json::object project_json(const Look& look, const BoardProject& project);
boost::json::object campaign_json(const Look& look);
// The card rule in sentences, "红牌：……".
boost::json::array rules_json(const Mechanism& mechanism, app::Language language);
boost::json::object period_json(const Look& look, const Period& period);
boost::json::object publication_json(const Look& look, const Publication& publication, bool open);
std::string project_etag(const Project& project, std::int64_t last_entry);

}  // namespace zhantu::http
