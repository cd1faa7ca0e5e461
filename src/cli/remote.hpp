// The verbs' way to the server: where it is, who I am, and what to do with a refusal.
#pragma once
#include <boost/json.hpp>
#include <string>

#include "cli/api_client.hpp"
#include "cli/cli.hpp"

namespace zhantu::cli {

struct RemoteOptions {
  std::string server;  // --server, ZHANTU_SERVER, or from the last log-in
  std::string ca;      // --ca, ZHANTU_CA
  std::string token;   // ZHANTU_TOKEN, or from the last log-in
  bool json = false;
};

// A verb ends with this; run() turns it into an exit code.
struct Stop {
  int code = kOk;
};

class Remote {
 public:
  explicit Remote(RemoteOptions options);

  // The answer's JSON. A refusal is told on stderr (or as JSON on stdout with --json) and stops
  // with kRefused.
  boost::json::value ask(const std::string& method, const std::string& path,
                         const boost::json::value& body = nullptr);
  ApiResponse raw(const std::string& method, const std::string& path, std::string_view body = {},
                  const std::string& content_type = {},
                  const std::map<std::string, std::string>& more_headers = {});
  const RemoteOptions& options() const { return options_; }

  // An id as it is, or a project's number looked up in the campaigns that I see.
  std::string project_id(const std::string& id_or_number);
  // The given one, or the only campaign there is.
  std::string campaign_id(const std::string& given);

 private:
  [[noreturn]] void refuse(const ApiResponse& response);
  RemoteOptions options_;
  ApiClient client_;
};

// Where the last log-in is kept: $XDG_CONFIG_HOME/zhantu/login.json, readable by its owner alone.
std::string login_file();
void save_login(const RemoteOptions& options);
RemoteOptions with_saved_login(RemoteOptions options);

std::string encode(std::string_view text);  // for a path or query
void print(const boost::json::value& value);

}  // namespace zhantu::cli
