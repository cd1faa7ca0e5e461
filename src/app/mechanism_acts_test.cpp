#include "app/mechanism_acts.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::word_of;

std::string later_file(int version, const std::string& from) {
  std::string text =
      test::text_of_file(ZHANTU_SOURCE_DIR "/tests/stories/mechanisms/red-at-once.toml");
  const auto put = [&](const std::string& was, const std::string& is) {
    const auto at = text.find(was);
    REQUIRE(at != std::string::npos);
    text.replace(at, was.size(), is);
  };
  put("version = 2", fmt::format("version = {}", version));
  put("2026-03-01", from);
  return text;
}

Result<AdoptedMechanism> adopt(AppFixture& county, const std::string& login,
                               const AdoptCommand& command, bool dry_run = false) {
  std::optional<Result<AdoptedMechanism>> result;
  (void)county.act(county.as(login), [&](Writing& writing) -> Outcome {
    result = adopt_mechanism(writing, command, dry_run);
    if (!*result) return result->problem();
    return Done{};
  });
  return std::move(*result);
}

}  // namespace

TEST_CASE("D-6.6 an adopted version is kept with its text and judges from its day on") {
  AppFixture county(County::played);
  county.set_clock(10, 5);
  const std::string text = later_file(2, "2026-11-01");
  REQUIRE(word_of(adopt(county, "chief", {.text = text, .remark = "会议纪要第9号"})) == "ok");
  CHECK(county.last_verbs(1) == std::vector<std::string>{"adopt_mechanism"});
  const auto board = county.board();
  REQUIRE(board->board.adopted.size() == 1);
  const MechanismAdoption& adoption = board->board.adopted[0].adoption;
  CHECK(adoption.tenure == county.as("chief").tenure);
  CHECK(adoption.at == county.clock());
  CHECK(adoption.remark == "会议纪要第9号");
  CHECK(board->board.mechanism_for(month(10)).version == 1);
  CHECK(board->board.mechanism_for(month(11)).version == 2);
  CHECK(mechanism_text(county.app(), board->board, 2) == text);
  CHECK(mechanism_text(county.app(), board->board, 1) ==
        test::text_of_file(ZHANTU_SOURCE_DIR "/mechanisms/command-posts.toml"));
}

TEST_CASE("D-5.6 D-6.6 a past day knows the versions of that day") {
  AppFixture county(County::played);
  county.set_clock(10, 5);
  REQUIRE(word_of(adopt(county, "chief",
                        {.text = later_file(2, "2026-11-01"), .remark = "纪要"})) == "ok");
  const auto before = county.app().board_as_of(county.campaign(), Date::of(2026, 10, 4));
  const auto after = county.app().board_as_of(county.campaign(), Date::of(2026, 10, 5));
  CHECK(before->board.adopted.empty());
  REQUIRE(after->board.adopted.size() == 1);
  CHECK(after->board.mechanism_for(month(12)).version == 2);
}

TEST_CASE("D-6.6 what stands in the way of a version leaves no trace") {
  AppFixture county(County::played);
  county.set_clock(10, 5);
  const auto before = county.state();
  const auto refused = [&](const std::string& login, const AdoptCommand& command) {
    const auto result = adopt(county, login, command);
    CHECK(county.state() == before);
    return word_of(result);
  };
  const std::string good = later_file(2, "2026-10-01");
  CHECK(refused("office1", {.text = good, .remark = "纪要"}) == "not_permitted");
  CHECK(refused("admin", {.text = good, .remark = "纪要"}) == "not_permitted");
  CHECK(refused("chief", {.text = good, .remark = "  "}) == "field_invalid");
  CHECK(refused("chief", {.text = "[mechanism", .remark = "纪要"}) == "mechanism_malformed");
  CHECK(refused("chief", {.text = later_file(1, "2026-10-01"), .remark = "纪要"}) ==
        "mechanism_version_not_higher");
  const auto early =
      adopt(county, "chief", {.text = later_file(2, "2026-09-30"), .remark = "纪要"});
  REQUIRE(word_of(early) == "mechanism_too_early");
  CHECK(early.problem().values.at("earliest") == "2026-10-01");
  CHECK(word_of(adopt(county, "chief", {.text = good, .remark = ""}, true)) == "ok");
  CHECK(county.state() == before);
}

TEST_CASE("D-6.6 one version of a county is one text, whichever campaign uses it") {
  AppFixture county(County::played);
  county.set_clock(10, 5);
  const std::string text = later_file(2, "2026-11-01");
  county.amend([&](store::Transaction& transaction) {
    transaction.save(MechanismText{.tenant = county.tenant(),
                                   .name = "command-posts",
                                   .version = 2,
                                   .effective_from = Date::of(2026, 11, 1),
                                   .toml = text + "# 另一战役的文件\n"});
  });
  const auto before = county.state();
  CHECK(word_of(adopt(county, "chief", {.text = text, .remark = "纪要"})) ==
        "mechanism_version_taken");
  CHECK(county.state() == before);
  CHECK(word_of(adopt(county, "chief", {.text = text + "# 另一战役的文件\n", .remark = "纪要"})) ==
        "ok");
}

}  // namespace zhantu::app
