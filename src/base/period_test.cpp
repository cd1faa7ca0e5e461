#include "base/period.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"
#include "table.hpp"

namespace zhantu {
namespace {

Period at(std::string_view text) {
  const auto period = Period::parse(text);
  ZT_CHECK(period.has_value());
  return *period;
}

}  // namespace

TEST_CASE("R-17 periods: written, neighbours, days") {
  for (const table::Row& row : table::rows("src/base/period.table", "period")) {
    INFO(row.where);
    const auto period = Period::parse(row["text"]);
    REQUIRE(period.has_value());
    CHECK(period->text() == row["text"]);
    CHECK(word(period->kind()) == row["kind"]);
    CHECK(period->year() == row.number("year"));
    CHECK(period->index() == row.number("index"));
    CHECK(period->previous().text() == row["previous"]);
    CHECK(period->next().text() == row["next"]);
    CHECK(period->first_day().iso() == row["first"]);
    CHECK(period->last_day().iso() == row["last"]);
  }
}

TEST_CASE("R-17 periods: what is none") {
  for (const table::Row& row : table::rows("src/base/period.table", "refused")) {
    INFO(row.where << " " << row["text"]);
    CHECK(!Period::parse(row["text"]));
  }
  CHECK(!Period::parse(""));
  CHECK(!Period::parse("2026-01 "));
  CHECK(!Period::parse(" 2026-01"));
  CHECK(!Period::parse(std::string_view("2026-01\0", 8)));
  CHECK(!Period::parse(std::string(10'000, '9')));
}

TEST_CASE("R-17 periods: kinds and their words") {
  for (PeriodKind kind :
       {PeriodKind::half_month, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
    CHECK(period_kind_of(word(kind)) == kind);
  }
  CHECK(!period_kind_of("week"));
  CHECK(!period_kind_of(""));
  CHECK(periods_per_year(PeriodKind::half_month) == 24);
  CHECK(periods_per_year(PeriodKind::month) == 12);
  CHECK(periods_per_year(PeriodKind::quarter) == 4);
  CHECK(periods_per_year(PeriodKind::year) == 1);
}

TEST_CASE("R-17 periods of one kind tile the calendar without gap or overlap") {
  for (std::string_view first : {"1998-01a", "1998-01", "1998-Q1", "1998"}) {
    Period period = at(first);
    const int a_year = periods_per_year(period.kind());
    for (int i = 0; i < 12 * a_year; ++i, period = period.next()) {
      INFO(period.text());
      CHECK(period.first_day() <= period.last_day());
      CHECK(period.next().first_day().days == period.last_day().days + 1);
      CHECK(period < period.next());
      CHECK(period.next().previous() == period);
      CHECK(period.year() == 1998 + i / a_year);
    }
  }
}

TEST_CASE("R-17 periods: any text is a period that writes itself the same, or none") {
  CHECK(rc::check("parse then text", [](const std::string& text) {
    const auto period = Period::parse(text);
    RC_ASSERT((!period || period->text() == text));
  }));
  CHECK(rc::check("parse of near misses", [] {
    std::string text = *rc::gen::element<std::string>("2026-03", "2026-11b", "2026-Q2", "2026");
    const auto place = *rc::gen::inRange<std::size_t>(0, text.size());
    text[place] = *rc::gen::arbitrary<char>();
    const auto period = Period::parse(text);
    RC_ASSERT((!period || period->text() == text));
  }));
}

TEST_CASE("period of a month that does not exist is our own fault") {
  CHECK(Period::month(2026, 12) == at("2026-12"));
  CHECK_THROWS_AS(Period::month(2026, 0), CheckFailed);
  CHECK_THROWS_AS(Period::month(2026, 13), CheckFailed);
}

TEST_CASE("periods of different kinds that end on the same day") {
  const auto ending = [](const char* text, PeriodKind kind) {
    const auto found = ending_with(Period::parse(text).value(), kind);
    return found ? found->text() : "none";
  };
  CHECK(ending("2026-Q1", PeriodKind::month) == "2026-03");
  CHECK(ending("2026-03", PeriodKind::quarter) == "2026-Q1");
  CHECK(ending("2026-03", PeriodKind::half_month) == "2026-03b");
  CHECK(ending("2026", PeriodKind::month) == "2026-12");
  CHECK(ending("2026-02", PeriodKind::quarter) == "none");
  CHECK(ending("2026-03a", PeriodKind::month) == "none");
  CHECK(ending("2026-05", PeriodKind::month) == "2026-05");
  CHECK(!Period::of(PeriodKind::quarter, 2026, 5));
  CHECK(!Period::of(PeriodKind::month, 2026, 0));
  CHECK(Period::of(PeriodKind::half_month, 2026, 6)->text() == "2026-03b");
}

}  // namespace zhantu
