#include "http/fields.hpp"

#include <doctest/doctest.h>

namespace zhantu::http {
namespace {

Request body(std::string text, std::string type = "application/json") {
  Request request;
  request.body = std::move(text);
  if (!type.empty()) request.headers["content-type"] = std::move(type);
  return request;
}

Fields fields(std::string text) {
  auto read = Fields::read(body(std::move(text)));
  REQUIRE(static_cast<bool>(read));
  return std::move(read).value();
}

// What is wrong, one item after the other: "/text field_missing; ".
std::string flaws(Fields& fields) {
  const auto problem = fields.flaw();
  if (!problem) return "";
  CHECK(problem->word == "field_invalid");
  std::string out;
  for (const ProblemItem& item : problem->items) {
    out += item.where + " " + item.word;
    for (const auto& [name, value] : item.values) out += fmt::format(" {}={}", name, value);
    out += "; ";
  }
  return out;
}

TEST_CASE("a body is a JSON object, sent as JSON") {
  const auto word = [](const Request& request) {
    const auto read = Fields::read(request);
    return read ? std::string("ok") : read.problem().word;
  };
  CHECK(word(body("{}")) == "ok");
  CHECK(word(body("")) == "ok");  // nothing sent is an empty object
  CHECK(word(body("", "")) == "ok");
  CHECK(word(body("{}", "application/json; charset=utf-8")) == "ok");
  CHECK(word(body("{}", "text/plain")) == "unsupported_media_type");
  CHECK(word(body("a=1", "application/x-www-form-urlencoded")) == "unsupported_media_type");
  CHECK(word(body("{}", "")) == "unsupported_media_type");
  for (const char* text : {"[]", "1", "\"x\"", "null", "{", "{}{}", "{\"a\":1,}", "{'a':1}", "{\"a\":NaN}",
                           "{\"a\":\"\xff\"}", "\xef\xbb\xbf{}"}) {
    CAPTURE(text);
    CHECK(word(body(text)) == "request_malformed");
  }
  std::string deep = "{\"a\":";
  for (int i = 0; i < 40; ++i) deep += "[";
  for (int i = 0; i < 40; ++i) deep += "]";
  CHECK(word(body(deep + "}")) == "request_malformed");
}

TEST_CASE("texts are cut, cleaned and measured in characters") {
  Fields f = fields(R"({"a":"  封顶\u3000", "b":"第一行\n第二行\u0007\u202e", "c":"十个字的文字正好十个", "d":""})");
  CHECK(f.text("a", 10) == "封顶");
  CHECK(f.text("b", 20) == "第一行\n第二行");  // controls and turned writing are gone, lines stay
  CHECK(f.text("c", 10) == "十个字的文字正好十个");
  CHECK(f.text("d", 10, false) == "");
  CHECK(f.optional_text("e", 10) == std::nullopt);
  CHECK(f.text("g", 10, false) == "");
  CHECK(flaws(f) == "");
}

TEST_CASE("what is wrong with a text is named") {
  Fields f = fields(R"({"a":" \u3000", "b":null, "c":7, "d":"四个字了", "e":[]})");
  f.text("a", 10);
  f.text("b", 10);
  f.text("c", 10);
  f.text("d", 3);
  CHECK(f.optional_text("e", 3) == std::nullopt);
  f.text("z", 10);
  CHECK(flaws(f) ==
        "/a field_missing; /b field_missing; /c field_type expected=string; "
        "/d field_too_long max=3; /e field_type expected=string; /z field_missing; ");
}

TEST_CASE("fields that nobody asked for do not pass") {
  Fields f = fields(R"({"text":"好", "verdict":"met", "admin":true})");
  f.text("text", 10);
  CHECK(flaws(f) == "/verdict field_unknown; /admin field_unknown; ");
}

TEST_CASE("whole numbers, ids, quantities and verdicts") {
  SUBCASE("right ones") {
    Fields f = fields(
        R"({"days":366, "id":"71", "q":"1,234.5", "v":"no_target", "n":null, "least":1})");
    CHECK(f.whole("days", 1, 366) == 366);
    CHECK(f.whole("least", 1, 366) == 1);
    CHECK(f.whole("none", 1, 366) == std::nullopt);
    CHECK(f.id("id") == 71);
    CHECK(f.quantity("q") == Quantity{12'345'000});
    CHECK(f.quantity("n") == std::nullopt);
    CHECK(f.verdict("v") == Verdict::no_target);
    CHECK(flaws(f) == "");
  }
  SUBCASE("whole numbers out of bounds, or of another type") {
    Fields f = fields(R"({"a":0, "b":367, "c":"5", "d":5.0, "e":18446744073709551615})");
    for (const char* name : {"a", "b", "c", "d", "e"})
      CHECK(f.whole(name, 1, 366) == std::nullopt);
    CHECK(flaws(f) ==
          "/a field_type expected=1..366; /b field_type expected=1..366; /c field_type "
          "expected=1..366; /d field_type expected=1..366; /e field_type expected=1..366; ");
  }
  SUBCASE("ids are digits in text") {
    Fields f = fields(R"({"a":71, "b":"0", "c":"-3", "d":"7x", "e":"99999999999999999999"})");
    for (const char* name : {"a", "b", "c", "d", "e", "f"}) f.id(name);
    CHECK(flaws(f) ==
          "/a field_type expected=id; /b field_type expected=id; /c field_type expected=id; "
          "/d field_type expected=id; /e field_type expected=id; /f field_missing; ");
  }
  SUBCASE("quantities are decimals in text, so that none loses a digit") {
    Fields f = fields(R"({"a":12, "b":"twelve", "c":"1.23456", "d":"1e3"})");
    for (const char* name : {"a", "b", "c", "d"}) CHECK(f.quantity(name) == std::nullopt);
    CHECK(flaws(f) ==
          "/a quantity_malformed; /b quantity_malformed; /c quantity_malformed; "
          "/d quantity_malformed; ");
  }
  SUBCASE("a verdict is one of four") {
    Fields f = fields(R"({"a":"blue", "b":1})");
    CHECK(f.verdict("a") == std::nullopt);
    CHECK(f.verdict("b") == std::nullopt);
    CHECK(f.verdict("c") == std::nullopt);
    CHECK(flaws(f) ==
          "/a field_type expected=exceeded, met, missed, no_target; "
          "/b field_type expected=exceeded, met, missed, no_target; /c field_missing; ");
  }
}

}  // namespace
}  // namespace zhantu::http
