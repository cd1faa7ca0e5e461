#include "http/paging.hpp"

#include <doctest/doctest.h>

namespace zhantu::http {
namespace {

Request asked(const char* after, const char* limit) {
  Request request;
  if (*after != '\0') request.query["after"] = after;
  if (*limit != '\0') request.query["limit"] = limit;
  return request;
}

TEST_CASE("a page starts after a key and is bounded") {
  const auto first = page_of(asked("", ""));
  REQUIRE(static_cast<bool>(first));
  CHECK(first->after == 0);
  CHECK(first->limit == 50);
  const auto page = page_of(asked("9000000000", "200"));
  REQUIRE(static_cast<bool>(page));
  CHECK(page->after == 9'000'000'000);
  CHECK(page->limit == 200);
  CHECK(page_of(asked("0", "1"))->limit == 1);
}

TEST_CASE("a wrong key or limit is named") {
  for (const char* limit : {"0", "201", "-1", "ten", "1.5", "5 ", "99999999999999999999"}) {
    CAPTURE(limit);
    const auto page = page_of(asked("", limit));
    REQUIRE_FALSE(static_cast<bool>(page));
    CHECK(page.problem().word == "field_invalid");
    CHECK(page.problem().items.front().where == "?limit");
    CHECK(page.problem().items.front().values.at("expected") == "1..200");
  }
  for (const char* after : {"-1", "next", "1x", "99999999999999999999"}) {
    CAPTURE(after);
    const auto page = page_of(asked(after, ""));
    REQUIRE_FALSE(static_cast<bool>(page));
    CHECK(page.problem().items.front().where == "?after");
  }
}

TEST_CASE("one item more than the limit tells that there is a next page") {
  const auto json = [](std::size_t count, std::size_t limit) {
    boost::json::array items;
    for (std::size_t i = 0; i < count; ++i) items.push_back(static_cast<std::int64_t>(i));
    return boost::json::serialize(page_json(std::move(items), {.limit = limit},
                                            [](std::size_t i) { return fmt::format("k{}", i); }));
  };
  CHECK(json(0, 2) == R"({"items":[],"next":null})");
  CHECK(json(2, 2) == R"({"items":[0,1],"next":null})");
  CHECK(json(3, 2) == R"({"items":[0,1],"next":"k1"})");
  const boost::json::value by_id = boost::json::parse(R"([{"id":"4"},{"id":"7"},{"id":"9"}])");
  CHECK(page_json(by_id.as_array(), {.limit = 2}).at("next") == "7");
  CHECK(page_json(by_id.as_array(), {.limit = 3}).at("next").is_null());
}

}  // namespace
}  // namespace zhantu::http
