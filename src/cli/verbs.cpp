#include "cli/verbs.hpp"

#include <filesystem>
#include <iostream>
#include <sstream>

#include "cli/files.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string text_of(const json::value& value, const char* name) {
  return std::string(value.at(name).as_string());
}

// Ids of projects that are named by number or id, with commas between them.
std::string project_ids(Remote& remote, const std::string& named) {
  std::stringstream parts(named);
  std::string ids, part;
  while (std::getline(parts, part, ',')) ids += (ids.empty() ? "" : ",") + remote.project_id(part);
  return ids;
}

// Nothing after the sign: the figure is taken back.
json::object figures_in(const std::vector<std::string>& named) {
  json::object out;
  for (const std::string& one : named) {
    const auto sign = one.find('=');
    if (sign == std::string::npos || sign == 0) {
      std::cerr << say("请写成 指标=数：", "write measure=figure: ") << one << '\n';
      throw Stop{kUsage};
    }
    const std::string figure = one.substr(sign + 1);
    out[one.substr(0, sign)] = figure.empty() ? json::value(nullptr) : json::value(figure);
  }
  return out;
}

}  // namespace

void login(const LoginOptions& options) {
  RemoteOptions target = with_saved_login(options.remote);
  target.token.clear();
  if (!target.ca.empty()) target.ca = std::filesystem::absolute(target.ca);
  // A session is opened only to make a token from it, and closed again.
  ApiClient client({.base_url = target.server, .root_certificate_file = target.ca});
  const json::object credentials{{"login", options.user}, {"password", read_password()}};
  const std::map<std::string, std::string> language{
      {"Accept-Language", speaks_english() ? "en" : "zh-Hans"}};
  const ApiResponse opened = client.request("POST", "/api/v1/session", json::serialize(credentials),
                                            "application/json", language);
  json::error_code error;
  const json::value answer = json::parse(opened.body, error);
  if (opened.status != 201 || error) {
    std::cerr << (error ? say("登录失败。", "log-in failed.") : text_of(answer, "detail")) << '\n';
    throw Stop{kRefused};
  }
  const std::string set_cookie(opened.header("set-cookie"));
  const auto headers =
      std::map<std::string, std::string>{{"Cookie", set_cookie.substr(0, set_cookie.find(';'))}};
  const json::object wanted{{"name", "zhantu login"}, {"days", options.days}};
  const ApiResponse made = client.request("POST", "/api/v1/tokens", json::serialize(wanted),
                                          "application/json", headers);
  client.request("DELETE", "/api/v1/session", {}, {}, headers);
  if (made.status != 201) {
    std::cerr << say("无法取得令牌。", "no token was given.") << '\n';
    throw Stop{kRefused};
  }
  target.token = text_of(json::parse(made.body), "token");
  save_login(target);
  std::cout << say("已登录：", "logged in: ") << text_of(answer, "name") << say("，", ", ")
            << target.server << '\n';
}

void plan_template(const TemplateOptions& options) {
  Remote remote(options.remote);
  const std::string path =
      fmt::format("/api/v1/campaigns/{}/plan-template.xlsx?empty={}",
                  remote.campaign_id(options.campaign), options.empty ? "true" : "false");
  write_file(options.out, remote.raw("GET", path).body);
  std::cout << options.out << '\n';
}

void determine(const DetermineOptions& options) {
  Remote remote(options.remote);
  json::object body{{"verdict", options.verdict}, {"reason", options.reason}};
  if (!options.quantity.empty()) body["verified_quantity"] = options.quantity;
  if (!options.cause.empty()) body["cause"] = options.cause;
  if (!options.evidence.empty()) body["cause_evidence"] = options.evidence;
  if (!options.document.empty()) body["cause_document"] = options.document;
  if (!options.asked.empty()) body["asked"] = figures_in(options.asked);
  const std::string path = fmt::format("/api/v1/projects/{}/periods/{}/determination",
                                       remote.project_id(options.project), encode(options.period));
  const json::value cell = remote.ask("PUT", path, body);
  if (remote.options().json) return print(cell);
  std::cout << fmt::format("{} {}: {}", options.project, options.period,
                           text_of(cell.at("determination"), "verdict"))
            << '\n';
}

void give_figures(const FiguresOptions& options) {
  Remote remote(options.remote);
  const json::object body{{"figures", figures_in(options.figures)}};
  const std::string path = fmt::format("/api/v1/projects/{}/periods/{}/figures",
                                       remote.project_id(options.project), encode(options.period));
  const json::value cell = remote.ask("PUT", path, body);
  if (remote.options().json) return print(cell);
  std::cout << fmt::format("{} {}: {}", options.project, options.period, text_of(cell, "state"))
            << '\n';
}

void publish(const PublishOptions& options) {
  Remote remote(options.remote);
  const std::string path =
      fmt::format("/api/v1/campaigns/{}/periods/{}/publication",
                  remote.campaign_id(options.campaign), encode(options.period));
  const json::value publication =
      remote.ask("POST", path, json::object{{"remark", options.remark}});
  if (remote.options().json) return print(publication);
  std::map<std::string, int> counts;
  for (const json::value& item : publication.at("cards").as_array())
    ++counts[text_of(item.at("card"), "card")];
  std::cout << fmt::format("{} {}  {}{} {}{} {}{}", text_of(publication, "label"),
                           say("已公示", "published"), say("蓝牌", "blue "), counts["blue"],
                           say("黄牌", "yellow "), counts["yellow"], say("红牌", "red "),
                           counts["red"])
            << '\n';
}

void chart(const ChartOptions& options) {
  Remote remote(options.remote);
  const bool strips = options.what == "strips";
  std::string path = fmt::format(
      "/api/v1/campaigns/{}/charts/progress{}?surface={}&paper={}&audience={}&page={}",
      remote.campaign_id(options.campaign), strips ? "/strips" : "", encode(options.surface),
      encode(options.paper), encode(options.audience), options.page);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) path += fmt::format("&{}={}", name, encode(value));
  };
  add("for", options.subject);
  if (options.posts_apart) add("posts", "apart");
  if (strips) {
    add("sheet", options.sheet);
    add("projects", project_ids(remote, options.projects));
    if (options.changed_since >= 0) add("changed_since", std::to_string(options.changed_since));
  } else {
    add("medium", options.medium);
    add("as_of", options.as_of);
  }
  std::cerr << say("正在绘制 ...", "drawing ...") << '\n';
  const ApiResponse response = remote.raw("GET", path);
  write_file(options.out, response.body);
  if (remote.options().json) {
    return print(json::object{{"file", options.out},
                              {"bytes", response.body.size()},
                              {"revision", std::string(response.header("x-chart-revision"))},
                              {"pages", std::string(response.header("x-chart-pages"))},
                              {"strips", std::string(response.header("x-chart-strips"))}});
  }
  if (strips)
    std::cout << response.header("x-chart-strips") << say(" 条，", " strips, ")
              << response.header("x-chart-pages") << say(" 张：", " sheets: ");
  std::cout << options.out << '\n';
}

}  // namespace zhantu::cli
