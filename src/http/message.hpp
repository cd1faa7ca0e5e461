// Requests and responses as the handlers see them; nothing here knows a socket library.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zhantu::http {

struct Request {
  std::string method;                        // "GET"; a HEAD arrives as GET, its body is left out
  std::string path;                          // decoded, without query: "/api/v1/campaigns/1"
  std::map<std::string, std::string> query;  // decoded; of a repeated key the first counts
  // Names in lower case; repeated ones joined by ", ". An X-Request-Id of the client is not here.
  std::map<std::string, std::string> headers;
  std::map<std::string, std::string> cookies;
  std::string body;
  std::string peer;                          // address of the client
  std::string id;                            // request id, also in the answer's X-Request-Id
  bool tls = true;

  std::string_view header(std::string_view name) const;  // any case; "" if absent
  std::string_view query_value(std::string_view name) const;
};

// A stream of server-sent events: the server first sends `replay`, then every frame that is
// published on `topic`. The subscription on the topic starts before `replay` is made, so nothing
// falls between (see EventHub).
struct EventStream {
  std::string topic;
  std::string replay;
};

// The server adds Date, Content-Length, Connection and X-Request-Id itself and ignores them here.
struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body, for cached bytes
  std::optional<EventStream> events;

  Response& with(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

}  // namespace zhantu::http
