// How a header cell of a plan workbook is understood: what else the columns are called.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "app/plan_uses.hpp"

namespace zhantu::app {

// What a header cell announces. kind `ignore`: 序号, 备注 ..., the clerk's own, no question needs
// to be asked; `unsaid`: a figure of a period ("3月计划量") that may be cumulative or of the
// period.
struct PlanHeader {
  PlanUse use;
  std::optional<int> year = {};  // where the header names one ("2026年3月计划")

  bool is_own() const { return use.kind == PlanUse::Kind::ignore; }
  friend bool operator==(const PlanHeader&, const PlanHeader&) = default;
};

// Blanks, line feeds, full-width letters, a star, a remark in brackets at the end and Chinese month
// numbers do not matter. nullopt for a header that is not ours.
std::optional<PlanHeader> read_header(std::string_view text);

// A unit that figures are given in (万元, 公里, 平方米, % ...).
bool is_known_unit(std::string_view unit);
// The unit in a header: "总投资（万元）", "长度/公里", "单位：万元"; "" where there is none.
std::string unit_in_header(std::string_view text);

// The use that was probably meant, by one edit; nullopt where nothing is near.
std::optional<PlanUse> nearest_use(std::string_view text);

// The header without what does not matter: "２ 月\n计划（文字）*" -> "2月计划".
std::string folded_header(std::string_view text);

}  // namespace zhantu::app
