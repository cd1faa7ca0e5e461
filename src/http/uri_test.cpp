#include "http/uri.hpp"

#include <doctest/doctest.h>

namespace zhantu::http {

TEST_SUITE("uri") {
  TEST_CASE("targets that are understood") {
    struct Row {
      std::string_view target;
      std::string path;
      std::map<std::string, std::string> query;
    };
    const Row rows[] = {
        {"/", "/", {}},
        {"*", "*", {}},
        {"/a/b", "/a/b", {}},
        {"/a//b/", "/a//b/", {}},
        {"/a%20b", "/a b", {}},
        {"/a+b", "/a+b", {}},
        {"/%E5%9B%BE", "/图", {}},
        {"/图", "/图", {}},
        {"/a.b/..c/...", "/a.b/..c/...", {}},
        {"/%253F", "/%3F", {}},
        {"/?", "/", {}},
        {"/?a=1&b=2", "/", {{"a", "1"}, {"b", "2"}}},
        {"/?a=1&a=2", "/", {{"a", "1"}}},
        {"/?a&b=&=c&&", "/", {{"a", ""}, {"b", ""}, {"", "c"}}},
        {"/?a=x+y%2Bz", "/", {{"a", "x y+z"}}},
        {"/?a=b=c?d/../e", "/", {{"a", "b=c?d/../e"}}},
        {"/?%E5%9B%BE=%e6%88%98", "/", {{"图", "战"}}},
        {"http://county.example:8443/a?b=c", "/a", {{"b", "c"}}},
        {"https://county.example", "/", {}},
        {"http://county.example?b=c", "/", {{"b", "c"}}},
    };
    for (const Row& row : rows) {
      CAPTURE(row.target);
      const auto parsed = parse_target(row.target);
      REQUIRE(parsed);
      CHECK(parsed->path == row.path);
      CHECK(parsed->query == row.query);
    }
  }

  TEST_CASE("targets that are refused") {
    for (const std::string_view target : {
             "", "a", "?a=b", "//host/../a", "/..", "/.", "/a/../b", "/a/.", "/%2e%2E/a", "/.%2e",
             "/a%2Fb", "/a%5cb", "/a\\b", "/%00", "/a%0d%0aSet-Cookie:x", "/\x01", "/a\x7f",
             "/%7f", "/%", "/%4", "/%4g", "/%-1", "/%FF", "/%C0%AF", "/%ED%A0%80", "/\xff",
             "/?a=%", "/?%zz=1", "/?a=%00", "/?a=%FF", "/#top", "/?a#b", "ftp://a/", "**",
         }) {
      CAPTURE(target);
      CHECK_FALSE(parse_target(target));
    }
    std::string many = "/?";
    for (int i = 0; i < 101; ++i) many += fmt::format("p{}=1&", i);
    CHECK_FALSE(parse_target(many));
    CHECK(parse_target(many.substr(0, many.rfind("p100"))));
  }

  TEST_CASE("encoding is the inverse of decoding for any text") {
    std::string all;
    for (int c = 0x20; c < 0x7f; ++c) all += static_cast<char>(c);
    all += "挂图作战 🐉";
    const std::string encoded = percent_encoded(all);
    CHECK(encoded.find_first_of(" /?#%&+=\\") == encoded.find('%'));
    CHECK(percent_decoded(encoded, false) == all);
    CHECK(percent_decoded(encoded, true) == all);
    CHECK(percent_encoded("a/b ~图") == "a%2Fb%20~%E5%9B%BE");
  }

  TEST_CASE("cookies") {
    using Cookies = std::map<std::string, std::string>;
    CHECK(parse_cookies("") == Cookies{});
    CHECK(parse_cookies("a=1; b=2") == Cookies{{"a", "1"}, {"b", "2"}});
    CHECK(parse_cookies("a=1;a=2") == Cookies{{"a", "1"}});
    CHECK(parse_cookies(" a = 1 ;; junk; b=x=y;") == Cookies{{"a", "1"}, {"b", "x=y"}});
  }
}

}  // namespace zhantu::http
