#include "app/candidate_acts.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kCriteriaMax = 20;
constexpr std::int64_t kPointsMax = 1'000;

Selection selection_of(Writing& writing) {
  const Board& board = writing.board();
  return load_selection(writing.transaction, board.campaign.tenant, board.campaign.id);
}

std::optional<Problem> refused_by_policy(Writing& writing, const Selection& selection, Act act,
                                         const Candidate* candidate) {
  const Board& board = writing.board();
  const auto word =
      selection_refusal(act, board, selection, writing.actor, writing.app.today(board), candidate);
  if (!word) return std::nullopt;
  return Problem{.word = std::string(*word)};
}

bool number_is_project(const Board& board, const std::string& number) {
  return std::ranges::any_of(board.projects,
                             [&](const BoardProject& one) { return one.project.number == number; });
}

void check_references(const Board& board, const Selection& selection, const Candidate& c,
                      FieldFlaws& flaws) {
  if (c.place && !is_unit(board, c.place)) flaws.add("/place", "not_in_campaign");
  if (!is_unit(board, c.proposing_unit)) flaws.add("/proposing_unit", "not_in_campaign");
  if (c.lead_unit && !is_unit(board, c.lead_unit)) flaws.add("/lead_unit", "not_in_campaign");
  if (c.command_post && !is_organ(board, c.command_post, "command_post"))
    flaws.add("/command_post", "not_in_campaign");
  if (c.accountable_person && !board.persons.contains(c.accountable_person))
    flaws.add("/accountable_person", "not_in_campaign");
  if (c.task && selection.find(c.task) == nullptr) flaws.add("/task", "not_in_campaign");
  for (const Candidate& other : selection.candidates) {
    if (other.number == c.number && other.id != c.id)
      flaws.add("/number", "number_taken", {{"number", c.number}});
  }
  if (number_is_project(board, c.number))
    flaws.add("/number", "number_taken", {{"number", c.number}});
}

std::optional<Problem> flaw_in(const Board& board, const Selection& selection, const Candidate& c) {
  FieldFlaws flaws;
  flaws.text(c.number, "/number", 20, true);
  flaws.text(c.name, "/name", 60, true);
  flaws.text(c.category, "/category", 40, false);
  flaws.text(c.facts, "/facts", 500, false);
  flaws.text(c.nature, "/nature", 20, false);
  flaws.text(c.annual_target, "/annual_target", 200, false);
  flaws.text(c.quantity_unit, "/quantity_unit", 20, c.annual_quantity.has_value());
  flaws.text(c.reasons, "/reasons", 500, true);
  if (c.annual_quantity && c.annual_quantity->scaled <= 0)
    flaws.add("/annual_quantity", "quantity_not_positive");
  if (c.investment_total.fen < 0) flaws.add("/investment_total", "quantity_negative");
  if (c.investment_year.fen < 0) flaws.add("/investment_year", "quantity_negative");
  if (c.starts_on && c.finishes_on && *c.finishes_on < *c.starts_on)
    flaws.add("/finishes_on", "finish_before_start");
  if (!c.news.empty() && !c.news_on) flaws.add("/news_on", "field_missing");
  check_references(board, selection, c, flaws);
  if (!flaws.any()) return std::nullopt;
  return flaws.problem();
}

// What a new candidate has by itself.
void fill_in(Writing& writing, const Selection& selection, Candidate& candidate) {
  const Board& board = writing.board();
  if (!candidate.proposing_unit)
    candidate.proposing_unit = unit_acted_for(board, writing.actor.tenure);
  if (!candidate.number.empty()) return;
  std::vector<std::string> numbers;
  for (const Candidate& one : selection.candidates) numbers.push_back(one.number);
  for (const BoardProject& one : board.projects) numbers.push_back(one.project.number);
  candidate.number = next_number(numbers, "HX01");
}

store::Deed candidate_deed(const Writing& writing, const char* verb, CandidateId id) {
  return deed(writing.app, writing.actor, verb, fmt::format("candidate/{}", id.value),
              writing.campaign);
}

}  // namespace

std::string supplier_of(const Board& board, const Candidate& candidate) {
  return board.unit_name(candidate.proposing_unit);
}

Result<CandidateId> save_candidate(Writing& writing, const CandidateCommand& command) {
  const Selection selection = selection_of(writing);
  const Board& board = writing.board();
  const Candidate* before = command.wanted.id ? selection.find(command.wanted.id) : nullptr;
  const Act act = command.wanted.id ? Act::edit_candidate : Act::propose_candidate;
  if (auto refused = refused_by_policy(writing, selection, act, before)) return *refused;
  if (command.wanted.id && before == nullptr) return Problem{.word = "not_found"};
  if (before != nullptr && !command.version) return Problem{.word = "precondition_required"};
  if (before != nullptr && before->version != *command.version)
    return selection_conflict(board, before->tenure);
  if (before != nullptr && state_of(selection, before->id) == CandidateState::chosen)
    return Problem{.word = "candidate_already_chosen", .values = {{"name", before->name}}};
  Candidate record = command.wanted;
  fill_in(writing, selection, record);
  const Standing who =
      selection_standing(board, selection, writing.actor, writing.app.today(board), nullptr);
  const bool own = record.proposing_unit == unit_acted_for(board, writing.actor.tenure);
  if (!own && !who.in_supervision_office) return field_problem("/proposing_unit", "unit_not_own");
  if (auto flaw = flaw_in(board, selection, record)) return *flaw;
  record.tenant = board.campaign.tenant;
  record.campaign = board.campaign.id;
  record.version = before == nullptr ? 1 : before->version + 1;
  if (before == nullptr) record.id = {writing.transaction.next_id()};
  const store::Deed done = candidate_deed(
      writing, before == nullptr ? "propose_candidate" : "edit_candidate", record.id);
  record.tenure = writing.actor.tenure;
  record.at = done.at;
  writing.transaction.save(record);
  writing.transaction.record(done);
  return record.id;
}

namespace {

bool weighed_by(const Selection& selection, CriterionId id) {
  return std::ranges::any_of(selection.weighings,
                             [&](const Weighing& one) { return one.criterion == id; });
}

std::optional<Problem> flaw_in(const Board& board, const Selection& selection,
                               const RuleCommand& command) {
  FieldFlaws flaws;
  std::set<std::string> names;
  if (command.criteria.size() > kCriteriaMax)
    flaws.add("/criteria", "field_too_long", {{"max", std::to_string(kCriteriaMax)}});
  for (std::size_t i = 0; i < command.criteria.size(); ++i) {
    const CriterionInput& one = command.criteria[i];
    const std::string where = fmt::format("/criteria/{}", i);
    flaws.text(one.name, where.c_str(), 30, true);
    if (!names.insert(one.name).second) flaws.add(where, "name_twice", {{"name", one.name}});
    for (const std::int64_t points : {one.weight, one.score_max}) {
      if (points < 1 || points > kPointsMax) flaws.add(where, "quantity_not_positive");
    }
    if (one.organ && !is_organ(board, one.organ)) flaws.add(where, "not_in_campaign");
    if (!one.id) continue;
    const auto before = std::ranges::find(selection.criteria, one.id, &Criterion::id);
    if (before == selection.criteria.end()) {
      flaws.add(where, "not_in_campaign");
    } else if ((before->weight != one.weight || before->score_max != one.score_max) &&
               weighed_by(selection, one.id)) {
      flaws.add(where, "criterion_in_use", {{"name", one.name}});
    }
  }
  if (!flaws.any()) return std::nullopt;
  return flaws.problem();
}

}  // namespace

Outcome set_selection_rule(Writing& writing, const RuleCommand& command) {
  const Selection selection = selection_of(writing);
  const Board& board = writing.board();
  if (auto refused = refused_by_policy(writing, selection, Act::set_selection_rule, nullptr))
    return *refused;
  if (!command.version) return Problem{.word = "precondition_required"};
  if (selection.rule.version != *command.version)
    return selection_conflict(board, selection.rule.tenure);
  if (auto flaw = flaw_in(board, selection, command)) return *flaw;
  const store::Deed act =
      deed(writing.app, writing.actor, "set_selection_rule",
           fmt::format("campaign/{}", writing.campaign.value), writing.campaign);
  SelectionRule rule = selection.rule;
  rule.enters_at_once = command.enters_at_once;
  rule.version += 1;
  rule.tenure = writing.actor.tenure;
  rule.at = act.at;
  writing.transaction.save(rule);
  std::set<CriterionId> kept;
  std::int64_t sequence = 0;
  for (const CriterionInput& one : command.criteria) {
    const CriterionId id = one.id ? one.id : CriterionId{writing.transaction.next_id()};
    kept.insert(id);
    writing.transaction.save(Criterion{.tenant = rule.tenant,
                                       .campaign = rule.campaign,
                                       .id = id,
                                       .name = one.name,
                                       .measures = one.measures,
                                       .weight = one.weight,
                                       .score_max = one.score_max,
                                       .organ = one.organ,
                                       .sequence = ++sequence,
                                       .ends_on = std::nullopt});
  }
  for (Criterion old : selection.criteria) {
    if (kept.contains(old.id)) continue;
    old.ends_on = writing.app.today(board);
    writing.transaction.save(old);
  }
  writing.transaction.record(act);
  return Done{};
}

Outcome weigh_candidates(Writing& writing, const std::vector<Score>& sheet) {
  const Selection selection = selection_of(writing);
  const Board& board = writing.board();
  if (auto refused = refused_by_policy(writing, selection, Act::weigh_candidates, nullptr))
    return *refused;
  const Date today = writing.app.today(board);
  FieldFlaws flaws;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    const Score& one = sheet[i];
    const std::string where = fmt::format("/scores/{}", i);
    const Candidate* candidate = selection.find(one.candidate);
    const auto criterion = std::ranges::find(selection.criteria, one.criterion, &Criterion::id);
    if (candidate == nullptr || criterion == selection.criteria.end()) {
      flaws.add(where, "not_in_campaign");
      continue;
    }
    const std::map<std::string, std::string> values{{"name", candidate->name},
                                                    {"criterion", criterion->name},
                                                    {"max", std::to_string(criterion->score_max)}};
    flaws.text(one.remark, where.c_str(), 200, false);
    if (state_of(selection, one.candidate) == CandidateState::chosen)
      flaws.add(where, "candidate_already_chosen", values);
    if (!weighs_by(board, writing.actor, today, *criterion))
      flaws.add(where, "criterion_of_other_organ", values);
    if (one.score.scaled < 0 || one.score > Quantity::of(criterion->score_max))
      flaws.add(where, "score_too_high", values);
  }
  if (flaws.any()) return flaws.problem();
  const store::Deed act =
      deed(writing.app, writing.actor, "weigh_candidates",
           fmt::format("campaign/{}", writing.campaign.value), writing.campaign);
  bool changed = false;
  for (const Score& one : sheet) {
    const Weighing* before = selection.weighing(one.candidate, one.criterion);
    if (before != nullptr && before->score == one.score && before->remark == one.remark) continue;
    changed = true;
    writing.transaction.save(Weighing{.tenant = board.campaign.tenant,
                                      .campaign = board.campaign.id,
                                      .candidate = one.candidate,
                                      .criterion = one.criterion,
                                      .score = one.score,
                                      .remark = one.remark,
                                      .tenure = writing.actor.tenure,
                                      .at = act.at});
  }
  if (changed) writing.transaction.record(act);
  return Done{};
}

namespace {

Problem refusal_problem(const Board& board, const Candidate& candidate, const Period& period,
                        std::string_view word) {
  Problem problem{
      .word = std::string(word),
      .values = {
          {"name", candidate.name}, {"number", candidate.number}, {"period", period.text()}}};
  if (word != "candidate_not_ready") return problem;
  for (const Lack lack : lacks_for_wall(candidate)) {
    problem.items.push_back({.where = candidate.number,
                             .word = std::string(zhantu::word(lack)),
                             .values = {{"who", supplier_of(board, candidate)}}});
  }
  return problem;
}

// Lead unit, person and task of a project that was a candidate.
void save_roles(Writing& writing, const Candidate& candidate, const Project& project, Instant at) {
  const Date today = writing.app.today(writing.board());
  const Date starts = std::min(today, project.admitted.first_day());
  writing.save(ProjectUnit{.tenant = project.tenant,
                           .campaign = project.campaign,
                           .project = project.id,
                           .unit = candidate.lead_unit,
                           .role = "lead_unit",
                           .undertaking = {},
                           .deadline = std::nullopt,
                           .starts_on = starts,
                           .ends_on = std::nullopt});
  writing.save(ProjectPerson{.tenant = project.tenant,
                             .campaign = project.campaign,
                             .project = project.id,
                             .person = candidate.accountable_person,
                             .role = "accountable_person",
                             .sequence = 1,
                             .starts_on = starts,
                             .ends_on = std::nullopt});
  if (!candidate.task) return;
  writing.transaction.save(TaskProject{.tenant = project.tenant,
                                       .campaign = project.campaign,
                                       .task = candidate.task,
                                       .project = project.id,
                                       .ends_on = std::nullopt,
                                       .tenure = writing.actor.tenure,
                                       .at = at});
}

std::size_t on_wall(const Board& board, const Period& period) {
  return static_cast<std::size_t>(std::ranges::count_if(
      board.projects, [&](const BoardProject& one) { return board.on_wall(one, period); }));
}

std::optional<Problem> flaw_in(const Board& board, const Selection& selection,
                               const Candidate& candidate, const ChooseCommand& command) {
  if (command.decision != "chosen") {
    if (state_of(selection, candidate.id) == CandidateState::chosen)
      return refusal_problem(board, candidate, {}, "candidate_already_chosen");
    if (trimmed(command.reason).empty()) return field_problem("/reason", "reason_missing");
    return std::nullopt;
  }
  if (!command.period) return field_problem("/period", "field_missing");
  const Period& period = *command.period;
  const bool known = board.campaign.covers(period);
  const auto word = refusal_of_choice(selection, candidate, period,
                                      {.period_known = known,
                                       .period_published = known && board.published(period),
                                       .number_taken = number_is_project(board, candidate.number)});
  if (!word) return std::nullopt;
  return refusal_problem(board, candidate, period, *word);
}

}  // namespace

Result<Chosen> choose_candidate(Writing& writing, const ChooseCommand& command, bool dry_run) {
  const Selection selection = selection_of(writing);
  const Board& board = writing.board();
  const Candidate* candidate = selection.find(command.candidate);
  if (auto refused = refused_by_policy(writing, selection, Act::choose_candidate, candidate))
    return *refused;
  if (candidate == nullptr) return Problem{.word = "not_found"};
  if (auto flaw = flaw_in(board, selection, *candidate, command)) return *flaw;
  const Choice* before = selection.latest_choice(candidate->id);
  const store::Deed act = candidate_deed(writing, "choose_candidate", candidate->id);
  Chosen out{.choice = {.tenant = candidate->tenant,
                        .campaign = candidate->campaign,
                        .candidate = candidate->id,
                        .number = before == nullptr ? 1 : before->number + 1,
                        .decision = command.decision,
                        .reason = command.reason,
                        .project = {},
                        .admitted = std::nullopt,
                        .at_once = false,
                        .tenure = writing.actor.tenure,
                        .at = act.at}};
  if (command.decision == "chosen") {
    out.choice.admitted = command.period;
    out.choice.at_once = !weighed_total(selection, candidate->id);
    out.on_wall_before = on_wall(board, *command.period);
    out.on_wall_after = out.on_wall_before + 1;
  }
  if (dry_run) return out;
  if (command.decision == "chosen") {
    std::int64_t last = 0;
    for (const BoardProject& one : board.projects) last = std::max(last, one.project.sequence);
    out.choice.project = {writing.transaction.next_id()};
    const Project project = project_of(*candidate, out.choice.project, *command.period, last + 1);
    writing.save(project);
    save_roles(writing, *candidate, project, act.at);
  }
  writing.transaction.save(out.choice);
  writing.transaction.record(act);
  return out;
}

}  // namespace zhantu::app
