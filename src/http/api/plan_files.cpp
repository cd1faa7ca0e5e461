// The plan as a file: our template, and the clerks' own columns.
#include <boost/json.hpp>

#include "app/import_plan.hpp"
#include "app/plan_export.hpp"
#include "app/plan_template.hpp"
#include "http/api/handlers.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// The remembered table that ?table names, the latest one without it, our own columns where there
// is none yet or ?table=standard. nullptr: there is no such table.
const PlanTable* table_in(const Call& call, const Board& board, PlanTable& standard) {
  const std::string_view wanted = call.request.query_value("table");
  standard = app::standard_table(app::scope_of(board.campaign));
  if (wanted == "standard" || (wanted.empty() && board.plan_tables.empty())) return &standard;
  if (wanted.empty()) return &board.plan_tables.front();
  const auto found = std::ranges::find(board.plan_tables, wanted, &PlanTable::fingerprint);
  return found == board.plan_tables.end() ? nullptr : &*found;
}

Response file_response(std::string body, const char* type, std::int64_t year, const char* tail) {
  Response response;
  response.body = std::move(body);
  return response.with("Content-Type", type)
      .with("Content-Disposition",
            fmt::format("attachment; filename=\"plan-{0}.{1}\"; "
                        "filename*=UTF-8''%E8%AE%A1%E5%88%92%E8%A1%A8-{0}.{1}",
                        year, tail))
      .with("Cache-Control", "no-store");
}

Response export_plan(Call& call, bool csv) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  PlanTable standard;
  const PlanTable* table = table_in(call, board, standard);
  if (table == nullptr) return problem_response(call, Problem{.word = "not_found"});
  const int year = static_cast<int>(board.campaign.year);
  const auto rows = app::plan_rows(board, call.app().today(board));
  if (csv)
    return file_response(app::export_csv(*table, rows, year), "text/csv; charset=utf-8", year,
                         "csv");
  return file_response(app::export_xlsx(*table, rows, year, board.campaign.title, call.app().now()),
                       kXlsx, year, "xlsx");
}

}  // namespace

Response export_plan_xlsx(Call& call) { return export_plan(call, false); }
Response export_plan_csv(Call& call) { return export_plan(call, true); }

Response list_plan_tables(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  json::array items;
  for (const PlanTable& table : (*found)->board.plan_tables) {
    items.push_back(json::object{{"table", table.fingerprint},
                                 {"sheet", table.sheet},
                                 {"title", table.titles.substr(0, table.titles.find('\n'))},
                                 {"by", (*found)->board.holder_text(table.tenure)},
                                 {"at", table.at.iso()}});
  }
  return json_response(200, json::object{{"items", std::move(items)}});
}

Response plan_template(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  app::PlanTemplate wanted{.year = static_cast<int>(board.campaign.year),
                           .periods = board.campaign.period_kind,
                           .campaign = board.campaign.title};
  for (const Organ& organ : board.organs) {
    if (organ.kind == "command_post") wanted.command_posts.push_back(organ.short_name);
  }
  for (const auto& [id, unit] : board.units) wanted.units.push_back(unit.name);
  if (call.request.query_value("empty") != "true")
    wanted.rows = app::plan_rows(board, call.app().today(board));
  wanted.created = call.app().now();
  return file_response(app::plan_template(wanted), kXlsx, board.campaign.year, "xlsx");
}

}  // namespace zhantu::http::api
