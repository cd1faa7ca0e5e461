#include <iostream>

#include "cli/verbs.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::value& value, const char* name) {
  const json::value& found = value.at(name);
  return found.is_string() ? std::string_view(found.as_string()) : std::string_view{};
}

std::string base_of(Remote& remote, const std::string& campaign) {
  return "/api/v1/campaigns/" + remote.campaign_id(campaign);
}

// The id of what the directory lists under a name; stops with the sentence where there is none.
std::string id_named(const json::value& directory, const char* list, const std::string& name) {
  for (const json::value& one : directory.at(list).as_array()) {
    if (text_of(one, "name") == name) return std::string(text_of(one, "id"));
  }
  std::cerr << say("名录里没有：", "the directory does not list: ") << name << '\n';
  throw Stop{kUsage};
}

void put(json::object& body, const char* name, const std::string& value) {
  if (!value.empty()) body[name] = value;
}

void print_lacks(const json::value& record) {
  for (const json::value& lack : record.at("lacks").as_array())
    std::cout << "    " << text_of(lack, "detail") << '\n';
}

void print_task(const json::value& task) {
  std::cout << fmt::format("{}  {}  {}  {}\n", text_of(task, "number"), text_of(task, "name"),
                           text_of(task, "owner_name"),
                           task.at("on_wall").as_bool() ? say("已上图", "on the wall")
                                                        : say("未上图", "not on the wall"));
  const std::string_view difference = text_of(task, "share_difference");
  if (!difference.empty() && difference != "0" && !task.at("shares").as_array().empty())
    std::cout << "    " << say("分解合计与下达数相差 ", "shares differ from the quantity by ")
              << difference << '\n';
  print_lacks(task);
  for (const json::value& project : task.at("projects").as_array()) print_lacks(project);
}

void print_candidate(const json::value& one) {
  std::cout << fmt::format("{}  {}  {}  {} {}\n", text_of(one, "number"), text_of(one, "name"),
                           text_of(one, "state"), say("得分", "points"),
                           one.at("total").is_null() ? "—" : text_of(one, "total"));
  print_lacks(one);
}

json::value candidate_numbered(const json::value& pool, const std::string& number) {
  for (const json::value& one : pool.at("items").as_array()) {
    if (text_of(one, "number") == number) return one;
  }
  std::cerr << say("候选库里没有编号：", "the pool has no candidate ") << number << '\n';
  throw Stop{kRefused};
}

}  // namespace

void list_tasks(const TaskOptions& options) {
  Remote remote(options.remote);
  const std::string base = base_of(remote, options.campaign);
  std::string path = base + "/tasks?category=" + encode(options.category);
  if (!options.owner.empty())
    path += "&owner=" + id_named(remote.ask("GET", base + "/directory"), "organs", options.owner);
  const json::value board = remote.ask("GET", path);
  if (remote.options().json) return print(board);
  for (const json::value& task : board.at("items").as_array()) print_task(task);
  for (const json::value& project : board.at("unready").as_array()) {
    std::cout << fmt::format("{}  {}\n", text_of(project, "number"), text_of(project, "name"));
    print_lacks(project);
  }
}

void put_task(const TaskOptions& options) {
  Remote remote(options.remote);
  const std::string base = base_of(remote, options.campaign);
  const json::value directory = remote.ask("GET", base + "/directory");
  json::object body{{"name", options.name},
                    {"source_kind", options.source_kind},
                    {"owner", id_named(directory, "organs", options.owner)},
                    {"effect", options.effect}};
  put(body, "number", options.number);
  put(body, "source", options.source);
  put(body, "category", options.category);
  put(body, "quantity", options.quantity);
  put(body, "quantity_unit", options.quantity_unit);
  put(body, "due_on", options.due_on);
  const json::value task = remote.ask("POST", base + "/tasks", body);
  remote.options().json ? print(task) : print_task(task);
}

void candidate_list(const CandidateOptions& options) {
  Remote remote(options.remote);
  std::string path = base_of(remote, options.campaign) + "/candidates";
  if (!options.state.empty()) path += "?state=" + encode(options.state);
  const json::value pool = remote.ask("GET", path);
  if (remote.options().json) return print(pool);
  for (const json::value& one : pool.at("items").as_array()) print_candidate(one);
}

void candidate_add(const CandidateOptions& options) {
  Remote remote(options.remote);
  const std::string base = base_of(remote, options.campaign);
  const json::value directory = remote.ask("GET", base + "/directory");
  json::object body{{"name", options.name}, {"reasons", options.reasons}};
  put(body, "number", options.number);
  put(body, "category", options.category);
  put(body, "facts", options.facts);
  put(body, "annual_target", options.target);
  put(body, "starts_on", options.starts_on);
  put(body, "finishes_on", options.finishes_on);
  put(body, "investment_total", options.investment);
  const auto refer = [&](const char* field, const char* list, const std::string& name) {
    if (!name.empty()) body[field] = id_named(directory, list, name);
  };
  refer("command_post", "organs", options.command_post);
  refer("lead_unit", "units", options.lead_unit);
  refer("accountable_person", "persons", options.accountable);
  const json::value made = remote.ask("POST", base + "/candidates", body);
  remote.options().json ? print(made) : print_candidate(made);
}

void candidate_weigh(const CandidateOptions& options) {
  Remote remote(options.remote);
  const std::string base = base_of(remote, options.campaign);
  const json::value pool = remote.ask("GET", base + "/candidates");
  const json::value candidate = candidate_numbered(pool, options.number);
  const json::array& criteria = pool.at("rule").at("criteria").as_array();
  if (options.scores.size() > criteria.size()) {
    std::cerr << say("得分比评分项多；评分项依次为：", "more scores than criteria; they are:");
    for (const json::value& one : criteria) std::cerr << ' ' << text_of(one, "name");
    std::cerr << '\n';
    throw Stop{kUsage};
  }
  json::array scores;
  for (std::size_t i = 0; i < options.scores.size(); ++i) {
    scores.push_back(json::object{{"candidate", candidate.at("id")},
                                  {"criterion", criteria[i].at("id")},
                                  {"score", options.scores[i]}});
  }
  const json::value done =
      remote.ask("PUT", base + "/weighings", json::object{{"scores", std::move(scores)}});
  if (remote.options().json) return print(done);
  for (const json::value& one : done.at("items").as_array()) print_candidate(one);
}

void candidate_decide(const CandidateOptions& options, const std::string& decision) {
  Remote remote(options.remote);
  const std::string base = base_of(remote, options.campaign);
  const json::value candidate =
      candidate_numbered(remote.ask("GET", base + "/candidates"), options.number);
  json::object body{{"decision", decision}};
  put(body, "reason", options.reason);
  put(body, "period", options.period);
  const json::value done =
      remote.ask("POST",
                 fmt::format("{}/candidates/{}/choices{}", base, text_of(candidate, "id"),
                             options.dry_run ? "?dry_run=true" : ""),
                 body);
  if (remote.options().json) return print(done);
  if (done.at("sentence").is_string())
    std::cout << text_of(done, "sentence") << '\n';
  else
    print_candidate(done.at("candidate"));
}

}  // namespace zhantu::cli
