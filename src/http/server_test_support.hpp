// Shared by the tests of the server: a running server, libcurl and raw sockets as clients.
#pragma once
#include <arpa/inet.h>
#include <curl/curl.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "http/local_authority.hpp"
#include "http/server.hpp"

namespace zhantu::http::testing {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct TestDirectory {
  TestDirectory() {
    std::string pattern = "/tmp/zhantu-http-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  ~TestDirectory() { std::filesystem::remove_all(path); }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;
  std::string path;
};

// One authority for all tests: keys are cheap, but not free.
inline const Certificate& authority() {
  static const TestDirectory directory;
  static const Certificate certificate =
      local_certificate(directory.path, {"localhost", "127.0.0.1"});
  return certificate;
}

inline ServerOptions plain() {
  ServerOptions options;
  options.port = 0;
  options.plain_http = true;
  return options;
}

inline ServerOptions secure() {
  ServerOptions options;
  options.port = 0;
  options.certificate_pem = authority().chain_pem;
  options.private_key_pem = authority().key_pem;
  return options;
}

inline Response text(std::string body) {
  Response response;
  response.with("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(body);
  return response;
}

inline Response echo(const Request& request) {
  std::string body = fmt::format("{} {}\n", request.method, request.path);
  for (const auto& [name, value] : request.query) body += fmt::format("?{}={}\n", name, value);
  for (const auto& [name, value] : request.cookies) body += fmt::format("@{}={}\n", name, value);
  body += request.body;
  return text(std::move(body));
}

struct Running {
  Running(ServerOptions options, Server::Handler handler,
          std::function<std::string(const Request&)> topic_of = nullptr)
      : tls(!options.plain_http),
        server(Server::make(std::move(options), std::move(handler), std::move(topic_of))),
        port(server->start()) {}

  std::string url(std::string_view path) const {
    return fmt::format("{}://localhost:{}{}", tls ? "https" : "http", port, path);
  }

  bool tls;
  std::unique_ptr<Server> server;
  unsigned short port;
};

struct Reply {
  CURLcode code = CURLE_OK;
  long status = 0;
  long connects = 0;
  std::string head;
  std::string body;

  std::string header(std::string_view name) const {
    const std::size_t at = head.find("\r\n" + std::string(name) + ": ");
    if (at == std::string::npos) return "";
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
  }
};

inline std::size_t append(char* data, std::size_t, std::size_t size, void* out) {
  static_cast<std::string*>(out)->append(data, size);
  return size;
}

class Curl {
 public:
  Curl() : handle_(curl_easy_init()) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT, 20L);
    set(CURLOPT_WRITEFUNCTION, &append);
    set(CURLOPT_HEADERFUNCTION, &append);
    curl_blob root{const_cast<char*>(authority().root_pem.data()), authority().root_pem.size(),
                   CURL_BLOB_COPY};
    set(CURLOPT_CAINFO_BLOB, &root);
  }
  ~Curl() {
    curl_slist_free_all(headers_);
    curl_easy_cleanup(handle_);
  }
  Curl(const Curl&) = delete;
  Curl& operator=(const Curl&) = delete;

  template <class T>
  Curl& set(CURLoption option, T value) {
    REQUIRE(curl_easy_setopt(handle_, option, value) == CURLE_OK);
    return *this;
  }
  Curl& header(const char* line) {
    headers_ = curl_slist_append(headers_, line);
    return set(CURLOPT_HTTPHEADER, headers_);
  }
  Reply get(const std::string& url) {
    Reply reply;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_WRITEDATA, &reply.body);
    set(CURLOPT_HEADERDATA, &reply.head);
    reply.code = curl_easy_perform(handle_);
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &reply.status);
    curl_easy_getinfo(handle_, CURLINFO_NUM_CONNECTS, &reply.connects);
    return reply;
  }
  CURL* raw() { return handle_; }

 private:
  CURL* handle_;
  curl_slist* headers_ = nullptr;
};

// A plain TCP client for what no well-behaved client sends.
class Tcp {
 public:
  explicit Tcp(unsigned short port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{20, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  ~Tcp() { ::close(socket_); }
  Tcp(const Tcp&) = delete;
  Tcp& operator=(const Tcp&) = delete;

  bool send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  // Everything up to the end of the connection, or up to `until`.
  std::string receive(std::string_view until = "") {
    std::string all;
    std::array<char, 65536> piece;
    for (;;) {
      if (!until.empty() && all.find(until) != std::string::npos) return all;
      const auto got = ::recv(socket_, piece.data(), piece.size(), 0);
      if (got <= 0) {
        closed = got == 0;
        return all;
      }
      all.append(piece.data(), static_cast<std::size_t>(got));
    }
  }
  std::string ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }
  int descriptor() const { return socket_; }
  bool closed = false;  // by the server, in order

 private:
  int socket_;
};

inline bool is_problem(const std::string& answer, int status, std::string_view word) {
  return answer.find(fmt::format("HTTP/1.1 {} ", status)) != std::string::npos &&
         answer.find("Content-Type: application/problem+json") != std::string::npos &&
         answer.find(fmt::format("\"word\":\"{}\"", word)) != std::string::npos &&
         answer.find("Connection: close") != std::string::npos;
}

template <class Condition>
bool soon(Condition condition, Clock::duration limit = 5s) {
  for (const auto end = Clock::now() + limit; Clock::now() < end;) {
    if (condition()) return true;
    std::this_thread::sleep_for(5ms);
  }
  return condition();
}

constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
constexpr std::string_view kGetAndClose =
    "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

}  // namespace zhantu::http::testing
