#include "app/import_plan.hpp"
#include "app/plan_template.hpp"
#include "app/problem_table.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

json::object import_json(const Call& call, const app::PlanImport& result, const char* mode) {
  json::array problems, changes, people;
  for (const app::Complaint& complaint : result.problems) {
    problems.push_back(
        json::object{{"sheet", complaint.at.sheet},
                     {"cell", complaint.at.name()},
                     {"value", complaint.value},
                     {"word", complaint.word},
                     {"detail", app::sentence(complaint.word, complaint.values, call.language)}});
  }
  for (const app::PlanChange& change : result.changes) {
    json::array fields;
    for (const std::string& field : change.fields) fields.push_back(json::string(field));
    changes.push_back(json::object{{"number", change.number},
                                   {"name", change.name},
                                   {"what", change.create ? "create" : "update"},
                                   {"fields", std::move(fields)}});
  }
  for (const std::string& name : result.new_people) people.push_back(json::string(name));
  return {{"mode", mode},
          {"sheet", result.sheet},
          {"rows", result.rows},
          {"created", result.created},
          {"updated", result.updated},
          {"unchanged", result.unchanged},
          {"new_people", std::move(people)},
          {"problems", std::move(problems)},
          {"changes", std::move(changes)}};
}

}  // namespace

Response import_plan(Call& call) {
  const auto found = readable_board(call, Act::import_plan);
  if (!found) return problem_response(call, found.problem());
  const std::string_view mode = call.request.query_value("mode");
  if (mode != "check" && mode != "apply") {
    return problem_response(call, Problem{.word = "field_invalid",
                                          .items = {{.where = "?mode",
                                                     .word = "field_type",
                                                     .values = {{"expected", "check, apply"}}}}});
  }
  const std::string_view type = call.request.header("content-type");
  if (!type.starts_with(kXlsx) && !type.starts_with("application/octet-stream")) {
    return problem_response(
        call, Problem{.word = "unsupported_media_type", .values = {{"expected", kXlsx}}});
  }
  const Board& board = (*found)->board;
  const auto workbook = app::read_plan_workbook(call.request.body, board.campaign.year);
  if (!workbook) return problem_response(call, workbook.problem());
  if (mode == "check")
    return json_response(200, import_json(call, app::check_plan(board, *workbook), "check"));
  return write_on(call, campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    const auto done = app::import_plan(writing, *workbook);
    if (!done) return done.problem();
    return answer_of(200, import_json(call, *done, "apply"));
  });
}

Response plan_template(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  const Board& board = (*found)->board;
  app::PlanTemplate wanted{.year = static_cast<int>(board.campaign.year),
                           .campaign = board.campaign.title};
  for (const Organ& organ : board.organs) {
    if (organ.kind == "command_post") wanted.command_posts.push_back(organ.short_name);
  }
  for (const auto& [id, unit] : board.units) wanted.units.push_back(unit.name);
  if (call.request.query_value("empty") != "true")
    wanted.rows = app::plan_rows(board, call.app().today(board));
  wanted.created = call.app().now();
  Response response;
  response.body = app::plan_template(wanted);
  return response.with("Content-Type", kXlsx)
      .with("Content-Disposition",
            fmt::format("attachment; filename=\"plan-{0}.xlsx\"; "
                        "filename*=UTF-8''%E8%AE%A1%E5%88%92%E8%A1%A8-{0}.xlsx",
                        board.campaign.year))
      .with("Cache-Control", "no-store");
}

}  // namespace zhantu::http::api
