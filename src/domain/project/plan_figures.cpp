#include "domain/project/plan_figures.hpp"

namespace zhantu {
namespace {

constexpr WideInt kWhole = WideInt{100} * Quantity::kScale;  // 100 percent, scaled

std::optional<Quantity> bounded(WideInt scaled) {
  if (scaled > Quantity::kScaledMax || scaled < -WideInt{Quantity::kScaledMax}) return std::nullopt;
  return Quantity{static_cast<std::int64_t>(scaled)};
}

// REQUIRES neither below zero, `by` above it.
std::optional<Quantity> share(Quantity of, WideInt times, WideInt by) {
  return bounded((WideInt{of.scaled} * times + by / 2) / by);
}

}  // namespace

std::string_view word(PlanFigure figure) {
  switch (figure) {
    case PlanFigure::cumulative: return "cumulative";
    case PlanFigure::amount: return "amount";
    case PlanFigure::percent: return "percent";
  }
  return "";
}

std::optional<PlanFigure> plan_figure_of(std::string_view text) {
  for (const auto figure : {PlanFigure::cumulative, PlanFigure::amount, PlanFigure::percent}) {
    if (word(figure) == text) return figure;
  }
  return std::nullopt;
}

std::optional<Quantity> cumulative_of(PlanFigure figure, Quantity given, Quantity before,
                                      std::optional<Quantity> annual) {
  switch (figure) {
    case PlanFigure::cumulative: return given;
    case PlanFigure::amount: return bounded(WideInt{before.scaled} + given.scaled);
    case PlanFigure::percent:
      if (!annual || annual->scaled < 0 || given.scaled < 0) return std::nullopt;
      return share(*annual, given.scaled, kWhole);
  }
  return std::nullopt;
}

std::optional<Quantity> as_given(PlanFigure figure, Quantity cumulative, Quantity before,
                                 std::optional<Quantity> annual) {
  switch (figure) {
    case PlanFigure::cumulative: return cumulative;
    case PlanFigure::amount: return bounded(WideInt{cumulative.scaled} - before.scaled);
    case PlanFigure::percent:
      if (!annual || annual->scaled <= 0 || cumulative.scaled < 0) return std::nullopt;
      return share(cumulative, kWhole, annual->scaled);
  }
  return std::nullopt;
}

std::vector<FigureFlaw> figure_flaws(std::span<const Quantity> figures,
                                     std::optional<Quantity> annual) {
  std::vector<FigureFlaw> flaws;
  for (std::size_t i = 1; i < figures.size(); ++i) {
    if (figures[i] < figures[i - 1]) flaws.push_back({FigureFlaw::Kind::falls, i});
  }
  if (!figures.empty() && annual && figures.back() > *annual)
    flaws.push_back({FigureFlaw::Kind::beyond_annual, figures.size() - 1});
  return flaws;
}

}  // namespace zhantu
