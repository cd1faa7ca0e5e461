#include "domain/people/policy.hpp"

#include <algorithm>
#include <array>

#include "base/check.hpp"

namespace zhantu {
namespace {

using Refusal = std::optional<std::string_view>;

struct NamedAct {
  Act act;
  std::string_view word;
};

// One line for each act, in the order of the enumeration.
constexpr NamedAct kNamedActs[] = {
    {Act::log_in, "log_in"},
    {Act::use_session, "use_session"},
    {Act::see_open_board, "see_open_board"},
    {Act::see_campaign, "see_campaign"},
    {Act::see_registry, "see_registry"},
    {Act::maintain_registry, "maintain_registry"},
    {Act::see_accounts, "see_accounts"},
    {Act::maintain_accounts, "maintain_accounts"},
    {Act::found_campaign, "found_campaign"},
    {Act::see_setup, "see_setup"},
    {Act::edit_campaign, "edit_campaign"},
    {Act::name_officers, "name_officers"},
    {Act::name_substitute, "name_substitute"},
    {Act::add_project, "add_project"},
    {Act::edit_project, "edit_project"},
    {Act::import_plan, "import_plan"},
    {Act::report_actual, "report_actual"},
    {Act::confirm_report, "confirm_report"},
    {Act::determine, "determine"},
    {Act::give_figures, "give_figures"},
    {Act::publish, "publish"},
    {Act::correct, "correct"},
    {Act::edit_tasks, "edit_tasks"},
    {Act::propose_candidate, "propose_candidate"},
    {Act::edit_candidate, "edit_candidate"},
    {Act::weigh_candidates, "weigh_candidates"},
    {Act::choose_candidate, "choose_candidate"},
    {Act::set_selection_rule, "set_selection_rule"},
    {Act::adopt_mechanism, "adopt_mechanism"},
    {Act::try_mechanism, "try_mechanism"},
    {Act::see_calendar, "see_calendar"},
    {Act::edit_calendar, "edit_calendar"},
    {Act::read_journal_head, "read_journal_head"},
    {Act::read_journal, "read_journal"},
};

constexpr auto kActs = [] {
  std::array<Act, std::size(kNamedActs)> acts{};
  std::ranges::transform(kNamedActs, acts.begin(), &NamedAct::act);
  return acts;
}();

bool may_by_office(Act act, const Standing& who, const ObjectState& state) {
  const bool on_duty = who.holds_post && !who.administrator();
  switch (act) {
    case Act::log_in: return true;
    case Act::use_session: return who.logged_in;
    case Act::see_open_board: return state.open_board || on_duty;
    case Act::see_calendar:
    case Act::read_journal_head: return who.logged_in;
    // Who keeps the registers is watched by the two other offices, and reads over nobody's
    // shoulder.
    case Act::read_journal:
      return who.auditor || who.security_administrator ||
             (!who.administrator() && (who.in_supervision_office || who.in_headquarters));
    case Act::see_campaign: return on_duty;
    case Act::see_registry: return who.administrator() || who.holds_post;
    case Act::see_accounts: return who.administrator();
    // Who keeps the register of people does nothing else: such a log-in acts for no post (D-9.4).
    case Act::maintain_registry:
    case Act::maintain_accounts:
    case Act::found_campaign: return who.system_administrator;
    case Act::see_setup: return who.system_administrator || on_duty;
    // Somebody must name the first members; from then on the administrator is out of it.
    case Act::edit_campaign:
      return who.administrator()
                 ? who.system_administrator && state.founding
                 : who.holds_post && (who.in_headquarters || who.in_supervision_office);
    case Act::name_officers:
      return who.administrator() ? who.system_administrator && state.founding
                                 : who.holds_post && who.in_headquarters;
    case Act::name_substitute: return on_duty && who.in_headquarters;
    case Act::determine: return on_duty && (who.in_supervision_office || who.substitutes);
    case Act::give_figures: return on_duty && who.in_asked_organ;
    case Act::add_project:
    case Act::edit_project:
    case Act::import_plan:
    case Act::edit_calendar:
    case Act::publish:
    case Act::correct: return on_duty && who.in_supervision_office;
    // Headquarters hands tasks down, the office keeps the board (D-1.3, D-2.1).
    case Act::edit_tasks:
      return on_duty &&
             (who.in_supervision_office || (who.in_headquarters && !who.in_any_command_post));
    case Act::propose_candidate: return on_duty;
    case Act::edit_candidate:
      return on_duty && (who.in_proposing_unit || who.in_supervision_office);
    case Act::weigh_candidates: return on_duty && (who.in_supervision_office || who.in_named_organ);
    // Decision is a hat of its own: who weighs or judges, and who would carry it out or is judged,
    // neither chooses nor makes the rules (D-1.3, D-2.8).
    case Act::choose_candidate:
    case Act::set_selection_rule:
    case Act::adopt_mechanism:
      return on_duty && who.in_headquarters && !who.in_supervision_office &&
             !who.in_any_command_post;
    case Act::try_mechanism: return on_duty;
    // Execution and supervision are distinct hats (D-1.3): who judges neither reports nor confirms.
    case Act::report_actual:
      return on_duty && !who.in_supervision_office &&
             (state.has_project ? who.in_lead_unit : who.leads_any);
    case Act::confirm_report:
      return on_duty && !who.in_supervision_office &&
             (state.has_project ? who.in_command_post : who.in_any_command_post);
  }
  return false;
}

Refusal refusal_by_state(Act act, const ObjectState& state) {
  switch (act) {
    case Act::report_actual:
      if (!state.period_known) return "period_unknown";
      if (!state.on_wall) return state.lacking ? "project_lacking" : "project_not_on_wall";
      if (!state.period_begun) return "period_not_begun";
      if (state.published) return "period_already_published";
      if (state.determined) return "already_determined";
      if (state.confirmed) return "report_already_confirmed";
      return std::nullopt;
    case Act::confirm_report:
      if (!state.period_known) return "period_unknown";
      if (!state.on_wall) return state.lacking ? "project_lacking" : "project_not_on_wall";
      if (state.published) return "period_already_published";
      if (!state.reported) return "report_missing";
      if (state.determined) return "already_determined";
      if (state.confirmed) return "report_already_confirmed";
      return std::nullopt;
    case Act::determine:
      if (!state.period_known) return "period_unknown";
      if (!state.on_wall) return state.lacking ? "project_lacking" : "project_not_on_wall";
      if (!state.period_begun) return "period_not_begun";
      if (state.published) return "period_already_published";
      if (state.favourable && !state.reported) return "report_missing";
      if (state.favourable && !state.confirmed) return "not_confirmed";
      return std::nullopt;
    case Act::give_figures:
      if (!state.period_known) return "period_unknown";
      if (!state.on_wall) return state.lacking ? "project_lacking" : "project_not_on_wall";
      if (!state.period_begun) return "period_not_begun";
      if (state.published) return "period_already_published";
      return std::nullopt;
    case Act::publish:
      if (!state.period_known) return "period_unknown";
      if (!state.period_begun) return "period_not_begun";
      if (state.published) return "period_already_published";
      if (!state.anything_on_wall) return "nothing_on_wall";
      if (state.earlier_unpublished) return "earlier_period_not_published";
      if (state.verdicts_missing) return "verdicts_missing";
      return std::nullopt;
    case Act::correct:
      if (!state.period_known) return "period_unknown";
      if (!state.published) return "period_not_published";
      if (!state.on_wall) return "project_not_on_wall";
      return std::nullopt;
    default: return std::nullopt;
  }
}

}  // namespace

std::string_view word(Act act) {
  const NamedAct& named = kNamedActs[static_cast<std::size_t>(act)];
  ZT_CHECK(named.act == act);
  return named.word;
}

std::span<const Act> all_acts() { return kActs; }

Refusal refusal(Act act, const Standing& who, const ObjectState& state) {
  if (const Refusal person = refusal_of_person(act, who, state)) return person;
  return refusal_by_state(act, state);
}

bool waits(Act act, const Standing& who, const ObjectState& state) {
  if (act == Act::report_actual && (state.reported || !state.has_target)) return false;
  if (act == Act::determine && (state.determined || !(state.confirmed || state.period_over)))
    return false;
  return !refusal(act, who, state);
}

Refusal refusal_of_person(Act act, const Standing& who, const ObjectState& state) {
  const bool for_everybody = act == Act::log_in || (act == Act::see_open_board && state.open_board);
  if (for_everybody) return std::nullopt;
  if (!who.logged_in) return "not_logged_in";
  if (act == Act::use_session || act == Act::read_journal_head) return std::nullopt;
  if (!who.same_tenant) return "not_found";
  if (!may_by_office(act, who, state)) return "not_permitted";
  const bool judges = act == Act::determine || act == Act::correct ||
                      (act == Act::give_figures && !who.asked_as_post);
  if (judges && state.has_project && who.belongs) return "barred_by_belonging";
  return std::nullopt;
}

}  // namespace zhantu
