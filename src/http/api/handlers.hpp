// The handlers of the routes, one file for each noun. Each turns a Call into a command, lets the
// app do it and renders the answer.
#pragma once
#include "http/call.hpp"

namespace zhantu::http::api {

// session.cpp
Response log_in(Call& call);
Response get_session(Call& call);
Response log_out(Call& call);
Response act_for(Call& call);
Response change_password(Call& call);
Response create_token(Call& call);

// registry.cpp
Response get_registry(Call& call);
Response list_units(Call& call);
Response get_unit(Call& call);
Response save_unit(Call& call);  // a new one, or {unit}
Response list_people(Call& call);
Response get_person(Call& call);
Response save_person(Call& call);  // a new one, or {person}
Response get_tenure(Call& call);
Response save_tenure(Call& call);  // a new one, or {tenure}
Response rename_post(Call& call);
Response import_register(Call& call);

// accounts.cpp
Response list_accounts(Call& call);
Response get_account(Call& call);
Response save_account(Call& call);  // a new one, or {account}
Response give_password(Call& call);

// campaigns.cpp
Response list_campaigns(Call& call);
Response get_campaign(Call& call);
Response get_period(Call& call);

// setup.cpp
Response found_campaign(Call& call);
Response get_setup(Call& call);
Response edit_campaign(Call& call);
Response get_organ(Call& call);
Response save_organ(Call& call);  // a new one, or {organ}
Response name_substitute(Call& call);

// project_records.cpp
Response add_project(Call& call);
Response get_project_record(Call& call);
Response edit_project_record(Call& call);

// board.cpp
Response get_board(Call& call);
std::optional<Response> board_at_hand(Call& call);

// projects.cpp
Response list_projects(Call& call);
Response get_project(Call& call);
Response edit_project(Call& call);
Response report_actual(Call& call);
Response confirm_report(Call& call);
Response determine(Call& call);

// reports.cpp
Response report_many(Call& call);

// publications.cpp
Response publish(Call& call);
Response get_publication(Call& call);
Response correct(Call& call);

// mechanisms.cpp
Response list_mechanisms(Call& call);
Response get_mechanism(Call& call);
Response adopt_mechanism(Call& call);

// mechanism_trials.cpp
Response check_mechanism(Call& call);
Response simulate_mechanism(Call& call);

// plans.cpp
Response import_plan(Call& call);
Response annotate_plan(Call& call);
Response get_job(Call& call);
Response cancel_job(Call& call);

// plan_files.cpp
Response plan_template(Call& call);
Response export_plan_xlsx(Call& call);
Response export_plan_csv(Call& call);
Response list_plan_tables(Call& call);

// charts.cpp
Response progress_chart(Call& call);
Response progress_strips(Call& call);
Response chart_subjects(Call& call);
Response wall_state(Call& call);
Response check_revision(Call& call);
Response events(Call& call);

// selection.cpp
Response list_tasks(Call& call);
Response add_task(Call& call);
Response edit_task(Call& call);
Response set_categories(Call& call);
Response share_task(Call& call);
Response link_task(Call& call);
Response list_candidates(Call& call);
Response propose_candidate(Call& call);
Response edit_candidate(Call& call);
Response get_selection_rule(Call& call);
Response set_selection_rule(Call& call);
Response weigh_candidates(Call& call);
Response choose_candidate(Call& call);
Response get_directory(Call& call);

// overview.cpp
Response get_overview(Call& call);

// calendar.cpp
Response list_calendar_years(Call& call);
Response get_calendar_year(Call& call);
Response set_calendar_year(Call& call);
Response import_calendar(Call& call);

// journal.cpp
Response list_journal(Call& call);
Response list_journal_changes(Call& call);
Response journal_head(Call& call);
Response get_project_history(Call& call);

// system.cpp
Response list_problems(Call& call);
Response health_live(Call& call);
Response health_ready(Call& call);

}  // namespace zhantu::http::api
