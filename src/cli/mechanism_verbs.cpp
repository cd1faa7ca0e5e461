#include "cli/mechanism_verbs.hpp"

#include <iostream>

#include "cli/files.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value, const char* name) {
  return std::string(value.at(name).as_string());
}

std::string state_name(const std::string& state) {
  if (state == "in_force") return say("现行", "in force");
  if (state == "to_come") return say("待生效", "to come");
  if (state == "past") return say("已过", "past");
  return say("未及生效即被取代", "replaced before it acted");
}

// "2026-03 ... 2026-12", or nothing.
std::string span_of(const json::value& version) {
  const json::array& periods = version.at("periods").as_array();
  if (periods.empty()) return "-";
  const std::string first(periods.front().as_string()), last(periods.back().as_string());
  return first == last ? first : first + " ... " + last;
}

void print_version(const json::value& version) {
  std::cout << fmt::format("{} {}  {}  {} {}  {} {}\n", text_of(version, "name"),
                           version.at("version").as_int64(), state_name(text_of(version, "state")),
                           say("生效", "from"), text_of(version, "effective_from"),
                           say("适用", "judges"), span_of(version));
}

std::string path_of(const std::string& campaign) {
  return fmt::format("/api/v1/campaigns/{}/mechanisms", campaign);
}

}  // namespace

void list_mechanisms(const MechanismOptions& options) {
  Remote remote(options.remote);
  const json::value list = remote.ask("GET", path_of(remote.campaign_id(options.campaign)));
  if (remote.options().json) return print(list);
  for (const json::value& version : list.at("items").as_array()) print_version(version);
}

void show_mechanism(const MechanismOptions& options) {
  Remote remote(options.remote);
  const std::string path = path_of(remote.campaign_id(options.campaign));
  const json::value version = remote.ask("GET", path + "/" + encode(options.version));
  if (remote.options().json) return print(version);
  std::cout << text_of(version, "text");
}

void adopt_mechanism(const MechanismOptions& options) {
  const std::string text = read_file(options.file);
  Remote remote(options.remote);
  const std::string path =
      path_of(remote.campaign_id(options.campaign)) + (options.dry_run ? "?dry_run=true" : "");
  const json::value version =
      remote.ask("POST", path, json::object{{"text", text}, {"remark", options.remark}});
  if (remote.options().json) return print(version);
  std::cout << (options.dry_run ? say("可以启用，尚未保存：", "may be adopted, nothing saved: ")
                                : say("已启用：", "adopted: "));
  print_version(version);
}

}  // namespace zhantu::cli
