// One function for each business verb.
#pragma once
#include "cli/remote.hpp"

namespace zhantu::cli {

struct LoginOptions {
  RemoteOptions remote;
  std::string user;
  int days = 30;
};
void login(const LoginOptions& options);

struct ImportOptions {
  RemoteOptions remote;
  std::string file;
  std::string campaign;
  bool check = false;
  std::string sheet, head, map, units, year;  // what is chosen in place of the proposal
  std::string annotated;                      // file for the workbook with its problems
};
void import_plan(const ImportOptions& options);

struct ExportOptions {
  RemoteOptions remote;
  std::string campaign, out, table;
};
void export_plan(const ExportOptions& options);

struct TemplateOptions {
  RemoteOptions remote;
  std::string campaign;
  std::string out;
  bool empty = false;
};
void plan_template(const TemplateOptions& options);

struct DetermineOptions {
  RemoteOptions remote;
  std::string project, period, verdict, quantity, reason;
};
void determine(const DetermineOptions& options);

struct PublishOptions {
  RemoteOptions remote;
  std::string campaign, period, remark;
};
void publish(const PublishOptions& options);

struct CalendarOptions {
  RemoteOptions remote;
  std::string file, source;
  int year = 0;
};
void calendar_list(const CalendarOptions& options);
void calendar_import(const CalendarOptions& options, bool check);

struct JournalOptions {
  RemoteOptions remote;
  std::string kind, record, by, from, until;
  int limit = 50;
};
void list_journal(const JournalOptions& options);

struct TaskOptions {
  RemoteOptions remote;
  std::string campaign, number, name, source_kind = "handed_down", source, category, owner, effect;
  std::string quantity, quantity_unit, due_on;
};
void list_tasks(const TaskOptions& options);
void put_task(const TaskOptions& options);

struct CandidateOptions {
  RemoteOptions remote;
  std::string campaign, number, name, category, facts, target, reasons, reason, period;
  std::string starts_on, finishes_on, command_post, lead_unit, accountable, investment, state;
  std::vector<std::string> scores;
  bool dry_run = false;
};
void candidate_list(const CandidateOptions& options);
void candidate_add(const CandidateOptions& options);
void candidate_weigh(const CandidateOptions& options);
// chosen, kept or declined
void candidate_decide(const CandidateOptions& options, const std::string& decision);

struct ChartOptions {
  RemoteOptions remote;
  std::string campaign, out;
  std::string what = "progress";  // or "strips"
  std::string medium = "paper", surface = "pdf", paper = "a1", audience = "internal", as_of;
  std::string subject, sheet = "a3", projects;
  int page = 1, changed_since = -1;
  bool posts_apart = false;
};
void chart(const ChartOptions& options);

}  // namespace zhantu::cli
