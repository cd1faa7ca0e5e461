#include "cli/mechanism_verbs.hpp"

#include <iostream>
#include <map>

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

std::string card_name(const json::value& card) {
  if (card.is_null()) return say("没有牌", "no card");
  static const std::map<std::string, std::pair<const char*, const char*>, std::less<>> kNames = {
      {"none", {"不判牌", "none"}}, {"blue", {"蓝牌", "blue"}},   {"yellow", {"黄牌", "yellow"}},
      {"red", {"红牌", "red"}},     {"green", {"绿牌", "green"}}, {"orange", {"橙牌", "orange"}}};
  const auto& [chinese, english] = kNames.at(std::string(card.as_string()));
  return say(chinese, english);
}

void print_changes(const json::value& subjects) {
  for (const json::value& row : subjects.at("rows").as_array()) {
    for (const json::value& cell : row.at("cells").as_array()) {
      if (!cell.at("changed").as_bool()) continue;
      const std::string detail = text_of(row, "detail");
      std::cout << fmt::format("{}  {}{}  {} -> {}  {}\n", text_of(cell, "period"),
                               text_of(row, "name"), detail.empty() ? "" : "（" + detail + "）",
                               card_name(cell.at("standing")), card_name(cell.at("simulated")),
                               text_of(cell, "why"));
    }
  }
}

void print_totals(const json::value& subjects, const std::string& kind) {
  std::int64_t cells = 0;
  for (const json::value& row : subjects.at("rows").as_array())
    cells += static_cast<std::int64_t>(row.at("cells").as_array().size());
  std::string counts;
  for (const auto& [card, now] : subjects.at("standing").as_object()) {
    const std::int64_t then = subjects.at("simulated").at(card).as_int64();
    if (now.as_int64() == 0 && then == 0) continue;
    counts += fmt::format("  {} {} -> {}", card_name(json::string(card)), now.as_int64(), then);
  }
  std::cout << fmt::format("{}  {} {} / {}  {} {} / {}{}\n", kind, say("改变的牌", "cards changed"),
                           subjects.at("changed_cells").as_int64(), cells, say("涉及", "of"),
                           subjects.at("changed_rows").as_int64(),
                           subjects.at("rows").as_array().size(), counts);
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

void simulate_mechanism(const MechanismOptions& options) {
  const std::string text = read_file(options.file);
  Remote remote(options.remote);
  const std::string path = fmt::format("/api/v1/campaigns/{}/mechanism-simulations",
                                       remote.campaign_id(options.campaign));
  const json::value result = json::parse(remote.raw("POST", path, text, "application/toml").body);
  if (remote.options().json) return print(result);
  const std::pair<const char*, std::string> kinds[] = {
      {"projects", say("项目", "projects")},
      {"units", say("单位", "units")},
      {"posts", say("作战指挥部", "command posts")}};
  for (const auto& [key, name] : kinds) print_changes(result.at(key));
  for (const auto& [key, name] : kinds) print_totals(result.at(key), name);
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
