// How a plan's figure of a period is given. It is kept in one way: cumulative since the beginning
// of the year, in the project's unit (D-2.2).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/quantity.hpp"

namespace zhantu {

enum class PlanFigure : std::int8_t {
  cumulative,  // since the beginning of the year
  amount,      // since the period before
  percent,     // cumulative, of the annual target
};
std::string_view word(PlanFigure figure);  // "cumulative", "amount", "percent"
std::optional<PlanFigure> plan_figure_of(std::string_view word);

// The cumulative figure; `before` is that of the latest period that has one, zero at first. A share
// is rounded to the nearest that can be written. nullopt: too large, or a percentage of no target.
std::optional<Quantity> cumulative_of(PlanFigure figure, Quantity given, Quantity before,
                                      std::optional<Quantity> annual);

// The other way round.
std::optional<Quantity> as_given(PlanFigure figure, Quantity cumulative, Quantity before,
                                 std::optional<Quantity> annual);

}  // namespace zhantu
