#include "cli/api_client.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "http/local_authority.hpp"
#include "http/server.hpp"

namespace zhantu::cli {
namespace {

struct Place {
  Place() {
    std::string pattern = "/tmp/zhantu-client-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern;
    certificate = http::local_certificate(path, {"localhost"});
    root_file = path + "/root.crt";
  }
  ~Place() { std::filesystem::remove_all(path); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::string path;
  std::string root_file;
  http::Certificate certificate;
};

http::Response answer(const http::Request& request) {
  http::Response response;
  response.with("Content-Type", "text/plain").with("X-A", "1").with("X-A", "2");
  if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::seconds(3));
  if (request.path == "/missing") response.status = 404;
  if (request.path == "/moved") {
    response.status = 302;
    response.with("Location", "/elsewhere");
  }
  response.body =
      fmt::format("{} {} {} [{}] [{}] ", request.method, request.path, request.query_value("q"),
                  request.header("authorization"), request.header("content-type"));
  response.body += request.path == "/big" ? std::string(300'000, 'x') : request.body;
  response.with("X-Mark", std::string(request.header("x-mark")));
  return response;
}

struct Fixture {
  Fixture() {
    http::ServerOptions options;
    options.port = 0;
    options.certificate_pem = place.certificate.chain_pem;
    options.private_key_pem = place.certificate.key_pem;
    server = http::Server::make(options, answer, nullptr);
    port = server->start();
  }
  ApiClientOptions options() const {
    ApiClientOptions made;
    made.base_url = fmt::format("https://localhost:{}/", port);
    made.root_certificate_file = place.root_file;
    made.token = "secret";
    return made;
  }

  Place place;
  std::unique_ptr<http::Server> server;
  unsigned short port = 0;
};

std::string failure(ApiClientOptions options, const std::string& path = "/") {
  try {
    ApiClient(std::move(options)).request("GET", path);
  } catch (const ApiUnreachable& unreachable) {
    CHECK(std::string_view(unreachable.what()).ends_with("。"));
    return unreachable.word();
  }
  return "";
}

}  // namespace

TEST_SUITE("api client") {
  TEST_CASE("asks and is answered on one connection") {
    const Fixture fixture;
    ApiClient client(fixture.options());
    const ApiResponse got = client.request("GET", "/a%20b?q=%E5%9B%BE");
    CHECK(got.status == 200);
    CHECK(got.body == "GET /a b 图 [Bearer secret] [] ");
    CHECK(got.header("x-a") == "1, 2");
    CHECK(got.header("nothing") == "");
    const ApiResponse put =
        client.request("PUT", "/x", "{\"a\":1}", "application/json", {{"X-Mark", "m"}});
    CHECK(put.body == "PUT /x  [Bearer secret] [application/json] {\"a\":1}");
    CHECK(put.header("x-mark") == "m");
    CHECK(client.request("DELETE", "/x").body == "DELETE /x  [Bearer secret] [] ");
    CHECK(client.request("HEAD", "/x").body.empty());
    CHECK(client.request("POST", "/x").body.starts_with("POST /x "));
    CHECK(client.request("GET", "/missing").status == 404);
    CHECK(client.request("GET", "/moved").header("location") == "/elsewhere");
    CHECK(fixture.server->connections() == 1);
  }

  TEST_CASE("a large upload waits for 100-continue; its head is not the answer's") {
    const Fixture fixture;
    ApiClient client(fixture.options());
    const std::string big(3 << 20, 'y');
    const ApiResponse response = client.request("POST", "/up", big, "application/octet-stream");
    CHECK(response.status == 200);
    CHECK(response.body.ends_with(big));
    CHECK(response.header("x-a") == "1, 2");
  }

  TEST_CASE("compressed on the way, plain for the caller; progress counts and can cancel") {
    const Fixture fixture;
    ApiClientOptions options = fixture.options();
    std::uint64_t sent = 0;
    bool go_on = true;
    options.progress = [&](const ApiProgress& progress) {
      sent = std::max(sent, progress.sent);
      return go_on;
    };
    ApiClient client(options);
    const ApiResponse response = client.request("GET", "/big");
    CHECK(response.header("content-encoding") == "gzip");
    CHECK(response.body.ends_with(std::string(300'000, 'x')));
    client.request("POST", "/x", std::string(500'000, 'z'));
    CHECK(sent == 500'000);
    go_on = false;
    CHECK_THROWS_WITH_AS(client.request("GET", "/big"), "操作已取消。", ApiUnreachable);
    go_on = true;
    CHECK(client.request("GET", "/").status == 200);
  }

  TEST_CASE("what goes wrong is said in a sentence with a stable word") {
    const Fixture fixture;
    ApiClientOptions untrusted = fixture.options();
    untrusted.root_certificate_file = "";
    CHECK(failure(untrusted) == "certificate_not_trusted");
    const Place other;
    ApiClientOptions foreign = fixture.options();
    foreign.root_certificate_file = other.root_file;
    CHECK(failure(foreign) == "certificate_not_trusted");
    ApiClientOptions misnamed = fixture.options();
    misnamed.base_url = fmt::format("https://127.0.0.1:{}", fixture.port);
    CHECK(failure(misnamed) == "certificate_not_trusted");
    ApiClientOptions missing = fixture.options();
    missing.root_certificate_file = "/nonexistent.crt";
    CHECK(failure(missing) == "root_certificate_unreadable");
    ApiClientOptions junk = fixture.options();
    junk.root_certificate_file = other.path + "/junk.crt";
    std::ofstream(junk.root_certificate_file) << "junk";
    CHECK(failure(junk) == "root_certificate_unreadable");
    ApiClientOptions nobody = fixture.options();
    nobody.base_url = "https://localhost:1";
    CHECK(failure(nobody) == "cannot_connect");
    ApiClientOptions unnamed = fixture.options();
    unnamed.base_url = "https://zhantu.invalid";
    CHECK(failure(unnamed) == "cannot_resolve");
    for (const char* url : {"", "localhost", "ftp://localhost", "file:///etc/passwd", "https://"}) {
      CAPTURE(url);
      ApiClientOptions bad = fixture.options();
      bad.base_url = url;
      CHECK(failure(bad) == "bad_address");
    }
    ApiClientOptions impatient = fixture.options();
    impatient.silence_seconds = 1;
    CHECK(failure(impatient, "/slow") == "timed_out");
    ApiClientOptions small = fixture.options();
    small.answer_bytes_max = 1000;
    CHECK(failure(small, "/big") == "answer_too_large");
  }

  TEST_CASE("header values cannot bring headers of their own") {
    const Fixture fixture;
    ApiClient client(fixture.options());
    CHECK_THROWS(client.request("GET", "/", "", "", {{"X-Mark", "a\r\nX-Other: b"}}));
    CHECK_THROWS(client.request("GET", "nowhere"));
  }
}

}  // namespace zhantu::cli
