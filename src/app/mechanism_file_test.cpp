#include "app/mechanism_file.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu::app {
namespace {

// A small sound file. Line 1 is [mechanism].
constexpr const char* kSound = R"([mechanism]
name = "small"
version = 3
effective_from = "2026-01-01"
title = "小机制"

[[organ_kind]]
key = "headquarters"
title = "总指挥部"

[[role]]
key = "lead_unit"
title = "主责单位"
holder = "unit"

[verdict]
note = "说明"
[[verdict.proposal]]
verdict = "exceeded"
above = 100
[[verdict.proposal]]
verdict = "missed"
from = 0

[card]
no_target = "breaks_run"
[[card.band]]
card = "blue"
verdicts = ["exceeded", "met", "no_target"]
text_zh = "蓝"
text_en = "blue"
[[card.band]]
card = "red"
verdicts = ["missed"]
missed_in_a_row = 2
clause = "三"
text_zh = "红"
text_en = "red"
[[card.band]]
card = "yellow"
verdicts = ["missed"]
text_zh = "黄"
text_en = "yellow"
)";

// The sound file with one piece of text replaced by another.
std::string with(std::string_view from, std::string_view to) {
  std::string text = kSound;
  const auto at = text.find(from);
  ZT_CHECK(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void check_refused(const std::string& text, int line, std::string_view reason,
                   std::string_view remedy) {
  const auto read = read_mechanism(text);
  INFO(reason);
  REQUIRE(!read);
  CHECK(read.problem().word == "mechanism_malformed");
  CHECK(read.problem().values.at("line") == std::to_string(line));
  CHECK(read.problem().values.at("reason") == reason);
  CHECK(read.problem().values.at("remedy") == remedy);
}

}  // namespace

TEST_CASE("D-10 a mechanism file becomes values") {
  const auto read = read_mechanism(kSound);
  REQUIRE(read);
  CHECK(read->name == "small");
  CHECK(read->version == 3);
  CHECK(read->effective_from.iso() == "2026-01-01");
  CHECK(read->title == "小机制");
  CHECK(read->verdict_note == "说明");
  CHECK(read->organ_kinds.size() == 1);
  CHECK(read->role("lead_unit")->held_by_unit);
  REQUIRE(read->proposal.size() == 2);
  CHECK(read->proposal[0].floor_basis_points == 10'000);
  CHECK(read->proposal[0].floor_open);
  CHECK(!read->proposal[1].floor_open);
  CHECK(read->card.no_target_breaks_run);
  REQUIRE(read->card.bands.size() == 3);
  CHECK(read->card.bands[1].card == Card::red);
  REQUIRE(read->card.bands[1].all.size() == 2);
  CHECK(read->card.bands[1].all[1].times == 2);
  CHECK(read->card.bands[1].clause == "三");
  CHECK(read->card.bands[2].all.size() == 1);
  CHECK(read->card.bands[0].all[0].mask == 0b1011U);
}

TEST_CASE("D-10 the shipped file says the rule of the paper") {
  const Mechanism& mechanism = shipped_mechanism();
  CHECK(mechanism.name == "command-posts");
  CHECK(!mechanism.card.no_target_breaks_run);
  CHECK(mechanism.card.bands.size() == 4);
  CHECK(mechanism.proposal.size() == 3);
  CHECK(mechanism.organ_kinds.size() == 5);
}

TEST_CASE("D-10 what is no TOML is refused with its line") {
  const auto read = read_mechanism("[mechanism]\nname = \"small\nversion = 1\n");
  REQUIRE(!read);
  CHECK(read.problem().word == "mechanism_malformed");
  CHECK(read.problem().values.at("line") == "2");
  CHECK(read.problem().values.at("reason").starts_with("this line is not TOML"));
  CHECK(read.problem().values.at("reason_hans").starts_with("这一行不是合法的 TOML"));
  CHECK(!read_mechanism(with("title = \"小机制\"", "title = \"\xC0\xAF\"")));
  const auto twice = read_mechanism(with("version = 3", "version = 3\nversion = 4"));
  REQUIRE(!twice);
  CHECK(twice.problem().values.at("line") == "4");
  CHECK(twice.problem().values.at("reason").starts_with("\"version\" is written twice"));
}

TEST_CASE("D-10 missing sections and keys are named where they are missed") {
  check_refused("", 1, "[mechanism] is missing", "add a section [mechanism]");
  check_refused("mechanism = 1\n", 1, "[mechanism] is missing", "add a section [mechanism]");
  check_refused(with("name = \"small\"\n", ""), 1, "\"name\" is missing", "add name = ...");
  check_refused(with("title = \"总指挥部\"\n", ""), 7, "\"title\" is missing", "add title = ...");
  check_refused(with("[[organ_kind]]", "[organ_kind]"), 7, "organ_kind must be a list of tables",
                "write [[organ_kind]]");
  check_refused(with("text_en = \"red\"\n", ""), 32, "\"text_en\" is missing", "add text_en = ...");
  check_refused(with("verdict = \"exceeded\"\n", ""), 18, "\"verdict\" is missing",
                "add verdict = ...");
  check_refused(with("above = 100\n", ""), 18, "\"from\" is missing", "add from = ...");
}

TEST_CASE("D-10 unknown keys and words are refused, with the one that was meant") {
  check_refused(with("[mechanism]\nname", "surprise = 1\n[mechanism]\nname"), 1,
                "unknown key \"surprise\"",
                "use one of: mechanism, organ_kind, role, cause, peer_group, duty, verdict, "
                "measure, card, rule");
  check_refused(with("version = 3", "versoin = 3"), 1, "\"version\" is missing",
                "add version = ...");
  check_refused(with("version = 3", "version = 3\nsorce = \"x\""), 4, "unknown key \"sorce\"",
                "did you mean \"source\"? use one of: name, version, effective_from, title, "
                "source, source_hant, period");
  check_refused(with("holder = \"unit\"", "holder = \"organ\""), 14,
                "unknown word \"organ\" for \"holder\"", "use one of: person, unit");
  check_refused(with("card = \"red\"", "card = \"gren\""), 33, "unknown word \"gren\" for \"card\"",
                "did you mean \"green\"? use one of: none, blue, yellow, red, green, orange");
  check_refused(with("[\"exceeded\", \"met\"", "[\"exceeded\", \"done\""), 29,
                "unknown word \"done\" for \"verdicts\"",
                "use one of: exceeded, met, missed, no_target");
  check_refused(with("[\"missed\"]", "[1]"), 34, "\"verdicts\" has the wrong type",
                "write a list of texts in square brackets");
  check_refused(with("breaks_run", "stops_run"), 26, "unknown word \"stops_run\" for \"no_target\"",
                "use one of: keeps_run, breaks_run");
}

TEST_CASE("D-10 wrong types and values are refused") {
  check_refused(with("version = 3", "version = \"3\""), 3, "\"version\" has the wrong type",
                "write a whole number");
  check_refused(with("name = \"small\"", "name = 5"), 2, "\"name\" has the wrong type",
                "write text in quotes");
  check_refused(with("name = \"small\"", "name = \"Small one\""), 2,
                "\"Small one\" cannot be a name for \"name\"",
                "use small letters, digits, hyphens and underscores, beginning with a letter");
  check_refused(with("above = 100", "above = 99.5"), 20, "\"above\" has the wrong type",
                "write a whole number");
  check_refused(with("version = 3", "version = 0"), 3, "version is out of range",
                "use a number from 1 to 1000000");
  check_refused(with("2026-01-01", "2026-02-30"), 4, "\"2026-02-30\" is not a day",
                "write it as \"2026-01-01\"");
}

TEST_CASE("D-10 numbers that mean nothing are refused before they overflow") {
  const std::string_view run = "use a number from 0 to 999";
  check_refused(with("missed_in_a_row = 2", "missed_in_a_row = -1"), 35,
                "missed_in_a_row is out of range", run);
  check_refused(with("missed_in_a_row = 2", "missed_in_a_row = 4294967298"), 35,
                "missed_in_a_row is out of range", run);
  const std::string_view percent = "use a number from 0 to 100000";
  check_refused(with("above = 100", "above = 9223372036854775807"), 20, "above is out of range",
                percent);
  check_refused(with("from = 0", "from = -1"), 23, "from is out of range", percent);
  check_refused(with("above = 100", "above = 100\nfrom = 90"), 21,
                "\"from\" and \"above\" exclude each other", "leave one of them out");
}

TEST_CASE("R-1 a rule with a gap or a band that never applies is refused at the band") {
  check_refused(with("[\"exceeded\", \"met\", \"no_target\"]", "[\"exceeded\", \"met\"]"), 27,
                "the bands leave a gap: verdict = no_target",
                "add a band, or move the ends of its neighbours (from, above, to, below), until "
                "the bands cover everything");
  check_refused(with("missed_in_a_row = 2\n", ""), 38,
                "band 3 can never apply: an earlier one always wins",
                "put the narrower band first, or take this one out");
  check_refused(with("from = 0", "from = 5"), 21, "the last proposal does not begin at 0",
                "let the last one say from = 0");
}

TEST_CASE("D-10 all flaws are told at once, in the order of the lines") {
  std::string text = with("version = 3", "version = 0");
  text.replace(text.find("card = \"red\""), 12, "card = \"rot\"");
  const auto reading = read_mechanism_file(text);
  CHECK(!reading.mechanism);
  REQUIRE(reading.flaws.size() == 2);
  CHECK(reading.flaws[0].line == 3);
  CHECK(reading.flaws[1].line == 33);
  const auto read = read_mechanism(text);
  REQUIRE(!read);
  CHECK(read.problem().items.size() == 2);
}

TEST_CASE("D-10 a file that judges no projects is sound, but no campaign can run by it") {
  const std::string text =
      "[mechanism]\nname = \"a\"\nversion = 1\neffective_from = "
      "\"2026-01-01\"\ntitle = \"甲\"\n[[rule]]\nkey = \"late\"\nsubject = "
      "\"step\"\ntitle_zh = \"逾期\"\ntitle_en = \"late\"\nmeasure = "
      "\"days_late\"\n[[rule.band]]\ncard = \"none\"\nto = 0\ntext_zh = "
      "\"按期\"\ntext_en = \"on time\"\n[[rule.band]]\ncard = \"red\"\nabove "
      "= 0\ntext_zh = \"逾期\"\ntext_en = \"late\"\n";
  const auto reading = read_mechanism_file(text);
  REQUIRE(reading.mechanism);
  CHECK(reading.mechanism->rule(Subject::step) != nullptr);
  CHECK(reading.mechanism->rule(Subject::project) == nullptr);
  const auto read = read_mechanism(text);
  REQUIRE(!read);
  CHECK(read.problem().values.at("reason").starts_with("the file judges no projects"));
}

}  // namespace zhantu::app
