#include "app/chart_cache.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <thread>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

TEST_CASE("many who ask for one drawing get the very same, another question another one") {
  AppFixture county(County::played);
  ChartCache cache;
  const BoardPtr board = county.board();
  std::vector<std::shared_ptr<const DrawnChart>> drawn(8);
  std::vector<std::thread> walls;
  for (auto& slot : drawn) walls.emplace_back([&] { slot = cache.get(county.app(), board, {}); });
  for (std::thread& wall : walls) wall.join();
  REQUIRE(drawn[0] != nullptr);
  for (const auto& one : drawn) CHECK(one == drawn[0]);  // drawn once
  CHECK(drawn[0]->media_type == "image/svg+xml");
  CHECK(drawn[0]->bytes->find("<svg") != std::string::npos);
  CHECK(drawn[0]->revision == 9);
  CHECK(drawn[0]->etag.size() == 26);

  ChartQuestion inside{.audience = chart::Audience::internal};
  const auto internal = cache.get(county.app(), board, inside);
  CHECK(internal != drawn[0]);
  CHECK(internal->etag != drawn[0]->etag);
  ChartQuestion elsewhere{.base_url = "https://other.example"};
  CHECK(cache.get(county.app(), board, elsewhere) != drawn[0]);
}

TEST_CASE("a commit on the campaign makes a new drawing, the old board keeps its own") {
  AppFixture county(County::played);
  ChartCache cache;
  const BoardPtr before = county.board();
  const auto first = cache.get(county.app(), before, {});
  REQUIRE(word_of(county.correct("office1", {.project = county.project(28),
                                             .period = month(9),
                                             .verdict = Verdict::met,
                                             .quantity = Quantity::of(64),
                                             .reason = "误认"})) == "ok");
  const auto second = cache.get(county.app(), county.board(), {});
  CHECK(second != first);
  CHECK(second->revision == 10);
  CHECK(second->etag != first->etag);
  CHECK(cache.get(county.app(), before, {}) == first);
  county.advance_ms(24LL * 3'600'000);  // posts change hands with the day
  CHECK(cache.get(county.app(), before, {}) != first);
}

TEST_CASE("a drawing that failed is tried again") {
  AppFixture county;
  ChartCache cache;
  const BoardPtr board = county.board();
  int asked = 0;
  App failing(county.store(), {.now =
                                   [&] {
                                     // The first question of each drawing is for its key.
                                     if (++asked == 2) throw std::runtime_error("clock");
                                     return county.clock();
                                   },
                               .secret = [] { return std::string(); }});
  CHECK_THROWS_WITH(cache.get(failing, board, {}), "clock");
  const auto drawn = cache.get(failing, board, {});
  REQUIRE(drawn != nullptr);
  CHECK(cache.get(failing, board, {}) == drawn);
}

// Walls that differ in nothing but their address.
struct Walls {
  AppFixture county{County::played};
  BoardPtr board = county.board();

  std::shared_ptr<const DrawnChart> ask(ChartCache& cache, int wall) {
    ChartQuestion question;
    question.base_url = fmt::format("https://{}.example", wall);
    return cache.get(county.app(), board, question);
  }
};

TEST_CASE("the cache keeps its bytes and forgets what was asked for the longest ago") {
  Walls walls;
  ChartCache measure;
  const std::size_t one = walls.ask(measure, 0)->bytes->size();
  const std::size_t kept = measure.bytes();
  CHECK(kept >= one);
  ChartCache cache(3 * kept + kept / 2);
  const auto first = walls.ask(cache, 0), second = walls.ask(cache, 1);
  walls.ask(cache, 2);
  CHECK(cache.bytes() == 3 * kept);
  CHECK(walls.ask(cache, 0) == first);  // now the latest
  walls.ask(cache, 3);
  CHECK(cache.bytes() == 3 * kept);
  CHECK(walls.ask(cache, 0) == first);
  CHECK(walls.ask(cache, 1) != second);
  CHECK(cache.bytes() == 3 * kept);
}

TEST_CASE("a drawing larger than the cache is given out and drives nothing out") {
  Walls walls;
  const std::size_t one = walls.ask(*std::make_unique<ChartCache>(), 0)->bytes->size();
  ChartCache cache(one + 50'000);
  const auto wall = walls.ask(cache, 0);
  ChartQuestion paper{.wall = false, .surface = chart::Surface::svg};
  const auto large = cache.get(walls.county.app(), walls.board, paper);
  REQUIRE(large->bytes->size() > one + 50'000);
  CHECK(cache.get(walls.county.app(), walls.board, paper) != large);
  CHECK(walls.ask(cache, 0) == wall);
  ChartCache none(0);
  CHECK(walls.ask(none, 0)->bytes->size() == one);
  CHECK(none.bytes() == 0);
}

}  // namespace
}  // namespace zhantu::app
