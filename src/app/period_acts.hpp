// The acts of a period: report, confirm, determine, publish, correct (D-3.1, D-3.3). Each runs
// inside a write.
//
// All REFUSE, in this order: not_logged_in, not_permitted, barred_by_belonging (verdicts only),
// then what stands in the way of the act in domain/people/policy.cpp.
#pragma once
#include "app/app.hpp"
#include "domain/determination/publication.hpp"

namespace zhantu::app {

// One write request on a campaign: the transaction, who acts, and the board as it stands in the
// transaction.
struct Writing {
  App& app;
  store::Transaction& transaction;
  const Actor& actor;
  CampaignId campaign;
  std::shared_ptr<SharedBoard> shared;

  const Board& board() const { return shared->board; }
  // Saves a record and takes it over into the board.
  template <class T>
  void save(const T& record) {
    transaction.save(record);
    shared->board.apply(record);
  }
};

// REFUSES not_found (no such campaign for this actor).
Result<Writing> begin_writing(App& app, store::Transaction& transaction, const Actor& actor,
                              CampaignId campaign);

struct ReportCommand {
  ProjectId project;
  Period period;
  std::string text;
  std::optional<Quantity> quantity;  // cumulative
};
// REFUSES also field_invalid (quantity needed, or given for a target in words).
Outcome report_actual(Writing& writing, const ReportCommand& command);
// What report_actual would refuse, without doing it.
std::optional<Problem> report_refusal(const Writing& writing, const ReportCommand& command);

struct ConfirmCommand {
  ProjectId project;
  Period period;
  std::string remark;
};
Outcome confirm_report(Writing& writing, const ConfirmCommand& command);

// By measure; without a figure it is taken back.
inline constexpr std::size_t kFiguresMax = 20;
using GivenFigures = std::vector<std::pair<std::string, std::optional<Quantity>>>;

// Figures that the rules ask of an organ, given by one of its members.
struct FiguresCommand {
  ProjectId project;
  Period period;
  GivenFigures figures;
};
// REFUSES also figure_of_other_organ (with the organ), field_invalid.
Outcome give_figures(Writing& writing, const FiguresCommand& command);

struct DetermineCommand {
  ProjectId project;
  Period period;
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> quantity;  // verified, cumulative
  std::string reason;
  NamedCause cause = {};
  GivenFigures asked = {};
};
// REFUSES also figure_of_other_organ and field_invalid: a cause that the rules do not know or
// without what they ask for it; a figure that they do not ask, or of another range; a missed
// verdict, or one that differs from the proposal, needs a reason; a figure is needed where the plan
// has one (not for no_target).
Outcome determine(Writing& writing, const DetermineCommand& command);

struct PublishCommand {
  Period period;
  std::string remark;
};
// REFUSES with items: verdicts_missing (the projects), earlier_period_not_published (the periods).
Outcome publish_period(Writing& writing, const PublishCommand& command);

struct CorrectCommand {
  ProjectId project;
  Period period;
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> quantity;
  std::string reason;
  std::optional<NamedCause> cause = {};  // none: as it was found
  GivenFigures asked = {};               // those that are put right
};
struct RollUpChange {
  RolledUpCard before, after;
};
struct Corrected {
  Correction correction;
  std::vector<CardChange> changes;
  std::vector<CorrectedFigure> figures;
  std::vector<RollUpChange> roll_ups;  // cards of units and posts that change with them
};
// REFUSES also correction_changes_nothing and field_invalid. With `dry_run` nothing is saved.
Result<Corrected> correct_publication(Writing& writing, const CorrectCommand& command,
                                      bool dry_run);

// The engine's proposal for a cell: from the confirmed figure, or from the reported one while none
// is confirmed.
std::optional<Verdict> proposal_for(const Board& board, const Cell& cell, const Period& period);

// Problems of a request's fields: word "field_invalid" with one item.
Problem field_problem(std::string where, std::string word);

}  // namespace zhantu::app
