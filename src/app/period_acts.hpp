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

struct DetermineCommand {
  ProjectId project;
  Period period;
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> quantity;  // verified, cumulative
  std::string reason;
  std::vector<std::pair<std::string, std::optional<Quantity>>> asked = {};  // by measure
};
// REFUSES also field_invalid: a figure that the rules do not ask, or of another range; a missed
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
};
struct Corrected {
  Correction correction;  // number 0 in a dry run
  std::vector<CardChange> changes;
  std::vector<RolledUpCard> roll_ups;  // cards of units and posts that change with them
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
