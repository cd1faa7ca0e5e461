// Campaigns, organs and projects as they are edited.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"admin_in_organ", 422,
     "此人是三种管理员之一，不能进入总指挥部或督考办公室。请换人，或先撤销其管理员身份。",
     "此人是三種管理員之一，不能進入總指揮部或督考辦公室。請換人，或先撤銷其管理員身分。",
     "This person is one of the three administrators and cannot sit in headquarters or the "
     "supervision office. Name somebody else, or take the office away first."},
    {"campaign_begun", 422, "战役已有项目，年度、期别和起止日期不能再改。",
     "戰役已有項目，年度、期別和起訖日期不能再改。",
     "The campaign has projects: its year, periods and days can no longer change."},
    {"day_frozen", 422, "{day}及以前的月份已公示，人员和单位只能从次日起变动。",
     "{day}及以前的月份已公示，人員和單位只能自次日起變動。",
     "Everything up to {day} is published; people and units can change only from the day after."},
    {"officer_not_barred", 422, "这位督考人员不属于该项目，无须回避，也就不需要替代人。",
     "這位督考人員不屬於該項目，無須迴避，也就不需要替代人。",
     "This officer does not belong to the project and is not barred; no substitute is needed."},
    {"organ_in_use", 422, "仍有项目归该作战指挥部，不能结束。请先调整这些项目。",
     "仍有項目歸該作戰指揮部，不能結束。請先調整這些項目。",
     "Projects still belong to this command post; move them first."},
    {"role_unknown", 422, "机制文件里没有这种角色。", "機制檔案裡沒有這種角色。",
     "The mechanism file knows no such role."},
    {"substitute_belongs", 422, "替代人自己也属于该项目，须另选他人。",
     "替代人自己也屬於該項目，須另選他人。",
     "The substitute belongs to the project as well; name somebody else."},
};

}  // namespace

std::span<const ProblemRow> campaigns_problems() { return kRows; }

}  // namespace zhantu::app
