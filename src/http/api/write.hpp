// One write on a campaign: transaction, repeat protection, and the answer rendered from the board
// as the act left it.
#pragma once
#include <boost/json.hpp>

#include "app/period_acts.hpp"
#include "app/registry.hpp"
#include "http/call.hpp"

namespace zhantu::http::api {

using CampaignAct = std::function<Result<app::Answer>(app::Writing&)>;

inline Response write_on(Call& call, CampaignId campaign, const CampaignAct& act,
                         const std::function<boost::json::object()>& current = {}) {
  if (!call.actor.logged_in) return problem_response(call, Problem{.word = "not_logged_in"});
  if (!campaign) return problem_response(call, Problem{.word = "not_found"});
  const auto answer =
      app::write(call.app(), call.actor, call.repeat(),
                 [&](store::Transaction& transaction) -> Result<app::Answer> {
                   auto writing = app::begin_writing(call.app(), transaction, call.actor, campaign);
                   if (!writing) return writing.problem();
                   return act(writing.value());
                 });
  if (answer) return answer_response(*answer);
  return current ? conflict_response(call, answer.problem(), current)
                 : problem_response(call, answer.problem());
}

// One write in the tenant, outside of any campaign. `current` gives the record for a conflict.
using TenantAct = std::function<Result<app::Answer>(app::TenantWriting&)>;

inline Response write_in_tenant(Call& call, const app::Repeat& repeat, const TenantAct& act,
                                const std::function<boost::json::object()>& current = {}) {
  if (!call.actor.logged_in) return problem_response(call, Problem{.word = "not_logged_in"});
  const auto answer = app::write(call.app(), call.actor, repeat,
                                 [&](store::Transaction& transaction) -> Result<app::Answer> {
                                   app::TenantWriting writing{call.app(), transaction, call.actor};
                                   return act(writing);
                                 });
  if (answer) return answer_response(*answer);
  return current ? conflict_response(call, answer.problem(), current)
                 : problem_response(call, answer.problem());
}

inline app::Answer answer_of(int status, const boost::json::object& body) {
  return app::Answer{.status = status, .body = boost::json::serialize(body)};
}

// Of a record that holds its own `version`, which is the tag of the next edit.
inline app::Answer versioned(int status, const boost::json::object& body) {
  app::Answer answer = answer_of(status, body);
  answer.etag = tag_of(std::string(body.at("version").as_string()));
  return answer;
}
inline Response versioned_response(const boost::json::object& body) {
  return answer_response(versioned(200, body));
}

}  // namespace zhantu::http::api
