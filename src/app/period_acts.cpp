#include "app/period_acts.hpp"

#include "app/selection.hpp"
#include "base/text.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu::app {
namespace {

std::string subject_of(const Project& project, const Period& period) {
  return fmt::format("project/{}/period/{}", project.id.value, period.text());
}

struct Target {
  const BoardProject* project = nullptr;
  const Cell* cell = nullptr;
};

// What keeps it off the wall, and who supplies that.
std::vector<ProblemItem> lacking(const Board& board, const BoardProject& project, Date day) {
  std::vector<ProblemItem> items;
  for (const Lack lack : project.lacks(day))
    items.push_back({.where = fmt::format("project {}", project.project.id.value),
                     .word = std::string(word(lack)),
                     .values = {{"who", supplier_of(board, project)}}});
  return items;
}

// The project of a command, after the policy has let the act pass.
Result<Target> permitted(const Writing& writing, Act act, ProjectId id, const Period& period,
                         bool favourable_verdict = false) {
  const Board& board = writing.board();
  const BoardProject* project = board.find(id);
  if (project == nullptr) return Problem{.word = "not_found"};
  const Date today = writing.app.today(board);
  const Standing who = standing_of(board, writing.actor, today, project, period);
  ObjectState state = state_of(board, today, project, period);
  state.favourable = favourable_verdict;
  if (const auto word = refusal(act, who, state)) {
    Problem problem{.word = std::string(*word),
                    .values = {{"project", project->project.name}, {"period", period.text()}}};
    if (*word == "project_lacking") problem.items = lacking(board, *project, period.first_day());
    return problem;
  }
  return Target{project, &project->cell(period)};
}

// A figure is asked for where the plan has one, and only there.
std::optional<Problem> quantity_flaw(const BoardProject& project, const Cell& cell,
                                     std::optional<Quantity> quantity, const char* where) {
  if (cell.plan.quantity && !quantity) return field_problem(where, "quantity_missing");
  if (!project.project.annual_quantity && quantity)
    return field_problem(where, "quantity_not_expected");
  if (quantity && quantity->scaled < 0) return field_problem(where, "quantity_negative");
  return std::nullopt;
}

// The measure in three languages, and who is asked for it.
std::map<std::string, std::string> asked_values(const Mechanism& mechanism,
                                                const Measure& measure) {
  return {{"organ", mechanism.organ_title(measure.asked_of)},
          {"measure", measure.title.en},
          {"measure_hant", measure.title.zh_hant},
          {"measure_hans", measure.title.zh_hans}};
}

Problem measures_missing(const Mechanism& mechanism, const std::vector<MissingMeasure>& missing,
                         const Period& period) {
  Problem problem{.word = "measures_missing", .values = {{"period", period.text()}}};
  for (const MissingMeasure& one : missing) {
    const Project& project = one.project->project;
    auto values = asked_values(mechanism, *one.measure);
    values["number"] = project.number;
    values["name"] = project.name;
    problem.items.push_back({.where = fmt::format("project {}", project.id.value),
                             .word = one.measure->asked() ? "figure_missing" : "measure_missing",
                             .values = std::move(values)});
  }
  return problem;
}

// A figure that differs from the one that stands.
struct ChangedFigure {
  const Measure* measure = nullptr;
  std::optional<Quantity> before, after;
};

// Those of `given` that change something. REFUSES field_invalid: not asked by the rules, a grade
// that is none of the list, a count below zero.
Result<std::vector<ChangedFigure>> changed_figures(const Mechanism& mechanism,
                                                   const std::vector<AskedFigure>& standing,
                                                   const GivenFigures& given) {
  std::vector<ChangedFigure> out;
  const auto asked = mechanism.asked(Subject::project);
  for (const auto& [key, figure] : given) {
    const auto found = std::ranges::find(asked, key, [](const Measure* m) { return m->key; });
    if (found == asked.end()) return field_problem("/asked/" + key, "measure_not_asked");
    if (figure) {
      if (const auto word = (*found)->figure_refusal(*figure))
        return field_problem("/asked/" + key, std::string(*word));
    }
    const auto before = std::ranges::find(standing, key, &AskedFigure::measure);
    const auto now = before == standing.end() ? std::nullopt : before->figure;
    if (now != figure) out.push_back({*found, now, figure});
  }
  return out;
}

// Who is asked gives the figure, and nobody else: a verdict is not the place to fill in what
// another organ has to find (rules.md, "asked of a named organ").
std::optional<Problem> organ_flaw(const Writing& writing, const BoardProject& project,
                                  const Mechanism& mechanism,
                                  const std::vector<ChangedFigure>& figures) {
  const Date today = writing.app.today(writing.board());
  for (const ChangedFigure& one : figures) {
    if (is_asked(writing.board(), writing.actor, today, project, one.measure->asked_of)) continue;
    return Problem{.word = "figure_of_other_organ",
                   .values = asked_values(mechanism, *one.measure)};
  }
  return std::nullopt;
}

void save_figures(Writing& writing, const Project& project, const Period& period, Instant at,
                  const std::vector<ChangedFigure>& figures) {
  for (const ChangedFigure& one : figures) {
    writing.save(AskedFigure{.tenant = project.tenant,
                             .campaign = project.campaign,
                             .project = project.id,
                             .period = period,
                             .measure = one.measure->key,
                             .figure = one.after,
                             .tenure = writing.actor.tenure,
                             .at = at});
  }
}

std::optional<Problem> cause_flaw(const Mechanism& mechanism, const NamedCause& cause) {
  const auto word = mechanism.cause_refusal(cause.key, cause.evidence, cause.document);
  if (!word) return std::nullopt;
  const char* where = *word == "cause_evidence_missing"   ? "/cause_evidence"
                      : *word == "cause_document_missing" ? "/cause_document"
                                                          : "/cause";
  return field_problem(where, std::string(*word));
}

std::vector<CorrectedFigure> put_right(const Project& project, const Period& period,
                                       std::int64_t number,
                                       const std::vector<ChangedFigure>& figures) {
  std::vector<CorrectedFigure> out;
  for (const ChangedFigure& one : figures) {
    out.push_back({.tenant = project.tenant,
                   .campaign = project.campaign,
                   .correction = number,
                   .project = project.id,
                   .period = period,
                   .measure = one.measure->key,
                   .figure_before = one.before,
                   .figure_after = one.after});
  }
  return out;
}

// What the correction does to cards, on a copy of the board: nothing is saved.
void foresee(const Board& board, const BoardProject& project, const CorrectedCell& corrected,
             Corrected& out) {
  const Period& period = out.correction.period;
  out.figures = corrected.figures;
  out.changes = changes_by_correction(board, project, period, corrected);
  Board then = board;
  for (const CorrectedFigure& figure : out.figures) then.apply(figure);
  for (const CardChange& change : out.changes) then.apply(change.after);
  for (RolledUpCard& card : changed_roll_ups(then, period)) {
    card.correction = corrected.number;
    const RolledUpCard* before =
        roll_up_of(board, card.period, *zhantu::subject_of(card.subject), card.holder);
    out.roll_ups.push_back({.before = *before, .after = card});
  }
}

// Everything that a correction leaves, and the effects of all cards that it made.
void save_correction(Writing& writing, const Corrected& corrected) {
  Campaign campaign = writing.board().campaign;
  campaign.revision += 1;
  writing.save(campaign);
  writing.save(corrected.correction);
  for (const CorrectedFigure& figure : corrected.figures) writing.save(figure);
  std::set<Period> touched;
  for (const CardChange& change : corrected.changes) {
    touched.insert(change.after.period);
    writing.save(change.after);
  }
  for (const RollUpChange& change : corrected.roll_ups) {
    touched.insert(change.after.period);
    writing.save(change.after);
  }
  for (const Period& period : touched) {
    for (const DueEffect& effect : effects_by(writing.board(), period, corrected.correction.number))
      writing.save(effect);
  }
}

}  // namespace

Problem field_problem(std::string where, std::string word) {
  return Problem{.word = "field_invalid",
                 .items = {{.where = std::move(where), .word = std::move(word), .values = {}}}};
}

Result<Writing> begin_writing(App& app, store::Transaction& transaction, const Actor& actor,
                              CampaignId campaign) {
  if (!actor.logged_in) return Problem{.word = "not_logged_in"};
  auto board = load_in(app, transaction, actor.tenant, campaign);
  if (!board) return Problem{.word = "not_found"};
  return Writing{app, transaction, actor, campaign, std::move(board)};
}

std::optional<Problem> report_refusal(const Writing& writing, const ReportCommand& command) {
  const auto target = permitted(writing, Act::report_actual, command.project, command.period);
  if (!target) return target.problem();
  if (trimmed(command.text).empty()) return field_problem("/text", "text_missing");
  return quantity_flaw(*target->project, *target->cell, command.quantity, "/quantity");
}

Outcome report_actual(Writing& writing, const ReportCommand& command) {
  if (const auto refused_so = report_refusal(writing, command)) return *refused_so;
  const Project project = writing.board().find(command.project)->project;
  const store::Deed act = deed(writing.app, writing.actor, "report_actual",
                               subject_of(project, command.period), writing.campaign);
  writing.save(Report{.tenant = project.tenant,
                      .campaign = project.campaign,
                      .project = project.id,
                      .period = command.period,
                      .text = command.text,
                      .quantity = command.quantity,
                      .tenure = writing.actor.tenure,
                      .at = act.at});
  writing.transaction.record(act);
  return Done{};
}

Outcome confirm_report(Writing& writing, const ConfirmCommand& command) {
  const auto target = permitted(writing, Act::confirm_report, command.project, command.period);
  if (!target) return target.problem();
  const Project project = target->project->project;
  const store::Deed act = deed(writing.app, writing.actor, "confirm_report",
                               subject_of(project, command.period), writing.campaign);
  writing.save(Confirmation{.tenant = project.tenant,
                            .campaign = project.campaign,
                            .project = project.id,
                            .period = command.period,
                            .remark = command.remark,
                            .tenure = writing.actor.tenure,
                            .at = act.at});
  writing.transaction.record(act);
  return Done{};
}

std::optional<Verdict> proposal_for(const Board& board, const Cell& cell, const Period& period) {
  std::optional<Quantity> done = cell.report ? cell.report->quantity : std::nullopt;
  if (cell.determination) done = cell.determination->quantity;
  return propose(board.mechanism_for(period).proposal, cell.plan.has_target(), cell.plan.quantity,
                 done);
}

Outcome determine(Writing& writing, const DetermineCommand& command) {
  const auto target = permitted(writing, Act::determine, command.project, command.period,
                                favourable(command.verdict));
  if (!target) return target.problem();
  const Board& board = writing.board();
  const Cell& cell = *target->cell;
  if (command.verdict != Verdict::no_target) {
    if (auto flaw = quantity_flaw(*target->project, cell, command.quantity, "/verified_quantity"))
      return *flaw;
  }
  const Mechanism& mechanism = board.mechanism_for(command.period);
  if (auto flaw = cause_flaw(mechanism, command.cause)) return *flaw;
  const auto figures = changed_figures(mechanism, cell.asked, command.asked);
  if (!figures) return figures.problem();
  if (auto flaw = organ_flaw(writing, *target->project, mechanism, *figures)) return *flaw;
  const auto proposed =
      propose(mechanism.proposal, cell.plan.has_target(), cell.plan.quantity, command.quantity);
  if (reason_needed(proposed, command.verdict) && trimmed(command.reason).empty()) {
    const bool differs = proposed && *proposed != command.verdict;
    return field_problem("/reason",
                         differs ? "reason_missing_against_proposal" : "reason_missing_for_missed");
  }
  const Project project = target->project->project;
  const store::Deed act = deed(writing.app, writing.actor, "determine",
                               subject_of(project, command.period), writing.campaign);
  Determination determination{
      .tenant = project.tenant,
      .campaign = project.campaign,
      .project = project.id,
      .period = command.period,
      .verdict = command.verdict,
      .quantity = command.verdict == Verdict::no_target ? std::nullopt : command.quantity,
      .reason = command.reason,
      .proposed = proposed,
      .cause = command.cause.key,
      .cause_evidence = command.cause.evidence,
      .cause_document = command.cause.document,
      .weight = project.weight,
      .tenure = writing.actor.tenure,
      .at = act.at};
  keep_base(board, *target->project, determination);
  writing.save(determination);
  save_figures(writing, project, command.period, act.at, *figures);
  writing.transaction.record(act);
  return Done{};
}

Outcome give_figures(Writing& writing, const FiguresCommand& command) {
  const auto target = permitted(writing, Act::give_figures, command.project, command.period);
  if (!target) return target.problem();
  const Mechanism& mechanism = writing.board().mechanism_for(command.period);
  const auto figures = changed_figures(mechanism, target->cell->asked, command.figures);
  if (!figures) return figures.problem();
  if (auto flaw = organ_flaw(writing, *target->project, mechanism, *figures)) return *flaw;
  if (figures->empty()) return Done{};
  const Project project = target->project->project;
  const store::Deed act = deed(writing.app, writing.actor, "give_figures",
                               subject_of(project, command.period), writing.campaign);
  save_figures(writing, project, command.period, act.at, *figures);
  writing.transaction.record(act);
  return Done{};
}

Outcome publish_period(Writing& writing, const PublishCommand& command) {
  const Board& board = writing.board();
  const Date today = writing.app.today(board);
  if (const auto word =
          refused(Act::publish, board, writing.actor, today, nullptr, command.period)) {
    Problem problem{.word = std::string(*word), .values = {{"period", command.period.text()}}};
    if (*word == "verdicts_missing") {
      for (const BoardProject* project : without_verdict(board, command.period)) {
        problem.items.push_back(
            {.where = fmt::format("project {}", project->project.id.value),
             .word = "verdict_missing",
             .values = {{"number", project->project.number}, {"name", project->project.name}}});
      }
    }
    if (*word == "earlier_period_not_published") {
      for (const Period& earlier : unpublished_before(board, command.period)) {
        problem.items.push_back({.where = "period " + earlier.text(),
                                 .word = "period_not_published_yet",
                                 .values = {{"period", earlier.text()}}});
      }
    }
    return problem;
  }
  if (const auto missing = without_measure(board, command.period); !missing.empty())
    return measures_missing(board.mechanism_for(command.period), missing, command.period);
  const store::Deed act =
      deed(writing.app, writing.actor, "publish",
           fmt::format("campaign/{}/period/{}", writing.campaign.value, command.period.text()),
           writing.campaign);
  const std::vector<PublishedCard> cards = cards_of(board, command.period);
  const Mechanism& mechanism = board.mechanism_for(command.period);
  Campaign campaign = board.campaign;
  campaign.revision += 1;
  writing.save(campaign);
  writing.save(Publication{.tenant = campaign.tenant,
                           .campaign = campaign.id,
                           .period = command.period,
                           .remark = command.remark,
                           .mechanism = mechanism.name,
                           .mechanism_version = mechanism.version,
                           .engine_version = kEngineVersion,
                           .revision = campaign.revision,
                           .tenure = writing.actor.tenure,
                           .at = act.at});
  for (const PublishedCard& card : cards) writing.save(card);
  for (const RolledUpCard& card : rolled_up_cards(writing.board(), command.period))
    writing.save(card);
  for (const DueEffect& effect : effects_by(writing.board(), command.period, 0))
    writing.save(effect);
  writing.transaction.record(act);
  return Done{};
}

Result<Corrected> correct_publication(Writing& writing, const CorrectCommand& command,
                                      bool dry_run) {
  const auto target = permitted(writing, Act::correct, command.project, command.period);
  if (!target) return target.problem();
  const Board& board = writing.board();
  const PublishedCard standing = *target->cell->card();
  if (command.verdict != Verdict::no_target) {
    if (auto flaw =
            quantity_flaw(*target->project, *target->cell, command.quantity, "/verified_quantity"))
      return *flaw;
  }
  if (trimmed(command.reason).empty()) return field_problem("/reason", "reason_missing");
  const Mechanism& mechanism = board.mechanism_for(command.period);
  const NamedCause found = standing_cause(board, *target->project, command.period);
  const NamedCause cause = command.cause.value_or(found);
  if (command.cause) {
    if (auto flaw = cause_flaw(mechanism, cause)) return *flaw;
  }
  const auto figures =
      changed_figures(mechanism, judged_cell(*target->cell, standing).asked, command.asked);
  if (!figures) return figures.problem();
  for (const ChangedFigure& one : *figures) {
    if (!one.after) return field_problem("/asked/" + one.measure->key, "quantity_missing");
  }
  const std::optional<Quantity> quantity =
      command.verdict == Verdict::no_target ? std::nullopt : command.quantity;
  if (command.verdict == standing.verdict && quantity == standing.verified && cause == found &&
      figures->empty()) {
    return Problem{.word = "correction_changes_nothing",
                   .values = {{"project", target->project->project.name}}};
  }
  const Project project = target->project->project;
  const store::Deed act = deed(writing.app, writing.actor, "correct",
                               subject_of(project, command.period), writing.campaign);
  const auto number = static_cast<std::int64_t>(board.corrections.size()) + 1;
  CorrectedCell corrected{.number = number,
                          .verdict = command.verdict,
                          .verified = quantity,
                          .cause = cause.key,
                          .figures = put_right(project, command.period, number, *figures)};
  Corrected out{.correction = {.tenant = project.tenant,
                               .campaign = project.campaign,
                               .number = number,
                               .period = command.period,
                               .project = project.id,
                               .verdict_before = standing.verdict,
                               .verdict_after = command.verdict,
                               .quantity = quantity,
                               .cause_before = found.key,
                               .cause_after = cause.key,
                               .cause_evidence = cause.evidence,
                               .cause_document = cause.document,
                               .reason = command.reason,
                               .revision = board.campaign.revision + 1,
                               .tenure = writing.actor.tenure,
                               .at = act.at}};
  foresee(board, *target->project, corrected, out);
  if (dry_run) return out;
  save_correction(writing, out);
  writing.transaction.record(act);
  return out;
}

}  // namespace zhantu::app
