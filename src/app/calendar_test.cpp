#include "app/calendar.hpp"

#include <doctest/doctest.h>

#include "app/calendar_file.hpp"
#include "app_fixture.hpp"
#include "base/day_clock.hpp"
#include "table.hpp"

namespace zhantu::app {

using test::word_of;

namespace {

constexpr const char* kTable = "src/app/calendar.table";

const WorkingCalendar& shipped() {
  static const WorkingCalendar kCalendar = shipped_calendar();
  return kCalendar;
}

Date day_in(const table::Row& row, const char* column) {
  const auto day = Date::parse(row[column]);
  if (!day) row.wrong(std::string(column) + " is no day");
  return *day;
}

}  // namespace

TEST_CASE("D-2.4 calendar: what a day is") {
  for (const table::Row& row : table::rows(kTable, "day")) {
    INFO(row.where);
    const Date day = day_in(row, "day");
    CHECK(word(shipped().kind(day)) == row["kind"]);
    CHECK(shipped().name(day) == (row["name"] == "-" ? "" : row["name"]));
  }
}

TEST_CASE("D-2.4 calendar: the n-th working day from a day") {
  for (const table::Row& row : table::rows(kTable, "add")) {
    INFO(row.where);
    int n = 0;
    std::from_chars(row["n"].data(), row["n"].data() + row["n"].size(), n);
    CHECK(shipped().add_working_days(day_in(row, "from"), n).iso() == row["day"]);
  }
}

TEST_CASE("D-2.4 calendar: working days between two days, and the years that are not known") {
  for (const table::Row& row : table::rows(kTable, "between")) {
    INFO(row.where);
    const Date first = day_in(row, "first"), last = day_in(row, "last");
    CHECK(std::to_string(shipped().working_days_between(first, last)) == row["days"]);
    std::string unknown;
    for (const int year : shipped().unknown_years(first, last)) unknown += std::to_string(year);
    CHECK(unknown == (row["unknown"] == "-" ? "" : row["unknown"]));
  }
}

TEST_CASE("D-11.5 R-25 R-26 clock: the last day of a limit in working or calendar days") {
  for (const table::Row& row : table::rows(kTable, "limit")) {
    INFO(row.where);
    const auto limit = DayLimit::parse(row["limit"]);
    REQUIRE(limit);
    CHECK(limit->text() == row["limit"]);
    const auto last = last_day(shipped(), *limit, day_in(row, "from"));
    CHECK((last ? last->iso() : "-") == row["last"]);
    // The clock that is set and the clock that is read are one clock.
    if (last) CHECK(days_until(shipped(), limit->count, day_in(row, "from"), *last) == limit->days);
  }
}

TEST_CASE("D-11.5 clock: days until a day, and never a guess") {
  for (const table::Row& row : table::rows(kTable, "until")) {
    INFO(row.where);
    const DayCount count =
        row["count"] == "working_days" ? DayCount::working_days : DayCount::calendar_days;
    const auto days = days_until(shipped(), count, day_in(row, "from"), day_in(row, "to"));
    CHECK((days ? std::to_string(*days) : "-") == row["days"]);
  }
}

namespace {

SetYearCommand year_2027(std::int64_t version) {
  return {.year = 2027,
          .source = "测试通知",
          .days = {{Date::of(2027, 1, 1), DayKind::public_holiday, "元旦"},
                   {Date::of(2027, 1, 2), DayKind::make_up_day, "元旦"}},
          .version = version};
}

Date friday_of_2026() { return Date::of(2026, 10, 2); }

class CalendarActs : public test::AppFixture {
 public:
  CalendarActs() { set_clock(1, 12); }
  Result<YearOfDays> set(const std::string& login, const SetYearCommand& command) {
    const Actor actor = login.empty() ? Actor{} : as(login);
    std::optional<Result<YearOfDays>> out;
    store().write([&](store::Transaction& transaction) {
      out = set_calendar_year(app(), transaction, actor, command);
      return static_cast<bool>(*out);
    });
    return *out;
  }
};

std::string words_of(const std::vector<ProblemItem>& items) {
  std::string out;
  for (const ProblemItem& item : items) out += item.where + ":" + item.word + " ";
  return out;
}

}  // namespace

TEST_CASE("D-2.4 a year that the office enters replaces what was known, for all clocks") {
  CalendarActs county;
  const Date friday = Date::of(2027, 1, 1);
  CHECK(calendar(*county.store().read(), county.tenant()).is_working_day(friday));
  const auto made = county.set("office1", year_2027(0));
  REQUIRE(made);
  CHECK(made->version == 1);
  const auto now = calendar(*county.store().read(), county.tenant());
  CHECK_FALSE(now.is_working_day(friday));
  CHECK(now.is_working_day(Date::of(2027, 1, 2)));
  CHECK(now.unknown_years(friday, friday).empty());
  CHECK(now.kind(Date::of(2026, 10, 1)) == DayKind::public_holiday);
  SetYearCommand shorter = year_2027(1);
  shorter.days.pop_back();
  REQUIRE(county.set("office1", shorter));
  CHECK(calendar(*county.store().read(), county.tenant()).kind(Date::of(2027, 1, 2)) ==
        DayKind::weekend);
  CHECK(county.last_verbs(2) == std::vector<std::string>{"set_calendar_year", "set_calendar_year"});
}

TEST_CASE("D-2.4 D-5.6 every board has the calendar of its day, also the one that is kept") {
  CalendarActs county;
  const auto knows = [](const BoardPtr& board) {
    const WorkingCalendar& calendar = board->board.calendar;
    return calendar.knows(2027);
  };
  CHECK_FALSE(knows(county.board()));
  const auto before = county.board();
  REQUIRE(county.set("office1", year_2027(0)));
  CHECK(knows(county.board()));
  CHECK_FALSE(knows(before));
  CHECK_FALSE(knows(county.app().board_as_of(county.campaign(), Date::of(2026, 1, 11))));
  CHECK(knows(county.app().board_as_of(county.campaign(), Date::of(2026, 1, 12))));
  const WorkingCalendar& shipped_too = county.board()->board.calendar;
  CHECK(shipped_too.name(Date::of(2026, 2, 17)) == "春节");
}

TEST_CASE("D-2.4 D-9.4 who edits the calendar, and what is refused without a trace") {
  CalendarActs county;
  REQUIRE(county.set("office1", year_2027(0)));
  const auto before = county.state();
  CHECK(word_of(county.set("", year_2027(1))) == "not_logged_in");
  for (const char* login : {"admin", "chief", "clerk-K01", "post1"})
    CHECK(word_of(county.set(login, year_2027(1))) == "not_permitted");
  CHECK(word_of(county.set("office1", year_2027(0))) == "calendar_conflict");
  SetYearCommand blind = year_2027(1);
  blind.version.reset();
  CHECK(word_of(county.set("office1", blind)) == "precondition_required");
  SetYearCommand wrong = year_2027(1);
  wrong.days.push_back({friday_of_2026(), DayKind::make_up_day, ""});
  wrong.days.push_back(wrong.days.front());
  const auto refused = county.set("office1", wrong);
  REQUIRE_FALSE(refused);
  CHECK(test::item_words(refused.problem()) ==
        "calendar_day_of_other_year calendar_make_up_on_weekday calendar_day_twice");
  const auto same = county.set("office1", year_2027(1));
  REQUIRE(same);
  CHECK(same->version == 1);
  CHECK(county.state() == before);
}

TEST_CASE("D-2.4 a clock that crosses a year that is not known says so") {
  const Date december = Date::of(2026, 12, 28), january = Date::of(2027, 1, 8);
  CHECK(calendar_note(shipped(), december, december, Language::zh_hans).empty());
  CHECK(calendar_note(shipped(), december, january, Language::zh_hans) ==
        "2027年的放假安排尚未公布或录入，暂只按周末休息计算。");
  CHECK(calendar_note(shipped(), december, Date::of(2028, 1, 1), Language::en)
            .starts_with("The holidays of 2027, 2028 are not published"));
}

TEST_CASE("D-2.4 a calendar file: tables as clerks write them") {
  const auto read = read_calendar_file(
      "\xEF\xBB\xBF日期,类别,名称\r\n2027-01-01,放假,元旦\r\n2027年1月2日；\n", "");
  REQUIRE(read);
  CHECK(words_of(read->problems) == "3:calendar_day_invalid ");
  const auto table = read_calendar_file(
      "day\tkind\tname\n2027/1/1\tpublic_holiday\t元旦\n2027.1.2\t补班\t元旦\n", "某通知");
  REQUIRE(table);
  REQUIRE(table->years.size() == 1);
  CHECK(table->years[0].source == "某通知");
  CHECK(table->years[0].days == year_2027(0).days);
  const auto wrong = read_calendar_file(
      "2027-01-01,放假,\n2027-01-01,放假,\n2027-01-04,班,\n2027-02-30,放假,\n2027-01-05,玩,\n", "");
  REQUIRE(wrong);
  CHECK(words_of(wrong->problems) ==
        "2:calendar_day_twice 3:calendar_make_up_on_weekday 4:calendar_day_invalid "
        "5:calendar_kind_unknown ");
  CHECK(word_of(read_calendar_file("", "")) == "calendar_file_empty");
  CHECK(word_of(read_calendar_file("日期,类别\xFF", "")) == "calendar_file_unreadable");
  CHECK(word_of(read_calendar_file(std::string(300'000, 'x'), "")) == "calendar_file_unreadable");
}

TEST_CASE("D-2.4 a calendar file: TOML with the line of what is wrong") {
  const auto line = [](const char* text) {
    const auto read = read_calendar_file(text, "");
    REQUIRE_FALSE(read);
    CHECK(read.problem().word == "calendar_file_unreadable");
    return read.problem().values.at("line");
  };
  CHECK(line("[[year]]\nyear = 2027\nsource = \"x\"\nholiday = [\n  { name = \"a\" },\n]\n") ==
        "5");
  CHECK(line("[[year]]\nyear = 3027\nsource = \"x\"\nholiday = []\n") == "1");
  CHECK(line("[[year]]\nyear = \n") == "2");
  const auto other = read_calendar_file(
      "[[year]]\nyear = 2027\nsource = \"x\"\nholiday = [\n"
      "  { name = \"a\", first = \"2026-12-31\", last = \"2027-01-01\" },\n]\n",
      "");
  REQUIRE(other);
  CHECK(words_of(other->problems) == "5:calendar_day_of_other_year ");
}

}  // namespace zhantu::app
