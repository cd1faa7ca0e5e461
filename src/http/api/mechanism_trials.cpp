#include "app/mechanism_acts.hpp"
#include "app/mechanism_check.hpp"
#include "app/mechanism_file.hpp"
#include "app/mechanism_words.hpp"
#include "app/problem_table.hpp"
#include "app/why.hpp"
#include "base/text.hpp"
#include "domain/determination/simulation.hpp"
#include "domain/determination/versions.hpp"
#include "http/api/handlers.hpp"
#include "http/render.hpp"
#include "http/render_roll_up.hpp"

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

json::object counts_json(const std::map<Card, std::int64_t>& counts) {
  json::object out;
  for (int i = 0; i < kCards; ++i) {
    const auto card = static_cast<Card>(i);
    const auto found = counts.find(card);
    out[word(card)] = found == counts.end() ? 0 : found->second;
  }
  return out;
}

json::value card_json_of(std::optional<Card> card) {
  return card ? json::value(json::string(word(*card))) : json::value(nullptr);
}

// One kind of subjects under the file: projects, units or posts.
class Simulated {
 public:
  Simulated(const Board& board, const Mechanism& file, Subject subject, Language language)
      : board_(board),
        file_(file),
        rule_(file.rule(subject)),
        subject_(subject),
        language_(language) {}

  json::object told(const std::vector<SimulatedSubject>& all) {
    json::array rows;
    std::int64_t changed = 0;
    for (const SimulatedSubject& one : all) {
      changed += one.changed() ? 1 : 0;
      json::object row = head(one);
      row["changed"] = one.changed();
      row["cells"] = cells(one);
      rows.push_back(std::move(row));
    }
    return {{"judged", rule_ != nullptr},      {"standing", counts_json(now_)},
            {"simulated", counts_json(then_)}, {"changed_cells", changed_cells_},
            {"changed_rows", changed},         {"not_judged", not_judged_},
            {"rows", std::move(rows)}};
  }

 private:
  json::object head(const SimulatedSubject& one) const {
    const std::string id = std::to_string(one.holder);
    if (one.project == nullptr)
      return {{"id", id}, {"name", holder_name(board_, subject_, one.holder)}, {"detail", ""}};
    const json::object project = project_summary_json(board_, *one.project);
    return {{"id", id},
            {"name", one.project->project.name},
            {"detail", fmt::format("{} · {}", one.project->project.number,
                                   std::string_view(project.at("lead_unit").as_string()))}};
  }

  json::array cells(const SimulatedSubject& one) {
    json::array out;
    for (std::size_t i = 0; i < one.cells.size(); ++i) {
      const SimulatedCell& cell = one.cells[i];
      const auto then = cell.card_then();
      if (cell.now) ++now_[*cell.now];
      if (then) ++then_[*then];
      not_judged_ += cell.cannot_judge() ? 1 : 0;
      changed_cells_ += cell.changed() ? 1 : 0;
      out.push_back(json::object{{"period", cell.period.text()},
                                 {"standing", card_json_of(cell.now)},
                                 {"simulated", card_json_of(then)},
                                 {"changed", cell.changed()},
                                 {"why", why_of(one, i)}});
    }
    return out;
  }

  std::string why_of(const SimulatedSubject& one, std::size_t i) const {
    if (rule_ == nullptr)
      return app::sentence("simulation_no_rule", {{"subject", app::name_of(subject_, language_)}},
                           language_);
    return app::why(file_, *rule_, one.judged(i), language_);
  }

  const Board& board_;
  const Mechanism& file_;
  const CardRule* rule_;
  Subject subject_;
  Language language_;
  std::map<Card, std::int64_t> now_, then_;
  std::int64_t changed_cells_ = 0, not_judged_ = 0;
};

json::object simulation_json(const Board& board, const Mechanism& file,
                             const Simulation& simulation, Language language) {
  json::array periods;
  for (const Period& period : simulation.periods) {
    periods.push_back(
        json::object{{"period", period.text()}, {"label", app::period_label(period, language)}});
  }
  const auto told = [&](Subject subject, const std::vector<SimulatedSubject>& all) {
    return Simulated(board, file, subject, language).told(all);
  };
  return {{"file", file_json(file, language)},
          {"periods", std::move(periods)},
          {"projects", told(Subject::project, simulation.projects)},
          {"units", told(Subject::unit, simulation.units)},
          {"posts", told(Subject::command_post, simulation.posts)}};
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
  json::object out{{"flaws", json::value_from(check.flaws)},
                   {"warnings", json::value_from(check.warnings)},
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
