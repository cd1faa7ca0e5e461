#include "domain/mechanism/measure.hpp"

#include <array>

#include "base/check.hpp"

namespace zhantu {
namespace {

constexpr std::uint32_t bit(Subject subject) { return 1U << static_cast<int>(subject); }
constexpr std::uint32_t kOfWork = bit(Subject::project) | bit(Subject::step) |
                                  bit(Subject::checklist_item) | bit(Subject::person) |
                                  bit(Subject::region);
constexpr std::uint32_t kRolled = bit(Subject::unit) | bit(Subject::command_post);

using K = KnownMeasure;
using U = MeasureUnit;
constexpr std::array kKinds = {
    MeasureKind{K::done_of_plan, "done_of_plan", U::percent, kOfWork, true, "累计完成占累计计划",
                "累計完成占累計計劃", "done of the plan so far"},
    MeasureKind{K::period_done_of_plan, "period_done_of_plan", U::percent, kOfWork, true,
                "本期完成占本期计划", "本期完成占本期計劃", "done of this period's plan"},
    MeasureKind{K::done_of_year, "done_of_year", U::percent, kOfWork, false, "完成占全年目标",
                "完成占全年目標", "done of the annual target"},
    MeasureKind{K::done_of_elapsed, "done_of_elapsed", U::percent, kOfWork, false, "完成占时序进度",
                "完成占時序進度", "done against the time elapsed"},
    MeasureKind{K::plan_lag, "plan_lag", U::points, kOfWork, true, "落后计划进度", "落後計劃進度",
                "lag behind the plan"},
    MeasureKind{K::elapsed_lag, "elapsed_lag", U::points, kOfWork, false, "落后时序进度",
                "落後時序進度", "lag behind the time elapsed"},
    MeasureKind{K::days_late, "days_late", U::days, kOfWork, false, "逾期", "逾期", "days late"},
    MeasureKind{K::days_left, "days_left", U::days, kOfWork, false, "剩余时间", "剩餘時間",
                "days left"},
    MeasureKind{K::time_left, "time_left", U::percent, kOfWork, false, "剩余时间占时限",
                "剩餘時間占時限", "time left of the time allowed"},
    MeasureKind{K::projects_judged, "projects_judged", U::count, kRolled, false, "本期有目标的项目",
                "本期有目標的項目", "projects with a target"},
    MeasureKind{K::projects_missed, "projects_missed", U::count, kRolled, false, "未完成的项目",
                "未完成的項目", "projects missed"},
    MeasureKind{K::share_missed, "share_missed", U::percent, kRolled, true, "未完成项目占比",
                "未完成項目占比", "share of projects missed"},
    MeasureKind{K::cards_of, "cards_of", U::count, kRolled, false, "得此牌的项目", "得此牌的項目",
                "projects with these cards"},
    MeasureKind{K::share_of_cards, "share_of_cards", U::percent, kRolled, true, "得此牌的项目占比",
                "得此牌的項目占比", "share of projects with these cards"},
    MeasureKind{K::working_days_late, "working_days_late", U::working_days, kOfWork, false, "逾期",
                "逾期", "lateness"},
    MeasureKind{K::working_days_left, "working_days_left", U::working_days, kOfWork, false,
                "剩余时间", "剩餘時間", "time left"},
    MeasureKind{K::working_time_left, "working_time_left", U::percent, kOfWork, false,
                "剩余工作日占时限", "剩餘工作日占時限", "working days left of those allowed"},
};

constexpr std::array<std::string_view, kSubjects> kSubjectWords = {
    "project", "step", "checklist_item", "unit", "command_post", "approver", "person", "region"};
constexpr std::array<std::string_view, kMeasureUnits> kUnitWords = {
    "percent", "points", "days", "count", "rank", "grade", "working_days"};

WideInt without_sign(WideInt value) { return value < 0 ? -value : value; }

}  // namespace

std::string_view word(Subject subject) {
  return kSubjectWords.at(static_cast<std::size_t>(subject));
}
std::optional<Subject> subject_of(std::string_view text) {
  const auto found = std::ranges::find(kSubjectWords, text);
  if (found == kSubjectWords.end()) return std::nullopt;
  return static_cast<Subject>(found - kSubjectWords.begin());
}
std::string_view word(MeasureUnit unit) { return kUnitWords.at(static_cast<std::size_t>(unit)); }

std::span<const MeasureKind> measure_kinds() { return kKinds; }

const MeasureKind* measure_kind(std::string_view key) {
  const auto found = std::ranges::find(kKinds, key, &MeasureKind::key);
  return found == kKinds.end() ? nullptr : &*found;
}

std::optional<std::string_view> Measure::figure_refusal(Quantity figure) const {
  const auto place = figure.scaled / Quantity::kScale;
  const bool counted = figure.scaled % Quantity::kScale == 0 && figure.scaled >= 0;
  if (unit == MeasureUnit::grade && (!counted || place >= std::ssize(grades)))
    return "grade_unknown";
  if ((unit == MeasureUnit::count || unit == MeasureUnit::rank) && !counted)
    return "count_malformed";
  return std::nullopt;
}

MeasureValue MeasureValue::of(Quantity value) {
  return {State::known, value.scaled, Quantity::kScale};
}

MeasureValue MeasureValue::percent(WideInt part, WideInt whole) {
  ZT_CHECK(whole > 0);
  return {State::known, part * 100, whole};
}

int MeasureValue::compare(Quantity cut) const {
  ZT_CHECK(known() && den > 0);
  const WideInt left = num * Quantity::kScale, right = den * cut.scaled;
  return left < right ? -1 : left > right ? 1 : 0;
}

std::int64_t MeasureValue::whole() const {
  ZT_CHECK(known() && num % den == 0);
  return static_cast<std::int64_t>(num / den);
}

MeasureValue MeasureValue::minus(const MeasureValue& other) const {
  if (!known() || !other.known()) return {};
  if (den == other.den) return {State::known, num - other.num, den};
  return {State::known, num * other.den - other.num * den, den * other.den};
}

std::string MeasureValue::text(bool* exact) const {
  ZT_CHECK(known() && den > 0);
  const WideInt size = without_sign(num);
  const bool four = size * Quantity::kScale % den == 0;  // all of it fits into four decimals
  if (exact != nullptr) *exact = four;
  const WideInt cut =
      four ? size * Quantity::kScale / den : size * 100 / den * (Quantity::kScale / 100);
  const auto scaled = static_cast<std::int64_t>(cut);
  return Quantity{num < 0 ? -scaled : scaled}.text();
}

}  // namespace zhantu
