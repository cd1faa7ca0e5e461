// Versions of a campaign's mechanism: which periods each one judges, and what stands in the way of
// a further one (D-6.6, rules.md "version and effective date"). A rule change acts from its date;
// periods that were published before keep the rule under which they were judged.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/determination/board.hpp"

namespace zhantu {

// Periods of the campaign that this version has judged or will judge, oldest first. Empty for a
// version that a later one replaced before it acted.
std::vector<Period> periods_judged_by(const Board& board, std::int64_t version);

// The earliest day on which a further version may take effect: the day after the last published
// period, or the campaign's first day while nothing is published.
Date earliest_effective_day(const Board& board);

// Periods that the file would judge if it were adopted, oldest first.
std::vector<Period> periods_from(const Board& board, Date effective_from);

// REFUSES, in this order: mechanism_name_differs, mechanism_version_not_higher, mechanism_too_early
// (its effective day falls into or before a published period), mechanism_judges_nothing.
std::optional<std::string_view> adoption_refusal(const Board& board, const Mechanism& file);

}  // namespace zhantu
