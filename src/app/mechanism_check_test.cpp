#include "app/mechanism_check.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <filesystem>
#include <set>
#include <sstream>

#include "app/mechanism_nodes.hpp"
#include "board_fixture.hpp"
#include "table.hpp"

namespace zhantu::app {
namespace {

namespace fs = std::filesystem;

const fs::path kRules = fs::path(ZHANTU_SOURCE_DIR) / "tests/rules";
constexpr Language kLanguages[] = {Language::zh_hans, Language::zh_hant, Language::en};

std::string text_of(const fs::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  REQUIRE(!text.str().empty());
  return text.str();
}

bool has_line(const MechanismCheck& check, const std::string& part) {
  return std::ranges::any_of(
      check.summary, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("D-10 wrong files: each flaw with its line, reason and remedy") {
  std::set<std::string> told;
  for (const table::Row& row : table::rows("tests/rules/wrong.table", "wrong")) {
    INFO(row.where);
    told.insert(row["file"]);
    const std::string text = text_of(kRules / "wrong" / (row["file"] + ".toml"));
    const MechanismCheck check = check_mechanism(text, Language::en);
    REQUIRE(!check.sound());
    CHECK(check.flaws[0].line == row.number("line"));
    CHECK(check.flaws[0].word == row["word"]);
    CHECK(check.flaws[0].reason == row["reason"]);
    CHECK(check.flaws[0].remedy == row["remedy"]);
    CHECK(check_mechanism(text, Language::zh_hans).flaws[0].reason == row["reason_zh"]);
    CHECK(check.summary.empty());
  }
  for (const auto& file : fs::directory_iterator(kRules / "wrong"))
    CHECK(told.contains(file.path().stem().string()));
}

TEST_CASE("D-10 the shipped file and the files of the places are sound and understood in words") {
  for (const auto& file : fs::directory_iterator(kRules)) {
    if (file.path().extension() != ".toml") continue;
    INFO(file.path().string());
    for (Language language : kLanguages) {
      const MechanismCheck check = check_mechanism(text_of(file.path()), language);
      CHECK(check.sound());
      CHECK(check.summary.size() > 3);
      for (const std::string& line : check.summary) CHECK(line.find('{') == std::string::npos);
    }
  }
  const MechanismCheck shipped = check_mechanism(shipped_mechanism_text(), Language::zh_hans);
  CHECK(shipped.sound());
  CHECK(shipped.warnings.empty());
  CHECK(has_line(shipped, "红牌：未完成，且连续2期（含本期）未完成（三（二））"));
  CHECK(has_line(shipped, "判定作战指挥部"));
  CHECK(has_line(shipped, "后果：通知（对象：全辖区；每期）：在全辖区通报"));
  CHECK(has_line(check_mechanism(shipped_mechanism_text(), Language::zh_hant), "判定作戰指揮部"));
  CHECK(has_line(check_mechanism(shipped_mechanism_text(), Language::en),
                 "red card: missed, and missed in 2 periods in a row (clause 三（二）)"));
}

TEST_CASE("D-11.3 a duty without a named necessity is warned of, a file without projects too") {
  const std::string head =
      "[mechanism]\nname = \"a\"\nversion = 1\neffective_from = \"2026-01-01\"\ntitle = \"甲\"\n"
      "[[role]]\nkey = \"chief\"\ntitle = \"项目长\"\n[[duty]]\nkind = \"picture\"\nwho = "
      "\"chief\"\n";
  const std::string rule =
      "[[rule]]\nkey = \"late\"\nsubject = \"step\"\ntitle_zh = \"逾\"\ntitle_hant = \"逾\"\n"
      "title_en = \"late\"\n[[rule.band]]\ncard = \"none\"\nclause = \"一\"\ntext_zh = \"全\"\n"
      "text_hant = \"全\"\ntext_en = \"all\"\n";
  const MechanismCheck bare = check_mechanism(head + rule, Language::en);
  CHECK(bare.sound());
  REQUIRE(bare.warnings.size() == 2);
  CHECK(bare.warnings[0].word == "no_project_rule");
  CHECK(bare.warnings[1].word == "duty_without_reason");
  CHECK(bare.warnings[1].line == 9);
  const MechanismCheck named = check_mechanism(
      head +
          "why_zh = \"核实隐蔽工程\"\nwhy_hant = \"核實隱蔽工程\"\nwhy_en = \"hidden works\"\n"
          "until = \"2026-12-31\"\n" +
          rule,
      Language::en);
  CHECK(named.warnings.size() == 1);
}

TEST_CASE("D-10 files beyond the limits are refused before they are parsed") {
  const auto first = [](const std::string& text) {
    const MechanismCheck check = check_mechanism(text, Language::en);
    REQUIRE(!check.sound());
    return check.flaws[0].word;
  };
  CHECK(first(std::string(kMechanismBytesMax + 1, '#')) == "file_too_large");
  CHECK(first("# " + std::string(5000, 'x')) == "line_too_long");
  CHECK(first("a = " + std::string(200'000, '\n') + std::string(17, '[')) == "nested_too_deep");
  std::string dotted = "a";
  for (int i = 0; i < 1900; ++i) dotted += ".a";
  CHECK(!check_mechanism(dotted + " = 1", Language::en).sound());
  std::string many = "[mechanism]\n";
  for (int i = 0; i < 5000; ++i) many += fmt::format("k{} = 1\n", i);
  CHECK(check_mechanism(many, Language::en).flaws.size() == MechanismNodes::kFlawsMax);
}

TEST_CASE("D-10 no bytes whatever make the check fail otherwise than by flaws") {
  const std::string sound = shipped_mechanism_text();
  // The parser itself fails on this one.
  const MechanismCheck assertion =
      check_mechanism("[mechanism]\nname = \"a\"\n[a.]\n", Language::en);
  REQUIRE(!assertion.sound());
  CHECK(assertion.flaws[0].line == 3);
  CHECK(rc::check("broken files", [&] {
    std::string text = sound;
    const int cuts = *rc::gen::inRange(1, 6);
    for (int i = 0; i < cuts; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
      if (*rc::gen::arbitrary<bool>())
        text.erase(at, *rc::gen::inRange<std::size_t>(1, 40));
      else
        text.insert(at, 1, static_cast<char>(*rc::gen::inRange(0, 256)));
    }
    const MechanismCheck check = check_mechanism(text, Language::zh_hans);
    RC_ASSERT(check.sound() == !check.summary.empty());
    RC_ASSERT(!told(check, Language::en).empty());
  }));
}

TEST_CASE("every flaw has a reason and a remedy in three languages with the same values") {
  const auto holes = [](std::string_view text) {
    std::set<std::string> out;
    for (auto open = text.find('{'); open != std::string_view::npos;
         open = text.find('{', open + 1))
      out.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
    return out;
  };
  std::set<std::string_view> words;
  for (const FlawRow& row : flaw_rows()) {
    INFO(row.word);
    CHECK(words.insert(row.word).second);
    for (std::string_view text : {row.reason_hans, row.reason_hant, row.reason_en, row.remedy_hans,
                                  row.remedy_hant, row.remedy_en})
      CHECK(!text.empty());
    if (row.word == "wrong_type" || row.word == "forbidden_measure") continue;  // words by language
    CHECK(holes(row.reason_hans) == holes(row.reason_en));
    CHECK(holes(row.reason_hant) == holes(row.reason_en));
    CHECK(holes(row.remedy_hans) == holes(row.remedy_en));
    CHECK(holes(row.remedy_hant) == holes(row.remedy_en));
  }
}

TEST_CASE("D-10 the manual lists every measure, effect and kind of card") {
  for (const char* page : {"docs/mechanism-file.md", "docs/mechanism-file.zh-CN.md"}) {
    const std::string text = text_of(fs::path(ZHANTU_SOURCE_DIR) / page);
    for (const MeasureKind& kind : measure_kinds())
      CHECK_MESSAGE(text.find("`" + std::string(kind.key) + "`") != std::string::npos, kind.key);
    for (EffectKind kind : {EffectKind::notice, EffectKind::slip, EffectKind::letter,
                            EffectKind::interview, EffectKind::points, EffectKind::bonus_withheld,
                            EffectKind::publication, EffectKind::climb})
      CHECK_MESSAGE(text.find("`" + std::string(word(kind)) + "`") != std::string::npos,
                    word(kind));
  }
}

}  // namespace zhantu::app
