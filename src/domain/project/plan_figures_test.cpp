#include "domain/project/plan_figures.hpp"

#include <doctest/doctest.h>

namespace zhantu {
namespace {

std::string told(std::optional<Quantity> quantity) { return quantity ? quantity->text() : "none"; }
Quantity q(std::string_view text) { return Quantity::parse(text).value(); }

}  // namespace

TEST_CASE("D-2.2 a figure is kept cumulative, however it is given") {
  CHECK(told(cumulative_of(PlanFigure::cumulative, q("7"), q("5"), q("10"))) == "7");
  CHECK(told(cumulative_of(PlanFigure::amount, q("2.5"), q("5"), q("10"))) == "7.5");
  CHECK(told(cumulative_of(PlanFigure::amount, q("0"), q("5"), {})) == "5");
  CHECK(told(cumulative_of(PlanFigure::percent, q("35"), q("5"), q("12"))) == "4.2");
  CHECK(told(cumulative_of(PlanFigure::percent, q("33.33"), q("0"), q("7"))) == "2.3331");
  CHECK(told(cumulative_of(PlanFigure::percent, q("33.3333"), q("0"), q("0.5"))) == "0.1667");
  CHECK(told(cumulative_of(PlanFigure::percent, q("50"), q("0"), q("0"))) == "0");
}

TEST_CASE("a percentage of no target, and what is too large, is none") {
  CHECK(told(cumulative_of(PlanFigure::percent, q("35"), q("0"), {})) == "none");
  CHECK(told(cumulative_of(PlanFigure::percent, q("-1"), q("0"), q("5"))) == "none");
  const Quantity most{Quantity::kScaledMax};
  CHECK(told(cumulative_of(PlanFigure::amount, most, q("1"), {})) == "none");
  CHECK(told(cumulative_of(PlanFigure::percent, q("101"), q("0"), most)) == "none");
  CHECK(told(as_given(PlanFigure::percent, q("5"), q("0"), q("0"))) == "none");
}

TEST_CASE("what is given back reads as it was given") {
  for (const auto figure : {PlanFigure::cumulative, PlanFigure::amount, PlanFigure::percent}) {
    CAPTURE(word(figure));
    CHECK(plan_figure_of(word(figure)) == figure);
    for (const char* given : {"0", "2", "12.5", "33.33", "100"}) {
      const auto kept = cumulative_of(figure, q(given), q("3"), q("800"));
      REQUIRE(kept);
      CHECK(told(as_given(figure, *kept, q("3"), q("800"))) == given);
    }
  }
  CHECK(!plan_figure_of("monthly"));
}

TEST_CASE("cumulative figures neither fall nor pass the annual one") {
  using Kind = FigureFlaw::Kind;
  const auto flaws = [](std::vector<const char*> figures, std::optional<Quantity> annual) {
    std::vector<Quantity> list;
    for (const char* figure : figures) list.push_back(q(figure));
    return figure_flaws(list, annual);
  };
  CHECK(flaws({}, q("1")).empty());
  CHECK(flaws({"1", "1", "2.5"}, q("2.5")).empty());
  CHECK(flaws({"3", "2", "4", "1"}, {}) ==
        std::vector<FigureFlaw>{{Kind::falls, 1}, {Kind::falls, 3}});
  CHECK(flaws({"11"}, q("10")) == std::vector<FigureFlaw>{{Kind::beyond_annual, 0}});
  CHECK(flaws({"12", "11"}, q("10")) ==
        std::vector<FigureFlaw>{{Kind::falls, 1}, {Kind::beyond_annual, 1}});
}

}  // namespace zhantu
