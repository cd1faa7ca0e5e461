// Refusals of the acts of a period: report, confirm, determine, publish, correct.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"already_determined", 409,
     "督考办公室已对{project}{period}作出认定，报送内容未改动。如有出入请联系督考办公室。",
     "督考辦公室已對{project}{period}作出認定，報送內容未改動。如有出入請聯絡督考辦公室。",
     "The supervision office has already given its verdict on {project} for {period}; the report "
     "was left as it is. Speak to the office."},
    {"barred_by_belonging", 403,
     "您属于{project}"
     "的主责单位、配合单位或作战指挥部，须回避，不能作出认定。请由督考办公室其他同志认定。",
     "您屬於{project}"
     "的主責單位、配合單位或作戰指揮部，須迴避，不能作出認定。請由督考辦公室其他同志認定。",
     "You belong to the lead unit, a partner unit or the command post of {project}, so you step "
     "aside. Let another member of the office decide."},
    {"cause_document_missing", 422, "现行机制要求写明依据文件的文号，请填写。",
     "現行機制要求寫明依據文件的文號，請填寫。",
     "The rules in force ask for the number of the paper; give it."},
    {"cause_evidence_missing", 422, "现行机制要求写明这一情形的依据，请填写。",
     "現行機制要求寫明這一情形的依據，請填寫。",
     "The rules in force ask on what this cause is found; say so."},
    {"cause_not_named", 422, "只写了依据，没有选情形。请选择情形，或者把依据去掉。",
     "只寫了依據，沒有選情形。請選擇情形，或者把依據去掉。",
     "Evidence is given without a cause. Choose the cause, or leave the evidence out."},
    {"cause_unknown", 422, "现行机制没有这一情形，请从所列情形中选择。",
     "現行機制沒有這一情形，請從所列情形中選擇。",
     "The rules in force know no such cause; choose one of theirs."},
    {"correction_changes_nothing", 409, "更正后的结果与现有结果相同，没有需要更正的内容。",
     "更正後的結果與現有結果相同，沒有需要更正的內容。",
     "The corrected result is the same as before; there is nothing to correct."},
    {"count_malformed", 422, "请填写不小于零的整数。", "請填寫不小於零的整數。",
     "Give a whole number that is not below zero."},
    {"earlier_period_not_published", 409,
     "前面还有月份没有公示，请按月份顺序公示。本次没有公示任何内容。",
     "前面還有月份沒有公示，請按月份順序公示。本次沒有公示任何內容。",
     "An earlier period is not published yet. Publish in order; nothing was published now."},
    {"figure_missing", 409, "{number} {name}缺少“{measure}”，请{organ}填报。",
     "{number} {name}缺少「{measure}」，請{organ}填報。",
     "{number} {name} lacks \"{measure}\"; {organ} gives it."},
    {"figure_of_other_organ", 403,
     "“{measure}”由{organ}填报，别的机构不能代填；没有任何内容被改动。请{organ}的成员填报。",
     "「{measure}」由{organ}填報，別的機構不能代填；沒有任何內容被改動。請{organ}的成員填報。",
     "\"{measure}\" is asked of {organ}, and nobody else fills it in; nothing was changed. Let a "
     "member of {organ} give it."},
    {"grade_unknown", 422, "等次不在机制文件所列之内，请从中选择。",
     "等次不在機制檔案所列之內，請從中選擇。",
     "The grade is none of those in the mechanism file; choose one of them."},
    {"lead_unit_frozen", 422, "该项目已有公示的月份，主责单位变更请走调整程序。",
     "該項目已有公示的月份，主責單位變更請走調整程序。",
     "Months of this project are published; its lead unit changes by adjustment only."},
    {"not_confirmed", 409,
     "{project}{period}的报送尚未经作战指挥部确认，不能认定为完成或超额完成。请先请指挥部确认。",
     "{project}{period}的報送尚未經作戰指揮部確認，不能認定為完成或超額完成。請先請指揮部確認。",
     "The report of {project} for {period} is not confirmed by the command post, so it cannot be "
     "found met. Have it confirmed first."},
    {"measure_missing", 409, "{number} {name}缺少“{measure}”。",
     "{number} {name}缺少「{measure}」。", "{number} {name} lacks \"{measure}\"."},
    {"measure_not_asked", 422, "现行机制不要求填写这一项，请去掉。",
     "現行機制不要求填寫這一項，請去掉。",
     "The rules in force do not ask for this figure; leave it out."},
    {"measures_missing", 409,
     "现行机制判牌所需的数据不全，{period}不能公示，没有公示任何内容。请先补齐下列项目的数据。",
     "現行機制判牌所需的資料不全，{period}不能公示，沒有公示任何內容。請先補齊下列項目的資料。",
     "The rules in force look at figures that are not known, so {period} cannot be published and "
     "nothing was. Complete the projects listed first."},
    {"nothing_on_wall", 409, "{period}没有上图的项目，无需公示。",
     "{period}沒有上圖的項目，無需公示。",
     "No project is on the wall in {period}; there is nothing to publish."},
    {"period_already_published", 409,
     "{period}已经公示，内容已冻结。如确有差错，请由督考办公室公示更正。",
     "{period}已經公示，內容已凍結。如確有差錯，請由督考辦公室公示更正。",
     "{period} is published and frozen. If it is wrong, the supervision office publishes a "
     "correction."},
    {"period_not_begun", 409, "{period}还没有开始，不能报送、认定或公示。",
     "{period}還沒有開始，不能報送、認定或公示。",
     "{period} has not begun, so nothing can be reported, determined or published for it."},
    {"period_not_published", 409, "{period}还没有公示，不需要更正，直接修改认定即可。",
     "{period}還沒有公示，不需要更正，直接修改認定即可。",
     "{period} is not published, so it needs no correction; change the verdict itself."},
    {"period_not_published_yet", 409, "{period}尚未公示。", "{period}尚未公示。",
     "{period} is not published yet."},
    {"period_unknown", 404, "本战役没有{period}这一期。", "本戰役沒有{period}這一期。",
     "This campaign has no period {period}."},
    {"plan_frozen", 422, "{period}已经公示，计划不能再改（原为{was}）。",
     "{period}已經公示，計劃不能再改（原為{was}）。",
     "{period} is published; its plan cannot change (it is {was})."},
    {"project_lacking", 409,
     "{project}的起止日期或责任人还没有补齐，{period}"
     "暂不上图，不能报送、确认或认定；没有任何内容被改"
     "动。请先补齐下列各项，补齐后即上图。",
     "{project}的起訖日期或責任人還沒有補齊，{period}"
     "暫不上圖，不能報送、確認或認定；沒有任何內容被改"
     "動。請先補齊下列各項，補齊後即上圖。",
     "{project} lacks a date or a person who answers for it, so it is kept off the wall in "
     "{period}: nothing can be reported, confirmed or determined, and nothing was changed. Supply "
     "what is listed; it hangs from then on."},
    {"project_not_on_wall", 409,
     "{project}在{period}不在作战图上（尚未入库或已退出），没有任何内容被改动。",
     "{project}在{period}不在作戰圖上（尚未入庫或已退出），沒有任何內容被改動。",
     "{project} is not on the wall in {period} (not yet admitted, or withdrawn); nothing was "
     "changed."},
    {"project_twice", 422, "同一个项目出现了两次。", "同一個項目出現了兩次。",
     "The same project stands there twice."},
    {"reason_missing", 422, "请写明理由。", "請寫明理由。", "Give the reason."},
    {"reason_missing_against_proposal", 422, "认定与系统建议不同，请写明理由。",
     "認定與系統建議不同，請寫明理由。", "The verdict differs from the proposal; give the reason."},
    {"reason_missing_for_missed", 422, "认定为未完成时，请写明原因。",
     "認定為未完成時，請寫明原因。", "For a missed period, give the cause."},
    {"report_already_confirmed", 409,
     "{project}{period}的报送已由作战指挥部确认，没有改动。如需修改请联系指挥部。",
     "{project}{period}的報送已由作戰指揮部確認，沒有改動。如需修改請聯絡指揮部。",
     "The report of {project} for {period} is already confirmed and was left as it is. Speak to "
     "the command post."},
    {"report_missing", 409, "{project}{period}还没有报送，请先由主责单位报送。",
     "{project}{period}還沒有報送，請先由主責單位報送。",
     "{project} has not reported for {period} yet; the lead unit reports first."},
    {"reports_not_taken", 422, "有的格没有填对，整批都没有报送。请改正标出的各格后再报送。",
     "有的格沒有填對，整批都沒有報送。請改正標出的各格後再報送。",
     "Some cells are wrong; none of these reports was taken. Put the marked cells right and send "
     "again."},
    {"reports_too_many", 422, "一次最多报送{max}项，这一批没有报送。请分批报送。",
     "一次最多報送{max}項，這一批沒有報送。請分批報送。",
     "At most {max} reports go at once; none was taken. Send them in parts."},
    {"target_frozen", 422, "已有公示的月份，年度目标不能直接修改，请走目标调整程序。",
     "已有公示的月份，年度目標不能直接修改，請走目標調整程序。",
     "Months are published; the annual target changes by adjustment only."},
    {"text_missing", 422, "请填写完成情况。", "請填寫完成情況。", "Say what was done."},
    {"verdict_missing", 409, "{number} {name}还没有认定。", "{number} {name}還沒有認定。",
     "{number} {name} has no verdict yet."},
    {"verdicts_missing", 409, "{period}还有项目没有认定，不能公示。请先完成下列项目的认定。",
     "{period}還有項目沒有認定，不能公示。請先完成下列項目的認定。",
     "Some projects have no verdict for {period}, so it cannot be published. Decide on those "
     "listed first."},
};

}  // namespace

std::span<const ProblemRow> periods_problems() { return kRows; }

}  // namespace zhantu::app
