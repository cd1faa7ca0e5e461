#include <charconv>

#include "app/problem_table.hpp"
#include "app/report_many.hpp"
#include "base/text.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kTextMax = 500, kQuantityMax = 64;

// One row of the body; the contract's shape and nothing else.
std::optional<app::TypedReport> row_of(const json::value& value) {
  if (!value.is_object()) return std::nullopt;
  app::TypedReport row;
  for (const auto& [key, field] : value.as_object()) {
    if (!field.is_string()) return std::nullopt;
    const std::string text = without_controls(std::string(field.as_string()));
    if (!is_valid_utf8(text)) return std::nullopt;
    if (key == "project") {
      const auto [end, error] =
          std::from_chars(text.data(), text.data() + text.size(), row.project.value);
      if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    } else if (key == "text" && code_points(text).size() <= kTextMax) {
      row.text = std::string(trimmed(text));
    } else if (key == "quantity" && text.size() <= kQuantityMax) {
      row.quantity = text;
    } else {
      return std::nullopt;
    }
  }
  return row.project.value > 0 ? std::optional(row) : std::nullopt;
}

Result<std::vector<app::TypedReport>> rows_of(const Request& request) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 8;
  const json::value body = json::parse(request.body, error, {}, options);
  const json::value* list =
      error || !body.is_object() ? nullptr : body.as_object().if_contains("reports");
  if (list == nullptr || !list->is_array() || body.as_object().size() != 1)
    return Problem{.word = "request_malformed"};
  if (list->as_array().size() > app::kReportsMax)
    return Problem{.word = "reports_too_many",
                   .values = {{"max", std::to_string(app::kReportsMax)}}};
  std::vector<app::TypedReport> rows;
  for (const json::value& value : list->as_array()) {
    auto row = row_of(value);
    if (!row) return Problem{.word = "request_malformed"};
    rows.push_back(std::move(*row));
  }
  return rows;
}

json::object checked_json(const Call& call, const app::CheckedReports& checked) {
  json::array rows;
  for (const app::CheckedReport& row : checked.rows) {
    json::array problems;
    for (const ProblemItem& item : row.problems) {
      problems.push_back(
          json::object{{"where", item.where},
                       {"word", item.word},
                       {"detail", app::sentence(item.word, item.values, call.language)}});
    }
    rows.push_back(json::object{
        {"project", std::to_string(row.project.value)},
        {"quantity", row.quantity ? json::value(row.quantity->text()) : json::value(nullptr)},
        {"problems", std::move(problems)}});
  }
  return {{"dry_run", true}, {"rows", std::move(rows)}, {"cells", json::array{}}};
}

}  // namespace

Response report_many(Call& call) {
  const auto period = period_in(call);
  if (!period) return problem_response(call, period.problem());
  const auto typed = rows_of(call.request);
  if (!typed && call.actor.logged_in) return problem_response(call, typed.problem());
  const bool dry_run = call.request.query_value("dry_run") == "true";
  return write_on(call, campaign_in(call), [&](app::Writing& writing) -> Result<app::Answer> {
    if (dry_run) {
      const auto checked = app::check_reports(writing, *period, *typed);
      if (!checked) return checked.problem();
      return answer_of(200, checked_json(call, *checked));
    }
    const auto done = app::report_many(writing, *period, *typed);
    if (!done) return done.problem();
    const Board& board = writing.board();
    const Look look{board, call.actor, call.app().today(board), call.language};
    json::array cells;
    for (const app::TypedReport& row : *typed) {
      cells.push_back(json::object{{"project", std::to_string(row.project.value)},
                                   {"cell", cell_json(look, *board.find(row.project), *period)}});
    }
    return answer_of(200,
                     {{"dry_run", false}, {"rows", json::array{}}, {"cells", std::move(cells)}});
  });
}

}  // namespace zhantu::http::api
