// A real server on a free port; libcurl and raw sockets as clients.
#include "http/server.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <thread>

#include "http/local_authority.hpp"

namespace zhantu::http {
namespace {

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
const Certificate& authority() {
  static const TestDirectory directory;
  static const Certificate certificate =
      local_certificate(directory.path, {"localhost", "127.0.0.1"});
  return certificate;
}

ServerOptions plain() {
  ServerOptions options;
  options.port = 0;
  options.plain_http = true;
  return options;
}

ServerOptions secure() {
  ServerOptions options;
  options.port = 0;
  options.certificate_pem = authority().chain_pem;
  options.private_key_pem = authority().key_pem;
  return options;
}

Response text(std::string body) {
  Response response;
  response.with("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(body);
  return response;
}

Response echo(const Request& request) {
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

std::size_t append(char* data, std::size_t, std::size_t size, void* out) {
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
  bool closed = false;  // by the server, in order

 private:
  int socket_;
};

bool is_problem(const std::string& answer, int status, std::string_view word) {
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

}  // namespace

TEST_SUITE("http server") {
  TEST_CASE("answers over TLS that curl verifies, on one kept connection") {
    Running running(secure(), echo);
    Curl curl;
    const Reply first = curl.header("X-Request-Id: forged").get(running.url("/a%20b?x=1&x=2"));
    CHECK(first.code == CURLE_OK);
    CHECK(first.status == 200);
    CHECK(first.body == "GET /a b\n?x=1\n");
    CHECK(first.header("Date").ends_with(" GMT"));
    CHECK(first.header("X-Request-Id").size() == 32);
    CHECK(first.header("Content-Length") == std::to_string(first.body.size()));
    const Reply second = curl.get(running.url("/"));
    CHECK(second.status == 200);
    CHECK(second.connects == 0);
    CHECK(second.header("X-Request-Id") != first.header("X-Request-Id"));
    CHECK(running.server->connections() == 1);
  }

  TEST_CASE("a client without the root refuses the certificate") {
    Running running(secure(), echo);
    Curl curl;
    curl.set(CURLOPT_CAINFO_BLOB, static_cast<curl_blob*>(nullptr));
    CHECK(curl.get(running.url("/")).code == CURLE_PEER_FAILED_VERIFICATION);
  }

  TEST_CASE("TLS 1.2 is spoken, 1.1 is not") {
    Running running(secure(), echo);
    Curl old;
    old.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_MAX_TLSv1_1));
    CHECK(old.get(running.url("/")).code == CURLE_SSL_CONNECT_ERROR);
    Curl modern;
    modern.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_MAX_TLSv1_2));
    CHECK(modern.get(running.url("/")).status == 200);
  }

  TEST_CASE("a renewed certificate serves new connections") {
    const TestDirectory directory;
    const Certificate other = local_certificate(directory.path, {"localhost"});
    Running running(secure(), echo);
    CHECK_THROWS_AS(running.server->replace_certificate("junk", other.key_pem),
                    std::runtime_error);
    CHECK_THROWS_AS(running.server->replace_certificate(other.chain_pem, authority().key_pem),
                    std::runtime_error);
    CHECK(Curl().get(running.url("/")).code == CURLE_OK);
    running.server->replace_certificate(other.chain_pem, other.key_pem);
    CHECK(Curl().get(running.url("/")).code == CURLE_PEER_FAILED_VERIFICATION);
  }

  TEST_CASE("plain http on the TLS port is sent to https") {
    Running running(secure(), echo);
    const std::string answer =
        Tcp(running.port).ask("GET /x?y=1 HTTP/1.1\r\nHost: county.example:8443\r\n\r\n");
    CHECK(is_problem(answer, 308, "https_required"));
    CHECK(answer.find("Location: https://county.example:8443/x?y=1\r\n") != std::string::npos);
    const std::string bad = Tcp(running.port).ask("GET / HTTP/1.1\r\nHost: a/\"b\r\n\r\n");
    CHECK(is_problem(bad, 400, "https_required"));
    CHECK(Tcp(running.port).ask("\x01\x02\x03\x04\r\n\r\n").empty());
  }

  TEST_CASE("HEAD is a GET without the body") {
    Running running(plain(), echo);
    Curl curl;
    const Reply head = curl.set(CURLOPT_NOBODY, 1L).get(running.url("/"));
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.header("Content-Length") == std::to_string(std::string("GET /\n").size()));
    CHECK(curl.get(running.url("/")).connects == 0);
  }

  TEST_CASE("204 and 304 carry no body and keep the connection in step") {
    Running running(plain(), [](const Request& request) {
      Response response = text("must not be sent");
      response.status = request.path == "/204" ? 204 : request.path == "/304" ? 304 : 200;
      return response;
    });
    Tcp tcp(running.port);
    const std::string answers = tcp.ask(
        "GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET /200 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::size_t first = answers.find("HTTP/1.1 204");
    const std::size_t second = answers.find("HTTP/1.1 304");
    const std::size_t third = answers.find("HTTP/1.1 200");
    REQUIRE(third != std::string::npos);
    CHECK(first < second);
    CHECK(second < third);
    CHECK(answers.substr(0, third).find("must not") == std::string::npos);
    CHECK(answers.substr(0, third).find("Content-Length") == std::string::npos);
    CHECK(answers.ends_with("\r\n\r\nmust not be sent"));
  }

  TEST_CASE("gzip where it pays and is wanted") {
    const std::string json = "[" + std::string(5000, '1') + "]";
    Running running(plain(), [&](const Request& request) {
      Response response;
      response.with("Content-Type", request.path == "/png" ? "image/png" : "application/json");
      if (request.path == "/shared") {
        response.shared_body = std::make_shared<const std::string>(json);
      } else {
        response.body = request.path == "/small" ? "[]" : json;
      }
      if (request.path == "/packed") response.with("Content-Encoding", "br");
      return response;
    });
    for (const char* path : {"/", "/shared"}) {
      Curl curl;
      const Reply reply = curl.set(CURLOPT_ACCEPT_ENCODING, "gzip").get(running.url(path));
      CHECK(reply.body == json);
      CHECK(reply.header("Content-Encoding") == "gzip");
      CHECK(reply.header("Vary") == "Accept-Encoding");
      CHECK(std::stoul(reply.header("Content-Length")) < 200);
    }
    for (const char* path : {"/small", "/png"}) {
      Curl curl;
      const Reply reply = curl.header("Accept-Encoding: gzip").get(running.url(path));
      CHECK(reply.header("Content-Encoding").empty());
    }
    CHECK(Curl().header("Accept-Encoding: gzip").get(running.url("/packed")).body == json);
    CHECK(Curl().header("Accept-Encoding: gzip;q=0").get(running.url("/")).body == json);
    CHECK(Curl().get(running.url("/")).body == json);
  }
}

}  // namespace zhantu::http
