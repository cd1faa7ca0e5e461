#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/render_selection.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

constexpr std::size_t kListMax = 200;

std::int64_t id_in(const Call& call, const char* name) {
  const std::string& text = call.path.at(name);
  std::int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out > 0 ? out : -1;
}

Look look_of(Call& call, const Board& board) {
  return {board, call.actor, call.app().today(board), call.language};
}

// The board with the pool as the reader has it.
template <class F>
json::object looked_at(Call& call, store::Reader& reader, const Board& board, F&& answer) {
  const Selection selection = app::load_selection(reader, board.campaign.tenant, board.campaign.id);
  return answer(SelectionLook{look_of(call, board), selection});
}

// A read of the campaign's board and pool.
template <class F>
Response read_selection(Call& call, F&& answer) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  return json_response(
      200, looked_at(call, *call.app().store().read(), (*found)->board, std::forward<F>(answer)));
}

// The answer to a write: the board as the act left it, and the pool as the transaction has it.
template <class F>
json::object written(Call& call, app::Writing& writing, F&& answer) {
  return looked_at(call, writing.transaction, writing.board(), std::forward<F>(answer));
}

bool may(const SelectionLook& at, Act act) {
  return !app::selection_refusal(act, at.look.board, at.selection, at.look.actor, at.look.today,
                                 nullptr);
}

bool has(const std::string& text, std::string_view q) { return text.find(q) != std::string::npos; }

std::optional<Money> money(Fields& fields, const char* name) {
  const auto wan = fields.quantity(name);
  return wan ? std::optional(Money{wan->scaled * 100}) : std::nullopt;
}

app::TaskCommand task_command(Fields& fields) {
  app::TaskCommand out;
  out.number = fields.text("number", 20, false);
  out.name = fields.text("name", 60);
  out.source_kind =
      fields.choice("source_kind", {"parent_campaign", "handed_down", "meeting", "leader"});
  out.source = fields.text("source", 120, false);
  out.category = fields.text("category", 20, false);
  out.owner = {fields.id("owner")};
  out.effect = fields.text("effect", 300);
  out.quantity = fields.quantity("quantity");
  out.quantity_unit = fields.text("quantity_unit", 20, false);
  out.due_on = fields.day("due_on");
  return out;
}

Candidate candidate_in(Fields& fields) {
  const auto id = [&](const char* name) { return fields.id_or_none(name); };
  Candidate out;
  out.number = fields.text("number", 20, false);
  out.name = fields.text("name", 60);
  out.category = fields.text("category", 40, false);
  out.place = {id("place")};
  out.facts = fields.text("facts", 500, false);
  out.investment_total = money(fields, "investment_total").value_or(Money{});
  out.investment_year = money(fields, "investment_year").value_or(Money{});
  out.nature = fields.text("nature", 20, false);
  out.starts_on = fields.day("starts_on");
  out.finishes_on = fields.day("finishes_on");
  out.annual_target = fields.text("annual_target", 200, false);
  out.annual_quantity = fields.quantity("annual_quantity");
  out.quantity_unit = fields.text("quantity_unit", 20, false);
  out.command_post = {id("command_post")};
  out.proposing_unit = {id("proposing_unit")};
  out.lead_unit = {id("lead_unit")};
  out.accountable_person = {id("accountable_person")};
  out.reasons = fields.text("reasons", 500);
  out.news = fields.choice("news", {"", "signed", "started"}, false);
  out.news_on = fields.day("news_on");
  out.task = {id("task")};
  return out;
}

// Reads the fields by `parse` and runs the act; a flaw of form is heard after the permission.
template <class Parse, class Run>
Response write_fields(Call& call, Act act, Parse&& parse, Run&& run,
                      const std::function<json::object()>& current = {}) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  auto command = parse(fields.value());
  const auto flaw = fields->flaw();
  return write_on(
      call, campaign_in(call),
      [&](app::Writing& writing) -> Result<app::Answer> {
        if (flaw) {
          const Board& board = writing.board();
          const auto selection =
              app::load_selection(writing.transaction, board.campaign.tenant, board.campaign.id);
          const Candidate* candidate = call.path.contains("candidate")
                                           ? selection.find(CandidateId{id_in(call, "candidate")})
                                           : nullptr;
          const auto word = app::selection_refusal(act, board, selection, call.actor,
                                                   call.app().today(board), candidate);
          return word ? Problem{.word = std::string(*word)} : *flaw;
        }
        return run(writing, command);
      },
      current);
}

// A record as it stands, for those who came too late.
template <class F>
json::object standing(Call& call, F&& answer) {
  const app::BoardPtr board = call.app().board(campaign_in(call));
  return looked_at(call, *call.app().store().read(), board->board, std::forward<F>(answer));
}

app::Answer task_answer(Call& call, app::Writing& writing, TaskId id, int status) {
  return answer_of(status, written(call, writing, [&](const SelectionLook& at) {
                     return task_json(at, *at.selection.find(id));
                   }));
}

app::Answer candidate_answer(Call& call, app::Writing& writing, CandidateId id, int status) {
  return answer_of(status, written(call, writing, [&](const SelectionLook& at) {
                     return candidate_json(at, *at.selection.find(id));
                   }));
}

// A version in If-Match that is whole; "*" is no version here, because what was seen must be named.
std::optional<std::int64_t> seen_version(const Call& call) { return version_in(call, -1); }

}  // namespace

Response list_tasks(Call& call) {
  return read_selection(call, [&](const SelectionLook& at) {
    const std::string_view q = call.request.query_value("q"),
                           category = call.request.query_value("category"),
                           owner = call.request.query_value("owner"),
                           state = call.request.query_value("state");
    json::array items, categories;
    std::vector<std::string> numbers;
    for (const Task& task : at.selection.tasks) {
      numbers.push_back(task.number);
      if (!category.empty() && task.category != category) continue;
      if (!owner.empty() && owner != std::to_string(task.owner.value)) continue;
      if (!q.empty() && !has(task.number, q) && !has(task.name, q)) continue;
      json::object shown = task_json(at, task);
      if (!state.empty() && (state == "on_wall") != shown["on_wall"].as_bool()) continue;
      items.push_back(std::move(shown));
    }
    for (const Category& one : at.selection.categories)
      categories.push_back(json::string(one.name));
    return json::object{{"items", std::move(items)},
                        {"categories", std::move(categories)},
                        {"unready", unready_json(at.look)},
                        {"next_number", app::next_number(numbers, "RW01")},
                        {"may_edit", may(at, Act::edit_tasks)}};
  });
}

Response add_task(Call& call) {
  return write_fields(
      call, Act::edit_tasks, task_command,
      [&](app::Writing& writing, const app::TaskCommand& command) -> Result<app::Answer> {
        const auto done = app::save_task(writing, command);
        if (!done) return done.problem();
        return task_answer(call, writing, *done, 201);
      });
}

Response edit_task(Call& call) {
  return write_fields(
      call, Act::edit_tasks, task_command,
      [&](app::Writing& writing, app::TaskCommand& command) -> Result<app::Answer> {
        command.id = {id_in(call, "task")};
        command.version = seen_version(call);
        const auto done = app::save_task(writing, command);
        if (!done) return done.problem();
        return task_answer(call, writing, *done, 200);
      },
      [&] {
        return standing(call, [&](const SelectionLook& at) {
          return task_json(at, *at.selection.find(TaskId{id_in(call, "task")}));
        });
      });
}

Response set_categories(Call& call) {
  return write_fields(
      call, Act::edit_tasks, [](Fields& fields) { return fields.texts("names", 30, 20); },
      [&](app::Writing& writing, const std::vector<std::string>& names) -> Result<app::Answer> {
        const auto done = app::set_categories(writing, names);
        if (!done) return done.problem();
        json::array out;
        for (const std::string& name : names) out.push_back(json::string(name));
        return answer_of(200, {{"categories", std::move(out)}});
      });
}

Response share_task(Call& call) {
  return write_fields(
      call, Act::edit_tasks,
      [](Fields& fields) {
        std::vector<app::Share> shares;
        fields.each("shares", kListMax, [&](Fields& one) {
          const UnitId unit{one.id("unit")};
          shares.push_back({.unit = unit, .quantity = one.quantity("quantity")});
        });
        return shares;
      },
      [&](app::Writing& writing, const std::vector<app::Share>& shares) -> Result<app::Answer> {
        const TaskId id{id_in(call, "task")};
        const auto done = app::share_task(writing, id, shares);
        if (!done) return done.problem();
        return task_answer(call, writing, id, 200);
      });
}

Response link_task(Call& call) {
  return write_fields(
      call, Act::edit_tasks,
      [](Fields& fields) {
        std::vector<ProjectId> projects;
        for (const std::int64_t id : fields.ids("projects", kListMax)) projects.push_back({id});
        return projects;
      },
      [&](app::Writing& writing, const std::vector<ProjectId>& projects) -> Result<app::Answer> {
        const TaskId id{id_in(call, "task")};
        const auto done = app::link_task(writing, id, projects);
        if (!done) return done.problem();
        return task_answer(call, writing, id, 200);
      });
}

Response list_candidates(Call& call) {
  return read_selection(call, [&](const SelectionLook& at) {
    const std::string_view q = call.request.query_value("q"),
                           category = call.request.query_value("category"),
                           unit = call.request.query_value("unit"),
                           state = call.request.query_value("state");
    json::array items;
    std::vector<std::string> numbers;
    for (const BoardProject& one : at.look.board.projects) numbers.push_back(one.project.number);
    for (const Candidate& candidate : at.selection.candidates) {
      numbers.push_back(candidate.number);
      if (!category.empty() && candidate.category != category) continue;
      if (!unit.empty() && unit != std::to_string(candidate.lead_unit.value)) continue;
      if (!state.empty() && state != word(state_of(at.selection, candidate.id))) continue;
      if (!q.empty() && !has(candidate.number, q) && !has(candidate.name, q)) continue;
      items.push_back(candidate_json(at, candidate));
    }
    return json::object{{"items", std::move(items)},
                        {"rule", selection_rule_json(at)},
                        {"next_number", app::next_number(numbers, "HX01")},
                        {"may_propose", may(at, Act::propose_candidate)},
                        {"may_weigh", may(at, Act::weigh_candidates)},
                        {"may_choose", may(at, Act::choose_candidate)}};
  });
}

Response propose_candidate(Call& call) {
  return write_fields(call, Act::propose_candidate, candidate_in,
                      [&](app::Writing& writing, const Candidate& wanted) -> Result<app::Answer> {
                        const auto done =
                            app::save_candidate(writing, {.wanted = wanted, .version = {}});
                        if (!done) return done.problem();
                        return candidate_answer(call, writing, *done, 201);
                      });
}

Response edit_candidate(Call& call) {
  return write_fields(
      call, Act::edit_candidate, candidate_in,
      [&](app::Writing& writing, Candidate& wanted) -> Result<app::Answer> {
        wanted.id = {id_in(call, "candidate")};
        const auto done =
            app::save_candidate(writing, {.wanted = wanted, .version = seen_version(call)});
        if (!done) return done.problem();
        return candidate_answer(call, writing, *done, 200);
      },
      [&] {
        return standing(call, [&](const SelectionLook& at) {
          return candidate_json(at, *at.selection.find(CandidateId{id_in(call, "candidate")}));
        });
      });
}

Response get_selection_rule(Call& call) {
  return read_selection(call, [&](const SelectionLook& at) { return selection_rule_json(at); });
}

Response set_selection_rule(Call& call) {
  return write_fields(
      call, Act::set_selection_rule,
      [&](Fields& fields) {
        app::RuleCommand command{.enters_at_once = fields.flag("enters_at_once"),
                                 .criteria = {},
                                 .version = seen_version(call)};
        fields.each("criteria", 20, [&](Fields& one) {
          app::CriterionInput input;
          input.id = {one.id_or_none("id")};
          input.name = one.text("name", 30);
          input.measures = one.choice("measures", {"quantity", "quality"});
          input.weight = one.whole("weight", 1, 1000).value_or(0);
          input.score_max = one.whole("score_max", 1, 1000).value_or(0);
          input.organ = {one.id_or_none("organ")};
          command.criteria.push_back(std::move(input));
        });
        return command;
      },
      [&](app::Writing& writing, const app::RuleCommand& command) -> Result<app::Answer> {
        const auto done = app::set_selection_rule(writing, command);
        if (!done) return done.problem();
        return answer_of(200, written(call, writing, [](const SelectionLook& at) {
                           return selection_rule_json(at);
                         }));
      });
}

Response weigh_candidates(Call& call) {
  return write_fields(
      call, Act::weigh_candidates,
      [](Fields& fields) {
        std::vector<app::Score> sheet;
        fields.each("scores", 2000, [&](Fields& one) {
          app::Score score;
          score.candidate = {one.id("candidate")};
          score.criterion = {one.id("criterion")};
          score.score = one.quantity("score").value_or(Quantity{-1});
          score.remark = one.text("remark", 200, false);
          sheet.push_back(std::move(score));
        });
        return sheet;
      },
      [&](app::Writing& writing, const std::vector<app::Score>& sheet) -> Result<app::Answer> {
        const auto done = app::weigh_candidates(writing, sheet);
        if (!done) return done.problem();
        std::set<CandidateId> weighed;
        for (const app::Score& one : sheet) weighed.insert(one.candidate);
        return answer_of(200, written(call, writing, [&](const SelectionLook& at) {
                           json::array items;
                           for (const CandidateId id : weighed)
                             items.push_back(candidate_json(at, *at.selection.find(id)));
                           return json::object{{"items", std::move(items)}};
                         }));
      });
}

Response choose_candidate(Call& call) {
  const bool dry_run = call.request.query_value("dry_run") == "true";
  return write_fields(
      call, Act::choose_candidate,
      [](Fields& fields) {
        app::ChooseCommand command;
        command.decision = fields.choice("decision", {"chosen", "kept", "declined"});
        command.reason = fields.text("reason", 500, false);
        command.period = fields.period("period");
        return command;
      },
      [&](app::Writing& writing, app::ChooseCommand& command) -> Result<app::Answer> {
        command.candidate = {id_in(call, "candidate")};
        const auto done = app::choose_candidate(writing, command, dry_run);
        if (!done) return done.problem();
        return answer_of(dry_run ? 200 : 201, written(call, writing, [&](const SelectionLook& at) {
                           return chosen_json(at, *at.selection.find(command.candidate), *done,
                                              !dry_run);
                         }));
      });
}

Response get_directory(Call& call) {
  const auto found = readable_board(call, Act::see_campaign);
  if (!found) return problem_response(call, found.problem());
  return json_response(200, directory_json(look_of(call, (*found)->board)));
}

}  // namespace zhantu::http::api
