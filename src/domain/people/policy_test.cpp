#include "domain/people/policy.hpp"

#include <doctest/doctest.h>

#include <set>

#include "table.hpp"

namespace zhantu {
namespace {

constexpr const char* kTable = "src/domain/people/policy.table";
constexpr std::array kRoles = {"nobody",  "stranger",        "left",   "system", "security",
                               "auditor", "admin_in_office", "office", "chief",  "command",
                               "lead",    "holder"};

std::optional<Act> act_of(std::string_view text) {
  for (Act act : all_acts()) {
    if (word(act) == text) return act;
  }
  return std::nullopt;
}

// `about`: none, own or other.
Standing standing(std::string_view role, std::string_view about) {
  Standing who{.logged_in = true, .same_tenant = true, .holds_post = true};
  const bool own = about == "own";
  who.belongs = own;
  if (role == "nobody") who = Standing{};
  if (role == "stranger") {
    who.same_tenant = false;
    who.in_supervision_office = true;
  }
  if (role == "left") who.holds_post = false;
  if (role == "system") who.system_administrator = true;
  if (role == "security") who.security_administrator = true;
  if (role == "auditor") who.auditor = true;
  if (role == "admin_in_office") who.system_administrator = who.in_supervision_office = true;
  if (role == "office") who.in_supervision_office = true;
  if (role == "chief") who.in_headquarters = true;
  if (role == "command") {
    who.in_any_command_post = true;
    who.in_command_post = own;
  }
  if (role == "lead") {
    who.leads_any = true;
    who.in_lead_unit = own;
  }
  return who;
}

std::string_view short_word(std::optional<std::string_view> refused) {
  if (!refused) return "yes";
  if (*refused == "not_logged_in") return "login";
  if (*refused == "not_permitted") return "no";
  if (*refused == "barred_by_belonging") return "barred";
  return *refused == "not_found" ? "hidden" : *refused;
}

std::vector<std::string> abouts(const table::Row& row) {
  if (row["about"] == "any") return {"none", "own", "other"};
  if (row["about"] != "none" && row["about"] != "own" && row["about"] != "other")
    row.wrong("about is none, own, other or any");
  return {row["about"]};
}

// Somebody whom no act refuses: the state alone decides.
Standing allowed_in(Act act) {
  if (act == Act::report_actual) return standing("lead", "own");
  if (act == Act::confirm_report) return standing("command", "own");
  if (act == Act::name_officers || act == Act::name_substitute) return standing("chief", "other");
  if (act == Act::maintain_registry || act == Act::see_accounts || act == Act::maintain_accounts ||
      act == Act::found_campaign)
    return standing("system", "other");
  if (act == Act::choose_candidate || act == Act::set_selection_rule || act == Act::adopt_mechanism)
    return standing("chief", "other");
  if (act == Act::give_figures) {
    Standing asked = standing("holder", "other");
    asked.in_asked_organ = true;
    return asked;
  }
  return standing("office", "other");
}

bool holds(const std::string& obstacle, const ObjectState& s) {
  const std::map<std::string, bool> known = {
      {"period_unknown", !s.period_known},
      {"off_wall", !s.on_wall},
      {"lacking", !s.on_wall && s.lacking},
      {"not_begun", !s.period_begun},
      {"published", s.published},
      {"unpublished", !s.published},
      {"unreported", !s.reported},
      {"confirmed", s.confirmed},
      {"determined", s.determined},
      {"favourable_unreported", s.favourable && !s.reported},
      {"favourable_unconfirmed", s.favourable && !s.confirmed},
      {"nothing_on_wall", !s.anything_on_wall},
      {"earlier_unpublished", s.earlier_unpublished},
      {"verdicts_missing", s.verdicts_missing},
  };
  return known.at(obstacle);
}

ObjectState state_from(unsigned bits) {
  unsigned next = 0;
  const auto bit = [&] { return ((bits >> next++) & 1U) != 0; };
  ObjectState s;
  s.has_project = true;
  for (bool* field : {&s.period_known, &s.period_begun, &s.on_wall, &s.lacking, &s.published,
                      &s.earlier_unpublished, &s.verdicts_missing, &s.anything_on_wall, &s.reported,
                      &s.confirmed, &s.determined, &s.favourable})
    *field = bit();
  return s;
}
constexpr unsigned kStates = 1U << 12U;

}  // namespace

TEST_CASE("D-3.1 D-9.4 who may do what: the table, every cell") {
  std::set<std::pair<std::string, std::string>> seen;
  for (const table::Row& row : table::rows(kTable, "person")) {
    const auto act = act_of(row["act"]);
    if (!act) row.wrong("no such act");
    for (const std::string& about : abouts(row)) {
      CHECK(seen.emplace(row["act"], about).second);
      for (const char* role : kRoles) {
        INFO(row.where << " " << role << " about " << about);
        const ObjectState state{.has_project = about != "none"};
        const auto heard = refusal_of_person(*act, standing(role, about), state);
        CHECK(short_word(heard) == row[role]);
      }
    }
  }
  CHECK(seen.size() == all_acts().size() * 3);
}

TEST_CASE("every act has a word of its own") {
  std::set<std::string_view> words;
  for (Act act : all_acts()) CHECK(words.insert(word(act)).second);
  CHECK(!words.contains(""));
  CHECK(words.size() == static_cast<std::size_t>(Act::read_journal) + 1);
}

TEST_CASE("the ladder: in every state the clerk hears the first reason of the table") {
  std::map<Act, std::vector<table::Row>> ladders;
  for (table::Row& row : table::rows(kTable, "ladder")) {
    const auto act = act_of(row["act"]);
    if (!act) row.wrong("no such act");
    ladders[*act].push_back(row);
  }
  for (Act act : all_acts()) {
    for (unsigned bits = 0; bits < kStates; ++bits) {
      const ObjectState state = state_from(bits);
      std::string expected = "allowed";
      for (const table::Row& row : ladders[act]) {
        if (!holds(row["obstacle"], state)) continue;
        expected = row["refusal"];
        break;
      }
      const auto heard = refusal(act, allowed_in(act), state);
      if (heard.value_or("allowed") == expected) continue;
      FAIL_CHECK(word(act) << " in state " << bits << ": heard " << heard.value_or("allowed")
                           << ", the table says " << expected);
    }
  }
}

TEST_CASE("the person is looked at before the state") {
  for (Act act : all_acts()) {
    for (const char* role : kRoles) {
      for (const char* about : {"own", "other"}) {
        for (unsigned bits = 0; bits < kStates; bits += 37) {
          const Standing who = standing(role, about);
          const ObjectState state = state_from(bits);
          const auto person = refusal_of_person(act, who, state);
          if (!person) continue;
          CHECK(refusal(act, who, state) == person);
        }
      }
    }
  }
}

TEST_CASE("D-9.4 no administrator gives, publishes or corrects a verdict, whatever else they are") {
  for (Act act :
       {Act::determine, Act::publish, Act::correct, Act::report_actual, Act::confirm_report,
        Act::edit_project, Act::import_plan, Act::adopt_mechanism, Act::try_mechanism}) {
    for (unsigned office = 1; office < 8; ++office) {
      Standing who{.logged_in = true, .same_tenant = true, .holds_post = true};
      who.in_headquarters = who.in_supervision_office = who.in_any_command_post = true;
      who.in_command_post = who.in_lead_unit = who.leads_any = true;
      who.system_administrator = (office & 1U) != 0;
      who.security_administrator = (office & 2U) != 0;
      who.auditor = (office & 4U) != 0;
      for (const bool has_project : {true, false})
        CHECK(refusal(act, who, {.has_project = has_project}) == "not_permitted");
    }
  }
}

TEST_CASE("D-1.3 D-6.6 who judges or is judged puts no rules in force, in headquarters or not") {
  Standing chief = standing("chief", "other");
  CHECK(!refusal(Act::adopt_mechanism, chief, {}));
  chief.in_any_command_post = true;
  CHECK(refusal(Act::adopt_mechanism, chief, {}) == "not_permitted");
  chief.in_any_command_post = false;
  chief.in_supervision_office = true;
  CHECK(refusal(Act::adopt_mechanism, chief, {}) == "not_permitted");
}

TEST_CASE("D-3.1 who belongs to the project is barred, but may do everything else of the office") {
  const Standing member = standing("office", "own");
  const ObjectState project{.has_project = true, .published = true};
  CHECK(refusal(Act::correct, member, project) == "barred_by_belonging");
  CHECK(refusal(Act::determine, member, {.has_project = true}) == "barred_by_belonging");
  CHECK(!refusal(Act::publish, member, {.has_project = false}));
  CHECK(!refusal(Act::edit_project, member, {.has_project = true}));
}

TEST_CASE("D-3.1 a favourable verdict needs a confirmed report, a missed one does not") {
  const Standing member = standing("office", "other");
  ObjectState state{.has_project = true, .favourable = true};
  CHECK(refusal(Act::determine, member, state) == "report_missing");
  state.reported = true;
  CHECK(refusal(Act::determine, member, state) == "not_confirmed");
  state.confirmed = true;
  CHECK(!refusal(Act::determine, member, state));
  CHECK(!refusal(Act::determine, member, {.has_project = true, .favourable = false}));
}

TEST_CASE("D-3.1 D-11.5 a report, a confirmation, a verdict wait for one person at a time") {
  const Standing clerk = standing("lead", "own"), post = standing("command", "own"),
                 office = standing("office", "other");
  const auto next = [&](const ObjectState& state) {
    std::string out;
    if (waits(Act::report_actual, clerk, state)) out += "report ";
    if (waits(Act::confirm_report, post, state)) out += "confirm ";
    if (waits(Act::determine, office, state)) out += "determine ";
    CHECK(!waits(Act::determine, clerk, state));
    return out;
  };
  ObjectState state{.has_project = true, .has_target = true};
  CHECK(next(state) == "report ");
  state.reported = true;
  CHECK(next(state) == "confirm ");
  state.confirmed = true;
  CHECK(next(state) == "determine ");
  state.determined = true;
  CHECK(next(state).empty());
  // Nobody reported: the verdict waits once the month is over, the report still may come.
  CHECK(next({.has_project = true, .period_over = true, .has_target = true}) ==
        "report determine ");
  CHECK(next({.has_project = true}).empty());
  CHECK(next({.has_project = true, .period_over = true}) == "determine ");
  CHECK(next({.has_project = true, .period_over = true, .has_target = true, .published = true})
            .empty());
}

TEST_CASE("D-3.1 a substitute gives verdicts on the project, and nothing else of the office") {
  Standing substitute = standing("holder", "other");
  substitute.substitutes = true;
  CHECK(!refusal_of_person(Act::determine, substitute, {.has_project = true}));
  for (Act act : {Act::correct, Act::publish, Act::edit_project, Act::import_plan})
    CHECK(refusal_of_person(act, substitute, {.has_project = true}) == "not_permitted");
  substitute.belongs = true;
  CHECK(refusal_of_person(Act::determine, substitute, {.has_project = true}) ==
        "barred_by_belonging");
  substitute.belongs = false;
  substitute.auditor = true;
  CHECK(refusal_of_person(Act::determine, substitute, {.has_project = true}) == "not_permitted");
}

TEST_CASE("D-3.1 an asked figure is given by the organ that is asked, by nobody who belongs") {
  Standing member = standing("holder", "other");
  CHECK(refusal_of_person(Act::give_figures, member, {.has_project = true}) == "not_permitted");
  member.in_asked_organ = true;
  CHECK(!refusal_of_person(Act::give_figures, member, {.has_project = true}));
  CHECK(refusal_of_person(Act::determine, member, {.has_project = true}) == "not_permitted");
  member.belongs = true;
  CHECK(refusal_of_person(Act::give_figures, member, {.has_project = true}) ==
        "barred_by_belonging");
  member.asked_as_post = true;  // the rules ask the project's own command post
  CHECK(!refusal_of_person(Act::give_figures, member, {.has_project = true}));
  member.system_administrator = true;
  CHECK(refusal_of_person(Act::give_figures, member, {.has_project = true}) == "not_permitted");
}

TEST_CASE("D-9.4 the administrator names the first members of a campaign, and no one after them") {
  const Standing admin = standing("system", "other");
  for (Act act : {Act::edit_campaign, Act::name_officers}) {
    CHECK(!refusal_of_person(act, admin, {.founding = true}));
    CHECK(refusal_of_person(act, admin, {.founding = false}) == "not_permitted");
    for (const char* role : {"security", "auditor", "holder", "lead", "command", "left"})
      CHECK(refusal_of_person(act, standing(role, "other"), {.founding = true}) == "not_permitted");
  }
  CHECK(refusal_of_person(Act::name_officers, standing("office", "other"), {}) == "not_permitted");
}

TEST_CASE("D-8.3 an open board is for everybody, the rest of the campaign is not") {
  for (const char* role : kRoles) {
    INFO(role);
    CHECK(!refusal(Act::see_open_board, standing(role, "other"), {.open_board = true}));
  }
  CHECK(refusal(Act::see_campaign, standing("nobody", "other"), {.open_board = true}) ==
        "not_logged_in");
}

TEST_CASE("D-9.4 whoever is not named may do nothing: deny by default") {
  for (Act act : all_acts()) {
    INFO(word(act));
    const auto heard = refusal(act, Standing{}, ObjectState{});
    CHECK(heard ==
          (act == Act::log_in ? std::nullopt : std::optional<std::string_view>("not_logged_in")));
  }
}

}  // namespace zhantu
