// What a column of a plan workbook is for, and how that is written and called.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/language.hpp"
#include "app/plan_fields.hpp"
#include "base/period.hpp"
#include "domain/project/plan_figures.hpp"

namespace zhantu::app {

// A period of whichever year: "3" (March), "3b" (its second half), "Q1", "year".
struct PlanSlot {
  PeriodKind kind = PeriodKind::month;
  int index = 0;  // 0: none

  std::optional<Period> in(int year) const { return Period::of(kind, year, index); }
  friend bool operator==(const PlanSlot&, const PlanSlot&) = default;
};
std::string word(const PlanSlot& slot);

struct PlanUse {
  // unsaid: figures of a period, and nobody has said how they are given.
  enum class Kind : std::int8_t { unknown, ignore, actual, field, text, figure, unsaid };
  Kind kind = Kind::unknown;
  PlanField field = PlanField::number;
  PlanSlot slot = {};
  PlanFigure figure = PlanFigure::cumulative;

  bool is(PlanField wanted) const { return kind == Kind::field && field == wanted; }
  bool of_period() const {
    return kind == Kind::text || kind == Kind::figure || kind == Kind::unsaid;
  }
  friend bool operator==(const PlanUse&, const PlanUse&) = default;
};

// "number", "plan:3", "quantity:3" (cumulative), "amount:3", "percent:3", "actual", "ignore"; ""
// for unknown and unsaid. nullopt for no word of ours.
std::string word(const PlanUse& use);
std::optional<PlanUse> parse_use(std::string_view word);
// Everything that a person may choose from, in the order of the template.
std::vector<PlanUse> all_uses(PeriodKind kind);

// As people call it: "项目编号", "3月计划", "3月累计量", "一季度本期量", "不导入".
std::string title_of(const PlanUse& use, Language language);
struct PlanUseTitle {
  std::string word, title;
};
std::vector<PlanUseTitle> use_titles(PeriodKind kind, Language language);

}  // namespace zhantu::app
