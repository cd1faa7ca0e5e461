#include "app/plan_uses.hpp"

#include "app/why.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

using Kind = PlanUse::Kind;

struct FigureWord {
  PlanFigure figure;
  std::string_view prefix, zh_hans, zh_hant, en;
};
constexpr FigureWord kFigures[] = {
    {PlanFigure::cumulative, "quantity:", "{}累计量", "{}累計量", "Cumulative figure, {}"},
    {PlanFigure::amount, "amount:", "{}本期量", "{}本期量", "Amount of the period, {}"},
    {PlanFigure::percent, "percent:", "{}累计占年度目标", "{}累計占年度目標",
     "Percent of the annual target, {}"},
};
constexpr std::string_view kTextPrefix = "plan:";

std::optional<PlanSlot> parse_slot(std::string_view text) {
  for (const PeriodKind kind :
       {PeriodKind::month, PeriodKind::half_month, PeriodKind::quarter, PeriodKind::year}) {
    for (int index = 1; index <= periods_per_year(kind); ++index) {
      const PlanSlot slot{kind, index};
      if (word(slot) == text) return slot;
    }
  }
  return std::nullopt;
}

std::string told(Language language, std::string_view zh_hans, std::string_view zh_hant,
                 std::string_view en) {
  return in_language(language, std::string(zh_hans), std::string(zh_hant), std::string(en));
}

}  // namespace

const PlanColumn& plan_column(PlanField field) {
  const PlanColumn& column = kPlanColumns.at(static_cast<std::size_t>(field));
  ZT_CHECK(column.field == field);
  return column;
}

std::string word(const PlanSlot& slot) {
  switch (slot.kind) {
    case PeriodKind::month: return std::to_string(slot.index);
    case PeriodKind::half_month:
      return std::to_string((slot.index + 1) / 2) + (slot.index % 2 == 1 ? "a" : "b");
    case PeriodKind::quarter: return "Q" + std::to_string(slot.index);
    case PeriodKind::year: return "year";
  }
  return "";
}

std::string word(const PlanUse& use) {
  switch (use.kind) {
    case Kind::unknown:
    case Kind::unsaid: return "";
    case Kind::ignore: return "ignore";
    case Kind::actual: return "actual";
    case Kind::field: return std::string(plan_column(use.field).word);
    case Kind::text: return std::string(kTextPrefix) + word(use.slot);
    case Kind::figure:
      return std::string(std::ranges::find(kFigures, use.figure, &FigureWord::figure)->prefix) +
             word(use.slot);
  }
  return "";
}

std::optional<PlanUse> parse_use(std::string_view text) {
  if (text == "ignore") return PlanUse{.kind = Kind::ignore};
  if (text == "actual") return PlanUse{.kind = Kind::actual};
  for (const auto& column : kPlanColumns) {
    if (column.word == text) return PlanUse{.kind = Kind::field, .field = column.field};
  }
  if (text.starts_with(kTextPrefix)) {
    const auto slot = parse_slot(text.substr(kTextPrefix.size()));
    return slot ? std::optional(PlanUse{.kind = Kind::text, .slot = *slot}) : std::nullopt;
  }
  for (const FigureWord& figure : kFigures) {
    if (!text.starts_with(figure.prefix)) continue;
    const auto slot = parse_slot(text.substr(figure.prefix.size()));
    if (slot) return PlanUse{.kind = Kind::figure, .slot = *slot, .figure = figure.figure};
  }
  return std::nullopt;
}

std::vector<PlanUse> all_uses(PeriodKind kind) {
  std::vector<PlanUse> uses;
  for (const auto& column : kPlanColumns)
    uses.push_back({.kind = Kind::field, .field = column.field});
  for (int index = 1; index <= periods_per_year(kind); ++index) {
    const PlanSlot slot{kind, index};
    uses.push_back({.kind = Kind::text, .slot = slot});
    for (const FigureWord& figure : kFigures)
      uses.push_back({.kind = Kind::figure, .slot = slot, .figure = figure.figure});
  }
  uses.push_back({.kind = Kind::actual});
  uses.push_back({.kind = Kind::ignore});
  return uses;
}

std::string title_of(const PlanUse& use, Language language) {
  const auto of_slot = [&](std::string_view format) {
    const auto period = use.slot.in(2000);
    ZT_CHECK(period.has_value());
    return fmt::format(fmt::runtime(format), period_label(*period, language));
  };
  switch (use.kind) {
    case Kind::unknown:
    case Kind::unsaid: return "";
    case Kind::ignore: return in_language(language, "不导入", "不匯入", "Not imported");
    case Kind::actual:
      return in_language(language, "完成情况（不导入）", "完成情況（不匯入）",
                         "What was done (not imported)");
    case Kind::field: {
      const PlanColumn& column = plan_column(use.field);
      return told(language, column.title, column.title_hant, column.title_en);
    }
    case Kind::text: return of_slot(in_language(language, "{}计划", "{}計劃", "Plan, {}"));
    case Kind::figure: {
      const FigureWord& figure = *std::ranges::find(kFigures, use.figure, &FigureWord::figure);
      return of_slot(told(language, figure.zh_hans, figure.zh_hant, figure.en));
    }
  }
  return "";
}

std::vector<PlanUseTitle> use_titles(PeriodKind kind, Language language) {
  std::vector<PlanUseTitle> out;
  for (const PlanUse& use : all_uses(kind)) out.push_back({word(use), title_of(use, language)});
  return out;
}

}  // namespace zhantu::app
