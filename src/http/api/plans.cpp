#include <charconv>

#include "app/annotate_plan.hpp"
#include "app/import_plan.hpp"
#include "app/plan_notes.hpp"
#include "app/problem_table.hpp"
#include "codec/xlsx_reader.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/render_selection.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string letters_of(int column) {
  std::string name = codec::cell_name(1, column);
  name.pop_back();
  return name;
}

json::array complaints_json(const Call& call, const std::vector<app::Complaint>& list) {
  json::array out;
  for (const app::Complaint& complaint : list) {
    out.push_back(
        json::object{{"sheet", complaint.at.sheet},
                     {"cell", complaint.at.name()},
                     {"value", complaint.value},
                     {"word", complaint.word},
                     {"detail", app::sentence(complaint.word, complaint.values, call.language)}});
  }
  return out;
}

json::array changes_json(const Call& call, const app::PlanImport& result) {
  json::array out;
  for (const app::PlanChange& change : result.changes) {
    json::array fields;
    for (const app::FieldChange& field : change.fields) {
      fields.push_back(json::object{{"use", app::word(field.use)},
                                    {"title", app::title_of(field.use, call.language)},
                                    {"before", field.before},
                                    {"after", field.after}});
    }
    out.push_back(json::object{{"number", change.number},
                               {"name", change.name},
                               {"what", change.create ? "create" : "update"},
                               {"fields", std::move(fields)}});
  }
  return out;
}

json::object column_json(const app::LayoutColumn& column) {
  json::array samples;
  for (const std::string& sample : column.samples) samples.push_back(json::string(sample));
  return {{"column", letters_of(column.column)},
          {"head", column.title()},
          {"use", app::word(column.use)},
          {"known", app::word(column.known)},
          {"unit", column.unit},
          {"hidden", column.hidden},
          {"samples", std::move(samples)}};
}

json::object layout_json(const Call& call, const app::PlanLayout& layout, PeriodKind periods) {
  json::array sheets, columns, notes, uses;
  for (const app::LayoutSheet& sheet : layout.sheets) {
    sheets.push_back(json::object{{"name", sheet.name},
                                  {"hidden", sheet.hidden},
                                  {"rows", sheet.rows},
                                  {"columns", sheet.columns},
                                  {"plan", sheet.plan}});
  }
  for (const app::LayoutColumn& column : layout.columns) columns.push_back(column_json(column));
  for (const app::Complaint& note : layout.notes) {
    notes.push_back(
        json::object{{"word", note.word},
                     {"detail", app::note_sentence(note.word, note.values, call.language)}});
  }
  for (const app::PlanUseTitle& use : app::use_titles(periods, call.language))
    uses.push_back(json::object{{"use", use.word}, {"title", use.title}});
  return {{"sheets", std::move(sheets)},
          {"sheet", layout.sheet},
          {"head_first", layout.head_first},
          {"head_last", layout.head_last},
          {"columns", std::move(columns)},
          {"year", layout.year ? json::value(*layout.year) : json::value(nullptr)},
          {"remembered", layout.remembered},
          {"notes", std::move(notes)},
          {"uses", std::move(uses)}};
}

json::array kept_off_json(const Call& call, const app::PlanImport& result) {
  json::array out;
  for (const app::KeptOff& one : result.kept_off) {
    out.push_back(json::object{{"number", one.number},
                               {"name", one.name},
                               {"lacks", lacks_json(one.lacks, one.lead_unit, call.language)}});
  }
  return out;
}

json::object import_json(const Call& call, const app::PlanImport& result,
                         const app::PlanWorkbook& workbook, PeriodKind periods, const char* mode) {
  json::array people;
  for (const std::string& name : result.new_people) people.push_back(json::string(name));
  return {{"mode", mode},
          {"sheet", result.sheet},
          {"rows", result.rows},
          {"created", result.created},
          {"updated", result.updated},
          {"unchanged", result.unchanged},
          {"new_people", std::move(people)},
          {"problems", complaints_json(call, result.problems)},
          {"questions", complaints_json(call, result.questions)},
          {"changes", changes_json(call, result)},
          {"kept_off_count", result.kept_off_count},
          {"kept_off", kept_off_json(call, result)},
          {"layout", layout_json(call, workbook.layout, periods)}};
}

std::optional<int> small_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value > 0 && value < 1'048'576 ? std::optional(value) : std::nullopt;
}

Problem layout_problem(const char* what) {
  return Problem{.word = "layout_invalid", .values = {{"what", what}}};
}

// What the person has decided about the table, from the query.
Result<app::PlanChoices> choices_in(const Call& call) {
  app::PlanChoices choices;
  const auto value = [&](const char* name) { return call.request.query_value(name); };
  choices.sheet = value("sheet");
  if (const auto head = value("head"); !head.empty()) {
    const auto dash = head.find('-');
    const auto first = small_number(head.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : small_number(head.substr(dash + 1));
    if (!first || !last || *last < *first || *last - *first > 9) return layout_problem("head");
    choices.head_first = *first;
    choices.head_last = *last;
  }
  auto uses = app::parse_uses(value("columns"));
  if (!uses) return layout_problem("columns");
  auto units = app::parse_units(value("units"));
  if (!units) return layout_problem("units");
  if (const auto figures = value("figures"); !figures.empty()) {
    choices.figures = plan_figure_of(figures);
    if (!choices.figures) return layout_problem("figures");
  }
  choices.uses = std::move(*uses);
  choices.units = std::move(*units);
  if (const auto year = value("year"); !year.empty()) {
    choices.year = small_number(year);
    if (!choices.year || *choices.year < 1990 || *choices.year > 2099)
      return layout_problem("year");
  }
  return choices;
}

std::optional<Problem> wrong_type(const Call& call) {
  const std::string_view type = call.request.header("content-type");
  for (const std::string_view good : {kXlsx, "application/octet-stream", "text/csv"}) {
    if (type.starts_with(good)) return std::nullopt;
  }
  return Problem{.word = "unsupported_media_type", .values = {{"expected", kXlsx}}};
}

Result<app::PlanWorkbook> workbook_in(const Call& call, const Board& board) {
  if (auto problem = wrong_type(call)) return *problem;
  const auto choices = choices_in(call);
  if (!choices) return choices.problem();
  return app::read_plan_workbook(call.request.body, board, *choices);
}

Response run_import(Call& call, const Board& board, bool apply, app::Job& job) {
  job.advance(app::JobStage::reading, 0, 1);
  const auto workbook = workbook_in(call, board);
  if (!workbook) return problem_response(call, workbook.problem());
  if (!apply) {
    const app::PlanImport result = app::check_plan(board, *workbook, job);
    return json_response(200,
                         import_json(call, result, *workbook, board.campaign.period_kind, "check"));
  }
  const auto answer = app::apply_plan(
      call.app(), call.actor, call.repeat(), campaign_in(call), *workbook, job,
      [&](const app::PlanImport& done) {
        return answer_of(200,
                         import_json(call, done, *workbook, board.campaign.period_kind, "apply"));
      });
  return answer ? answer_response(*answer) : problem_response(call, answer.problem());
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
  const auto job = call.app().jobs().start(call.actor.account, call.repeat().key, call.app().now());
  try {
    Response response = run_import(call, (*found)->board, mode == "apply", *job);
    job->finish(mode == "apply" && response.status == 200);
    return response;
  } catch (const app::JobCancelled&) {
    job->finish(false);
    return problem_response(call, Problem{.word = "import_cancelled"});
  } catch (...) {
    job->finish(false);
    throw;
  }
}

Response annotate_plan(Call& call) {
  const auto found = readable_board(call, Act::import_plan);
  if (!found) return problem_response(call, found.problem());
  if (auto problem = wrong_type(call)) return problem_response(call, *problem);
  const auto choices = choices_in(call);
  if (!choices) return problem_response(call, choices.problem());
  auto made = app::annotated_plan(call.request.body, (*found)->board, *choices, call.language,
                                  call.app().now());
  if (!made) return problem_response(call, made.problem());
  Response response;
  response.body = std::move(made).value();
  return response.with("Content-Type", kXlsx)
      .with("Content-Disposition",
            "attachment; filename=\"annotated.xlsx\"; "
            "filename*=UTF-8''%E9%97%AE%E9%A2%98%E6%A0%87%E6%B3%A8.xlsx")
      .with("Cache-Control", "no-store");
}

// Jobs live in memory, answers in the record: after a new start of the server only what was
// committed is known, and nothing else has happened.
Response get_job(Call& call) {
  if (!call.actor.logged_in) return problem_response(call, Problem{.word = "not_logged_in"});
  const std::string& key = call.path.at("job");
  json::object body{{"job", key}};
  if (const auto job = call.app().jobs().find(call.actor.account, key)) {
    body["stage"] = app::word(job->stage());
    body["percent"] = job->percent();
    body["cancelled"] = job->cancelled();
    body["outcome"] = app::word(job->outcome());
  } else if (app::answered(call.app(), call.actor, key)) {
    body["stage"] = app::word(app::JobStage::finished);
    body["percent"] = 100;
    body["cancelled"] = false;
    body["outcome"] = app::word(app::JobOutcome::done);
  } else {
    return problem_response(call, Problem{.word = "job_unknown"});
  }
  return json_response(200, body);
}

Response cancel_job(Call& call) {
  if (!call.actor.logged_in) return problem_response(call, Problem{.word = "not_logged_in"});
  const auto job = call.app().jobs().find(call.actor.account, call.path.at("job"));
  if (job == nullptr) return problem_response(call, Problem{.word = "job_unknown"});
  if (!job->cancel()) return problem_response(call, Problem{.word = "job_too_late"});
  return Response{.status = 204};
}

}  // namespace zhantu::http::api
