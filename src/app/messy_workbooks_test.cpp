// Every messy table in tests/fixtures/workbooks, from its bytes to what would be taken over.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "app/annotate_plan.hpp"
#include "app/import_plan.hpp"
#include "app/plan_export.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;

constexpr const char* kFolder = ZHANTU_SOURCE_DIR "/tests/fixtures/workbooks/";

std::string bytes_of(const std::string& name) {
  std::ifstream in(kFolder + name, std::ios::binary);
  REQUIRE_MESSAGE(in, name);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Expected {
  std::string file;
  PlanChoices choices;
  std::size_t rows = 0;
  std::vector<std::string> projects, problems, questions;
  std::string notes;
};

void choose(PlanChoices& choices, const std::string& word) {
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals), value = word.substr(equals + 1);
  if (name == "sheet") choices.sheet = value;
  if (name == "columns") choices.uses = parse_uses(value).value();
  if (name == "units") choices.units = parse_units(value).value();
  if (name == "year") choices.year = 2026;
  if (name == "figures") choices.figures = plan_figure_of(value).value();
}

std::vector<Expected> read_table() {
  std::ifstream in(kFolder + std::string("messy.table"));
  REQUIRE(in);
  std::vector<Expected> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string verb, word;
    words >> verb;
    const std::string rest = line.substr(std::min(line.size(), verb.size() + 1));
    if (verb == "file") {
      words >> out.emplace_back().file;
      while (words >> word) choose(out.back().choices, word);
    } else if (verb == "rows") {
      words >> out.back().rows;
    } else if (verb == "project") {
      out.back().projects.push_back(rest);
    } else if (verb == "problem") {
      out.back().problems.push_back(rest);
    } else if (verb == "asks") {
      out.back().questions.push_back(rest);
    } else if (verb == "notes") {
      out.back().notes = rest;
    } else {
      FAIL("unknown verb: " << line);
    }
  }
  return out;
}

std::vector<std::string> told(const std::vector<Complaint>& list) {
  std::vector<std::string> out;
  for (const Complaint& complaint : list) out.push_back(complaint.at.name() + " " + complaint.word);
  return out;
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
  return text;
}

std::string value_of(const PlanRow& row, const std::string& what) {
  const auto money = [](const std::optional<Money>& sum) {
    return sum ? sum->in_wan() + "万元" : "";
  };
  const auto day = [](const std::optional<Date>& on) { return on ? on->iso() : ""; };
  if (what == "name") return without_blanks(row.name);
  if (what == "post") return row.command_post;
  if (what == "lead") return row.lead_unit;
  if (what == "annual") return row.annual_quantity ? row.annual_quantity->text() : "";
  if (what == "unit") return row.quantity_unit;
  if (what == "total") return money(row.investment_total);
  if (what == "year") return money(row.investment_year);
  if (what == "starts") return day(row.starts_on);
  if (what == "ends") return day(row.finishes_on);
  const auto use = parse_use(what);
  REQUIRE_MESSAGE(use, what);
  for (const PlanPeriodInput& input : row.periods) {
    if (input.period.index() != use->slot.index) continue;
    if (use->kind == PlanUse::Kind::text) return without_blanks(input.text);
    return input.quantity ? input.quantity->text() : "";
  }
  return "";
}

void check_project(const PlanWorkbook& plan, const std::string& line) {
  std::istringstream words(line);
  std::string number, word;
  words >> number;
  const auto row = std::ranges::find(plan.rows, number, &PlanRow::number);
  REQUIRE_MESSAGE(row != plan.rows.end(), number);
  while (words >> word) {
    const auto equals = word.find('=');
    CAPTURE(number);
    CHECK(word.substr(0, equals) + "=" + value_of(*row, word.substr(0, equals)) == word);
  }
}

PlanImport check(const Board& board, const PlanWorkbook& plan) {
  Job job;
  return check_plan(board, plan, job);
}

Result<PlanImport> take(AppFixture& county, const PlanWorkbook& plan) {
  std::optional<PlanImport> result;
  const Outcome done = county.act(county.as("office1"), [&](Writing& writing) -> Outcome {
    Job job;
    auto imported = import_plan(writing, plan, job);
    if (!imported) return imported.problem();
    result = std::move(imported).value();
    return Done{};
  });
  if (!done) return done.problem();
  return *result;
}

}  // namespace

TEST_CASE("messy tables: what comes of each (D-1.4, D-2.2)") {
  AppFixture county;
  const auto board = county.board();
  const auto cases = read_table();
  CHECK(cases.size() >= 20);
  for (const Expected& expected : cases) {
    CAPTURE(expected.file);
    const std::string bytes = bytes_of(expected.file);
    const auto plan = read_plan_workbook(bytes, board->board, expected.choices);
    REQUIRE(test::word_of(plan) == "ok");
    const PlanImport result = check(board->board, *plan);
    CHECK(plan->rows.size() == expected.rows);
    CHECK(told(result.problems) == expected.problems);
    CHECK(told(result.questions) == expected.questions);
    std::string notes;
    for (const Complaint& note : plan->layout.notes)
      notes += (notes.empty() ? "" : " ") + note.word;
    CHECK(notes == expected.notes);
    for (const std::string& project : expected.projects) check_project(*plan, project);
    // Problems and questions go back in the clerk's own file, which still reads as it did.
    const auto marked =
        annotated_plan(bytes, board->board, expected.choices, Language::zh_hans, county.clock());
    REQUIRE(test::word_of(marked) == "ok");
    if (plan->layout.sheet == "CSV") continue;
    const auto again = read_plan_workbook(*marked, board->board, expected.choices);
    REQUIRE(test::word_of(again) == "ok");
    CHECK(told(check(board->board, *again).problems) == expected.problems);
  }
}

TEST_CASE("messy tables: taken over once, unchanged the next time, remembered, given back") {
  AppFixture county;
  county.set_clock(1, 10);
  PlanChoices choices;
  choices.uses = parse_uses("I:ignore,J:ignore,K:plan:4").value();
  const std::string bytes = bytes_of("columns_nobody_knows.xlsx");
  const auto asked = read_plan_workbook(bytes, county.board()->board);
  const auto before = county.state();
  CHECK(test::word_of(take(county, *asked)) == "import_asks");
  CHECK(county.state() == before);

  const auto plan = read_plan_workbook(bytes, county.board()->board, choices);
  const auto done = take(county, *plan);
  REQUIRE(test::word_of(done) == "ok");
  CHECK(done->created == 2);
  CHECK(county.board()->board.plan_tables.size() == 1);
  // The choices are remembered: nothing is asked, and nothing changes.
  const auto after = county.state();
  const auto again = read_plan_workbook(bytes, county.board()->board);
  CHECK(again->layout.remembered);
  CHECK(again->layout.questions.empty());
  const auto twice = take(county, *again);
  REQUIRE(test::word_of(twice) == "ok");
  CHECK(twice->unchanged == 2);
  CHECK(county.state() == after);

  // The same columns out as in, with all projects of the campaign in them.
  const auto board = county.board();
  const auto rows = plan_rows(board->board, county.app().today(board->board));
  const PlanTable& table = board->board.plan_tables.front();
  const std::string out = export_xlsx(table, rows, 2026, "导出", county.clock());
  const auto back = read_plan_workbook(out, board->board);
  REQUIRE(test::word_of(back) == "ok");
  CHECK(back->layout.remembered);
  CHECK(back->layout.fingerprint == table.fingerprint);
  const auto result = check(board->board, *back);
  CHECK(told(result.problems).empty());
  CHECK(result.rows == 32);
  CHECK(result.unchanged == 32);  // figures have no column there: they stay
}

TEST_CASE("messy tables: figures are remembered as they are given, and given back so") {
  struct Given {
    const char* file;
    const char* columns;
    std::optional<PlanFigure> figures;
  };
  const Given all[] = {
      {"amounts_of_the_month.xlsx", "", {}},
      {"figures_without_a_word.xlsx", "", PlanFigure::amount},
      {"investment_by_month.xlsx", "", PlanFigure::cumulative},
      {"percent_of_the_year.xlsx", "", PlanFigure::percent},
      {"quarters_in_months.xlsx",
       "G:plan:3,H:quantity:3,I:plan:6,J:quantity:6,K:plan:9,L:quantity:9,M:plan:12,N:quantity:12",
       {}}};
  for (const Given& given : all) {
    CAPTURE(given.file);
    AppFixture county;
    county.set_clock(1, 10);
    PlanChoices choices;
    choices.uses = parse_uses(given.columns).value();
    choices.figures = given.figures;
    const std::string bytes = bytes_of(given.file);
    const auto plan = read_plan_workbook(bytes, county.board()->board, choices);
    REQUIRE(test::word_of(take(county, *plan)) == "ok");
    const auto again = read_plan_workbook(bytes, county.board()->board);
    CHECK(again->layout.questions.empty());
    const auto twice = take(county, *again);
    REQUIRE(test::word_of(twice) == "ok");
    CHECK(twice->updated == 0);

    const auto board = county.board();
    const auto rows = plan_rows(board->board, county.app().today(board->board));
    const std::string out =
        export_xlsx(board->board.plan_tables.front(), rows, 2026, "导出", county.clock());
    const auto back = read_plan_workbook(out, board->board);
    REQUIRE(test::word_of(back) == "ok");
    CHECK(back->layout.remembered);
    for (const PlanRow& row : plan->rows) {
      const auto same = std::ranges::find(back->rows, row.number, &PlanRow::number);
      REQUIRE(same != back->rows.end());
      REQUIRE(same->periods.size() == row.periods.size());
      for (std::size_t i = 0; i < row.periods.size(); ++i)
        CHECK(same->periods[i].quantity == row.periods[i].quantity);
    }
    for (const PlanChange& change : check(board->board, *back).changes) {
      CAPTURE(change.number);
      // A head that says 万元 has no room for other projects' kilometres.
      if (std::ranges::find(plan->rows, change.number, &PlanRow::number) == plan->rows.end())
        continue;
      for (const FieldChange& field : change.fields)
        CHECK(field.before + " -> " + field.after == "unchanged");
    }
  }
}

TEST_CASE("messy tables: columns that are absent leave the record alone") {
  AppFixture county;
  county.set_clock(1, 10);
  const auto plan =
      read_plan_workbook(bytes_of("titles_and_signatures.xlsx"), county.board()->board);
  REQUIRE(test::word_of(take(county, *plan)) == "ok");
  const auto other =
      read_plan_workbook(bytes_of("hidden_columns_and_rows.xlsx"), county.board()->board);
  const auto done = take(county, *other);
  REQUIRE(test::word_of(done) == "ok");
  CHECK(done->unchanged == 3);  // no column of money: what is known of it stays
}

}  // namespace zhantu::app
