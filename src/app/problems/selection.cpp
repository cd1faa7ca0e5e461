// Refusals of the task board and the candidate pool, and what is missing before something may hang.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"candidate_already_chosen", 409,
     "{name}已经遴选上图，不能再改候选材料或再作决定，没有任何内容被改动。",
     "{name}已經遴選上圖，不能再改候選材料或再作決定，沒有任何內容被改動。",
     "{name} is chosen already; nothing was changed. Edit the project itself."},
    {"candidate_not_ready", 409, "{name}还缺上图的要件，没有上图。请先补齐下列各项。",
     "{name}還缺上圖的要件，沒有上圖。請先補齊下列各項。",
     "{name} lacks what the wall asks for and was not hung. Supply what is listed first."},
    {"candidate_not_weighed", 409,
     "{name}还没有打完分，没有上图。请先由督考办公室打分；当期新签约、新开工的可免打分即时入库。",
     "{name}還沒有打完分，沒有上圖。請先由督考辦公室打分；當期新簽約、新開工的可免打分即時入庫。",
     "{name} is not weighed to the end and was not hung. Have it weighed first; only one newly "
     "signed or started in that period enters at once."},
    {"candidate_number_taken", 409,
     "编号{number}已有项目在用，{name}没有上图。请先改候选项目的编号。",
     "編號{number}已有項目在用，{name}沒有上圖。請先改候選項目的編號。",
     "A project bears the number {number} already, so {name} was not hung. Change its number "
     "first."},
    {"category_unknown", 422, "本战役没有“{name}”这个任务类别，请从类别表中选择。",
     "本戰役沒有「{name}」這個任務類別，請從類別表中選擇。",
     "This campaign has no category {name}; choose one of its set."},
    {"chosen_at_once", 409,
     "{number} "
     "{name}为当期新签约或新开工，免打分即时入库：自{period}起在“{post}”下上图，当期上图项目由{"
     "before}项增至{after}项。",
     "{number} "
     "{name}為當期新簽約或新開工，免打分即時入庫：自{period}起在「{post}」下上圖，當期上圖項目由{"
     "before}項增至{after}項。",
     "{number} {name} was newly signed or started and enters at once: it hangs under {post} from "
     "{period}, where the wall grows from {before} projects to {after}."},
    {"chosen_from", 409,
     "{number} {name}自{period}起在“{post}”下上图，当期上图项目由{before}项增至{after}项。",
     "{number} {name}自{period}起在「{post}」下上圖，當期上圖項目由{before}項增至{after}項。",
     "{number} {name} hangs under {post} from {period}, where the wall grows from {before} "
     "projects "
     "to {after}."},
    {"criterion_in_use", 422, "已有候选项目按“{name}”打过分，不能再改它的权重或满分。请另设一项。",
     "已有候選項目按「{name}」打過分，不能再改它的權重或滿分。請另設一項。",
     "Something was weighed by {name} already, so its weight and best score stay. Add another "
     "criterion instead."},
    {"criterion_of_other_organ", 422, "“{criterion}”由别的机构打分，您不能填写{name}的这一格。",
     "「{criterion}」由別的機構打分，您不能填寫{name}的這一格。",
     "{criterion} is entered by another organ; you cannot fill it in for {name}."},
    {"finish_before_start", 422, "完成日期早于开工日期，请核对。", "完成日期早於開工日期，請核對。",
     "It would finish before it starts; check both days."},
    {"missing_accountable_person", 409, "缺责任人，请{who}补上。", "缺責任人，請{who}補上。",
     "No person answers for it; {who} supplies that."},
    {"missing_annual_target", 409, "缺年度目标，请{who}补上。", "缺年度目標，請{who}補上。",
     "There is no annual target; {who} supplies that."},
    {"missing_command_post", 409, "缺作战指挥部，请{who}补上。", "缺作戰指揮部，請{who}補上。",
     "There is no command post; {who} supplies that."},
    {"missing_finishes_on", 409, "缺计划完成日期，请{who}补上。", "缺計劃完成日期，請{who}補上。",
     "There is no planned finish; {who} supplies that."},
    {"missing_lead_unit", 409, "缺主责单位，请{who}补上。", "缺主責單位，請{who}補上。",
     "There is no lead unit; {who} supplies that."},
    {"missing_projects", 409, "还没有落实到项目，请{who}提出候选项目或关联已有项目。",
     "還沒有落實到項目，請{who}提出候選項目或關聯已有項目。",
     "It has no project yet; {who} proposes a candidate or links a project."},
    {"missing_starts_on", 409, "缺开工日期，请{who}补上。", "缺開工日期，請{who}補上。",
     "There is no start; {who} supplies that."},
    {"name_twice", 422, "“{name}”写了两次，请只留一次。", "「{name}」寫了兩次，請只留一次。",
     "{name} stands twice; keep it once."},
    {"not_in_campaign", 422, "所选的单位、机构、人员、项目或任务不在本战役中，请重新选择。",
     "所選的單位、機構、人員、項目或任務不在本戰役中，請重新選擇。",
     "The unit, organ, person, project or task is not of this campaign; choose again."},
    {"number_taken", 422, "编号{number}已经有了，请换一个。", "編號{number}已經有了，請換一個。",
     "The number {number} is taken; choose another."},
    {"quantity_not_positive", 422, "这里应填大于零的数。", "這裡應填大於零的數。",
     "This must be a number above zero."},
    {"score_too_high", 422, "{name}的“{criterion}”应在0至{max}分之间。",
     "{name}的「{criterion}」應在0至{max}分之間。",
     "{criterion} of {name} must be between 0 and {max}."},
    {"selection_conflict", 412,
     "在您编辑期间，{by}已修改了这条记录。您填写的内容还在页面上，请对照后再保存。",
     "在您編輯期間，{by}已修改了這條記錄。您填寫的內容還在頁面上，請對照後再儲存。",
     "While you were editing, {by} changed this record. What you typed is still on the page; "
     "compare and save again."},
    {"task_without_quantity", 422, "这项任务没有下达数量，不能分解到单位。请先填写任务的数量。",
     "這項任務沒有下達數量，不能分解到單位。請先填寫任務的數量。",
     "The task has no quantity to break down. Give it one first."},
    {"unit_not_own", 422, "只能以本单位名义提出候选项目；代其他单位提出请联系督考办公室。",
     "只能以本單位名義提出候選項目；代其他單位提出請聯絡督考辦公室。",
     "You propose for your own unit only; ask the supervision office to propose for another."},
};

}  // namespace

std::span<const ProblemRow> selection_problems() { return kRows; }

}  // namespace zhantu::app
