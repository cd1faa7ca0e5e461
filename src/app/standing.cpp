#include "app/app.hpp"
#include "domain/determination/publication.hpp"

namespace zhantu::app {
namespace {

// A person's posts and organs, not only the one acted for: belonging cannot be taken off like a hat
// (D-3.1).
bool belongs(const Board& board, PersonId person, const BoardProject& project, Date first,
             Date last) {
  const auto tenure_counts = [&](TenureId id) {
    const auto tenure = board.tenures.find(id);
    return tenure != board.tenures.end() && tenure->second.person == person &&
           tenure->second.overlaps(first, last);
  };
  for (const auto& [id, tenure] : board.tenures) {
    if (!tenure_counts(id)) continue;
    const auto post = board.posts.find(tenure.post);
    if (post == board.posts.end()) continue;
    for (const ProjectUnit& unit : project.units) {
      if (unit.unit == post->second.unit && unit.overlaps(first, last)) return true;
    }
  }
  for (const OrganMember& member : board.members) {
    if (member.organ == project.project.command_post && member.overlaps(first, last) &&
        tenure_counts(member.tenure))
      return true;
  }
  return std::ranges::any_of(project.persons, [&](const ProjectPerson& p) {
    return p.person == person && p.starts_on <= last && (!p.ends_on || first <= *p.ends_on);
  });
}

void add_organs(Standing& who, const Board& board, const Actor& actor, Date today,
                const BoardProject* project) {
  for (const OrganMember& member : board.members) {
    if (member.tenure != actor.tenure || !member.overlaps(today, today)) continue;
    const Organ* organ = board.organ(member.organ);
    if (organ == nullptr) continue;
    if (organ->kind == "headquarters") who.in_headquarters = true;
    if (organ->kind == "supervision_office") who.in_supervision_office = true;
    if (organ->kind == "command_post") {
      who.in_any_command_post = true;
      if (project != nullptr && project->project.command_post == organ->id)
        who.in_command_post = true;
    }
  }
}

bool substitutes_for(const Board& board, const Actor& actor, Date today,
                     const BoardProject& project) {
  return std::ranges::any_of(board.substitutes, [&](const Substitute& s) {
    return s.project == project.project.id && s.holder == actor.tenure && s.acts_on(today);
  });
}

// In an organ that the rules of today ask for some figure.
bool sits_in_asked(const Board& board, const Actor& actor, Date today) {
  const auto asked = board.mechanism_on(today).asked(Subject::project);
  return std::ranges::any_of(board.members, [&](const OrganMember& one) {
    const Organ* organ = board.organ(one.organ);
    return one.tenure == actor.tenure && one.overlaps(today, today) && organ != nullptr &&
           std::ranges::any_of(asked, [&](const Measure* m) { return m->asked_of == organ->kind; });
  });
}

const Mechanism& rules_of(const Board& board, Date today, const std::optional<Period>& period) {
  return period && board.campaign.covers(*period) ? board.mechanism_for(*period)
                                                  : board.mechanism_on(today);
}

}  // namespace

bool headquarters_staffed(const Board& board, Date today) {
  return std::ranges::any_of(board.members, [&](const OrganMember& member) {
    const Organ* organ = board.organ(member.organ);
    const auto tenure = board.tenures.find(member.tenure);
    return organ != nullptr && organ->kind == "headquarters" &&
           (!member.ends_on || today <= *member.ends_on) && tenure != board.tenures.end() &&
           (!tenure->second.ends_on || today <= *tenure->second.ends_on);
  });
}

bool belongs_on(const Board& board, PersonId person, const BoardProject& project, Date first,
                Date last) {
  return belongs(board, person, project, first, last);
}

bool is_asked(const Board& board, const Actor& actor, Date today, const BoardProject& project,
              std::string_view organ_kind) {
  const bool member = std::ranges::any_of(board.members, [&](const OrganMember& one) {
    const Organ* organ = board.organ(one.organ);
    return one.tenure == actor.tenure && one.overlaps(today, today) && organ != nullptr &&
           organ->kind == organ_kind &&
           (organ_kind != "command_post" || organ->id == project.project.command_post);
  });
  return member ||
         (organ_kind == "supervision_office" && substitutes_for(board, actor, today, project));
}

std::optional<std::string_view> refused_in_tenant(App& app, const Actor& actor, Act act) {
  const auto word = refusal(act, standing_in_tenant(actor), {});
  if (!word || !actor.logged_in) return word;
  for (const auto& [tenant, id] : app.campaigns()) {
    if (tenant != actor.tenant) continue;
    const BoardPtr board = app.board(id);
    if (board && !refused(act, board->board, actor, app.today(board->board), nullptr, std::nullopt))
      return std::nullopt;
  }
  return word;
}

UnitId unit_acted_for(const Board& board, TenureId id) {
  const auto tenure = board.tenures.find(id);
  if (tenure == board.tenures.end()) return {};
  const auto post = board.posts.find(tenure->second.post);
  return post == board.posts.end() ? UnitId{} : post->second.unit;
}

Standing standing_in_tenant(const Actor& actor) {
  Standing who;
  who.logged_in = actor.logged_in;
  who.same_tenant = actor.logged_in;
  who.system_administrator = actor.office == "system_administrator";
  who.security_administrator = actor.office == "security_administrator";
  who.auditor = actor.office == "auditor";
  return who;
}

Standing standing_of(const Board& board, const Actor& actor, Date today,
                     const BoardProject* project, std::optional<Period> period) {
  Standing who = standing_in_tenant(actor);
  who.same_tenant = actor.tenant == board.campaign.tenant;
  if (!who.same_tenant) return who;
  const auto tenure = board.tenures.find(actor.tenure);
  who.holds_post = tenure != board.tenures.end() && tenure->second.person == actor.person &&
                   tenure->second.holds_on(today);
  if (!who.holds_post) return who;
  add_organs(who, board, actor, today, project);
  const UnitId unit = unit_acted_for(board, actor.tenure);
  who.leads_any = std::ranges::any_of(
      board.projects, [&](const BoardProject& p) { return p.lead_unit(today) == unit; });
  who.in_asked_organ = project == nullptr && sits_in_asked(board, actor, today);
  if (project != nullptr) {
    who.in_lead_unit = project->lead_unit(today) == unit;
    const bool in_period =
        period && belongs(board, actor.person, *project, period->first_day(), period->last_day());
    who.substitutes = substitutes_for(board, actor, today, *project);
    for (const Measure* measure : rules_of(board, today, period).asked(Subject::project)) {
      if (!is_asked(board, actor, today, *project, measure->asked_of)) continue;
      who.in_asked_organ = true;
      if (measure->asked_of == "command_post") who.asked_as_post = true;
    }
    who.belongs = in_period || belongs(board, actor.person, *project, today, today);
  }
  return who;
}

ObjectState state_of(const Board& board, Date today, const BoardProject* project,
                     std::optional<Period> period) {
  ObjectState state;
  state.open_board = board.campaign.open_board;
  state.has_project = project != nullptr;
  state.founding = !headquarters_staffed(board, today);
  if (!period) return state;
  state.period_known = board.campaign.covers(*period);
  if (!state.period_known) return state;
  state.period_begun = period->first_day() <= today;
  state.period_over = period->last_day() < today;
  state.published = board.published(*period);
  if (project != nullptr) {
    const Cell& cell = project->cell(*period);
    state.on_wall = board.on_wall(*project, *period);
    state.lacking = !state.on_wall && !state.published && project->project.admitted_in(*period) &&
                    !project->lacks(period->first_day()).empty();
    state.has_target = cell.plan.has_target();
    state.reported = cell.report.has_value();
    state.confirmed = cell.confirmation.has_value();
    state.determined = cell.determination.has_value();
  } else {
    state.anything_on_wall = std::ranges::any_of(
        board.projects, [&](const BoardProject& p) { return board.on_wall(p, *period); });
    state.earlier_unpublished = !unpublished_before(board, *period).empty();
    state.verdicts_missing = !without_verdict(board, *period).empty();
  }
  return state;
}

std::optional<std::string_view> refused(Act act, const Board& board, const Actor& actor, Date today,
                                        const BoardProject* project, std::optional<Period> period) {
  return refusal(act, standing_of(board, actor, today, project, period),
                 state_of(board, today, project, period));
}

std::vector<Act> acts_of(const Board& board, const Actor& actor, Date today,
                         const BoardProject* project, std::optional<Period> period) {
  const Standing who = standing_of(board, actor, today, project, period);
  const ObjectState state = state_of(board, today, project, std::nullopt);
  std::vector<Act> acts;
  for (Act act : all_acts()) {
    if (!refusal_of_person(act, who, state)) acts.push_back(act);
  }
  return acts;
}

}  // namespace zhantu::app
