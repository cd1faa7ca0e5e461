// How a plan's figure of a period is given. It is kept in one way: cumulative since the beginning
// of the year, in the project's unit (D-2.2).
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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

// What is wrong with a year's cumulative figures, in time: one that is lower than the one before
// it, and a last one beyond the annual figure.
struct FigureFlaw {
  enum class Kind : std::int8_t { falls, beyond_annual };
  Kind kind = Kind::falls;
  std::size_t place = 0;  // of the figures; the one before it is at place - 1

  friend bool operator==(const FigureFlaw&, const FigureFlaw&) = default;
};
std::vector<FigureFlaw> figure_flaws(std::span<const Quantity> figures,
                                     std::optional<Quantity> annual);

}  // namespace zhantu
