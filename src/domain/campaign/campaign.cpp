#include "domain/campaign/campaign.hpp"

#include "base/check.hpp"

namespace zhantu {

std::vector<Period> Campaign::periods() const {
  std::vector<Period> out;
  const std::string y = fmt::format("{:04}", year);
  const std::string first = period_kind == PeriodKind::month        ? y + "-01"
                            : period_kind == PeriodKind::half_month ? y + "-01a"
                            : period_kind == PeriodKind::quarter    ? y + "-Q1"
                                                                    : y;
  const auto parsed = Period::parse(first);
  ZT_CHECK(parsed.has_value());
  Period period = *parsed;
  for (int i = 0; i < periods_per_year(period_kind); ++i, period = period.next())
    out.push_back(period);
  return out;
}

bool Campaign::covers(const Period& period) const {
  return period.kind() == period_kind && period.year() == year;
}

}  // namespace zhantu
