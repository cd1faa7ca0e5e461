#include "http/answer.hpp"

#include <doctest/doctest.h>

#include "base/check.hpp"

namespace zhantu::http {
namespace {

bool has_line(const std::string& head, const std::string& line) {
  return head.find("\r\n" + line + "\r\n") != std::string::npos;
}

std::string encoding_of(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "Content-Encoding") return value;
  }
  return "";
}

}  // namespace

TEST_SUITE("answer") {
  TEST_CASE("a problem has exactly the fields of the contract, as the router writes them") {
    const Response problem = transport_problem(413, "body_too_large", "太大。", "00ff");
    CHECK(problem.status == 413);
    CHECK(problem.body ==
          R"({"type":"urn:zhantu:problem:body_too_large","title":"body_too_large","status":413,)"
          R"("word":"body_too_large","detail":"太大。","request_id":"00ff"})");
  }

  TEST_CASE("the head: our lines once, the handler's as given, its attempts at ours ignored") {
    Response response;
    response.with("Content-Type", "text/plain")
        .with("Set-Cookie", "a=1")
        .with("Set-Cookie", "b=2")
        .with("content-length", "999")
        .with("TRANSFER-ENCODING", "chunked")
        .with("X-Request-Id", "mine");
    response.body = "four";
    const std::string head = response_head(response, {"id1", true, false});
    CHECK(head.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(head.ends_with("\r\n\r\n"));
    CHECK(has_line(head, "Set-Cookie: a=1"));
    CHECK(has_line(head, "Set-Cookie: b=2"));
    CHECK(has_line(head, "Content-Length: 4"));
    CHECK(has_line(head, "X-Request-Id: id1"));
    for (const char* absent : {"999", "chunked", "mine", "Connection:"}) {
      CHECK(head.find(absent) == std::string::npos);
    }
    CHECK(has_line(response_head(response, {"id1", false, false}), "Connection: close"));
    CHECK(has_line(response_head(response, {"id1", true, true}), "Connection: keep-alive"));
    response.shared_body = std::make_shared<const std::string>("longer");
    CHECK(has_line(response_head(response, {"id1", true, false}), "Content-Length: 6"));
  }

  TEST_CASE("a header that could end its line is our own fault and stops the answer") {
    const std::pair<std::string, std::string> bad[] = {
        {"X", "a\r\nY: b"}, {"X", "a\nb"},  {"X", std::string("a\0b", 3)},
        {"X Y", "a"},       {"X:", "a"},    {"", "a"},
    };
    for (const auto& [name, value] : bad) {
      Response response;
      response.with(name, value);
      CHECK_THROWS_AS(response_head(response, {"id", true, false}), CheckFailed);
    }
    for (const int status : {0, 100, 199, 600}) {
      Response response;
      response.status = status;
      CHECK_THROWS_AS(response_head(response, {"id", true, false}), CheckFailed);
    }
  }

  TEST_CASE("compression keeps the ETag and says on what the answer depends") {
    Response response;
    response.with("Content-Type", "image/svg+xml").with("ETag", "\"7\"");
    response.body = std::string(1025, 'a');
    Response same = response;
    compress(same, "br");
    CHECK(same.body == response.body);
    CHECK(same.headers.back() == std::pair<std::string, std::string>("Vary", "Accept-Encoding"));
    compress(response, "gzip");
    CHECK(encoding_of(response) == "gzip");
    CHECK(response.headers[1].second == "\"7\"");
    CHECK(response.body.size() < 100);
    Response small;
    small.with("Content-Type", "text/html");
    small.body = std::string(1024, 'a');
    compress(small, "gzip");
    CHECK(encoding_of(small).empty());
  }

  TEST_CASE("dates and ids") {
    CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
    const std::string id = random_request_id();
    CHECK(id.size() == 32);
    CHECK(id.find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(id != random_request_id());
  }
}

}  // namespace zhantu::http
