#include "app/play_selection.hpp"

#include "app/candidate_acts.hpp"
#include "app/setup_reader.hpp"
#include "app/task_acts.hpp"

namespace zhantu::app {
namespace {

using setup::optional_text;
using setup::text;

// What a key of the file stands for: the value of another key beside it.
std::string told(const toml::table& root, const char* kind, const std::string& key,
                 const char* wanted) {
  std::string out;
  setup::each(root, kind, [&](const toml::table& t) {
    if (t["key"].value_or(std::string{}) == key) out = text(t, wanted);
  });
  if (out.empty()) throw setup::Flaw{0, fmt::format("{} \"{}\" is not defined", kind, key)};
  return out;
}

UnitId unit_of(const Board& board, const toml::table& root, const std::string& key) {
  if (key.empty()) return {};
  const std::string code = told(root, "unit", key, "code");
  for (const auto& [id, unit] : board.units) {
    if (unit.code == code) return id;
  }
  return {};
}

PersonId person_of(const Board& board, const toml::table& root, const std::string& key) {
  if (key.empty()) return {};
  const std::string name = told(root, "person", key, "name");
  for (const auto& [id, person] : board.persons) {
    if (person.name.text == name) return id;
  }
  return {};
}

OrganId organ_of(const Board& board, const toml::table& root, const std::string& key) {
  const std::string name = told(root, "organ", key, "name");
  for (const Organ& organ : board.organs) {
    if (organ.name == name) return organ.id;
  }
  return {};
}

ProjectId project_of_key(const Board& board, const toml::table& root, const std::string& key) {
  const std::string number = told(root, "project", key, "number");
  for (const BoardProject& one : board.projects) {
    if (one.project.number == number) return one.project.id;
  }
  return {};
}

Outcome done(const auto& result) {
  if (!result) return result.problem();
  return Done{};
}

Selection selection_of(Writing& writing) {
  return load_selection(writing.transaction, writing.board().campaign.tenant, writing.campaign);
}

Candidate read_candidate(const Board& board, const Selection& selection, const toml::table& root,
                         const toml::table& t) {
  Candidate out;
  out.number = text(t, "number");
  out.name = text(t, "name");
  out.category = text(t, "category");
  out.place = unit_of(board, root, optional_text(t, "place"));
  out.facts = text(t, "facts");
  out.investment_total = {setup::whole(t, "investment_total_wan") * 1'000'000};
  out.investment_year = {setup::whole(t, "investment_year_wan") * 1'000'000};
  out.nature = text(t, "nature");
  out.starts_on = setup::optional_day(t, "starts_on");
  out.finishes_on = setup::optional_day(t, "finishes_on");
  out.annual_target = text(t, "annual_target");
  out.annual_quantity = setup::quantity(t, "annual_quantity");
  out.quantity_unit = optional_text(t, "quantity_unit");
  out.command_post = organ_of(board, root, text(t, "command_post"));
  out.lead_unit = unit_of(board, root, text(t, "lead_unit"));
  out.accountable_person = person_of(board, root, optional_text(t, "accountable"));
  out.reasons = text(t, "reasons");
  out.news = optional_text(t, "news");
  out.news_on = setup::optional_day(t, "news_on");
  for (const Task& task : selection.tasks) {
    if (task.number == optional_text(t, "task")) out.task = task.id;
  }
  return out;
}

CandidateId candidate_numbered(const Selection& selection, const std::string& number) {
  const auto found = std::ranges::find(selection.candidates, number, &Candidate::number);
  return found == selection.candidates.end() ? CandidateId{} : found->id;
}

Outcome add_task(Writing& writing, const toml::table& root, const toml::table& t) {
  const Board& board = writing.board();
  TaskCommand command{.number = text(t, "number"),
                      .name = text(t, "name"),
                      .source_kind = text(t, "source_kind"),
                      .source = text(t, "source"),
                      .category = text(t, "category"),
                      .owner = organ_of(board, root, text(t, "owner")),
                      .effect = text(t, "effect"),
                      .quantity = setup::quantity(t, "quantity"),
                      .quantity_unit = optional_text(t, "quantity_unit"),
                      .due_on = setup::optional_day(t, "due_on")};
  const auto task = save_task(writing, command);
  if (!task) return task.problem();
  if (t.contains("shares")) {
    std::vector<Share> shares;
    setup::each(t, "shares", [&](const toml::table& s) {
      shares.push_back({unit_of(board, root, text(s, "unit")), setup::quantity(s, "quantity")});
    });
    const auto shared = share_task(writing, *task, shares);
    if (!shared) return shared.problem();
  }
  std::vector<ProjectId> projects;
  if (const toml::array* keys = t["projects"].as_array()) {
    for (const toml::node& key : *keys)
      projects.push_back(project_of_key(board, root, key.value_or(std::string{})));
  }
  return link_task(writing, *task, projects);
}

RuleCommand read_rule(const toml::table& t) {
  RuleCommand command{
      .enters_at_once = t["enters_at_once"].value_or(true), .criteria = {}, .version = 0};
  setup::each(t, "criterion", [&](const toml::table& c) {
    command.criteria.push_back({.id = {},
                                .name = text(c, "name"),
                                .measures = text(c, "measures"),
                                .weight = setup::whole(c, "weight"),
                                .score_max = setup::whole(c, "score_max"),
                                .organ = {}});
  });
  return command;
}

Outcome weigh_told(Writing& writing, const toml::table& t) {
  const Selection selection = selection_of(writing);
  const CandidateId id = candidate_numbered(selection, text(t, "number"));
  std::vector<Score> sheet;
  const toml::array* scores = t["scores"].as_array();
  for (std::size_t i = 0; i < selection.criteria.size() && i < scores->size(); ++i) {
    const auto score = Quantity::parse((*scores)[i].value_or(std::string{}));
    if (!score) throw setup::Flaw{setup::line_of(t), "a score is no number"};
    sheet.push_back({id, selection.criteria[i].id, *score, ""});
  }
  return weigh_candidates(writing, sheet);
}

}  // namespace

SelectionPlayer::SelectionPlayer(App& app, CampaignId campaign, const toml::table& root,
                                 std::function<void(Instant)> set_clock)
    : app_(app), campaign_(campaign), root_(root), set_clock_(std::move(set_clock)) {
  if (root.contains("selection")) read_board();
  if (root.contains("candidate")) read_pool();
  std::ranges::stable_sort(events_, {}, &Event::day);
}

void SelectionPlayer::read_board() {
  const Date day =
      Date::of(static_cast<int>(setup::whole(setup::table(root_, "campaign"), "year")), 1, 12);
  const toml::table& rules = setup::table(root_, "selection");
  events_.push_back(
      {.day = day,
       .act = [&rules](Writing& writing) { return set_selection_rule(writing, read_rule(rules)); },
       .needed = Act::set_selection_rule,
       .by = {}});
  events_.push_back({.day = day,
                     .act =
                         [&rules](Writing& writing) {
                           std::vector<std::string> names;
                           for (const toml::node& name : *rules["categories"].as_array())
                             names.push_back(name.value_or(std::string{}));
                           return set_categories(writing, names);
                         },
                     .needed = Act::edit_tasks,
                     .by = {}});
  setup::each(root_, "task", [&](const toml::table& t) {
    events_.push_back({.day = day,
                       .act = [this, &t](Writing& writing) { return add_task(writing, root_, t); },
                       .needed = Act::edit_tasks,
                       .by = {}});
  });
}

void SelectionPlayer::read_pool() {
  setup::each(root_, "candidate", [&](const toml::table& t) {
    const Date proposed = setup::day(t, "proposed_on");
    events_.push_back(
        {.day = proposed,
         .act =
             [this, &t](Writing& writing) {
               const Selection selection = selection_of(writing);
               return done(save_candidate(
                   writing, {.wanted = read_candidate(writing.board(), selection, root_, t),
                             .version = {}}));
             },
         .needed = Act::propose_candidate,
         .by = text(t, "by")});
    if (t.contains("scores")) {
      events_.push_back({.day = {proposed.days + 7},
                         .act = [&t](Writing& writing) { return weigh_told(writing, t); },
                         .needed = Act::weigh_candidates,
                         .by = {}});
    }
    if (!t.contains("decision")) return;
    events_.push_back({.day = setup::day(t, "decided_on"),
                       .act =
                           [&t](Writing& writing) {
                             const Selection selection = selection_of(writing);
                             return done(choose_candidate(
                                 writing,
                                 {.candidate = candidate_numbered(selection, text(t, "number")),
                                  .decision = text(t, "decision"),
                                  .reason = text(t, "reason"),
                                  .period = std::nullopt},
                                 false));
                           },
                       .needed = Act::choose_candidate,
                       .by = {}});
  });
}

Actor SelectionPlayer::actor_for(const Board& board, const Event& event, Date today) const {
  PersonId person;
  UnitId unit;
  if (!event.by.empty()) {
    const auto slash = event.by.find('/');
    person = person_of(board, root_, event.by.substr(0, slash));
    unit = unit_of(board, root_, event.by.substr(slash + 1));
  }
  for (const auto& [id, tenure] : board.tenures) {
    if (person && tenure.person != person) continue;
    const auto post = board.posts.find(tenure.post);
    if (unit && (post == board.posts.end() || post->second.unit != unit)) continue;
    const Actor actor{.logged_in = true,
                      .tenant = board.campaign.tenant,
                      .account = {},
                      .person = tenure.person,
                      .tenure = id,
                      .office = {}};
    if (!refused(event.needed, board, actor, today, nullptr, std::nullopt)) return actor;
  }
  return {};
}

Outcome SelectionPlayer::play(const Event& event) {
  const BoardPtr shared = app_.board(campaign_);
  const int offset = static_cast<int>(shared->board.tenant.utc_offset_minutes);
  set_clock_({end_of_day({event.day.days - 1}, offset).ms + 1 + 10 * 3'600'000});
  const Actor actor = actor_for(shared->board, event, event.day);
  Outcome outcome = Done{};
  app_.store().write([&](store::Transaction& transaction) {
    auto writing = begin_writing(app_, transaction, actor, campaign_);
    outcome = writing ? event.act(writing.value()) : Outcome(writing.problem());
    return static_cast<bool>(outcome);
  });
  return outcome;
}

Outcome SelectionPlayer::play_until(Date day) {
  while (!events_.empty() && events_.front().day <= day) {
    const Outcome played = play(events_.front());
    if (!played) return played;
    events_.erase(events_.begin());
  }
  return Done{};
}

}  // namespace zhantu::app
