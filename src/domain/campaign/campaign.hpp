// A campaign with its phases and organs (D-1.3).
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"

namespace zhantu {

struct Campaign {
  TenantId tenant;
  CampaignId id;
  UnitId unit;
  std::string title;
  std::int64_t year = 0;
  PeriodKind period_kind = PeriodKind::month;
  std::string mechanism;               // name of the mechanism file
  std::int64_t mechanism_version = 0;  // that the campaign began with; later ones are adopted
  CampaignId parent;         // campaign of the level above inside this installation, or none
  std::string parent_title;  // its title where it lives elsewhere
  Date starts_on;
  Date ends_on;
  bool open_board = true;     // the published part hangs for everybody (D-8.3)
  std::int64_t revision = 0;  // publications and corrections so far

  std::vector<Period> periods() const;
  bool covers(const Period& period) const;
};
BOOST_DESCRIBE_STRUCT(Campaign, (),
                      (tenant, id, unit, title, year, period_kind, mechanism, mechanism_version,
                       parent, parent_title, starts_on, ends_on, open_board, revision))

struct Phase {
  TenantId tenant;
  CampaignId campaign;
  std::int64_t sequence = 0;
  std::string title;
  Date starts_on;
  Date ends_on;  // a boundary day may belong to both neighbours
  bool dropped = false;
};
BOOST_DESCRIBE_STRUCT(Phase, (), (tenant, campaign, sequence, title, starts_on, ends_on, dropped))

// headquarters, supervision_office, command_post, tracking_team or support.
struct Organ {
  TenantId tenant;
  CampaignId campaign;
  OrganId id;
  std::string kind;
  std::string name;
  std::string short_name;
  std::string goals;
  std::int64_t sequence = 0;
  std::optional<Date> ends_on;  // last day; none while it works
};
BOOST_DESCRIBE_STRUCT(Organ, (),
                      (tenant, campaign, id, kind, name, short_name, goals, sequence, ends_on))

struct OrganMember {
  TenantId tenant;
  CampaignId campaign;
  OrganId organ;
  TenureId tenure;
  std::string role;  // commander, director, member ... kinds are data of the mechanism file
  Date starts_on;
  std::optional<Date> ends_on;

  bool overlaps(Date first, Date last) const {
    return starts_on <= last && (!ends_on || first <= *ends_on);
  }
};
BOOST_DESCRIBE_STRUCT(OrganMember, (), (tenant, campaign, organ, tenure, role, starts_on, ends_on))

struct OrganUnit {
  TenantId tenant;
  CampaignId campaign;
  OrganId organ;
  UnitId unit;
  std::optional<Date> ends_on;  // last day as a member unit
};
BOOST_DESCRIBE_STRUCT(OrganUnit, (), (tenant, campaign, organ, unit, ends_on))

// Who gives the verdicts on one project in place of an officer of the supervision office who
// belongs to it; named by headquarters, for these days only (D-3.1).
struct Substitute {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  TenureId officer;  // who steps aside
  TenureId holder;   // who gives the verdicts
  Date starts_on;
  Date ends_on;
  std::string reason;

  bool acts_on(Date day) const { return starts_on <= day && day <= ends_on; }
};
BOOST_DESCRIBE_STRUCT(Substitute, (),
                      (tenant, campaign, project, officer, holder, starts_on, ends_on, reason))

}  // namespace zhantu
