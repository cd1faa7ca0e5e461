// The task board (D-2.1): tasks with source, category, owner organ and target effect; a target
// handed down is broken down over lower units; tasks become projects.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/quantity.hpp"

namespace zhantu {

// One of the campaign's own set of categories ("关键改革").
struct Category {
  TenantId tenant;
  CampaignId campaign;
  std::string name;
  std::int64_t sequence = 0;
  std::optional<Date> ends_on;
};
BOOST_DESCRIBE_STRUCT(Category, (), (tenant, campaign, name, sequence, ends_on))

struct Task {
  TenantId tenant;
  CampaignId campaign;
  TaskId id;
  std::string number;  // as the clerks write it; unique in the campaign
  std::string name;
  std::string source_kind;  // parent_campaign, handed_down, meeting, leader
  std::string source;       // which one, in words
  std::string category;
  OrganId owner;
  std::string effect;                // what is different once it is done
  std::optional<Quantity> quantity;  // handed down
  std::string quantity_unit;
  std::optional<Date> due_on;
  std::int64_t version = 1;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (tenant, campaign, id, number, name, source_kind, source, category, owner,
                       effect, quantity, quantity_unit, due_on, version, tenure, at))

// What a lower unit has to bring of a task's quantity; none once it was taken back.
struct TaskShare {
  TenantId tenant;
  CampaignId campaign;
  TaskId task;
  UnitId unit;
  std::optional<Quantity> quantity;
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskShare, (), (tenant, campaign, task, unit, quantity, tenure, at))

// A project that carries a task out.
struct TaskProject {
  TenantId tenant;
  CampaignId campaign;
  TaskId task;
  ProjectId project;
  std::optional<Date> ends_on;  // taken off the task again
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(TaskProject, (), (tenant, campaign, task, project, ends_on, tenure, at))

}  // namespace zhantu
