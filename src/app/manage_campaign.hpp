// The frame of a campaign as it is edited: dates, phases, organs with members and member units,
// substitutes (D-1.3, D-3.1).
//
// All REFUSE as app/registry.hpp says, by the version of the campaign's frame or of the organ. Rows
// of a list are found again by what identifies them and added or changed; rows that are not given
// stay as they are. What a published period used does not change: rows begin after the last
// published day and end on it or later (day_frozen).
#pragma once
#include "app/period_acts.hpp"
#include "app/registry.hpp"

namespace zhantu::app {

struct PhaseRow {
  std::string title;
  Date starts_on;
  Date ends_on;
};

struct CampaignCommand {
  std::optional<std::string> version;
  std::optional<UnitId> unit;
  std::optional<std::string> title;
  std::optional<std::int64_t> year;
  std::optional<PeriodKind> period_kind;
  std::optional<std::string> mechanism;  // of a new one
  std::optional<CampaignId> parent;
  std::optional<std::string> parent_title;
  std::optional<Date> starts_on, ends_on;
  std::optional<bool> open_board;
  std::optional<std::vector<PhaseRow>> phases;  // all of them, in their order
};
// With a headquarters and a supervision office that wait for their members. `mechanism_toml` gives
// the text of a mechanism by name. Items: field_missing, reference_unknown, day_order,
// mechanism_unknown.
Result<CampaignId> found_campaign(
    TenantWriting& writing, const CampaignCommand& command,
    const std::function<std::string(const std::string&)>& mechanism_toml);

// Items: campaign_begun (year, periods and days once there are projects), day_order.
Outcome edit_campaign(Writing& writing, const CampaignCommand& command);
std::string frame_version(const Board& board);

struct MemberRow {
  TenureId tenure;
  std::string role;
  std::optional<Date> starts_on;  // today, or the day after what is published, if not given
  GivenDay ends_on;
};
struct OrganUnitRow {
  UnitId unit;
  GivenDay ends_on;
};
struct OrganCommand {
  OrganId id;  // none: a new one
  std::optional<std::string> version;
  std::string kind;  // of a new one
  std::optional<std::string> name, short_name, goals;
  std::optional<std::int64_t> sequence;
  GivenDay ends_on;
  std::vector<MemberRow> members;
  std::vector<OrganUnitRow> units;
};
// Members of headquarters, supervision office and tracking teams are named by headquarters alone.
// Items: reference_unknown, role_unknown, day_order, day_frozen, admin_in_organ, organ_in_use.
Result<OrganId> save_organ(Writing& writing, const OrganCommand& command);
std::string organ_version(const Board& board, OrganId id);

struct SubstituteCommand {
  TenureId officer, holder;
  std::vector<ProjectId> projects;
  Date starts_on, ends_on;
  std::string reason;
};
// A row that is there already only changes its last day and reason. Items: reference_unknown,
// officer_not_barred, substitute_belongs, day_order, day_frozen.
Outcome name_substitute(Writing& writing, const SubstituteCommand& command);

}  // namespace zhantu::app
