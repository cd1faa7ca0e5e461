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
  CHECK(read->card.bands[1].run_min == 2);
  CHECK(read->card.bands[1].clause == "三");
  CHECK(read->card.bands[2].run_min == 0);
  CHECK(read->card.bands[0].verdicts.size() == 3);
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
  CHECK(!read.problem().values.at("reason").empty());
  CHECK(read.problem().values.at("remedy") == "correct the line; the file is TOML");
  CHECK(!read_mechanism(with("title = \"小机制\"", "title = \"\xC0\xAF\"")));
  CHECK(!read_mechanism(with("version = 3", "version = 3\nversion = 4")));
}

TEST_CASE("D-10 missing sections and keys are named where they are missed") {
  check_refused("", 1, "[mechanism] is missing", "add a section [mechanism]");
  check_refused("mechanism = 1\n", 1, "[mechanism] is missing", "add a section [mechanism]");
  check_refused(with("name = \"small\"\n", ""), 1, "\"name\" is missing", "add name = ...");
  check_refused(with("title = \"总指挥部\"\n", ""), 7, "\"title\" is missing", "add title = ...");
  check_refused(with("[[organ_kind]]\nkey = \"headquarters\"\ntitle = \"总指挥部\"\n", ""), 1,
                "[[organ_kind]] is missing", "add at least one [[organ_kind]]");
  check_refused(with("[[organ_kind]]", "[organ_kind]"), 7, "organ_kind must be a list of tables",
                "write [[organ_kind]]");
  check_refused(with("no_target = \"breaks_run\"\n", ""), 25, "\"no_target\" is missing",
                "add no_target = ...");
  check_refused(with("text_en = \"red\"\n", ""), 32, "\"text_en\" is missing", "add text_en = ...");
  check_refused(with("verdicts = [\"missed\"]\n", ""), 32, "\"verdicts\" is missing",
                "add verdicts = [\"missed\"]");
  check_refused(with("verdict = \"exceeded\"\n", ""), 18, "\"verdict\" is missing",
                "add verdict = \"met\"");
  check_refused(with("above = 100\n", ""), 18, "\"from\" is missing", "add from = ...");
}

TEST_CASE("D-10 unknown keys and words are refused, with the known ones") {
  check_refused(with("[mechanism]\nname", "surprise = 1\n[mechanism]\nname"), 1,
                "unknown key \"surprise\"",
                "use one of: mechanism, organ_kind, role, verdict, card");
  check_refused(with("version = 3", "versoin = 3"), 3, "unknown key \"versoin\"",
                "use one of: name, version, effective_from, title, source, source_hant");
  check_refused(with("missed_in_a_row", "missed_in_row"), 35, "unknown key \"missed_in_row\"",
                "use one of: card, verdicts, missed_in_a_row, clause, text_zh, text_hant, text_en");
  check_refused(with("holder = \"unit\"", "holder = \"organ\""), 14, "unknown holder",
                "use person or unit");
  check_refused(with("card = \"red\"", "card = \"green\""), 33, "unknown card",
                "use blue, yellow, red or none");
  check_refused(with("[\"exceeded\", \"met\"", "[\"exceeded\", \"done\""), 29, "unknown verdict",
                "use exceeded, met, missed or no_target");
  check_refused(with("[\"missed\"]", "[1]"), 34, "unknown verdict",
                "use exceeded, met, missed or no_target");
  check_refused(with("breaks_run", "stops_run"), 26, "unknown value",
                "use keeps_run or breaks_run");
}

TEST_CASE("D-10 wrong types and values are refused") {
  const std::string_view shipped = "compare with a shipped mechanism file";
  check_refused(with("version = 3", "version = \"3\""), 3, "\"version\" has the wrong type",
                shipped);
  check_refused(with("name = \"small\"", "name = 5"), 2, "\"name\" has the wrong type", shipped);
  check_refused(with("above = 100", "above = 99.5"), 20, "\"above\" has the wrong type", shipped);
  check_refused(with("version = 3", "version = 0"), 3, "version must be 1 or more",
                "count the versions from 1");
  check_refused(with("2026-01-01", "2026-02-30"), 4, "not a day", "write it as \"2026-01-01\"");
}

TEST_CASE("D-10 numbers that mean nothing are refused before they overflow") {
  const std::string_view run = "use a whole number from 0 to 999";
  check_refused(with("missed_in_a_row = 2", "missed_in_a_row = -1"), 35,
                "missed_in_a_row is out of range", run);
  check_refused(with("missed_in_a_row = 2", "missed_in_a_row = 4294967298"), 35,
                "missed_in_a_row is out of range", run);
  const std::string_view percent = "use whole percent of the plan, from 0 to 100000";
  check_refused(with("above = 100", "above = 9223372036854775807"), 20, "above is out of range",
                percent);
  check_refused(with("from = 0", "from = -1"), 23, "from is out of range", percent);
  check_refused(with("above = 100", "above = 100\nfrom = 90"), 21,
                "a proposal has either \"above\" or \"from\"", "leave one of them out");
}

TEST_CASE("R-1 a rule with a gap or a band that never applies is refused at the bands") {
  check_refused(with("[\"exceeded\", \"met\", \"no_target\"]", "[\"exceeded\", \"met\"]"), 27,
                "no band for verdict no_target with 0 missed in a row",
                "let the bands cover every verdict and every run");
  check_refused(with("missed_in_a_row = 2\n", ""), 27,
                "band 3 can never apply: an earlier one always wins",
                "let the bands cover every verdict and every run");
  check_refused(with("from = 0", "from = 5"), 18, "the last proposal band must begin at 0",
                "order the bands from the highest to from = 0");
}

}  // namespace zhantu::app
