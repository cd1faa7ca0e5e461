#include <boost/json.hpp>

#include "app/problem_table.hpp"
#include "http/api/handlers.hpp"
#include "http/paging.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

Response plain(std::string text) {
  Response response;
  response.body = std::move(text);
  return response.with("Content-Type", "text/plain; charset=utf-8")
      .with("Cache-Control", "no-store");
}

std::optional<Problem> refused_in_tenant(Call& call, Act act) {
  const auto word = app::refused_in_tenant(call.app(), call.actor, act);
  return word ? std::optional(Problem{.word = std::string(*word)}) : std::nullopt;
}

}  // namespace

Response list_journal(Call& call) {
  if (const auto problem = refused_in_tenant(call, Act::read_journal)) {
    return problem_response(call, *problem);
  }
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const auto reader = call.app().store().read();
  const auto rows = store::journal_after(*reader, call.actor.tenant, {}, page->after,
                                         static_cast<std::int64_t>(page->limit) + 1);
  json::array items;
  for (const store::JournalRow& row : rows) {
    items.push_back(json::object{
        {"id", std::to_string(row.id)},
        {"at", row.at.iso()},
        {"by", fmt::format("account/{} tenure/{}", row.account.value, row.tenure.value)},
        {"verb", row.verb},
        {"subject", row.subject},
        {"entry", row.bytes},
        {"leaf_hash", row.leaf_hash}});
  }
  return json_response(200, page_json(std::move(items), *page,
                                      [&](std::size_t i) { return std::to_string(rows[i].id); }));
}

Response journal_head(Call& call) {
  if (const auto problem = refused_in_tenant(call, Act::read_journal_head)) {
    return problem_response(call, *problem);
  }
  const auto [entries, hash] = store::journal_head(*call.app().store().read(), call.actor.tenant);
  return json_response(200, json::object{{"entries", entries}, {"last_hash", hash}});
}

Response list_problems(Call& call) {
  json::array out;
  for (const app::ProblemRow& row : app::problem_table()) {
    const std::string_view text = call.language == app::Language::en        ? row.en
                                  : call.language == app::Language::zh_hant ? row.zh_hant
                                                                            : row.zh_hans;
    out.push_back(json::object{{"word", row.word}, {"status", row.status}, {"sentence", text}});
  }
  return json_response(200, out);
}

Response health_live(Call&) { return plain("alive\n"); }

Response health_ready(Call& call) {
  try {
    const store::ColumnKind shape[] = {store::ColumnKind::whole};
    call.app().store().read()->query("select count(*) from tenant", {}, shape,
                                     [](std::span<const Value>) {});
    return plain("ready\n");
  } catch (const std::exception&) {
    return problem_response(call, Problem{.word = "store_unavailable"});
  }
}

}  // namespace zhantu::http::api
