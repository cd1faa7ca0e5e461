#include "http/router.hpp"

#include "http/api/handlers.hpp"
#include "http/event_frames.hpp"
#include "http/static_files.hpp"

namespace zhantu::http {
namespace {

constexpr Route kRoutes[] = {
    {"POST", "/api/v1/session", "log_in", Act::log_in, api::log_in},
    {"GET", "/api/v1/session", "get_session", Act::use_session, api::get_session},
    {"DELETE", "/api/v1/session", "log_out", Act::use_session, api::log_out},
    {"PUT", "/api/v1/session/tenure", "act_for", Act::use_session, api::act_for},
    {"PUT", "/api/v1/session/password", "change_password", Act::use_session, api::change_password},
    {"POST", "/api/v1/tokens", "create_token", Act::use_session, api::create_token},

    {"GET", "/api/v1/registry", "get_registry", Act::see_registry, api::get_registry},
    {"POST", "/api/v1/registry/imports", "import_register", Act::maintain_registry,
     api::import_register},
    {"GET", "/api/v1/units", "list_units", Act::see_registry, api::list_units},
    {"POST", "/api/v1/units", "add_unit", Act::maintain_registry, api::save_unit},
    {"GET", "/api/v1/units/{unit}", "get_unit", Act::see_registry, api::get_unit},
    {"PATCH", "/api/v1/units/{unit}", "edit_unit", Act::maintain_registry, api::save_unit},
    {"GET", "/api/v1/people", "list_people", Act::see_registry, api::list_people},
    {"POST", "/api/v1/people", "add_person", Act::maintain_registry, api::save_person},
    {"GET", "/api/v1/people/{person}", "get_person", Act::see_registry, api::get_person},
    {"PATCH", "/api/v1/people/{person}", "edit_person", Act::maintain_registry, api::save_person},
    {"PATCH", "/api/v1/posts/{post}", "rename_post", Act::maintain_registry, api::rename_post},
    {"POST", "/api/v1/tenures", "add_tenure", Act::maintain_registry, api::save_tenure},
    {"GET", "/api/v1/tenures/{tenure}", "get_tenure", Act::see_registry, api::get_tenure},
    {"PATCH", "/api/v1/tenures/{tenure}", "edit_tenure", Act::maintain_registry, api::save_tenure},
    {"GET", "/api/v1/accounts", "list_accounts", Act::see_accounts, api::list_accounts},
    {"POST", "/api/v1/accounts", "add_account", Act::maintain_accounts, api::save_account},
    {"GET", "/api/v1/accounts/{account}", "get_account", Act::see_accounts, api::get_account},
    {"PATCH", "/api/v1/accounts/{account}", "edit_account", Act::maintain_accounts,
     api::save_account},
    {"POST", "/api/v1/accounts/{account}/password", "give_password", Act::maintain_accounts,
     api::give_password},

    {"GET", "/api/v1/campaigns", "list_campaigns", Act::see_open_board, api::list_campaigns},
    {"POST", "/api/v1/campaigns", "found_campaign", Act::found_campaign, api::found_campaign},
    {"GET", "/api/v1/campaigns/{campaign}/setup", "get_setup", Act::see_setup, api::get_setup},
    {"PATCH", "/api/v1/campaigns/{campaign}/setup", "edit_campaign", Act::edit_campaign,
     api::edit_campaign},
    {"POST", "/api/v1/campaigns/{campaign}/organs", "add_organ", Act::edit_campaign,
     api::save_organ},
    {"GET", "/api/v1/campaigns/{campaign}/organs/{organ}", "get_organ", Act::see_setup,
     api::get_organ},
    {"PATCH", "/api/v1/campaigns/{campaign}/organs/{organ}", "edit_organ", Act::edit_campaign,
     api::save_organ},
    {"PUT", "/api/v1/campaigns/{campaign}/substitutes", "name_substitute", Act::name_substitute,
     api::name_substitute},
    {"POST", "/api/v1/campaigns/{campaign}/projects", "add_project", Act::add_project,
     api::add_project},
    {"GET", "/api/v1/campaigns/{campaign}", "get_campaign", Act::see_campaign, api::get_campaign},
    {"GET", "/api/v1/campaigns/{campaign}/board", "get_board", Act::see_campaign, api::get_board,
     api::board_at_hand},
    {"GET", "/api/v1/campaigns/{campaign}/overview", "get_overview", Act::see_campaign,
     api::get_overview},
    {"GET", "/api/v1/campaigns/{campaign}/projects", "list_projects", Act::see_campaign,
     api::list_projects},
    {"GET", "/api/v1/campaigns/{campaign}/periods/{period}", "get_period", Act::see_campaign,
     api::get_period},

    {"GET", "/api/v1/projects/{project}", "get_project", Act::see_campaign, api::get_project},
    {"GET", "/api/v1/projects/{project}/record", "get_project_record", Act::see_campaign,
     api::get_project_record},
    {"PATCH", "/api/v1/projects/{project}/record", "edit_project_record", Act::edit_project,
     api::edit_project_record},
    {"GET", "/api/v1/projects/{project}/history", "get_project_history", Act::see_campaign,
     api::get_project_history},
    {"PATCH", "/api/v1/projects/{project}", "edit_project", Act::edit_project, api::edit_project},
    {"PUT", "/api/v1/projects/{project}/periods/{period}/report", "report_actual",
     Act::report_actual, api::report_actual},
    {"PUT", "/api/v1/projects/{project}/periods/{period}/confirmation", "confirm_report",
     Act::confirm_report, api::confirm_report},
    {"PUT", "/api/v1/projects/{project}/periods/{period}/determination", "determine",
     Act::determine, api::determine},

    {"PUT", "/api/v1/campaigns/{campaign}/periods/{period}/reports", "report_many",
     Act::report_actual, api::report_many},
    {"POST", "/api/v1/campaigns/{campaign}/periods/{period}/publication", "publish", Act::publish,
     api::publish},
    {"GET", "/api/v1/campaigns/{campaign}/periods/{period}/publication", "get_publication",
     Act::see_open_board, api::get_publication},
    {"POST", "/api/v1/campaigns/{campaign}/periods/{period}/corrections", "correct", Act::correct,
     api::correct},

    {"GET", "/api/v1/campaigns/{campaign}/mechanisms", "list_mechanisms", Act::see_open_board,
     api::list_mechanisms},
    {"GET", "/api/v1/campaigns/{campaign}/mechanisms/{version}", "get_mechanism",
     Act::see_open_board, api::get_mechanism},
    {"POST", "/api/v1/campaigns/{campaign}/mechanisms", "adopt_mechanism", Act::adopt_mechanism,
     api::adopt_mechanism},
    {"POST", "/api/v1/campaigns/{campaign}/mechanism-checks", "check_mechanism", Act::try_mechanism,
     api::check_mechanism},
    {"POST", "/api/v1/campaigns/{campaign}/mechanism-simulations", "simulate_mechanism",
     Act::try_mechanism, api::simulate_mechanism},

    {"POST", "/api/v1/campaigns/{campaign}/plan-imports", "import_plan", Act::import_plan,
     api::import_plan},
    {"POST", "/api/v1/campaigns/{campaign}/plan-imports/annotated", "annotate_plan",
     Act::import_plan, api::annotate_plan},
    {"GET", "/api/v1/campaigns/{campaign}/plan-template.xlsx", "plan_template", Act::see_campaign,
     api::plan_template},

    {"GET", "/api/v1/campaigns/{campaign}/plan-export.xlsx", "export_plan_xlsx", Act::see_campaign,
     api::export_plan_xlsx},
    {"GET", "/api/v1/campaigns/{campaign}/plan-export.csv", "export_plan_csv", Act::see_campaign,
     api::export_plan_csv},
    {"GET", "/api/v1/campaigns/{campaign}/plan-tables", "list_plan_tables", Act::see_campaign,
     api::list_plan_tables},
    {"GET", "/api/v1/jobs/{job}", "get_job", Act::use_session, api::get_job},
    {"DELETE", "/api/v1/jobs/{job}", "cancel_job", Act::use_session, api::cancel_job},

    {"GET", "/api/v1/campaigns/{campaign}/charts/progress", "progress_chart", Act::see_open_board,
     api::progress_chart},
    {"GET", "/api/v1/campaigns/{campaign}/charts/progress/strips", "progress_strips",
     Act::see_open_board, api::progress_strips},
    {"GET", "/api/v1/campaigns/{campaign}/charts/progress/subjects", "chart_subjects",
     Act::see_campaign, api::chart_subjects},
    {"GET", "/api/v1/campaigns/{campaign}/charts/progress/revisions/{revision}", "check_revision",
     Act::see_open_board, api::check_revision},
    {"GET", "/api/v1/campaigns/{campaign}/wall", "wall_state", Act::see_open_board,
     api::wall_state},
    {"GET", "/api/v1/campaigns/{campaign}/events", "events", Act::see_open_board, api::events},

    {"GET", "/api/v1/campaigns/{campaign}/directory", "get_directory", Act::see_campaign,
     api::get_directory},
    {"GET", "/api/v1/campaigns/{campaign}/tasks", "list_tasks", Act::see_campaign, api::list_tasks},
    {"POST", "/api/v1/campaigns/{campaign}/tasks", "add_task", Act::edit_tasks, api::add_task},
    {"PUT", "/api/v1/campaigns/{campaign}/tasks/{task}", "edit_task", Act::edit_tasks,
     api::edit_task},
    {"PUT", "/api/v1/campaigns/{campaign}/tasks/{task}/shares", "share_task", Act::edit_tasks,
     api::share_task},
    {"PUT", "/api/v1/campaigns/{campaign}/tasks/{task}/projects", "link_task", Act::edit_tasks,
     api::link_task},
    {"PUT", "/api/v1/campaigns/{campaign}/task-categories", "set_categories", Act::edit_tasks,
     api::set_categories},
    {"GET", "/api/v1/campaigns/{campaign}/candidates", "list_candidates", Act::see_campaign,
     api::list_candidates},
    {"POST", "/api/v1/campaigns/{campaign}/candidates", "propose_candidate", Act::propose_candidate,
     api::propose_candidate},
    {"PUT", "/api/v1/campaigns/{campaign}/candidates/{candidate}", "edit_candidate",
     Act::edit_candidate, api::edit_candidate},
    {"POST", "/api/v1/campaigns/{campaign}/candidates/{candidate}/choices", "choose_candidate",
     Act::choose_candidate, api::choose_candidate},
    {"PUT", "/api/v1/campaigns/{campaign}/weighings", "weigh_candidates", Act::weigh_candidates,
     api::weigh_candidates},
    {"GET", "/api/v1/campaigns/{campaign}/selection-rule", "get_selection_rule", Act::see_campaign,
     api::get_selection_rule},
    {"PUT", "/api/v1/campaigns/{campaign}/selection-rule", "set_selection_rule",
     Act::set_selection_rule, api::set_selection_rule},

    {"GET", "/api/v1/calendar/years", "list_calendar_years", Act::see_calendar,
     api::list_calendar_years},
    {"GET", "/api/v1/calendar/years/{year}", "get_calendar_year", Act::see_calendar,
     api::get_calendar_year},
    {"PUT", "/api/v1/calendar/years/{year}", "set_calendar_year", Act::edit_calendar,
     api::set_calendar_year},
    {"POST", "/api/v1/calendar/imports", "import_calendar", Act::edit_calendar,
     api::import_calendar},

    {"GET", "/api/v1/journal", "list_journal", Act::read_journal, api::list_journal},
    {"GET", "/api/v1/journal/changes", "list_journal_changes", Act::read_journal,
     api::list_journal_changes},
    {"GET", "/api/v1/journal/head", "journal_head", Act::read_journal_head, api::journal_head},
    {"GET", "/api/v1/problems", "list_problems", Act::log_in, api::list_problems},
    {"GET", "/health/live", "health_live", Act::log_in, api::health_live},
    {"GET", "/health/ready", "health_ready", Act::log_in, api::health_ready},
};

// The first segment of a path, taken off it.
std::string_view next_segment(std::string_view& path) {
  const auto slash = path.find('/', 1);
  const std::string_view segment =
      path.substr(1, slash == std::string_view::npos ? slash : slash - 1);
  path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
  return segment;
}

std::optional<std::map<std::string, std::string>> match(std::string_view pattern,
                                                        std::string_view path) {
  const std::string_view whole_pattern = pattern, whole_path = path;
  while (!pattern.empty() && !path.empty()) {
    const std::string_view wanted = next_segment(pattern), given = next_segment(path);
    if (!wanted.starts_with('{') && wanted != given) return std::nullopt;
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  std::map<std::string, std::string> parameters;
  pattern = whole_pattern, path = whole_path;
  while (!pattern.empty()) {
    const std::string_view wanted = next_segment(pattern), given = next_segment(path);
    if (wanted.starts_with('{')) parameters.emplace(wanted.substr(1, wanted.size() - 2), given);
  }
  return parameters;
}

struct Found {
  const Route* route = nullptr;
  std::map<std::string, std::string> path;
  std::string allowed_methods;  // of routes with this path
};

Found find_route(std::string_view method, std::string_view path) {
  Found found;
  for (const Route& route : kRoutes) {
    auto parameters = match(route.pattern, path);
    if (!parameters) continue;
    if (!found.allowed_methods.empty()) found.allowed_methods += ", ";
    found.allowed_methods += route.method;
    if (method == route.method || (method == "HEAD" && std::string_view(route.method) == "GET")) {
      found.route = &route;
      found.path = std::move(*parameters);
    }
  }
  return found;
}

// A browser's write must come from our own pages: the cookie alone proves nothing about who made
// the request.
bool cross_site(const Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return true;
  const std::string_view origin = request.header("origin");
  if (origin.empty()) return false;
  const auto scheme = origin.find("://");
  return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

std::string secret_of(const Call& call) {
  const std::string_view authorization = call.request.header("authorization");
  if (authorization.starts_with("Bearer ")) return std::string(authorization.substr(7));
  const auto cookie =
      call.request.cookies.find(call.services.secure_cookies ? "__Host-zhantu" : "zhantu");
  return cookie == call.request.cookies.end() ? std::string() : cookie->second;
}

void identify(Call& call) {
  const std::string secret = secret_of(call);
  if (secret.empty()) return;
  call.session = app::session_of(call.app(), secret);
  if (call.session) call.actor = call.session->actor;
}

// False: who sends this is not known without waiting.
bool identify_at_hand(Call& call) {
  const std::string secret = secret_of(call);
  if (secret.empty()) return true;
  call.session = app::session_at_hand(call.app(), secret);
  if (call.session) call.actor = call.session->actor;
  return call.session.has_value();
}

bool by_cookie(const Request& request) {
  return !request.header("authorization").starts_with("Bearer ") && !request.cookies.empty();
}

// With a password that an administrator gave, the only thing to do is to choose another.
bool waits_for_password(const Call& call, const Route& route) {
  if (!call.session || !call.session->password_one_time) return false;
  constexpr std::string_view kAllowed[] = {"log_in",          "get_session",   "log_out",
                                           "change_password", "list_problems", "health_live",
                                           "health_ready"};
  return std::ranges::find(kAllowed, std::string_view(route.operation)) == std::end(kAllowed);
}

void add_security_headers(Response& response) {
  response.with("X-Content-Type-Options", "nosniff")
      .with("Referrer-Policy", "same-origin")
      .with("Cross-Origin-Resource-Policy", "same-origin")
      .with("X-Frame-Options", "DENY");
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

Router::Router(Services services) : services_(std::move(services)) {
  for (const Route& route : kRoutes) {
    if (!route.act || std::ranges::find(all_acts(), *route.act) == all_acts().end()) {
      throw std::logic_error(
          fmt::format("route {} {} has no row in the policy; the server does not start",
                      route.method, route.pattern));
    }
  }
}

Response Router::handle(const Request& request) {
  Call call{.services = services_, .request = request};
  call.language = app::language_of(request.header("accept-language"));
  Response response;
  Found found = find_route(request.method, request.path);
  const bool write = request.method != "GET" && request.method != "HEAD";
  if (found.route != nullptr) {
    call.path = std::move(found.path);
    identify(call);
    if (write && by_cookie(request) && cross_site(request)) {
      response = problem_response(call, Problem{.word = "cross_site"});
    } else if (waits_for_password(call, *found.route)) {
      response = problem_response(call, Problem{.word = "password_change_required"});
    } else {
      response = found.route->handler(call);
    }
  } else if (!found.allowed_methods.empty()) {
    response = problem_response(call, Problem{.word = "method_not_allowed"});
    response.with("Allow", found.allowed_methods);
  } else if (request.path.starts_with("/api/") || write) {
    response = problem_response(call, Problem{.word = "not_found"});
  } else {
    response = static_file(services_, request);
  }
  add_security_headers(response);
  return response;
}

std::optional<Response> Router::answer_at_hand(const Request& request) {
  if (request.method != "GET") return std::nullopt;
  for (const Route& route : kRoutes) {
    if (route.at_hand == nullptr) continue;
    auto path = match(route.pattern, request.path);
    if (!path) continue;
    Call call{.services = services_, .request = request, .path = std::move(*path)};
    if (!identify_at_hand(call) || waits_for_password(call, route)) return std::nullopt;
    call.language = app::language_of(request.header("accept-language"));
    auto response = route.at_hand(call);
    if (response) add_security_headers(*response);
    return response;
  }
  return std::nullopt;
}

std::string Router::topic_of(const Request& request) {
  if (request.method != "GET" || !request.path.ends_with("/events")) return {};
  Found found = find_route(request.method, request.path);
  if (found.route == nullptr || std::string_view(found.route->operation) != "events") return {};
  Call call{.services = services_, .request = request, .path = std::move(found.path)};
  identify(call);
  if (!readable_board(call, Act::see_open_board)) return {};
  return event_topic(campaign_in(call), static_cast<bool>(readable_board(call, Act::see_campaign)));
}

}  // namespace zhantu::http
