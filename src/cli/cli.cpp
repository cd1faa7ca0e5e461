#include "cli/cli.hpp"

#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/check_mechanism.hpp"
#include "cli/mechanism_verbs.hpp"
#include "cli/record_verbs.hpp"
#include "cli/verbs.hpp"

namespace zhantu::cli {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : value;
}

// Everything that the options of all verbs are read into.
struct Parsed {
  bool json = false;
  RemoteOptions remote;
  ServeOptions serve;
  InitOptions init;
  std::string demo_data;
  LoginOptions login;
  ImportOptions import;
  ExportOptions plan_export;
  TemplateOptions plan_template;
  DetermineOptions determine;
  PublishOptions publish;
  CalendarOptions calendar;
  JournalOptions journal;
  TaskOptions task;
  CandidateOptions candidate;
  ChartOptions chart;
  CheckMechanismOptions check_mechanism;
  MechanismOptions mechanism;
  RecordOptions record;
};

void add_remote(CLI::App* verb, Parsed& parsed) {
  verb->add_option(
      "--server", parsed.remote.server,
      say("服务器地址，也可用环境变量 ZHANTU_SERVER", "address of the server, or ZHANTU_SERVER"));
  verb->add_option("--ca", parsed.remote.ca,
                   say("根证书文件，也可用 ZHANTU_CA", "root certificate, or ZHANTU_CA"));
  verb->add_flag("--json", parsed.json, say("输出 JSON", "print JSON"));
}

void add_serve(CLI::App& app, Parsed& p) {
  CLI::App* verb = app.add_subcommand("serve", say("启动服务", "run the server"));
  verb->add_option("--data", p.serve.data, say("数据目录", "data folder"))->required();
  verb->add_option("--address", p.serve.address, say("监听地址", "address to listen on"))
      ->capture_default_str();
  verb->add_option("--port", p.serve.port,
                   say("端口，0 为任意空闲端口", "port; 0 for any free one"))
      ->capture_default_str();
  verb->add_option("--name", p.serve.names,
                   say("证书上的主机名或地址，可多次给出",
                       "host name or address of the certificate; may be repeated"));
  verb->add_option("--certificate", p.serve.certificate,
                   say("自备证书链（PEM）", "own certificate chain (PEM)"));
  verb->add_option("--key", p.serve.key, say("自备证书的私钥（PEM）", "its private key (PEM)"));
  verb->add_flag("--plain-http", p.serve.plain_http,
                 say("不加密，仅限可信的反向代理之后", "no TLS; only behind a trusted proxy"));
  verb->add_option("--test-clock", p.serve.test_clock,
                   say("从文件读取当前时间，仅供测试", "take the time from a file; for tests"));
}

void add_files(CLI::App& app, Parsed& p) {
  CLI::App* init = app.add_subcommand("init", say("新建数据目录", "make a data folder"));
  init->add_option("--data", p.init.data, say("数据目录", "data folder"))->required();
  init->add_option("--setup", p.init.setup, say("设置文件（TOML）", "setup file (TOML)"));
  init->add_option("--code", p.init.code, say("单位编码", "code of the tenant"));
  init->add_option("--name", p.init.name, say("单位名称", "name of the tenant"));
  init->add_option("--login", p.init.login,
                   say("系统管理员的用户名", "log-in of the system administrator"));
  init->add_option("--test-clock", p.init.test_clock,
                   say("从文件读取当前时间，仅供测试", "take the time from a file; for tests"));
  CLI::App* demo = app.add_subcommand("demo", say("建立演示县", "make the demo county"));
  demo->add_option("--data", p.demo_data, say("数据目录", "data folder"))->required();
  app.add_subcommand("policy", say("输出权限矩阵（JSON）", "print the authorisation matrix (JSON)"))
      ->add_flag("--json", p.json);
}

void add_chart(CLI::App& app, Parsed& p) {
  CLI::App* chart_verb =
      app.add_subcommand("chart", say("绘制作战进度图", "draw the progress chart"));
  add_remote(chart_verb, p);
  chart_verb->add_option("--campaign", p.chart.campaign, say("战役编号", "campaign"));
  chart_verb
      ->add_option("what", p.chart.what,
                   say("progress 整图 | strips 抽换条", "progress (the chart) | strips"))
      ->check(CLI::IsMember({"progress", "strips"}))
      ->capture_default_str();
  chart_verb->add_option("--medium", p.chart.medium, "paper | wall")->capture_default_str();
  chart_verb->add_option("--surface", p.chart.surface, "pdf | svg | png")->capture_default_str();
  chart_verb->add_option("--paper", p.chart.paper, "a0 | a1 | a2 | a3 | a4")->capture_default_str();
  chart_verb->add_option("--audience", p.chart.audience, "internal | open")->capture_default_str();
  chart_verb->add_option("--as-of", p.chart.as_of,
                         say("某日的图，如 2026-05-31", "as it stood on a day"));
  chart_verb->add_option("--for", p.chart.subject,
                         say("只画某单位、领导或指挥部的项目：unit:12、leader:3、post:4",
                             "projects of a unit, leader or post: unit:12, leader:3, post:4"));
  chart_verb->add_flag("--posts-apart", p.chart.posts_apart,
                       say("每个指挥部另起一张", "each command post begins a page"));
  chart_verb
      ->add_option("--sheet", p.chart.sheet, say("抽换条印在 a3 或 a4 纸上", "strips: a3 | a4"))
      ->capture_default_str();
  chart_verb->add_option(
      "--projects", p.chart.projects,
      say("抽换条：项目编号，用逗号分开", "strips: project numbers, with commas"));
  chart_verb->add_option(
      "--changed-since", p.chart.changed_since,
      say("抽换条：只印该版以来有变化的", "strips: those changed since a revision"));
  chart_verb->add_option("--page", p.chart.page, say("第几页（svg、png）", "page (svg, png)"))
      ->capture_default_str();
  chart_verb->add_option("--out", p.chart.out, say("保存为", "save as"))->required();
}

void add_calendar(CLI::App& app, Parsed& p) {
  CLI::App* verb = app.add_subcommand("calendar", say("工作日历", "the working-day calendar"));
  verb->require_subcommand(1);
  CLI::App* list = verb->add_subcommand(
      "list", say("列出已知的年份，或某年的节假日", "list the years, or the days of one"));
  add_remote(list, p);
  list->add_option("year", p.calendar.year, say("年份", "year"));
  for (const auto& [name, what] :
       {std::pair{"check", say("检查文件，不导入", "check a file")},
        {"import", say("导入文件，替换其中各年", "import a file; it replaces its years")}}) {
    CLI::App* file = verb->add_subcommand(name, what);
    add_remote(file, p);
    file->add_option("file", p.calendar.file,
                     say("CSV（日期,类别,名称）或 TOML 文件", "CSV (day, kind, name) or TOML file"))
        ->required();
    file->add_option("--source", p.calendar.source,
                     say("依据的通知（CSV）", "the notice that it follows (CSV)"));
  }
}

int calendar_verb(CLI::App& app, Parsed& p) {
  p.calendar.remote = p.remote;
  const std::string verb = app.get_subcommands().front()->get_subcommands().front()->get_name();
  if (verb == "list") return calendar_list(p.calendar), kOk;
  return calendar_import(p.calendar, verb == "check"), kOk;
}

void add_plan_files(CLI::App& app, Parsed& p) {
  CLI::App* import_verb =
      app.add_subcommand("import", say("导入计划工作簿", "import a plan workbook"));
  add_remote(import_verb, p);
  import_verb->add_option("file", p.import.file, say(".xlsx 或 .csv 文件", ".xlsx or .csv file"))
      ->required();
  import_verb->add_option("--campaign", p.import.campaign, say("战役编号", "campaign"));
  import_verb->add_flag("--check,--dry-run", p.import.check, say("只检查，不导入", "check only"));
  import_verb->add_option(
      "--annotate", p.import.annotated,
      say("把标注了问题的工作簿保存为", "save the workbook with its problems as"));
  import_verb->add_option("--sheet", p.import.sheet, say("工作表名", "name of the sheet"));
  import_verb->add_option("--head", p.import.head,
                          say("表头所在行，如 3-4", "rows of the head, such as 3-4"));
  import_verb->add_option("--map", p.import.map,
                          say("各列是什么，如 A=number,D=plan:3,E=ignore",
                              "what columns are for, such as A=number,D=plan:3,E=ignore"));
  import_verb->add_option("--units", p.import.units,
                          say("各列的单位，如 F=万元", "units of columns, such as F=万元"));
  import_verb->add_option("--year", p.import.year,
                          say("没写年份的时间是哪一年", "the year of days that name none"));

  CLI::App* export_verb = app.add_subcommand(
      "export", say("按导入时的列导出计划", "export the plan in the columns of the last import"));
  add_remote(export_verb, p);
  export_verb->add_option("--campaign", p.plan_export.campaign, say("战役编号", "campaign"));
  export_verb
      ->add_option("--out", p.plan_export.out, say("保存为 .xlsx 或 .csv", "save as .xlsx or .csv"))
      ->required();
  export_verb->add_option("--table", p.plan_export.table,
                          say("哪一种表头；standard 为系统模板的列",
                              "which head; standard for the template's columns"));

  CLI::App* template_verb =
      app.add_subcommand("template", say("下载计划模板", "download the plan template"));
  add_remote(template_verb, p);
  template_verb->add_option("--campaign", p.plan_template.campaign, say("战役编号", "campaign"));
  template_verb->add_option("--out", p.plan_template.out, say("保存为", "save as"))->required();
  template_verb->add_flag("--empty", p.plan_template.empty,
                          say("不带已有项目", "without the projects that are there"));
}

void add_business(CLI::App& app, Parsed& p) {
  CLI::App* login_verb =
      app.add_subcommand("login", say("登录并保存令牌", "log in and keep a token"));
  add_remote(login_verb, p);
  login_verb->add_option("--user", p.login.user, say("用户名", "log-in name"))->required();
  login_verb->add_option("--days", p.login.days, say("令牌有效天数", "days that the token lasts"))
      ->capture_default_str();

  add_plan_files(app, p);

  CLI::App* determine_verb = app.add_subcommand(
      "determine", say("认定一个项目一期的完成情况", "give the verdict on a project"));
  add_remote(determine_verb, p);
  determine_verb
      ->add_option("project", p.determine.project, say("项目编号", "project number or id"))
      ->required();
  determine_verb
      ->add_option("period", p.determine.period, say("期别，如 2026-03", "period, such as 2026-03"))
      ->required();
  determine_verb->add_option("verdict", p.determine.verdict, "exceeded | met | missed | no_target")
      ->required();
  determine_verb->add_option("--quantity", p.determine.quantity,
                             say("认定累计数量", "verified cumulative quantity"));
  determine_verb->add_option("--reason", p.determine.reason, say("理由", "reason"));

  CLI::App* publish_verb = app.add_subcommand("publish", say("公示一期", "publish a period"));
  add_remote(publish_verb, p);
  publish_verb
      ->add_option("period", p.publish.period, say("期别，如 2026-03", "period, such as 2026-03"))
      ->required();
  publish_verb->add_option("--campaign", p.publish.campaign, say("战役编号", "campaign"));
  publish_verb->add_option("--remark", p.publish.remark, say("备注", "remark"));

  add_chart(app, p);
}

void add_records(CLI::App& app, Parsed& p) {
  for (const RecordNoun& noun : record_nouns()) {
    CLI::App* verb = app.add_subcommand(noun.name, say(noun.title_zh, noun.title_en));
    add_remote(verb, p);
    verb->add_option("act", p.record.verb,
                     "list | show | add | edit | end" +
                         std::string(std::string_view(noun.name) == "account" ? " | password" : ""))
        ->required();
    verb->add_option("arguments", p.record.arguments,
                     say("编号，以及 名称=内容（JSON 值用 名称:=内容）",
                         "an id, and name=text (name:=JSON for other values)"));
    verb->add_option("--campaign", p.record.campaign, say("战役编号", "campaign"));
    verb->add_option("--q", p.record.q, say("查找", "search"));
    verb->add_option("--version", p.record.version,
                     say("所看内容的版本（version），不给则先读再改",
                         "version of what was looked at; without it, read first"));
    verb->add_option("--on", p.record.on,
                     say("最后一天，如 2026-12-31", "last day, such as 2026-12-31"));
  }
}

void add_journal(CLI::App& app, Parsed& p) {
  CLI::App* verb = app.add_subcommand("journal", say("谁改了什么", "who changed what"));
  verb->require_subcommand(1);
  CLI::App* list = verb->add_subcommand("list", say("最新的在前", "newest first"));
  add_remote(list, p);
  list->add_option("--kind", p.journal.kind,
                   say("只看某类记录，如 project", "records of a kind, such as project"));
  list->add_option(
      "--record", p.journal.record,
      say("只看某一记录及其所属，如 project/71", "one record and what names it: project/71"));
  list->add_option("--by", p.journal.by, say("只看某人（人员编号）", "what one person did (id)"));
  list->add_option("--from", p.journal.from, say("起始日期", "first day"));
  list->add_option("--until", p.journal.until, say("截止日期", "last day"));
  list->add_option("--limit", p.journal.limit, say("最多几条", "how many at most"))
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
}

void add_task_board(CLI::App& app, Parsed& p) {
  CLI::App* verb = app.add_subcommand("task", say("任务榜", "the task board"));
  verb->require_subcommand(1);
  for (const auto& [name, what] : {std::pair{"list", say("列出任务", "list the tasks")},
                                   {"add", say("新增任务", "put a task on the board")}}) {
    CLI::App* one = verb->add_subcommand(name, what);
    add_remote(one, p);
    one->add_option("--campaign", p.task.campaign, say("战役编号", "campaign"));
    one->add_option("--category", p.task.category, say("类别", "category"));
    const bool list = std::string_view(name) == "list";
    one->add_option("--owner", p.task.owner, say("牵头机构（简称）", "owner organ, by short name"))
        ->required(!list);
    if (list) continue;
    one->add_option("name", p.task.name, say("任务名称", "name"))->required();
    one->add_option("--effect", p.task.effect, say("目标成效", "target effect"))->required();
    one->add_option("--number", p.task.number, say("编号，默认顺延", "number"));
    one->add_option("--source-kind", p.task.source_kind,
                    "parent_campaign | handed_down | meeting | leader")
        ->capture_default_str();
    one->add_option("--source", p.task.source, say("来源", "source in words"));
    one->add_option("--quantity", p.task.quantity, say("下达数量", "quantity handed down"));
    one->add_option("--unit", p.task.quantity_unit, say("计量单位", "its unit"));
    one->add_option("--due", p.task.due_on, say("完成时限，如 2026-11-30", "day it is due"));
  }
}

void add_candidate_fields(CLI::App* one, CandidateOptions& o) {
  one->add_option("name", o.name, say("项目名称", "name"))->required();
  one->add_option("--reasons", o.reasons, say("推荐理由", "reasons"))->required();
  one->add_option("--number", o.number, say("编号，默认顺延", "number"));
  one->add_option("--category", o.category, say("类别", "category"));
  one->add_option("--facts", o.facts, say("基本情况", "facts"));
  one->add_option("--target", o.target, say("年度目标", "annual target"));
  one->add_option("--start", o.starts_on, say("开工日期", "start"));
  one->add_option("--finish", o.finishes_on, say("计划完成日期", "planned finish"));
  one->add_option("--command-post", o.command_post, say("作战指挥部（简称）", "command post"));
  one->add_option("--lead-unit", o.lead_unit, say("主责单位", "lead unit"));
  one->add_option("--person", o.accountable, say("责任人", "accountable person"));
  one->add_option("--investment", o.investment, say("总投资（万元）", "investment, 10,000 yuan"));
}

void add_candidate(CLI::App& app, Parsed& p) {
  CLI::App* verb = app.add_subcommand("candidate", say("候选库", "the candidate pool"));
  verb->require_subcommand(1);
  const auto add = [&](const char* name, const std::string& what) {
    CLI::App* one = verb->add_subcommand(name, what);
    add_remote(one, p);
    one->add_option("--campaign", p.candidate.campaign, say("战役编号", "campaign"));
    return one;
  };
  add("list", say("列出候选项目", "list the candidates"))
      ->add_option("--state", p.candidate.state, "proposed | weighed | kept | declined | chosen");
  add_candidate_fields(add("add", say("提出候选项目", "propose a candidate")), p.candidate);
  CLI::App* weigh = add("weigh", say("打分，按评分项的顺序", "enter scores, in order"));
  weigh->add_option("number", p.candidate.number, say("候选编号", "number"))->required();
  weigh->add_option("scores", p.candidate.scores, say("各项得分", "the scores"))->required();
  for (const auto& [name, what] : {std::pair{"choose", say("遴选上图", "choose for the wall")},
                                   {"keep", say("留在库中", "keep in the pool")},
                                   {"decline", say("不予遴选", "decline")}}) {
    CLI::App* one = add(name, what);
    one->add_option("number", p.candidate.number, say("候选编号", "number"))->required();
    one->add_option("--reason", p.candidate.reason, say("理由", "reason"));
    if (std::string_view(name) != "choose") continue;
    one->add_option("--period", p.candidate.period, say("自哪一期上图", "first period"))
        ->required();
    one->add_flag("--dry-run", p.candidate.dry_run,
                  say("只看结果，不遴选", "only say what happens"));
  }
}

int selection_verb(CLI::App& app, Parsed& p) {
  const CLI::App* noun = app.get_subcommands().front();
  const std::string verb = noun->get_subcommands().front()->get_name();
  p.task.remote = p.candidate.remote = p.remote;
  if (noun->get_name() == "task") {
    verb == "list" ? list_tasks(p.task) : put_task(p.task);
    return kOk;
  }
  if (verb == "list") return candidate_list(p.candidate), kOk;
  if (verb == "add") return candidate_add(p.candidate), kOk;
  if (verb == "weigh") return candidate_weigh(p.candidate), kOk;
  const char* decision = verb == "choose" ? "chosen" : verb == "keep" ? "kept" : "declined";
  return candidate_decide(p.candidate, decision), kOk;
}

void add_mechanism(CLI::App& app, Parsed& p) {
  CLI::App* group = app.add_subcommand(
      "mechanism", say("机制（规则）的版本", "the rules of a campaign and their versions"));
  group->require_subcommand(1);
  const auto add = [&](const char* name, const std::string& help) {
    CLI::App* verb = group->add_subcommand(name, help);
    add_remote(verb, p);
    verb->add_option("--campaign", p.mechanism.campaign, say("战役编号", "campaign"));
    return verb;
  };
  add("list", say("各版本及其适用的考核期", "versions and the periods that each one judges"));
  add("show", say("某一版本的文件", "the file of a version"))
      ->add_option("version", p.mechanism.version, say("版本号", "version"))
      ->required();
  add("simulate", say("用另一机制文件推演已公示的各期，不保存",
                      "judge the published past by another file; nothing is saved"))
      ->add_option("file", p.mechanism.file, say("机制文件（TOML）", "mechanism file (TOML)"))
      ->required();
  CLI::App* adopt = add("adopt", say("启用新版本（总指挥部）", "put a later version in force"));
  adopt->add_option("file", p.mechanism.file, say("机制文件（TOML）", "mechanism file (TOML)"))
      ->required();
  adopt->add_option("--remark", p.mechanism.remark,
                    say("依据的文件或会议", "the paper or the meeting that decided it"));
  adopt->add_flag("--dry-run", p.mechanism.dry_run, say("只试，不保存", "try only, save nothing"));
  CLI::App* check = group->add_subcommand(
      "check", say("检查机制文件，不需要服务器", "check a mechanism file; needs no server"));
  check
      ->add_option("file", p.check_mechanism.file, say("机制文件（TOML）", "mechanism file (TOML)"))
      ->required();
  check->add_flag("--json", p.check_mechanism.json, say("输出 JSON", "print JSON"));
}

int mechanism(const CLI::App& group, const MechanismOptions& options) {
  const std::string verb = group.get_subcommands().front()->get_name();
  if (verb == "list") return list_mechanisms(options), kOk;
  if (verb == "show") return show_mechanism(options), kOk;
  if (verb == "simulate") return simulate_mechanism(options), kOk;
  return adopt_mechanism(options), kOk;
}

int dispatch(CLI::App& app, Parsed& p, const Hooks& hooks) {
  p.remote.json = p.json;
  const std::string verb = app.get_subcommands().front()->get_name();
  if (verb == "serve") return hooks.serve(p.serve);
  if (verb == "init") {
    p.init.password = read_password();
    return hooks.init(p.init);
  }
  if (verb == "demo") return hooks.demo(p.demo_data);
  if (verb == "policy") return std::cout << hooks.policy_json() << '\n', kOk;
  if (verb == "login") return p.login.remote = p.remote, login(p.login), kOk;
  if (verb == "export") return p.plan_export.remote = p.remote, export_plan(p.plan_export), kOk;
  if (verb == "import") return p.import.remote = p.remote, import_plan(p.import), kOk;
  if (verb == "template")
    return p.plan_template.remote = p.remote, plan_template(p.plan_template), kOk;
  if (verb == "determine") return p.determine.remote = p.remote, determine(p.determine), kOk;
  if (verb == "task" || verb == "candidate") return selection_verb(app, p);
  if (verb == "calendar") return calendar_verb(app, p);
  if (verb == "journal") return p.journal.remote = p.remote, list_journal(p.journal), kOk;
  p.record.remote = p.remote;
  p.record.noun = verb;
  for (const RecordNoun& noun : record_nouns()) {
    if (verb == noun.name) return record_verb(p.record), kOk;
  }
  if (verb == "publish") return p.publish.remote = p.remote, publish(p.publish), kOk;
  if (verb == "mechanism") {
    const CLI::App* group = app.get_subcommands().front();
    if (group->got_subcommand("check")) return check_mechanism_file(p.check_mechanism);
    p.mechanism.remote = p.remote;
    return mechanism(*group, p.mechanism);
  }
  return p.chart.remote = p.remote, chart(p.chart), kOk;
}

}  // namespace

int run(int argc, char** argv, const Hooks& hooks) {
  CLI::App app(
      say("战图：挂图作战的计划、认定、公示与作战图",
          "Zhantu: plans, verdicts, publications and charts of campaigns run by the wall chart"),
      "zhantu");
  app.require_subcommand(1);
  app.footer(
      say("退出码：0 成功；1 被拒绝；2 用法有误；3 连不上服务器；4 文件、数据目录或端口不可用；5 "
          "内部错误。",
          "Exit codes: 0 done; 1 refused; 2 wrong usage; 3 server unreachable; 4 a file, the data "
          "folder or the port cannot be used; 5 "
          "internal error."));
  Parsed parsed;
  add_serve(app, parsed);
  add_files(app, parsed);
  add_business(app, parsed);
  add_mechanism(app, parsed);
  add_calendar(app, parsed);
  add_journal(app, parsed);
  add_records(app, parsed);
  add_task_board(app, parsed);
  add_candidate(app, parsed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kOk : kUsage;
  }
  try {
    return dispatch(app, parsed, hooks);
  } catch (const Stop& stop) {
    return stop.code;
  } catch (const ApiUnreachable& error) {
    std::cerr << error.what() << " [" << error.word() << "]" << '\n';
    return kUnreachable;
  } catch (const std::logic_error& error) {
    std::cerr << error.what() << '\n';
    return kInternal;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return kFile;
  }
}

bool speaks_english() {
  for (const char* name : {"ZHANTU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string value = environment(name);
    if (!value.empty()) return value.starts_with("en");
  }
  return false;
}

std::string say(const char* chinese, const char* english) {
  return speaks_english() ? english : chinese;
}

std::string read_password() {
  std::string password = environment("ZHANTU_PASSWORD");
  if (!password.empty()) return password;
  termios before{};
  const bool terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (terminal) {
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent);
    std::cerr << say("密码：", "password: ") << std::flush;
  }
  std::getline(std::cin, password);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << '\n';
  }
  return password;
}

}  // namespace zhantu::cli
