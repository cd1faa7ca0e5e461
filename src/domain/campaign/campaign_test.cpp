#include "domain/campaign/campaign.hpp"

#include <doctest/doctest.h>

namespace zhantu {

TEST_CASE("R-17 D-1.3 a campaign's periods fill its year, in the kind that it runs by") {
  for (PeriodKind kind :
       {PeriodKind::half_month, PeriodKind::month, PeriodKind::quarter, PeriodKind::year}) {
    INFO(word(kind));
    Campaign campaign;
    campaign.year = 2026;
    campaign.period_kind = kind;
    const auto periods = campaign.periods();
    REQUIRE(periods.size() == static_cast<std::size_t>(periods_per_year(kind)));
    CHECK(periods.front().first_day().iso() == "2026-01-01");
    CHECK(periods.back().last_day().iso() == "2026-12-31");
    for (std::size_t i = 1; i < periods.size(); ++i) CHECK(periods[i] == periods[i - 1].next());
    for (const Period& period : periods) CHECK(campaign.covers(period));
    CHECK(!campaign.covers(periods.front().previous()));
    CHECK(!campaign.covers(periods.back().next()));
  }
  Campaign monthly;
  monthly.year = 2026;
  CHECK(!monthly.covers(*Period::parse("2026-Q1")));
  CHECK(!monthly.covers(*Period::parse("2026-03a")));
}

TEST_CASE("D-1.3 a membership counts on its first and on its last day") {
  const OrganMember member{.starts_on = Date::of(2026, 3, 1), .ends_on = Date::of(2026, 3, 31)};
  const auto on = [&](int month, int day) {
    return member.overlaps(Date::of(2026, month, day), Date::of(2026, month, day));
  };
  CHECK(!on(2, 28));
  CHECK(on(3, 1));
  CHECK(on(3, 31));
  CHECK(!on(4, 1));
  CHECK(member.overlaps(Date::of(2026, 1, 1), Date::of(2026, 12, 31)));
  const OrganMember open{.starts_on = Date::of(2026, 3, 1)};
  CHECK(open.overlaps(Date::of(2030, 1, 1), Date::of(2030, 1, 1)));
}

}  // namespace zhantu
