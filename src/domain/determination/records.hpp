// The acts of a period, each a record with who and when (D-3.1, D-3.3). Claimed (Report) and
// verified (Determination) are two figures (D-11.4).
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu {

struct Report {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  Period period;
  std::string text;
  std::optional<Quantity> quantity;  // claimed, cumulative
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Report, (), (tenant, campaign, project, period, text, quantity, tenure, at))

struct Confirmation {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  Period period;
  std::string remark;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Confirmation, (), (tenant, campaign, project, period, remark, tenure, at))

// The verdict, and all that it rests on as it stood then: a later change of the project, its plan
// or the campaign's days never alters what was judged.
struct Determination {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  Period period;
  Verdict verdict = Verdict::no_target;
  std::optional<Quantity> quantity;  // verified, cumulative
  std::string reason;
  std::optional<Verdict> proposed;             // what the engine had proposed
  std::string cause;                           // key of Mechanism::causes; empty: none is found
  std::string cause_evidence, cause_document;  // on what it is found; number of the paper
  std::string weight;                          // of the project (OpeningLevel::weight)
  std::optional<Quantity> planned, planned_before;  // cumulative, here and in the period before
  std::optional<Quantity> annual;
  std::optional<Date> starts_on, finishes_on;    // of the project
  std::optional<Date> counted_from, counted_to;  // time that elapses; none: before these were kept
  // At the end of the period; none without dates, or while a year on the way was not known.
  std::optional<std::int64_t> working_days_left, working_days_allowed;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Determination, (),
                      (tenant, campaign, project, period, verdict, quantity, reason, proposed,
                       cause, cause_evidence, cause_document, weight, planned, planned_before,
                       annual, starts_on, finishes_on, counted_from, counted_to, working_days_left,
                       working_days_allowed, tenure, at))

struct Publication {
  TenantId tenant;
  CampaignId campaign;
  Period period;
  std::string remark;
  std::string mechanism;
  std::int64_t mechanism_version = 0;
  std::int64_t engine_version = 0;
  std::int64_t revision = 0;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Publication, (),
                      (tenant, campaign, period, remark, mechanism, mechanism_version,
                       engine_version, revision, tenure, at))

// The card of a project with the facts that made it, frozen. A correction adds a further record;
// the first one stays for ever.
struct PublishedCard {
  TenantId tenant;
  CampaignId campaign;
  Period period;
  ProjectId project;
  std::int64_t correction = 0;  // number of the correction that made it; 0: the publication itself
  Verdict verdict = Verdict::no_target;
  Card card = Card::none;
  std::int64_t missed_run = 0;
  std::int64_t band = 0;  // clause of the rule that applied
  std::optional<Quantity> planned;
  std::optional<Quantity> claimed;
  std::optional<Quantity> verified;
  std::string cause;                    // that the verdict names
  std::optional<Quantity> done_before;  // verified in the period before, as it stood then
};
BOOST_DESCRIBE_STRUCT(PublishedCard, (),
                      (tenant, campaign, period, project, correction, verdict, card, missed_run,
                       band, planned, claimed, verified, cause, done_before))

struct Correction {
  TenantId tenant;
  CampaignId campaign;
  std::int64_t number = 0;  // of the campaign, from 1
  Period period;
  ProjectId project;
  Verdict verdict_before = Verdict::no_target;
  Verdict verdict_after = Verdict::no_target;
  std::optional<Quantity> quantity;  // verified, as corrected
  std::string cause_before, cause_after;
  std::string cause_evidence, cause_document;
  std::string reason;
  std::int64_t revision = 0;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Correction, (),
                      (tenant, campaign, number, period, project, verdict_before, verdict_after,
                       quantity, cause_before, cause_after, cause_evidence, cause_document, reason,
                       revision, tenure, at))

}  // namespace zhantu
