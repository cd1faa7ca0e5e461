// The head of a clerk's plan table and what its columns are for, remembered by a campaign from one
// import to the next, and given back when the plan is exported in the clerk's own columns.
#pragma once
#include <boost/describe.hpp>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"

namespace zhantu {

struct PlanTable {
  TenantId tenant;
  CampaignId campaign;
  std::string fingerprint;  // of the head
  std::string sheet;
  std::string titles;     // texts above the head, a line each
  std::string heads;      // rows of the head, a line each; cells behind tabs
  std::string merges;     // "A1:A2 C1:D1", counted from the first row of the head
  std::string uses;       // "A:number B:name C:plan:3 D:ignore"
  std::string units;      // "E:万元"
  std::int64_t year = 0;  // of days that name none; 0 if nobody said
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(PlanTable, (),
                      (tenant, campaign, fingerprint, sheet, titles, heads, merges, uses, units,
                       year, tenure, at))

}  // namespace zhantu
