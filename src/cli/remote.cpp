#include "cli/remote.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string{} : value;
}

std::string_view text_of(const json::value& value) { return value.as_string(); }

std::string fresh_key() {
  std::random_device device;
  return fmt::format("cli-{:08x}{:08x}{:08x}", device(), device(), device());
}

}  // namespace

Remote::Remote(RemoteOptions options)
    : options_(with_saved_login(std::move(options))),
      client_({.base_url = options_.server,
               .root_certificate_file = options_.ca,
               .token = options_.token}) {}

ApiResponse Remote::raw(const std::string& method, const std::string& path, std::string_view body,
                        const std::string& content_type,
                        const std::map<std::string, std::string>& more_headers) {
  std::map<std::string, std::string> headers = more_headers;
  headers["Accept-Language"] = speaks_english() ? "en" : "zh-Hans";
  if (method != "GET") headers["Idempotency-Key"] = fresh_key();
  ApiResponse response = client_.request(method, path, body, content_type, headers);
  if (response.status >= 400) refuse(response);
  return response;
}

json::value Remote::ask(const std::string& method, const std::string& path,
                        const json::value& body) {
  const std::string text = body.is_null() ? std::string{} : json::serialize(body);
  const ApiResponse response = raw(method, path, text, text.empty() ? "" : "application/json");
  return response.body.empty() ? json::value(nullptr) : json::parse(response.body);
}

void Remote::refuse(const ApiResponse& response) {
  json::error_code error;
  const json::value problem = json::parse(response.body, error);
  if (options_.json) {
    std::cout << response.body << '\n';
  } else if (error || !problem.is_object() || !problem.as_object().contains("detail")) {
    std::cerr << say("服务器拒绝了请求，状态码 ", "the server refused with status ")
              << response.status << '\n';
  } else {
    const json::object& object = problem.as_object();
    std::cerr << text_of(object.at("detail")) << " [" << text_of(object.at("word")) << "]" << '\n';
    if (const json::value* items = object.if_contains("items")) {
      for (const json::value& item : items->as_array()) {
        std::cerr << "  " << text_of(item.at("where")) << "  " << text_of(item.at("detail"))
                  << '\n';
      }
    }
  }
  throw Stop{kRefused};
}

std::string Remote::campaign_id(const std::string& given) {
  if (!given.empty()) return given;
  const json::value page = ask("GET", "/api/v1/campaigns");
  const json::array& items = page.at("items").as_array();
  if (items.size() == 1) return std::string(items.front().at("id").as_string());
  if (items.empty()) {
    std::cerr << say("您看不到任何战役；请先登录（zhantu login）。",
                     "you see no campaign; log in first (zhantu login).")
              << '\n';
    throw Stop{kRefused};
  }
  std::cerr << say("请用 --campaign 指明战役：", "say which campaign with --campaign:") << '\n';
  for (const json::value& item : items) {
    std::cerr << "  " << text_of(item.at("id")) << "  " << text_of(item.at("title")) << '\n';
  }
  throw Stop{kUsage};
}

std::string Remote::project_id(const std::string& id_or_number) {
  const bool id =
      !id_or_number.empty() && id_or_number.find_first_not_of("0123456789") == std::string::npos;
  if (id) return id_or_number;
  const json::value campaigns = ask("GET", "/api/v1/campaigns?limit=200");
  for (const json::value& campaign : campaigns.at("items").as_array()) {
    const std::string path =
        fmt::format("/api/v1/campaigns/{}/projects?q={}",
                    std::string_view(campaign.at("id").as_string()), encode(id_or_number));
    const json::value found = ask("GET", path);
    for (const json::value& project : found.at("items").as_array()) {
      if (project.at("number").as_string() == std::string_view(id_or_number))
        return std::string(project.at("id").as_string());
    }
  }
  std::cerr << say("没有编号为“", "there is no project with the number \"") << id_or_number
            << say("”的项目。", "\".") << '\n';
  throw Stop{kRefused};
}

std::string login_file() {
  const std::string base = environment("XDG_CONFIG_HOME");
  return (base.empty() ? environment("HOME") + "/.config" : base) + "/zhantu/login.json";
}

void save_login(const RemoteOptions& options) {
  const std::filesystem::path path = login_file();
  std::filesystem::create_directories(path.parent_path());
  const std::string text = json::serialize(
      json::object{{"server", options.server}, {"ca", options.ca}, {"token", options.token}});
  const std::string fresh = path.string() + ".new";
  const int file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written =
      file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  if (!written || std::rename(fresh.c_str(), path.c_str()) != 0) {
    std::cerr << say("无法写入 ", "cannot write ") << path << '\n';
    throw Stop{kFile};
  }
}

RemoteOptions with_saved_login(RemoteOptions options) {
  const auto fill = [](std::string& field, const std::string& value) {
    if (field.empty()) field = value;
  };
  fill(options.server, environment("ZHANTU_SERVER"));
  fill(options.ca, environment("ZHANTU_CA"));
  fill(options.token, environment("ZHANTU_TOKEN"));
  std::ifstream file(login_file());
  std::stringstream text;
  text << file.rdbuf();
  json::error_code error;
  const json::value saved = json::parse(text.str(), error);
  if (!error && saved.is_object()) {
    const auto member = [&](const char* name) {
      const json::value* value = saved.as_object().if_contains(name);
      return value != nullptr && value->is_string() ? std::string(value->as_string())
                                                    : std::string{};
    };
    // A token goes only to the server that gave it.
    if (options.server.empty() || options.server == member("server"))
      fill(options.token, member("token"));
    fill(options.server, member("server"));
    fill(options.ca, member("ca"));
  }
  fill(options.server, "https://127.0.0.1:8443");
  return options;
}

std::string encode(std::string_view text) {
  std::string out;
  for (char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

void print(const json::value& value) { std::cout << json::serialize(value) << '\n'; }

}  // namespace zhantu::cli
