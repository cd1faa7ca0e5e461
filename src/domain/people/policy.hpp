// Who may do what: a pure function from act, standing and state of the object to "allowed" or a
// named refusal (D-3.1, D-9.4).
//
// Deny by default. The refusals of an act are a ladder: the first that holds is the one that the
// clerk hears.
#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace zhantu {

enum class Act {
  log_in,             // and other things that everybody may
  use_session,        // see and end one's own session, change one's password, make tokens
  see_open_board,     // the published part of an open campaign
  see_campaign,       // everything of a campaign, with persons
  see_registry,       // units, people, posts: who is who in the county
  maintain_registry,  // change them
  see_accounts,
  maintain_accounts,
  found_campaign,   // the frame of a campaign and, while it has no headquarters, its first members
  see_setup,        // the frame of a campaign with its organs, as it is edited
  edit_campaign,    // frame, phases, organs
  name_officers,    // members of headquarters, supervision office and tracking teams
  name_substitute,  // in place of an officer who is barred
  add_project,
  edit_project,
  import_plan,
  report_actual,
  confirm_report,
  determine,
  give_figures,  // that the rules ask of an organ (rules.md)
  publish,
  correct,
  edit_tasks,  // of the task board
  propose_candidate,
  edit_candidate,
  weigh_candidates,
  choose_candidate,
  set_selection_rule,
  adopt_mechanism,  // put a later version of the rules in force (decision 11)
  try_mechanism,    // check a file, or judge the past under it; nothing is saved
  see_calendar,     // the working days of the tenant
  edit_calendar,
  read_journal_head,
  read_journal,
};

std::string_view word(Act act);
std::span<const Act> all_acts();

// How the actor stands to the campaign and, where there is one, to the project. Filled by the app
// from tenures and organs.
struct Standing {
  bool logged_in = false;
  bool same_tenant = false;
  bool holds_post = false;  // acts for a tenure that runs today
  bool system_administrator = false;
  bool security_administrator = false;
  bool auditor = false;
  bool in_headquarters = false;
  bool in_supervision_office = false;
  bool in_any_command_post = false;
  bool in_command_post = false;    // of this project
  bool in_lead_unit = false;       // of this project, today
  bool in_proposing_unit = false;  // of this candidate
  bool in_named_organ = false;     // that enters scores of candidates
  bool in_asked_organ = false;     // the rules ask it for figures of this project, or of any
  bool asked_as_post = false;      // it is this project's own command post
  bool leads_any = false;          // some project of the campaign
  bool substitutes = false;        // named by headquarters for this project, today
  bool belongs = false;  // to lead unit, partner unit or command post, now or in the period (D-3.1)

  bool administrator() const { return system_administrator || security_administrator || auditor; }
};

// The state of what is acted upon. Fields that an act does not look at may keep their defaults.
struct ObjectState {
  bool open_board = false;
  bool founding = false;     // the campaign's headquarters has no member yet
  bool has_project = false;  // the act names one project
  bool period_known = true;  // a period of the campaign
  bool period_begun = true;
  bool period_over = false;  // its last day has passed
  bool has_target = false;   // the project, in that period
  bool on_wall = true;       // the project, in that period
  bool lacking = false;      // it would hang, but for what the gate asks for (D-2.1)
  bool published = false;    // the period
  bool earlier_unpublished = false;
  bool verdicts_missing = false;
  bool anything_on_wall = true;  // some project, in that period
  bool reported = false;
  bool confirmed = false;
  bool determined = false;
  bool favourable = false;  // the verdict is met or exceeded: it needs a confirmed report
};

// nullopt: allowed. Otherwise the stable word of the refusal.
std::optional<std::string_view> refusal(Act act, const Standing& who, const ObjectState& state);

// Whether report, confirmation or verdict is this person's next act on a project. A verdict waits
// only when there is a confirmed report to judge; a month that nobody reported is missed in the
// end, but not before its last day. REQUIRES one of the three acts.
bool waits(Act act, const Standing& who, const ObjectState& state);

// The first half of `refusal`: may this person do this at all, leaving the state of period and
// project aside? Belonging counts.
std::optional<std::string_view> refusal_of_person(Act act, const Standing& who,
                                                  const ObjectState& state);

}  // namespace zhantu
