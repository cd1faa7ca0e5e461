// The router in front of a county: requests made by hand, without a socket.
#pragma once
#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <map>
#include <string>

#include "app_fixture.hpp"
#include "http/router.hpp"

namespace zhantu::test {

inline std::string header_of(const http::Response& response, std::string_view name) {
  std::string out;
  for (const auto& [key, value] : response.headers) {
    if (key == name) out = value;
  }
  return out;
}

inline const std::string& body_of(const http::Response& response) {
  return response.shared_body ? *response.shared_body : response.body;
}

inline boost::json::object json_of(const http::Response& response) {
  return boost::json::parse(body_of(response)).as_object();
}

// "409 period_already_published", or the bare status where the answer is no problem.
inline std::string outcome(const http::Response& response) {
  const std::string status = std::to_string(response.status);
  if (header_of(response, "Content-Type") != "application/problem+json") return status;
  return status + " " + std::string(json_of(response).at("word").as_string());
}

class Door {
 public:
  explicit Door(County stage = County::fresh)
      : county(stage),
        router({.app = county.app(),
                .charts = charts,
                .base_url = "https://chart.example:8443",
                .root_pem = "-----BEGIN CERTIFICATE-----\n"}) {}

  // A request by the holder of a log-in (nobody: ""). "?a=b&c=d" in the path becomes the query.
  http::Request request(const std::string& method, const std::string& target,
                        const std::string& login = "", std::string body = "",
                        std::map<std::string, std::string> headers = {}) {
    http::Request request{.method = method, .path = target, .id = "r-1"};
    if (const auto mark = target.find('?'); mark != std::string::npos) {
      request.path = target.substr(0, mark);
      std::string rest = target.substr(mark + 1);
      while (!rest.empty()) {
        const auto end = rest.find('&');
        const std::string pair = rest.substr(0, end);
        request.query[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
        rest = end == std::string::npos ? "" : rest.substr(end + 1);
      }
    }
    request.headers = std::move(headers);
    request.headers.emplace("host", "chart.example:8443");
    request.headers.emplace("accept-language", "zh-CN");
    if (!body.empty()) request.headers.emplace("content-type", "application/json");
    if (!login.empty()) request.headers.emplace("authorization", "Bearer " + secret(login));
    request.body = std::move(body);
    return request;
  }

  http::Response ask(const std::string& method, const std::string& target,
                     const std::string& login = "", std::string body = "",
                     std::map<std::string, std::string> headers = {}) {
    return router.handle(request(method, target, login, std::move(body), std::move(headers)));
  }

  // A token, because that costs no hashing.
  const std::string& secret(const std::string& login) {
    std::string& kept = secrets_[login];
    if (kept.empty()) {
      kept = app::create_token(
                 county.app(),
                 {.actor = county.as(login), .secret_hash = "", .login = login, .expires_at = {}},
                 "test", 366)
                 .secret;
    }
    return kept;
  }

  std::string campaign(const std::string& rest = "") {
    return fmt::format("/api/v1/campaigns/{}{}", county.campaign().value, rest);
  }
  std::string project(int number, const std::string& rest = "") {
    return fmt::format("/api/v1/projects/{}{}", county.project(number).value, rest);
  }

  AppFixture county;
  app::ChartCache charts;
  http::Router router;

 private:
  std::map<std::string, std::string> secrets_;
};

}  // namespace zhantu::test
