#include "app/import_plan.hpp"

#include <doctest/doctest.h>

#include "app/plan_names.hpp"
#include "app/plan_template.hpp"
#include "app_fixture.hpp"
#include "processor_time.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::item_words;
using test::month;
using test::word_of;

PlanPeriodInput plan(int number, std::string text, std::optional<Quantity> quantity) {
  return {month(number),
          std::move(text),
          quantity,
          {"计划表", 9, 10 + number * 2},
          {"计划表", 9, 11 + number * 2}};
}

PlanRow new_row(const char* number = "YX2026-31") {
  PlanRow row;
  row.row = 9;
  row.number = number;
  row.name = "云溪东站广场";
  row.category = "基础设施";
  row.command_post = "交通建设";
  row.lead_unit = "云溪县交通运输局";
  row.partner_units = {"石桥镇", "城投集团"};
  row.deputy_commanders = {"霍建业"};
  row.accountable_persons = {"武思远"};
  row.annual_target = "广场建成";
  row.annual_quantity = Quantity::of(100);
  row.quantity_unit = "%";
  row.periods = {plan(11, "土方", Quantity::of(40)), plan(12, "铺装", Quantity::of(100))};
  row.number_at = {"计划表", 9, 1};
  row.command_post_at = {"计划表", 9, 4};
  row.lead_unit_at = {"计划表", 9, 5};
  row.partner_units_at = {"计划表", 9, 6};
  row.deputy_commanders_at = {"计划表", 9, 7};
  row.accountable_persons_at = {"计划表", 9, 8};
  row.annual_target_at = {"计划表", 9, 10};
  return row;
}

PlanWorkbook workbook(std::vector<PlanRow> rows) {
  PlanWorkbook out{.sheet = "计划表", .periods = {}, .rows = std::move(rows), .complaints = {}};
  for (int number = 1; number <= 12; ++number) out.periods.push_back(month(number));
  return out;
}

// The row of a project as the template gives it.
PlanRow row_of(AppFixture& county, int number) {
  const auto board = county.board();
  const std::string wanted = county.on(board, number).project.number;
  for (PlanRow& row : plan_rows(board->board, county.app().today(board->board))) {
    if (row.number == wanted) return row;
  }
  return {};
}

Result<PlanImport> import(AppFixture& county, const PlanWorkbook& workbook,
                          const char* login = "office1") {
  std::optional<PlanImport> result;
  const Outcome done = county.act(county.as(login), [&](Writing& writing) -> Outcome {
    Job job;
    auto imported = import_plan(writing, workbook, job);
    if (!imported) return imported.problem();
    result = std::move(imported).value();
    return Done{};
  });
  if (!done) return done.problem();
  return *result;
}

// The complaints of a check, one a line: cell, word and the hint if there is one.
PlanImport checked(AppFixture& county, const PlanWorkbook& workbook) {
  Job job;
  return check_plan(county.board()->board, workbook, job);
}

// Titles of the fields that a change names.
std::vector<std::string> titles(const PlanChange& change) {
  std::vector<std::string> out;
  for (const FieldChange& field : change.fields)
    out.push_back(title_of(field.use, Language::zh_hans));
  return out;
}

std::string complaints(AppFixture& county, const PlanWorkbook& workbook) {
  std::string out;
  Job job;
  for (const Complaint& c : check_plan(county.board()->board, workbook, job).problems) {
    const auto hint = c.values.find("hint");
    out += c.at.name() + " " + c.word + (hint == c.values.end() ? "" : hint->second) + "\n";
  }
  return out;
}

// The template of the county as a real workbook, read back.
PlanWorkbook through_a_workbook(AppFixture& county) {
  const auto board = county.board();
  PlanTemplate wanted{.year = 2026, .campaign = board->board.campaign.title};
  wanted.rows = plan_rows(board->board, county.app().today(board->board));
  wanted.created = county.clock();
  auto read = read_plan_workbook(plan_template(wanted), board->board);
  REQUIRE(word_of(read) == "ok");
  return std::move(read).value();
}

void add_people(AppFixture& county,
                const std::vector<std::pair<const char*, const char*>>& people) {
  for (const auto& [name, unit] : people) {
    const UnitId where = county.unit(unit);
    county.amend([&, name = std::string(name)](store::Transaction& transaction) {
      const PersonId person{transaction.next_id()};
      const PostId post{transaction.next_id()};
      transaction.save(Person{.tenant = county.tenant(), .id = person, .name = {name}});
      transaction.save(Post{.tenant = county.tenant(), .id = post, .unit = where, .title = "科员"});
      transaction.save(Tenure{.tenant = county.tenant(),
                              .id = {transaction.next_id()},
                              .person = person,
                              .post = post,
                              .starts_on = Date::of(2025, 1, 1),
                              .ends_on = std::nullopt});
    });
  }
}

TEST_CASE("D-2.1 an import says which projects stay off the wall, and who supplies what") {
  AppFixture county;
  county.set_clock(1, 10);
  PlanRow whole = new_row("YX2026-32");
  whole.starts_on = Date::of(2026, 3, 1);
  whole.finishes_on = Date::of(2026, 11, 30);
  PlanRow nobody = new_row("YX2026-33");
  nobody.starts_on = whole.starts_on;
  nobody.finishes_on = whole.finishes_on;
  nobody.accountable_persons.clear();
  const auto done = import(county, workbook({new_row(), whole, nobody}));
  REQUIRE(word_of(done) == "ok");
  CHECK(done->kept_off_count == 2);
  REQUIRE(done->kept_off.size() == 2);
  CHECK(done->kept_off[0].number == "YX2026-31");
  CHECK(done->kept_off[0].lead_unit == "云溪县交通运输局");
  CHECK(done->kept_off[0].lacks == std::vector{Lack::starts_on, Lack::finishes_on});
  CHECK(done->kept_off[1].lacks == std::vector{Lack::accountable_person});
  const auto board = county.board();
  for (const char* number : {"YX2026-31", "YX2026-32", "YX2026-33"}) {
    const auto found =
        std::ranges::find(board->board.projects, std::string_view(number),
                          [](const BoardProject& one) { return one.project.number; });
    CHECK(board->board.hangs(*found) == (std::string_view(number) == "YX2026-32"));
  }
  CHECK(board->board.kept_off(Date::of(2026, 1, 10)).size() == 2);

  SUBCASE("columns that the table lacks leave what the record has") {
    PlanWorkbook again = workbook({whole});
    again.absent = {PlanField::starts_on, PlanField::finishes_on, PlanField::accountable_persons};
    CHECK(checked(county, again).kept_off_count == 0);
  }
}

TEST_CASE("a new number makes a project, with people that nobody knew") {
  AppFixture county;
  county.set_clock(1, 10);
  PlanRow row = new_row();
  row.accountable_persons = {"武思远", "新来的人"};
  PlanRow second = new_row("YX2026-32");
  second.accountable_persons = {"新来的人"};
  const auto entries = county.state().entries;
  const auto done = import(county, workbook({row, second}));
  REQUIRE(word_of(done) == "ok");
  CHECK(done->created == 2);
  CHECK(done->updated + done->unchanged == 0);
  CHECK(done->new_people == std::vector<std::string>{"新来的人"});
  CHECK(county.state().entries == entries + 1);
  CHECK(county.last_verbs(1) == std::vector<std::string>{"import_plan"});

  const auto board = county.board();
  const BoardProject& made = county.on(board, 31);
  CHECK(made.project.admitted == month(1));
  CHECK(made.project.sequence == 31);
  CHECK(board->board.organ(made.project.command_post)->short_name == "交通建设");
  CHECK(board->board.unit_name(made.lead_unit(Date::of(2026, 1, 10))) == "云溪县交通运输局");
  CHECK(made.cell(month(11)).plan.text == "土方");
  CHECK(made.cell(month(12)).plan.quantity == Quantity::of(100));
  CHECK_FALSE(made.cell(month(1)).plan.has_target());
  const PersonId fresh = county.person("新来的人");  // one person, though named twice
  CHECK(std::ranges::count(made.persons, fresh, &ProjectPerson::person) == 1);
  CHECK(std::ranges::count(county.on(board, 32).persons, fresh, &ProjectPerson::person) == 1);
  CHECK(board->board.persons.size() == 85);

  CHECK(import(county, workbook({row, second}))->unchanged == 2);  // and again nothing
}

TEST_CASE("what comes after a publication is admitted to the next month") {
  AppFixture county(County::played);
  REQUIRE(word_of(import(county, workbook({new_row()}))) == "ok");
  CHECK(county.on(county.board(), 31).project.admitted == month(10));
}

TEST_CASE("a known number changes the project and names the columns") {
  AppFixture county;
  county.set_clock(1, 10);
  const auto before = county.board();
  PlanRow row = row_of(county, 6);
  row.name = "北环路改建";
  row.lead_unit = "交发集团";
  row.partner_units = {"石桥镇", "石桥镇"};
  row.accountable_persons = {"辛大勇", "辛大勇"};
  row.periods.pop_back();  // December has no plan any more
  const auto done = import(county, workbook({row}));
  REQUIRE(word_of(done) == "ok");
  CHECK(done->updated == 1);
  REQUIRE(done->changes.size() == 1);
  CHECK(titles(done->changes[0]) ==
        std::vector<std::string>{"项目名称", "主责单位", "配合单位", "责任人", "12月计划"});
  const auto board = county.board();
  const BoardProject& now = county.on(board, 6);
  CHECK(now.project.id == county.on(before, 6).project.id);
  CHECK(now.project.version == 2);
  CHECK(now.project.name == "北环路改建");
  CHECK(now.lead_unit(Date::of(2026, 1, 10)) == county.unit("交发集团"));
  CHECK(now.lead_unit(Date::of(2026, 1, 9)) == county.unit("县交通局"));  // ended, not deleted
  CHECK_FALSE(now.cell(month(12)).plan.has_target());
  CHECK(board->board.projects.size() == 30);
  CHECK(import(county, workbook({row}))->unchanged == 1);
}

TEST_CASE("the template given back as it came changes nothing and leaves no entry") {
  AppFixture county;
  county.set_clock(6, 5);
  const auto before = county.state();
  const auto read = through_a_workbook(county);
  CHECK(complaints(county, read) == "");
  const auto done = import(county, read);
  REQUIRE(word_of(done) == "ok");
  CHECK(done->rows == 30);
  CHECK(done->unchanged == 30);
  CHECK(done->changes.empty());
  CHECK(done->new_people.empty());
  CHECK(county.state() == before);
}

TEST_CASE("the template is whole before the campaign begins") {
  AppFixture county;  // on the last day of 2025
  const auto read = through_a_workbook(county);
  CHECK(complaints(county, read) == "");
  CHECK(checked(county, read).unchanged == 30);
}

TEST_CASE("what is no workbook is refused by name") {
  AppFixture county;
  const Board& board = county.board()->board;
  CHECK(word_of(read_plan_workbook("%PDF-1.7", board)) == "workbook_not_xlsx");
  CHECK(word_of(read_plan_workbook("PK\x03\x04", board)).starts_with("workbook_"));
  const auto table = read_plan_workbook("项目编号,项目名称\n", board);
  REQUIRE(word_of(table) == "ok");
  CHECK(table->complaints.at(0).word == "column_missing");
}

TEST_CASE("unknown units and command posts are pointed at, with the name that was meant") {
  AppFixture county;
  PlanRow row = new_row();
  row.command_post = "交通建设指挥部";
  row.lead_unit = "县交通运输局";
  row.partner_units = {"石桥镇", "完全不认识的某某单位"};
  CHECK(complaints(county, workbook({row})) ==
        "D9 command_post_unknown，是否指“交通建设作战指挥部”\n"
        "E9 unit_unknown，是否指“云溪县交通运输局”\n"
        "F9 unit_unknown\n");
}

TEST_CASE("of two people with one name the unit tells which") {
  AppFixture county;
  county.set_clock(1, 10);
  add_people(county, {{"武思远", "石桥镇"}});
  PlanRow row = new_row();
  const auto check = checked(county, workbook({row}));
  REQUIRE(check.problems.size() == 1);
  CHECK(check.problems[0].word == "person_ambiguous");
  CHECK(check.problems[0].at.name() == "H9");
  CHECK(check.problems[0].values.at("count") == "2");
  const PersonId engineer = county.person("武思远");
  for (const char* text : {"县交通局武思远", "县交通局+武思远", "云溪县交通运输局 武思远"}) {
    CAPTURE(text);
    row.accountable_persons = {text};
    CHECK(complaints(county, workbook({row})) == "");
  }
  row.accountable_persons = {"县水利局武思远"};  // nobody there: a new name, and shown as such
  CHECK(checked(county, workbook({row})).new_people == std::vector<std::string>{"县水利局武思远"});
  row.accountable_persons = {"县交通局+武思远"};
  REQUIRE(word_of(import(county, workbook({row}))) == "ok");
  const auto board = county.board();
  CHECK(std::ranges::any_of(county.on(board, 31).persons, [&](const ProjectPerson& p) {
    return p.person == engineer && p.role == "accountable_person";
  }));

  // The template writes the unit too, so that it reads back as it is.
  const auto rows = plan_rows(board->board, county.app().today(board->board));
  CHECK(rows[5].accountable_persons == std::vector<std::string>{"县交通局+武思远"});
  CHECK(rows[0].accountable_persons == std::vector<std::string>{"曾文博"});
  const auto again = import(county, through_a_workbook(county));
  REQUIRE(word_of(again) == "ok");
  CHECK(again->unchanged == 31);

  // Where the unit does not tell them apart either, who has the role already is meant.
  add_people(county, {{"武思远", "县交通局"}});
  CHECK(checked(county, through_a_workbook(county)).unchanged == 31);
  row.number = "YX2026-32";
  CHECK(complaints(county, workbook({row})) == "H9 person_ambiguous\n");
}

TEST_CASE("published months, targets and lead units stay as they are (D-3.4)") {
  AppFixture county(County::played);
  const auto before = county.state();
  PlanRow row = row_of(county, 1);
  row.lead_unit = "石桥镇";
  row.annual_target += "，并交付";
  row.annual_quantity = Quantity::of(20'000);
  row.quantity_unit = "亿元";
  for (PlanPeriodInput& input : row.periods) {
    if (input.period == month(3)) input.quantity = Quantity::of(3000);
    if (input.period == month(10)) input.text = "改过的十月";
  }
  const auto done = import(county, workbook({row}));
  REQUIRE(word_of(done) == "import_refused");
  CHECK(item_words(done.problem()) ==
        "lead_unit_frozen target_frozen target_frozen target_frozen plan_frozen");
  CHECK(done.problem().items.back().values.at("period") == "3月");
  CHECK(done.problem().items.back().values.at("was") == "1-4号楼主体封顶 3800");
  CHECK(done.problem().values.at("count") == "5");
  CHECK(county.state() == before);

  row = row_of(county, 1);  // what is not published yet may change, so may people
  for (PlanPeriodInput& input : row.periods) {
    if (input.period == month(10)) input.text = "改过的十月";
  }
  row.accountable_persons = {"罗一鸣"};
  const auto free = import(county, workbook({row}));
  REQUIRE(word_of(free) == "ok");
  CHECK(titles(free->changes[0]) == std::vector<std::string>{"责任人", "10月计划"});
}

TEST_CASE("all or nothing: one bad row, and nothing moves") {
  AppFixture county;
  county.set_clock(1, 10);
  const auto before = county.state();
  PlanRow bad = new_row("YX2026-32");
  bad.lead_unit = "不存在的单位";
  const auto done = import(county, workbook({new_row(), bad}));
  REQUIRE(word_of(done) == "import_refused");
  REQUIRE(done.problem().items.size() == 1);
  CHECK(done.problem().items[0].where == "计划表!E9");
  PlanWorkbook torn = workbook({new_row()});
  torn.complaints.push_back({{"计划表", 12, 4}, "", "cell_error", {}});
  CHECK(word_of(import(county, torn)) == "import_refused");
  CHECK(county.state() == before);
}

// An import of its own, as a request makes it; `meanwhile` happens after it was made ready.
Result<Answer> applied(AppFixture& county, const PlanWorkbook& workbook, Job& job,
                       const std::function<void()>& meanwhile, const std::string& key = "") {
  return apply_plan(county.app(), county.as("office1"), {.key = key, .request_hash = "x"},
                    county.campaign(), workbook, job, [&](const PlanImport& result) {
                      meanwhile();
                      return Answer{.status = 200, .body = fmt::format("{} new", result.created)};
                    });
}

TEST_CASE("an import that is made ready outside of the writer meets what happened meanwhile") {
  AppFixture county;
  county.set_clock(1, 20);
  PlanRow changed = row_of(county, 1);
  changed.accountable_persons = {"武思远"};  // nobody is called so yet
  const PlanWorkbook wanted = workbook({new_row(), changed});
  SUBCASE("a report leaves it as it was reckoned, and stays") {
    Job job;
    int calls = 0;
    const auto done = applied(county, wanted, job, [&] {
      if (++calls == 1)
        REQUIRE(word_of(county.report("clerk-K01", 1, month(1), Quantity::of(5))) == "ok");
    });
    REQUIRE(word_of(done) == "ok");
    CHECK(done->body == "1 new");
    CHECK(calls == 1);
    CHECK(county.on(county.board(), 1).cell(month(1)).report.has_value());
  }
  SUBCASE("another project with the same number makes it reckon anew") {
    Job job;
    int calls = 0;
    const auto done = applied(county, wanted, job, [&] {
      if (++calls == 1) REQUIRE(word_of(import(county, workbook({new_row()}))) == "ok");
    });
    REQUIRE(word_of(done) == "ok");
    CHECK(done->body == "0 new");
    CHECK(calls == 2);
  }
  SUBCASE("where it is overtaken again and again it is reckoned in the writer") {
    Job job;
    int calls = 0;
    const auto done = applied(county, wanted, job, [&] {
      if (++calls > 3) return;
      PlanRow other = new_row();
      other.number = fmt::format("YX2026-4{}", calls);
      other.name += std::to_string(calls);
      REQUIRE(word_of(import(county, workbook({other}))) == "ok");
    });
    REQUIRE(word_of(done) == "ok");
    CHECK(calls == 4);
  }
  const auto& project = county.on(county.board(), 1);
  CHECK(persons_now(project, "accountable_person") == std::vector{county.person("武思远")});
  CHECK(county.kept_board_flaw() == "");
}

TEST_CASE("a repeat of an import gives the first answer, whatever the plan is now") {
  AppFixture county;
  county.set_clock(1, 10);
  Job job, again;
  const PlanWorkbook wanted = workbook({new_row()});
  REQUIRE(word_of(applied(
              county, wanted, job, [] {}, "key-of-one")) == "ok");
  const auto before = county.state();
  const auto repeated = applied(
      county, wanted, again, [] {}, "key-of-one");
  REQUIRE(word_of(repeated) == "ok");
  CHECK(repeated->body == "1 new");
  CHECK(county.state() == before);
  CHECK(answered(county.app(), county.as("office1"), "key-of-one"));
  CHECK(!answered(county.app(), county.as("office1"), "another-key"));
  CHECK(!answered(county.app(), county.as("chief"), "key-of-one"));
}

TEST_CASE("an import that is cancelled at any moment before it is written moves nothing") {
  AppFixture county;
  county.set_clock(1, 10);
  const auto before = county.state();
  std::vector<PlanRow> rows;
  for (int i = 0; i < 250; ++i) {
    rows.push_back(new_row());
    rows.back().number = fmt::format("ZZ-{}", i);
  }
  Job early, late;
  early.cancel();
  CHECK_THROWS_AS(static_cast<void>(applied(county, workbook(rows), early, [] {})), JobCancelled);
  // After the last row was made ready, right before the writer takes it.
  CHECK_THROWS_AS(static_cast<void>(applied(county, workbook(rows), late, [&] { late.cancel(); })),
                  JobCancelled);
  CHECK(county.state() == before);
  Job job;
  REQUIRE(word_of(applied(county, workbook(rows), job, [] {})) == "ok");
  CHECK(!job.cancel());
  CHECK(county.board()->board.projects.size() == 280);
}

TEST_CASE("units with names without end are unknown, soon") {
  AppFixture county;
  std::vector<PlanRow> rows;
  for (int i = 0; i < 400; ++i) {
    rows.push_back(new_row());
    rows.back().number = fmt::format("ZZ-{}", i);
    rows.back().lead_unit = fmt::format("县{}", i);
    while (rows.back().lead_unit.size() < 90'000) rows.back().lead_unit += "交通运输局";
  }
  const testing::ProcessorTime time;
  CHECK(checked(county, workbook(std::move(rows))).problems.size() == 400);
  CHECK(time.within(1.0));
}

TEST_CASE("only the supervision office imports") {
  AppFixture county;
  county.set_clock(1, 10);
  const auto before = county.state();
  for (const char* login : {"chief", "post1", "clerk-K01", "admin"}) {
    CAPTURE(login);
    CHECK(word_of(import(county, workbook({new_row()}), login)) == "not_permitted");
  }
  CHECK(county.state() == before);
}

}  // namespace
}  // namespace zhantu::app
