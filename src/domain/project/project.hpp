// A project of the wall: facts, roles, annual target and the plan of each period (D-1.4, D-2.2).
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"

namespace zhantu {

struct Project {
  TenantId tenant;
  CampaignId campaign;
  ProjectId id;
  std::string number;  // as the clerks write it; unique in the campaign
  std::string name;
  std::string category;
  UnitId place;  // town or park where it stands
  std::string facts;
  Money investment_total;
  Money investment_year;
  std::string nature;  // 新建, 续建
  std::optional<Date> starts_on;
  std::optional<Date> finishes_on;
  std::string annual_target;
  std::optional<Quantity> annual_quantity;
  std::string quantity_unit;  // "公里", "万元", "%"; empty for a target in words only
  OrganId command_post;
  Period admitted;                  // first period on the wall (D-2.8)
  std::optional<Period> withdrawn;  // first period no longer on the wall
  std::int64_t sequence = 0;        // order on the chart
  std::int64_t version = 1;         // of the editable facts, for If-Match

  bool on_wall(const Period& period) const {
    return admitted <= period && (!withdrawn || period < *withdrawn);
  }
  // Of the annual target, if there is one, in basis points.
  std::optional<std::int64_t> share_of_year(std::optional<Quantity> quantity) const {
    if (!annual_quantity || annual_quantity->scaled <= 0 || !quantity) return std::nullopt;
    return ratio_basis_points(*quantity, *annual_quantity);
  }
};
BOOST_DESCRIBE_STRUCT(Project, (),
                      (tenant, campaign, id, number, name, category, place, facts, investment_total,
                       investment_year, nature, starts_on, finishes_on, annual_target,
                       annual_quantity, quantity_unit, command_post, admitted, withdrawn, sequence,
                       version))

// A unit's role in a project: lead_unit or partner_unit, with what it undertakes and by when.
struct ProjectUnit {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  UnitId unit;
  std::string role;
  std::string undertaking;
  std::optional<Date> deadline;
  Date starts_on;
  std::optional<Date> ends_on;

  bool overlaps(Date first, Date last) const {
    return starts_on <= last && (!ends_on || first <= *ends_on);
  }
};
BOOST_DESCRIBE_STRUCT(ProjectUnit, (),
                      (tenant, campaign, project, unit, role, undertaking, deadline, starts_on,
                       ends_on))

// A person's role in a project: deputy_commander, accountable_person, project_chief ... kinds are
// data of the mechanism file.
struct ProjectPerson {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  PersonId person;
  std::string role;
  std::int64_t sequence = 0;
  Date starts_on;
  std::optional<Date> ends_on;
};
BOOST_DESCRIBE_STRUCT(ProjectPerson, (),
                      (tenant, campaign, project, person, role, sequence, starts_on, ends_on))

// The plan of one period. Without text and quantity: no target this period.
struct Plan {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  Period period;
  std::string text;
  std::optional<Quantity> quantity;  // cumulative since the beginning of the year

  bool has_target() const { return !text.empty() || quantity.has_value(); }
};
BOOST_DESCRIBE_STRUCT(Plan, (), (tenant, campaign, project, period, text, quantity))

}  // namespace zhantu
