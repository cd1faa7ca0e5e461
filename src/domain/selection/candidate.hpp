// The candidate pool (D-2.8): candidates are proposed, weighed by quantity and quality, and chosen
// for the wall by headquarters; the rest stay in the pool. Each step is a record.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"

namespace zhantu {

// All that a project needs, so that nothing is typed twice once it is chosen.
struct Candidate {
  TenantId tenant;
  CampaignId campaign;
  CandidateId id;
  std::string number;  // the project's later on; unique among candidates and projects
  std::string name;
  std::string category;
  UnitId place;
  std::string facts;
  Money investment_total;
  Money investment_year;
  std::string nature;
  std::optional<Date> starts_on;
  std::optional<Date> finishes_on;
  std::string annual_target;
  std::optional<Quantity> annual_quantity;
  std::string quantity_unit;
  OrganId command_post;  // none while not said
  UnitId proposing_unit;
  UnitId lead_unit;             // none while not said
  PersonId accountable_person;  // none while not said
  std::string reasons;          // why it should hang
  std::string news;             // signed, started, or empty
  std::optional<Date> news_on;  // the day of it
  TaskId task;                  // the task that it would carry out, or none
  std::int64_t version = 1;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Candidate, (),
                      (tenant, campaign, id, number, name, category, place, facts, investment_total,
                       investment_year, nature, starts_on, finishes_on, annual_target,
                       annual_quantity, quantity_unit, command_post, proposing_unit, lead_unit,
                       accountable_person, reasons, news, news_on, task, version, tenure, at))

// One line of the sheet by which candidates are weighed.
struct Criterion {
  TenantId tenant;
  CampaignId campaign;
  CriterionId id;
  std::string name;
  std::string measures;        // quantity or quality
  std::int64_t weight = 0;     // points of the total
  std::int64_t score_max = 0;  // the best score
  OrganId organ;               // who enters it; none: the supervision office
  std::int64_t sequence = 0;
  std::optional<Date> ends_on;
};
BOOST_DESCRIBE_STRUCT(Criterion, (),
                      (tenant, campaign, id, name, measures, weight, score_max, organ, sequence,
                       ends_on))

struct SelectionRule {
  TenantId tenant;
  CampaignId campaign;
  bool enters_at_once = true;  // newly signed or started ones need not be weighed
  std::int64_t version = 0;    // of rule and criteria together
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(SelectionRule, (), (tenant, campaign, enters_at_once, version, tenure, at))

struct Weighing {
  TenantId tenant;
  CampaignId campaign;
  CandidateId candidate;
  CriterionId criterion;
  Quantity score;
  std::string remark;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Weighing, (),
                      (tenant, campaign, candidate, criterion, score, remark, tenure, at))

// What headquarters decided; a later one follows an earlier one, none is replaced.
struct Choice {
  TenantId tenant;
  CampaignId campaign;
  CandidateId candidate;
  std::int64_t number = 0;  // of this candidate, from 1
  std::string decision;     // chosen, kept, declined
  std::string reason;
  ProjectId project;               // that it became
  std::optional<Period> admitted;  // first period on the wall
  bool at_once = false;            // entered without having been weighed
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Choice, (),
                      (tenant, campaign, candidate, number, decision, reason, project, admitted,
                       at_once, tenure, at))

}  // namespace zhantu
