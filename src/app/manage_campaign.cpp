#include "app/manage_campaign.hpp"

#include "app/mechanism_file.hpp"
#include "domain/determination/frozen.hpp"

namespace zhantu::app {
namespace {

std::optional<Problem> not_allowed(const Writing& writing, Act act) {
  const Board& board = writing.board();
  const auto word =
      refused(act, board, writing.actor, writing.app.today(board), nullptr, std::nullopt);
  return word ? std::optional(Problem{.word = std::string(*word)}) : std::nullopt;
}

Problem invalid(std::vector<ProblemItem> items) {
  return {.word = "field_invalid", .items = std::move(items)};
}

std::optional<Problem> conflict(Writing& writing, const std::string& subject,
                                const std::optional<std::string>& seen,
                                const std::string& present) {
  TenantWriting tenant{writing.app, writing.transaction, writing.actor};
  return version_flaw(tenant, subject, seen, present);
}

void apply(Campaign& campaign, const CampaignCommand& command) {
  if (command.unit) campaign.unit = *command.unit;
  if (command.title) campaign.title = *command.title;
  if (command.year) campaign.year = *command.year;
  if (command.period_kind) campaign.period_kind = *command.period_kind;
  if (command.parent) campaign.parent = *command.parent;
  if (command.parent_title) campaign.parent_title = *command.parent_title;
  if (command.starts_on) campaign.starts_on = *command.starts_on;
  if (command.ends_on) campaign.ends_on = *command.ends_on;
  if (command.open_board) campaign.open_board = *command.open_board;
}

std::vector<ProblemItem> frame_flaws(const Campaign& campaign, bool unit_known,
                                     const CampaignCommand& command) {
  std::vector<ProblemItem> items;
  if (!unit_known) items.push_back({.where = "/unit", .word = "reference_unknown"});
  if (campaign.title.empty()) items.push_back({.where = "/title", .word = "field_missing"});
  if (campaign.year == 0) items.push_back({.where = "/year", .word = "field_missing"});
  if (campaign.ends_on < campaign.starts_on)
    items.push_back({.where = "/ends_on", .word = "day_order"});
  for (std::size_t i = 0; command.phases && i < command.phases->size(); ++i) {
    const PhaseRow& phase = (*command.phases)[i];
    const auto where = [&](const char* name) { return fmt::format("/phases/{}/{}", i, name); };
    if (phase.title.empty()) items.push_back({.where = where("title"), .word = "field_missing"});
    if (phase.ends_on < phase.starts_on)
      items.push_back({.where = where("ends_on"), .word = "day_order"});
  }
  return items;
}

void save_phases(store::Transaction& transaction, const Campaign& campaign,
                 const std::vector<PhaseRow>& phases, std::size_t before) {
  for (std::size_t i = 0; i < std::max(phases.size(), before); ++i) {
    Phase phase{.tenant = campaign.tenant,
                .campaign = campaign.id,
                .sequence = static_cast<std::int64_t>(i) + 1,
                .starts_on = campaign.starts_on,
                .ends_on = campaign.ends_on,
                .dropped = i >= phases.size()};
    if (!phase.dropped) {
      phase.title = phases[i].title;
      phase.starts_on = phases[i].starts_on;
      phase.ends_on = phases[i].ends_on;
    }
    transaction.save(phase);
  }
}

bool of_the_frame(const CampaignCommand& command, const Campaign& campaign) {
  return (command.year && *command.year != campaign.year) ||
         (command.period_kind && *command.period_kind != campaign.period_kind) ||
         (command.starts_on && *command.starts_on != campaign.starts_on) ||
         (command.ends_on && *command.ends_on != campaign.ends_on);
}

bool judging(const std::string& kind) {
  return kind == "headquarters" || kind == "supervision_office";
}

class OrganSaver {
 public:
  OrganSaver(Writing& writing, const Organ& organ)
      : writing_(writing), board_(writing.board()), organ_(organ) {
    for (const Account& account : writing.transaction.of_tenant<Account>(writing.actor.tenant)) {
      if (account.active && !account.office.empty()) administrators_.insert(account.person);
    }
  }

  std::vector<ProblemItem> items;
  std::vector<OrganMember> members;
  std::vector<OrganUnit> units;

  void take(std::size_t place, const MemberRow& row) {
    const auto where = [&](const char* name) { return fmt::format("/members/{}/{}", place, name); };
    const auto tenure = board_.tenures.find(row.tenure);
    if (tenure == board_.tenures.end())
      return items.push_back({.where = where("tenure"), .word = "reference_unknown"});
    const RoleKind* role = board_.mechanism.role(row.role);
    if (role == nullptr || role->held_by_unit)
      items.push_back({.where = where("role"), .word = "role_unknown"});
    OrganMember member{
        .tenant = organ_.tenant,
        .campaign = organ_.campaign,
        .organ = organ_.id,
        .tenure = row.tenure,
        .role = row.role,
        .starts_on = row.starts_on.value_or(first_free_day(board_, writing_.app.today(board_)))};
    std::optional<RowDays> before;
    for (const OrganMember& one : board_.members) {
      const bool same = one.organ == organ_.id && one.tenure == row.tenure &&
                        one.role == row.role && one.starts_on == member.starts_on;
      if (!same) continue;
      member = one;
      before = RowDays{one.starts_on, one.ends_on};
    }
    if (row.ends_on) member.ends_on = *row.ends_on;
    if (auto flaw = days_flaw(board_, where("ends_on"), before, {member.starts_on, member.ends_on}))
      items.push_back(std::move(*flaw));
    const bool goes_on = !member.ends_on || *member.ends_on >= writing_.app.today(board_);
    if (judging(organ_.kind) && goes_on && administrators_.contains(tenure->second.person))
      items.push_back({.where = where("tenure"), .word = "admin_in_organ"});
    members.push_back(member);
  }

  void take(std::size_t place, const OrganUnitRow& row) {
    if (!board_.units.contains(row.unit))
      return items.push_back(
          {.where = fmt::format("/units/{}/unit", place), .word = "reference_unknown"});
    OrganUnit unit{
        .tenant = organ_.tenant, .campaign = organ_.campaign, .organ = organ_.id, .unit = row.unit};
    if (row.ends_on) unit.ends_on = *row.ends_on;
    units.push_back(unit);
  }

 private:
  Writing& writing_;
  const Board& board_;
  const Organ& organ_;
  std::set<PersonId> administrators_;
};

bool organ_in_use(const Board& board, OrganId id) {
  const auto latest = board.latest_published();
  return std::ranges::any_of(board.projects, [&](const BoardProject& p) {
    return p.project.command_post == id &&
           (!p.project.withdrawn || !latest || *p.project.withdrawn > *latest);
  });
}

Organ changed_organ(const Board& board, Organ organ, const OrganCommand& command) {
  if (command.name) organ.name = *command.name;
  if (command.short_name) organ.short_name = *command.short_name;
  if (command.goals) organ.goals = *command.goals;
  if (command.sequence) organ.sequence = *command.sequence;
  if (command.ends_on) organ.ends_on = *command.ends_on;
  if (organ.short_name.empty()) organ.short_name = organ.name;
  if (organ.sequence == 0) {
    for (const Organ& one : board.organs) organ.sequence = std::max(organ.sequence, one.sequence);
    organ.sequence += 1;
  }
  return organ;
}

// Who may touch this organ: its members are named by headquarters where they judge or track.
std::optional<Problem> organ_refusal(const Writing& writing, const Organ& organ,
                                     const OrganCommand& command) {
  if (auto problem = not_allowed(writing, Act::edit_campaign)) return problem;
  const bool named = judging(organ.kind) || organ.kind == "tracking_team";
  if (named && (!command.members.empty() || command.ends_on))
    return not_allowed(writing, Act::name_officers);
  return std::nullopt;
}

}  // namespace

std::string frame_version(const Board& board) {
  std::vector<journal::Image> images;
  Campaign campaign = board.campaign;
  campaign.revision = 0;  // publications are no edits
  images.push_back(store::image_of(campaign));
  for (const Phase& phase : board.phases) images.push_back(store::image_of(phase));
  return version_of(images);
}

std::string organ_version(const Board& board, OrganId id) {
  std::vector<journal::Image> images;
  if (const Organ* organ = board.organ(id)) images.push_back(store::image_of(*organ));
  for (const OrganMember& member : board.members) {
    if (member.organ == id) images.push_back(store::image_of(member));
  }
  for (const OrganUnit& unit : board.organ_units) {
    if (unit.organ == id) images.push_back(store::image_of(unit));
  }
  return version_of(images);
}

Result<CampaignId> found_campaign(
    TenantWriting& writing, const CampaignCommand& command,
    const std::function<std::string(const std::string&)>& mechanism_toml) {
  if (const auto word = refusal(Act::found_campaign, standing_in_tenant(writing.actor), {}))
    return Problem{.word = std::string(*word)};
  const std::string toml = mechanism_toml(command.mechanism.value_or("command-posts"));
  const auto mechanism = toml.empty()
                             ? Result<Mechanism>(field_problem("/mechanism", "reference_unknown"))
                             : read_mechanism(toml);
  if (!mechanism) return mechanism.problem();
  const auto units = writing.transaction.of_tenant<Unit>(writing.actor.tenant);
  Campaign campaign{.tenant = writing.actor.tenant,
                    .mechanism = mechanism->name,
                    .mechanism_version = mechanism->version};
  apply(campaign, command);
  if (!command.starts_on) campaign.starts_on = Date::of(static_cast<int>(campaign.year), 1, 1);
  if (!command.ends_on) campaign.ends_on = Date::of(static_cast<int>(campaign.year), 12, 31);
  const bool unit_known = std::ranges::find(units, campaign.unit, &Unit::id) != units.end();
  auto items = frame_flaws(campaign, unit_known, command);
  if (!items.empty()) return invalid(std::move(items));
  // Written again where it is there: the replay of this campaign does not read other campaigns'
  // entries. What is there is never replaced by another text.
  const auto texts = writing.transaction.of_tenant<MechanismText>(writing.actor.tenant);
  const auto there = std::ranges::find_if(texts, [&](const MechanismText& text) {
    return text.name == campaign.mechanism && text.version == campaign.mechanism_version;
  });
  writing.transaction.save(there != texts.end()
                               ? *there
                               : MechanismText{.tenant = campaign.tenant,
                                               .name = campaign.mechanism,
                                               .version = campaign.mechanism_version,
                                               .effective_from = mechanism->effective_from,
                                               .toml = toml});
  campaign.id = {writing.transaction.next_id()};
  writing.transaction.save(campaign);
  if (command.phases) save_phases(writing.transaction, campaign, *command.phases, 0);
  std::int64_t sequence = 0;
  for (const auto& [kind, title] : mechanism->organ_kinds) {
    if (!judging(kind)) continue;
    writing.transaction.save(Organ{.tenant = campaign.tenant,
                                   .campaign = campaign.id,
                                   .id = {writing.transaction.next_id()},
                                   .kind = kind,
                                   .name = title,
                                   .short_name = title,
                                   .sequence = ++sequence});
  }
  writing.transaction.record(deed(writing.app, writing.actor, "found_campaign",
                                  fmt::format("campaign/{}", campaign.id.value), campaign.id));
  return campaign.id;
}

Outcome edit_campaign(Writing& writing, const CampaignCommand& command) {
  const Board& board = writing.board();
  if (auto problem = not_allowed(writing, Act::edit_campaign)) return *problem;
  const std::string subject = fmt::format("campaign/{}", board.campaign.id.value);
  if (auto flaw = conflict(writing, subject, command.version, frame_version(board))) return *flaw;
  Campaign campaign = board.campaign;
  if (!board.projects.empty() && of_the_frame(command, campaign))
    return field_problem("/year", "campaign_begun");
  apply(campaign, command);
  auto items = frame_flaws(campaign, board.units.contains(campaign.unit), command);
  if (!items.empty()) return invalid(std::move(items));
  writing.transaction.save(campaign);
  if (command.phases)
    save_phases(writing.transaction, campaign, *command.phases, board.phases.size());
  writing.transaction.record(
      deed(writing.app, writing.actor, "edit_campaign", subject, campaign.id));
  return Done{};
}

Result<OrganId> save_organ(Writing& writing, const OrganCommand& command) {
  const Board& board = writing.board();
  Organ organ{.tenant = writing.actor.tenant, .campaign = board.campaign.id, .kind = command.kind};
  if (command.id) {
    const Organ* found = board.organ(command.id);
    if (found == nullptr) return Problem{.word = "not_found"};
    organ = *found;
  }
  if (auto problem = organ_refusal(writing, organ, command)) return *problem;
  const std::string subject = fmt::format("organ/{}", organ.id.value);
  if (command.id) {
    if (auto flaw = conflict(writing, subject, command.version, organ_version(board, organ.id)))
      return *flaw;
  } else {
    organ.id = {writing.transaction.next_id()};
  }
  organ = changed_organ(board, organ, command);
  OrganSaver rows(writing, organ);
  const auto& kinds = board.mechanism.organ_kinds;
  if (std::ranges::none_of(kinds, [&](const auto& one) { return one.first == organ.kind; }))
    rows.items.push_back({.where = "/kind", .word = "reference_unknown"});
  if (organ.name.empty()) rows.items.push_back({.where = "/name", .word = "field_missing"});
  if (command.ends_on && organ.ends_on && organ_in_use(board, organ.id))
    rows.items.push_back({.where = "/ends_on", .word = "organ_in_use"});
  for (std::size_t i = 0; i < command.members.size(); ++i) rows.take(i, command.members[i]);
  for (std::size_t i = 0; i < command.units.size(); ++i) rows.take(i, command.units[i]);
  if (!rows.items.empty()) return invalid(std::move(rows.items));
  writing.transaction.save(organ);
  for (const OrganMember& member : rows.members) writing.transaction.save(member);
  for (const OrganUnit& unit : rows.units) writing.transaction.save(unit);
  writing.transaction.record(deed(writing.app, writing.actor,
                                  command.id ? "edit_organ" : "add_organ",
                                  fmt::format("organ/{}", organ.id.value), board.campaign.id));
  return organ.id;
}

namespace {

// Of the row that is there already.
std::optional<RowDays> days_of_substitute(const Board& board, const SubstituteCommand& command,
                                          ProjectId project) {
  for (const Substitute& row : board.substitutes) {
    if (row.project == project && row.officer == command.officer && row.holder == command.holder &&
        row.starts_on == command.starts_on)
      return RowDays{row.starts_on, row.ends_on};
  }
  return std::nullopt;
}

}  // namespace

Outcome name_substitute(Writing& writing, const SubstituteCommand& command) {
  const Board& board = writing.board();
  if (auto problem = not_allowed(writing, Act::name_substitute)) return *problem;
  std::vector<ProblemItem> items;
  const auto flaw = [&](std::string where, const char* word) {
    items.push_back({.where = std::move(where), .word = word});
  };
  const auto officer = board.tenures.find(command.officer);
  const auto holder = board.tenures.find(command.holder);
  const bool sits = std::ranges::any_of(board.members, [&](const OrganMember& member) {
    const Organ* organ = board.organ(member.organ);
    return member.tenure == command.officer && organ != nullptr &&
           organ->kind == "supervision_office";
  });
  if (officer == board.tenures.end() || !sits) flaw("/officer", "reference_unknown");
  if (holder == board.tenures.end() || command.holder == command.officer)
    flaw("/holder", "reference_unknown");
  if (command.reason.empty()) flaw("/reason", "field_missing");
  if (command.projects.empty()) flaw("/projects", "field_missing");
  if (!items.empty()) return invalid(std::move(items));
  for (const ProjectId project : command.projects) {
    auto days = days_flaw(board, "/ends_on", days_of_substitute(board, command, project),
                          {command.starts_on, command.ends_on});
    if (days) return invalid({std::move(*days)});
  }
  for (std::size_t i = 0; i < command.projects.size(); ++i) {
    const BoardProject* project = board.find(command.projects[i]);
    const std::string where = fmt::format("/projects/{}", i);
    const auto belongs = [&](PersonId person) {
      return belongs_on(board, person, *project, command.starts_on, command.ends_on);
    };
    if (project == nullptr) {
      flaw(where, "reference_unknown");
    } else if (!belongs(officer->second.person)) {
      flaw(where, "officer_not_barred");
    } else if (belongs(holder->second.person)) {
      flaw("/holder", "substitute_belongs");
    }
  }
  if (!items.empty()) return invalid(std::move(items));
  for (const ProjectId project : command.projects) {
    writing.transaction.save(Substitute{.tenant = writing.actor.tenant,
                                        .campaign = board.campaign.id,
                                        .project = project,
                                        .officer = command.officer,
                                        .holder = command.holder,
                                        .starts_on = command.starts_on,
                                        .ends_on = command.ends_on,
                                        .reason = command.reason});
  }
  writing.transaction.record(deed(writing.app, writing.actor, "name_substitute",
                                  fmt::format("campaign/{}", board.campaign.id.value),
                                  board.campaign.id));
  return Done{};
}

}  // namespace zhantu::app
