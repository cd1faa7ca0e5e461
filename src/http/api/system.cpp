#include <boost/json.hpp>

#include "app/problem_table.hpp"
#include "http/api/handlers.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

Response plain(std::string text) {
  Response response;
  response.body = std::move(text);
  return response.with("Content-Type", "text/plain; charset=utf-8")
      .with("Cache-Control", "no-store");
}

}  // namespace

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
