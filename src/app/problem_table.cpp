#include "app/problem_table.hpp"

#include "app/why.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

// Each sentence says what happened, whether the user's work is safe, and what to do.
constexpr ProblemRow kRows[] = {
    {"account_inactive", 403, "该账号已停用，请联系系统管理员。",
     "該帳號已停用，請聯絡系統管理員。",
     "This account is switched off. Ask the system administrator."},
    {"already_determined", 409,
     "督考办公室已对{project}{period}作出认定，报送内容未改动。如有出入请联系督考办公室。",
     "督考辦公室已對{project}{period}作出認定，報送內容未改動。如有出入請聯絡督考辦公室。",
     "The supervision office has already given its verdict on {project} for {period}; the report "
     "was left as it is. Speak to the office."},
    {"annual_quantity_missing", 422, "有月度累计量，但没有填年度目标量。",
     "有月度累計量，但沒有填年度目標量。", "There are monthly figures but no annual figure."},
    {"as_of_unknown", 404, "{day}这一天还没有这张图，请选择更晚的日期。",
     "{day}這一天還沒有這張圖，請選擇更晚的日期。",
     "This chart did not exist yet on {day}. Choose a later day."},
    {"bad_request", 400, "请求格式不正确，没有任何内容被改动。请刷新页面后重试。",
     "請求格式不正確，沒有任何內容被改動。請重新整理頁面後再試。",
     "The request is malformed; nothing was changed. Reload the page and try again."},
    {"barred_by_belonging", 403,
     "您属于{project}"
     "的主责单位、配合单位或作战指挥部，须回避，不能作出认定。请由督考办公室其他同志认定。",
     "您屬於{project}"
     "的主責單位、配合單位或作戰指揮部，須迴避，不能作出認定。請由督考辦公室其他同志認定。",
     "You belong to the lead unit, a partner unit or the command post of {project}, so you step "
     "aside. Let another member of the office decide."},
    {"body_too_large", 413, "文件太大，没有上传。请拆分后再传。",
     "檔案太大，沒有上傳。請拆分後再傳。",
     "The file is too large and was not taken. Split it and try again."},
    {"cell_error", 422, "单元格显示错误值，请先在表格软件中改好。",
     "儲存格顯示錯誤值，請先在試算表軟體中改好。",
     "The cell shows an error value; mend it in the spreadsheet first."},
    {"chart_page_unknown", 404, "这张图没有第{page}页。", "這張圖沒有第{page}頁。",
     "This chart has no page {page}."},
    {"column_duplicate", 422, "“{column}”列出现两次（另一列在{other}），请只留一列。",
     "「{column}」欄出現兩次（另一欄在{other}），請只留一欄。",
     "The column \"{column}\" stands twice (also at {other}); keep one."},
    {"column_missing", 422, "缺少“{column}”列，请按模板补上。",
     "缺少「{column}」欄，請按範本補上。",
     "The column \"{column}\" is missing; add it as in the template."},
    {"column_other_year", 422, "该列是{year}年的，与本战役年度不符。",
     "該欄是{year}年的，與本戰役年度不符。",
     "This column is of the year {year}, not of this campaign's year."},
    {"column_unknown", 422, "不认识这一列，是否指“{meant}”？", "不認識這一欄，是否指「{meant}」？",
     "Unknown column; is \"{meant}\" meant?"},
    {"command_post_missing", 422, "没有填作战指挥部。", "沒有填作戰指揮部。",
     "The command post is missing."},
    {"command_post_unknown", 422, "没有名为“{name}”的作战指挥部{hint}。",
     "沒有名為「{name}」的作戰指揮部{hint}。", "There is no command post \"{name}\"{hint}."},
    {"complaints_more", 422, "还有{count}处问题未列出，请先改好上面的。",
     "還有{count}處問題未列出，請先改好上面的。",
     "{count} more problems are not listed; correct those above first."},
    {"correction_changes_nothing", 409, "更正后的结果与现有结果相同，没有需要更正的内容。",
     "更正後的結果與現有結果相同，沒有需要更正的內容。",
     "The corrected result is the same as before; there is nothing to correct."},
    {"cross_site", 403, "请求来自其他网站，已拒绝。请从本系统页面操作。",
     "請求來自其他網站，已拒絕。請從本系統頁面操作。",
     "The request came from another site and was refused. Use the pages of this system."},
    {"date_in_number", 422, "项目编号是日期，请改成文本。", "項目編號是日期，請改成文字。",
     "The project number is a date; make it text."},
    {"date_in_quantity", 422, "这里应填数量，现在是日期。", "這裡應填數量，現在是日期。",
     "A figure belongs here, not a date."},
    {"earlier_period_not_published", 409,
     "前面还有月份没有公示，请按月份顺序公示。本次没有公示任何内容。",
     "前面還有月份沒有公示，請按月份順序公示。本次沒有公示任何內容。",
     "An earlier period is not published yet. Publish in order; nothing was published now."},
    {"edit_conflict", 412,
     "在您编辑期间，{by}已修改了该项目。您填写的内容还在页面上，请对照后再保存。",
     "在您編輯期間，{by}已修改了該項目。您填寫的內容還在頁面上，請對照後再儲存。",
     "While you were editing, {by} changed this project. What you typed is still on the page; "
     "compare and save again."},
    {"expectation_failed", 417, "服务器不支持该请求头（Expect）。",
     "伺服器不支援該請求標頭（Expect）。", "The server does not know this Expect header."},
    {"field_invalid", 422, "有内容没有填对，没有保存。请按提示修改后再提交。",
     "有內容沒有填對，沒有儲存。請按提示修改後再提交。",
     "Something is not filled in correctly; nothing was saved. Correct it as shown and send "
     "again."},
    {"field_missing", 422, "缺少这一项。", "缺少這一項。", "This is missing."},
    {"field_too_long", 422, "内容过长，最多{max}个字。", "內容過長，最多{max}個字。",
     "Too long; at most {max} characters."},
    {"field_type", 422, "内容的类型不对，应为{expected}。", "內容的類型不對，應為{expected}。",
     "Wrong type; expected {expected}."},
    {"field_unknown", 422, "没有这一项。", "沒有這一項。", "There is no such field."},
    {"formula_without_value", 422, "公式没有计算结果，请在表格软件中打开并保存一次。",
     "公式沒有計算結果，請在試算表軟體中開啟並儲存一次。",
     "The formula has no stored value; open and save the file in a spreadsheet."},
    {"header_too_large", 431, "请求头过大，已拒绝。", "請求標頭過大，已拒絕。",
     "The request's headers are too large."},
    {"https_required", 400, "请用 https:// 开头的地址访问。", "請用 https:// 開頭的位址存取。",
     "Use an address that begins with https://."},
    {"idempotency_key_reused", 422,
     "同一个提交编号被用于不同的内容，没有保存。请刷新页面后重新提交。",
     "同一個提交編號被用於不同的內容，沒有儲存。請重新整理頁面後再提交。",
     "The same Idempotency-Key was used for another request; nothing was saved. Reload and send "
     "again."},
    {"import_refused", 422,
     "工作簿有{count}处问题，整本没有导入，原有数据没有变化。请按表中提示改好后重新上传。",
     "工作簿有{count}處問題，整本沒有匯入，原有資料沒有變化。請按表中提示改好後重新上傳。",
     "The workbook has {count} problems. Nothing of it was taken over and nothing has changed. "
     "Correct it as listed and upload it again."},
    {"internal_error", 500,
     "系统内部出错，本次操作没有保存。请稍后重试；若仍出错，请把请求编号告诉系统管理员。",
     "系統內部出錯，本次操作沒有儲存。請稍後再試；若仍出錯，請把請求編號告訴系統管理員。",
     "Something went wrong inside; nothing was saved. Try again, and if it happens again give the "
     "request id to the administrator."},
    {"lead_unit_frozen", 422, "该项目已有公示的月份，主责单位变更请走调整程序。",
     "該項目已有公示的月份，主責單位變更請走調整程序。",
     "Months of this project are published; its lead unit changes by adjustment only."},
    {"lead_unit_missing", 422, "没有填主责单位。", "沒有填主責單位。", "The lead unit is missing."},
    {"login_taken", 409, "登录名“{login}”已被使用，没有建立任何内容。请换一个登录名。",
     "登入名「{login}」已被使用，沒有建立任何內容。請換一個登入名。",
     "The log-in \"{login}\" is taken; nothing was made. Choose another."},
    {"mechanism_malformed", 422, "机制文件第{line}行有误：{reason}。处理办法：{remedy}。",
     "機制檔案第{line}行有誤：{reason}。處理辦法：{remedy}。",
     "Mechanism file, line {line}: {reason}. Remedy: {remedy}."},
    {"mechanism_unknown", 422, "没有名为“{name}”的机制文件。", "沒有名為「{name}」的機制檔案。",
     "There is no mechanism file named \"{name}\"."},
    {"method_not_allowed", 405, "该地址不支持这种操作。", "該地址不支援這種操作。",
     "This address does not support that method."},
    {"name_missing", 422, "没有填项目名称。", "沒有填項目名稱。", "The project name is missing."},
    {"not_confirmed", 409,
     "{project}{period}的报送尚未经作战指挥部确认，不能认定为完成或超额完成。请先请指挥部确认。",
     "{project}{period}的報送尚未經作戰指揮部確認，不能認定為完成或超額完成。請先請指揮部確認。",
     "The report of {project} for {period} is not confirmed by the command post, so it cannot be "
     "found met. Have it confirmed first."},
    {"not_found", 404, "没有找到您要的内容，可能已改名或您无权查看。",
     "沒有找到您要的內容，可能已改名或您無權檢視。",
     "Not found; it may have another address or not be yours to see."},
    {"not_logged_in", 401, "您还没有登录，或登录已过期。请登录后继续，页面上填写的内容不会丢失。",
     "您還沒有登入，或登入已過期。請登入後繼續，頁面上填寫的內容不會遺失。",
     "You are not logged in, or the session has ended. Log in and go on; what you typed stays on "
     "the page."},
    {"not_permitted", 403, "您现在的职务不能做这项操作，没有任何内容被改动。",
     "您現在的職務不能做這項操作，沒有任何內容被改動。",
     "The post you act for may not do this; nothing was changed."},
    {"nothing_on_wall", 409, "{period}没有上图的项目，无需公示。",
     "{period}沒有上圖的項目，無需公示。",
     "No project is on the wall in {period}; there is nothing to publish."},
    {"number_duplicate", 422, "项目编号与{other}重复。", "項目編號與{other}重複。",
     "The project number stands also at {other}."},
    {"number_too_long", 422, "项目编号过长，最多{max}个字。", "項目編號過長，最多{max}個字。",
     "The project number is too long; at most {max} characters."},
    {"overloaded", 503, "服务器正忙，本次操作没有保存。请稍后重试。",
     "伺服器正忙，本次操作沒有儲存。請稍後再試。",
     "The server is busy; nothing was saved. Try again soon."},
    {"password_too_short", 422, "密码至少10个字符。", "密碼至少10個字元。",
     "A password has at least 10 characters."},
    {"password_unchanged", 422, "新密码与旧密码相同。", "新密碼與舊密碼相同。",
     "The new password is the old one."},
    {"percent_in_quantity", 422, "这里是百分数，但计量单位不是%。",
     "這裡是百分數，但計量單位不是%。", "This is a percentage, but the unit is not %."},
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
    {"person_ambiguous", 422, "叫“{name}”的有{count}人，请写成“单位+姓名”。",
     "叫「{name}」的有{count}人，請寫成「單位+姓名」。",
     "{count} people are named \"{name}\"; write unit and name."},
    {"plan_empty", 422, "该项目全年没有任何月度计划。", "該項目全年沒有任何月度計劃。",
     "The project has no plan in any month."},
    {"plan_frozen", 422, "{period}已经公示，计划不能再改（原为{was}）。",
     "{period}已經公示，計劃不能再改（原為{was}）。",
     "{period} is published; its plan cannot change (it is {was})."},
    {"precondition_required", 428, "缺少版本号（If-Match），没有保存。请刷新页面后重试。",
     "缺少版本號（If-Match），沒有儲存。請重新整理頁面後再試。",
     "If-Match is missing, so nothing was saved. Reload and try again."},
    {"project_not_on_wall", 409,
     "{project}在{period}不在作战图上（尚未入库或已退出），没有任何内容被改动。",
     "{project}在{period}不在作戰圖上（尚未入庫或已退出），沒有任何內容被改動。",
     "{project} is not on the wall in {period} (not yet admitted, or withdrawn); nothing was "
     "changed."},
    {"quantity_decreases", 422, "累计量比{other}的{earlier}还小；请填从年初起的累计数。",
     "累計量比{other}的{earlier}還小；請填從年初起的累計數。",
     "Lower than {earlier} at {other}; figures are cumulative from the beginning of the year."},
    {"quantity_malformed", 422, "不是数字；请填阿拉伯数字，最多四位小数。",
     "不是數字；請填阿拉伯數字，最多四位小數。",
     "Not a number; use digits with at most four decimals."},
    {"quantity_missing", 422, "本期计划有数量，请填写累计数量。",
     "本期計劃有數量，請填寫累計數量。",
     "The plan of this period has a figure, so give the cumulative figure."},
    {"quantity_negative", 422, "数量不能是负数。", "數量不能是負數。",
     "A figure cannot be negative."},
    {"quantity_not_a_number", 422, "不是数字；请只填阿拉伯数字，单位填在“计量单位”列。",
     "不是數字；請只填阿拉伯數字，單位填在「計量單位」欄。",
     "Not a number; write digits only and the unit in its own column."},
    {"quantity_not_expected", 422, "该项目年度目标没有数量，请只填文字。",
     "該項目年度目標沒有數量，請只填文字。",
     "This project's target has no figure; write words only."},
    {"quantity_over_annual", 422, "累计量超过年度目标量{annual}（{other}）。",
     "累計量超過年度目標量{annual}（{other}）。",
     "More than the annual figure {annual} ({other})."},
    {"quantity_too_large", 422, "数字太大，请换用更大的计量单位。",
     "數字太大，請換用更大的計量單位。", "The number is too large; use a larger unit."},
    {"quantity_too_precise", 422, "小数超过四位，请四舍五入到四位以内。",
     "小數超過四位，請四捨五入到四位以內。", "More than four decimals; round it."},
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
    {"request_malformed", 400, "请求内容不是有效的JSON，没有保存。",
     "請求內容不是有效的JSON，沒有儲存。",
     "The request's body is not valid JSON; nothing was saved."},
    {"request_timeout", 408, "请求没有在规定时间内传完，没有保存。请检查网络后重试。",
     "請求沒有在規定時間內傳完，沒有儲存。請檢查網路後再試。",
     "The request did not arrive in time; nothing was saved. Check the network and try again."},
    {"row_without_number", 422, "有项目名称但没有项目编号。", "有項目名稱但沒有項目編號。",
     "There is a project name but no number."},
    {"rows_merged", 422, "项目编号或名称跨行合并，请拆开后逐行填写。",
     "項目編號或名稱跨列合併，請拆開後逐列填寫。",
     "Number or name is merged over several rows; split it and fill every row."},
    {"setup_malformed", 422, "设置文件第{line}行有误：{reason}。",
     "設定檔案第{line}行有誤：{reason}。", "Setup file, line {line}: {reason}."},
    {"sheet_without_plan", 422, "没有找到含“项目编号”和“项目名称”表头的工作表，请使用模板。",
     "沒有找到含「項目編號」和「項目名稱」表頭的工作表，請使用範本。",
     "No sheet has a header with 项目编号 and 项目名称; use the template."},
    {"store_unavailable", 503, "数据库暂时不可用，本次操作没有保存。请稍后重试。",
     "資料庫暫時不可用，本次操作沒有儲存。請稍後再試。",
     "The database is not available; nothing was saved. Try again soon."},
    {"target_frozen", 422, "已有公示的月份，年度目标不能直接修改，请走目标调整程序。",
     "已有公示的月份，年度目標不能直接修改，請走目標調整程序。",
     "Months are published; the annual target changes by adjustment only."},
    {"tenant_exists", 409, "编码为{code}的单位已经存在。", "編碼為{code}的單位已經存在。",
     "A tenant with code {code} exists already."},
    {"tenure_not_held", 403, "您现在没有担任该职务。", "您現在沒有擔任該職務。",
     "You do not hold that post now."},
    {"text_missing", 422, "请填写完成情况。", "請填寫完成情況。", "Say what was done."},
    {"text_too_long", 422, "内容过长，最多{max}个字。", "內容過長，最多{max}個字。",
     "Too long; at most {max} characters."},
    {"too_many_attempts", 429, "登录失败次数过多，请十分钟后再试，或请系统管理员重置密码。",
     "登入失敗次數過多，請十分鐘後再試，或請系統管理員重設密碼。",
     "Too many failed attempts. Wait ten minutes, or have the administrator reset the password."},
    {"too_many_connections", 503, "当前访问人数过多，请稍后再试。",
     "目前存取人數過多，請稍後再試。", "Too many connections; try again soon."},
    {"unit_missing", 422, "有数量但没有填计量单位。", "有數量但沒有填計量單位。",
     "There are figures but no unit."},
    {"unit_unknown", 422, "没有名为“{name}”的单位{hint}。", "沒有名為「{name}」的單位{hint}。",
     "There is no unit \"{name}\"{hint}."},
    {"unsupported_media_type", 415, "请求内容的格式不对，应为{expected}。",
     "請求內容的格式不對，應為{expected}。", "Wrong content type; expected {expected}."},
    {"uri_too_long", 414, "网址过长，已拒绝。", "網址過長，已拒絕。", "The address is too long."},
    {"verdict_missing", 409, "{number} {name}还没有认定。", "{number} {name}還沒有認定。",
     "{number} {name} has no verdict yet."},
    {"verdicts_missing", 409, "{period}还有项目没有认定，不能公示。请先完成下列项目的认定。",
     "{period}還有項目沒有認定，不能公示。請先完成下列項目的認定。",
     "Some projects have no verdict for {period}, so it cannot be published. Decide on those "
     "listed first."},
    {"workbook_macros", 422, "工作簿含有宏，没有导入。请另存为不含宏的 .xlsx 再上传。",
     "活頁簿含有巨集，沒有匯入。請另存為不含巨集的 .xlsx 再上傳。",
     "The workbook holds macros and was not taken. Save it as .xlsx without macros."},
    {"workbook_malformed", 422,
     "工作簿已损坏（{part}），没有导入。请在表格软件中打开并另存后再上传。",
     "活頁簿已損壞（{part}），沒有匯入。請在試算表軟體中開啟並另存後再上傳。",
     "The workbook is damaged ({part}) and was not taken. Open it in a spreadsheet, save it again "
     "and upload that."},
    {"workbook_not_xlsx", 422,
     "只接受 .xlsx 工作簿，这个文件是{kind}。请在 Excel 或 WPS 中用“另存为”选择“Excel "
     "工作簿(*.xlsx)”后再上传。",
     "只接受 .xlsx 活頁簿，這個檔案是{kind}。請在 Excel 或 WPS 中用「另存新檔」選擇「Excel "
     "活頁簿(*.xlsx)」後再上傳。",
     "Only .xlsx is accepted; this file is {kind}. In Excel or WPS choose Save As, Excel Workbook "
     "(*.xlsx)."},
    {"workbook_suspicious", 422,
     "文件结构异常（{reason}），为安全起见没有打开。请用 Excel 或 WPS 重新另存后再上传。",
     "檔案結構異常（{reason}），為安全起見沒有開啟。請用 Excel 或 WPS 重新另存後再上傳。",
     "The file is built in an unusual way ({reason}) and was not opened. Save it again with Excel "
     "or WPS."},
    {"workbook_too_large", 422,
     "工作簿太大（超过{cap}的上限），没有导入。请删去无关的工作表和空行后再上传。",
     "活頁簿太大（超過{cap}的上限），沒有匯入。請刪去無關的工作表和空列後再上傳。",
     "The workbook is too large (limit: {cap}) and was not taken. Remove other sheets and empty "
     "rows."},
    {"workbook_truncated", 422, "文件不完整，可能没有传完，没有导入。请重新上传。",
     "檔案不完整，可能沒有傳完，沒有匯入。請重新上傳。",
     "The file is incomplete and was not taken. Upload it again."},
    {"wrong_credentials", 401, "用户名或密码不正确。", "使用者名稱或密碼不正確。",
     "The name or the password is wrong."},
};

struct KindName {
  std::string_view word, zh_hans, zh_hant, en;
};

// Kinds of files that are no workbook of ours.
constexpr KindName kKinds[] = {
    {"xls", "旧版 .xls 工作簿", "舊版 .xls 活頁簿", "an old .xls workbook"},
    {"csv", "文本表格（CSV）", "文字表格（CSV）", "a text table (CSV)"},
    {"html", "网页（HTML）", "網頁（HTML）", "a web page (HTML)"},
    {"encrypted", "加密的工作簿", "加密的活頁簿", "an encrypted workbook"},
    {"other", "其他格式的文件", "其他格式的檔案", "of another format"}};

// A period or a kind of file is named as people name it; everything else stands as it came.
std::string shown(const std::string& name, const std::string& value, Language language) {
  const auto period = name == "period" ? Period::parse(value) : std::nullopt;
  if (period) return period_long_label(*period, language);
  const auto kind =
      name == "kind" ? std::ranges::find(kKinds, value, &KindName::word) : std::end(kKinds);
  if (kind == std::end(kKinds)) return value;
  return std::string(language == Language::en        ? kind->en
                     : language == Language::zh_hant ? kind->zh_hant
                                                     : kind->zh_hans);
}

}  // namespace

std::span<const ProblemRow> problem_table() { return kRows; }

const ProblemRow* find_problem(std::string_view word) {
  const auto* found = std::ranges::lower_bound(kRows, word, {}, &ProblemRow::word);
  return found != std::end(kRows) && found->word == word ? found : nullptr;
}

std::string sentence(std::string_view word, const std::map<std::string, std::string>& values,
                     Language language) {
  const ProblemRow* row = find_problem(word);
  ZT_CHECK(row != nullptr);
  std::string_view rest = language == Language::en        ? row->en
                          : language == Language::zh_hant ? row->zh_hant
                                                          : row->zh_hans;
  std::string out;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = rest.find('}', open);
    const auto found = values.find(std::string(rest.substr(open + 1, close - open - 1)));
    if (found != values.end()) out += shown(found->first, found->second, language);
    rest.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace zhantu::app
