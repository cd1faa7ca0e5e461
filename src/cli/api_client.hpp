// The command line's way to the server: the same HTTPS API that the browser uses, with a
// person's token.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace zhantu::cli {

struct ApiResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case; repeated ones joined by ", "
  std::string body;                            // decompressed

  std::string_view header(std::string_view name) const;  // name in lower case; "" if absent
};

// No answer came. `word` is stable: bad_address, root_certificate_unreadable, cannot_resolve,
// cannot_connect, certificate_not_trusted, tls_failed, timed_out, connection_lost,
// answer_too_large, cancelled, request_failed. what() is the sentence for the user.
class ApiUnreachable : public std::runtime_error {
 public:
  ApiUnreachable(std::string word, const std::string& sentence)
      : std::runtime_error(sentence), word_(std::move(word)) {}
  const std::string& word() const { return word_; }

 private:
  std::string word_;
};

struct ApiProgress {
  std::uint64_t sent = 0;
  std::uint64_t to_send = 0;      // 0: unknown or nothing
  std::uint64_t received = 0;
  std::uint64_t to_receive = 0;   // 0: unknown
};

struct ApiClientOptions {
  std::string base_url;               // "https://zhantu.county.example:8443"
  std::string root_certificate_file;  // PEM; "" for the system's authorities
  std::string token;                  // "" for none
  int connect_seconds = 10;
  int silence_seconds = 60;           // without a byte in either direction
  std::size_t answer_bytes_max = std::size_t{1} << 30;
  std::function<bool(const ApiProgress&)> progress = nullptr;  // false cancels
};

// Keeps its connection between requests. For one thread at a time. Certificates are always
// verified: there is no way to switch that off. Redirects are not followed, so that the token
// never leaves for another host; they are answers like others.
class ApiClient {
 public:
  explicit ApiClient(ApiClientOptions options);
  ~ApiClient();
  ApiClient(ApiClient&&) noexcept;
  ApiClient& operator=(ApiClient&&) noexcept;

  // `path` starts with "/" and is encoded already, with its query. Any status is an answer;
  // ApiUnreachable is thrown where there is none.
  ApiResponse request(const std::string& method, const std::string& path,
                      std::string_view body = {}, const std::string& content_type = {},
                      const std::map<std::string, std::string>& headers = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zhantu::cli
