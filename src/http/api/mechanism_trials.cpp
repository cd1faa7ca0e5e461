#include "app/mechanism_acts.hpp"
#include "app/mechanism_check.hpp"
#include "app/mechanism_file.hpp"
#include "app/problem_table.hpp"
#include "app/why.hpp"
#include "base/text.hpp"
#include "domain/determination/simulation.hpp"
#include "domain/determination/versions.hpp"
#include "http/api/handlers.hpp"
#include "http/render.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;
using app::Language;

// The file in the body, as it is.
Result<std::string_view> file_in(const Call& call) {
  const std::string_view type = call.request.header("content-type");
  if (!type.starts_with("application/toml") && !type.starts_with("text/plain"))
    return Problem{.word = "unsupported_media_type", .values = {{"expected", "application/toml"}}};
  return std::string_view(call.request.body);
}

json::array flaws_json(const std::vector<app::ToldFlaw>& flaws) {
  json::array out;
  for (const app::ToldFlaw& flaw : flaws) {
    out.push_back(json::object{{"line", flaw.line},
                               {"word", flaw.word},
                               {"reason", flaw.reason},
                               {"remedy", flaw.remedy}});
  }
  return out;
}

json::object file_json(const Mechanism& file, Language language) {
  return {{"name", file.name},
          {"version", file.version},
          {"title", file.title},
          {"effective_from", file.effective_from.iso()},
          {"rules", rules_json(file, language)}};
}

// Could it be adopted as it is, and which periods would it judge?
json::object adoption_json(const Board& board, const Mechanism& file, Language language) {
  json::array periods;
  const auto problem = app::adoption_problem(board, file);
  if (!problem) {
    for (const Period& period : periods_from(board, file.effective_from))
      periods.push_back(json::string(period.text()));
  }
  json::object out{{"allowed", !problem}, {"word", nullptr}, {"detail", nullptr}};
  if (problem) {
    out["word"] = problem->word;
    out["detail"] = app::sentence(problem->word, problem->values, language);
  }
  out["periods"] = std::move(periods);
  return out;
}

const std::string& text_of(const CardBand& band, Language language) {
  return language == Language::en        ? band.text_en
         : language == Language::zh_hant ? band.text_hant
                                         : band.text_zh;
}

// The clause that would have applied, or the measure for want of which there is no card.
std::string reason_of(const Mechanism& file, const Judgement& then, Language language) {
  if (then.missing) {
    const Words& title = file.card.measures.at(*then.missing).title;
    const std::string& name = language == Language::en        ? title.en
                              : language == Language::zh_hant ? title.zh_hant
                                                              : title.zh_hans;
    return app::sentence("simulation_lacks", {{"measure", name}}, language);
  }
  const CardBand& band = file.card.bands.at(then.band);
  return band.clause + " " + text_of(band, language);
}

json::object cell_json_of(const Mechanism& file, const SimulatedCell& cell, Language language) {
  return {{"period", cell.period.text()},
          {"standing", word(cell.now)},
          {"simulated", cell.then.missing ? json::value(nullptr)
                                          : json::value(json::string(word(cell.then.card)))},
          {"changed", cell.changed()},
          {"why", reason_of(file, cell.then, language)}};
}

json::object counts_json(const std::map<Card, std::int64_t>& counts) {
  json::object out;
  for (int i = 0; i < kCards; ++i) {
    const auto card = static_cast<Card>(i);
    const auto found = counts.find(card);
    out[word(card)] = found == counts.end() ? 0 : found->second;
  }
  return out;
}

json::object simulation_json(const Board& board, const Mechanism& file,
                             const Simulation& simulation, Language language) {
  std::map<Card, std::int64_t> now, then;
  std::int64_t changed_cells = 0, changed_projects = 0, not_judged = 0;
  json::array periods, projects;
  for (const Period& period : simulation.periods) {
    periods.push_back(
        json::object{{"period", period.text()}, {"label", app::period_label(period, language)}});
  }
  for (const SimulatedProject& project : simulation.projects) {
    json::array cells;
    for (const SimulatedCell& cell : project.cells) {
      ++now[cell.now];
      if (cell.then.missing) {
        ++not_judged;
      } else {
        ++then[cell.then.card];
      }
      changed_cells += cell.changed() ? 1 : 0;
      cells.push_back(cell_json_of(file, cell, language));
    }
    changed_projects += project.changed() ? 1 : 0;
    projects.push_back(json::object{{"project", project_summary_json(board, *project.project)},
                                    {"changed", project.changed()},
                                    {"cells", std::move(cells)}});
  }
  return {{"file", file_json(file, language)}, {"periods", std::move(periods)},
          {"standing", counts_json(now)},      {"simulated", counts_json(then)},
          {"changed_cells", changed_cells},    {"changed_projects", changed_projects},
          {"not_judged", not_judged},          {"projects", std::move(projects)}};
}

}  // namespace

Response check_mechanism(Call& call) {
  const auto found = readable_board(call, Act::try_mechanism);
  if (!found) return problem_response(call, found.problem());
  const auto text = file_in(call);
  if (!text) return problem_response(call, text.problem());
  const app::MechanismCheck check = app::check_mechanism(*text, call.language);
  json::array summary;
  for (const std::string& line : check.summary) summary.push_back(json::string(line));
  json::object out{{"flaws", flaws_json(check.flaws)},
                   {"warnings", flaws_json(check.warnings)},
                   {"summary", std::move(summary)},
                   {"file", nullptr},
                   {"adoption", nullptr}};
  if (const auto file = app::read_mechanism(*text)) {
    out["file"] = file_json(*file, call.language);
    out["adoption"] = adoption_json((*found)->board, *file, call.language);
  }
  return json_response(200, out);
}

Response simulate_mechanism(Call& call) {
  const auto found = readable_board(call, Act::try_mechanism);
  if (!found) return problem_response(call, found.problem());
  const auto text = file_in(call);
  if (!text) return problem_response(call, text.problem());
  const auto file = app::read_mechanism(*text);
  if (!file) return problem_response(call, file.problem());
  const Board& board = (*found)->board;
  return json_response(200, simulation_json(board, *file, simulate(board, *file), call.language));
}

}  // namespace zhantu::http::api
