// What is wrong with a file that somebody sent.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"annual_quantity_missing", 422, "有月度累计量，但没有填年度目标量。",
     "有月度累計量，但沒有填年度目標量。", "There are monthly figures but no annual figure."},
    {"cell_error", 422, "单元格显示错误值，请先在表格软件中改好。",
     "儲存格顯示錯誤值，請先在試算表軟體中改好。",
     "The cell shows an error value; mend it in the spreadsheet first."},
    {"column_duplicate", 422, "“{column}”列出现两次（另一列在{other}），请只留一列。",
     "「{column}」欄出現兩次（另一欄在{other}），請只留一欄。",
     "The column \"{column}\" stands twice (also at {other}); keep one."},
    {"column_missing", 422, "缺少“{column}”列，请按模板补上。",
     "缺少「{column}」欄，請按範本補上。",
     "The column \"{column}\" is missing; add it as in the template."},
    {"column_other_period", 422, "“{column}”不是本战役的计划周期，请在“用途”里另选。",
     "「{column}」不是本戰役的計劃週期，請在「用途」裡另選。",
     "\"{column}\" is not a period in which this campaign plans; choose another use."},
    {"column_other_year", 422, "该列是{year}年的，与本战役年度不符。",
     "該欄是{year}年的，與本戰役年度不符。",
     "This column is of the year {year}, not of this campaign's year."},
    {"command_post_missing", 422, "没有填作战指挥部。", "沒有填作戰指揮部。",
     "The command post is missing."},
    {"command_post_unknown", 422, "没有名为“{name}”的作战指挥部{hint}。",
     "沒有名為「{name}」的作戰指揮部{hint}。", "There is no command post \"{name}\"{hint}."},
    {"complaints_more", 422, "还有{count}处问题未列出，请先改好上面的。",
     "還有{count}處問題未列出，請先改好上面的。",
     "{count} more problems are not listed; correct those above first."},
    {"date_in_number", 422, "项目编号是日期，请改成文本。", "項目編號是日期，請改成文字。",
     "The project number is a date; make it text."},
    {"date_in_quantity", 422, "这里应填数量，现在是日期。", "這裡應填數量，現在是日期。",
     "A figure belongs here, not a date."},
    {"formula_without_value", 422, "公式没有计算结果，请在表格软件中打开并保存一次。",
     "公式沒有計算結果，請在試算表軟體中開啟並儲存一次。",
     "The formula has no stored value; open and save the file in a spreadsheet."},
    {"import_refused", 422,
     "工作簿有{count}处问题，整本没有导入，原有数据没有变化。请按表中提示改好后重新上传。",
     "工作簿有{count}處問題，整本沒有匯入，原有資料沒有變化。請按表中提示改好後重新上傳。",
     "The workbook has {count} problems. Nothing of it was taken over and nothing has changed. "
     "Correct it as listed and upload it again."},
    {"lead_unit_missing", 422, "没有填主责单位。", "沒有填主責單位。", "The lead unit is missing."},
    {"name_missing", 422, "没有填项目名称。", "沒有填項目名稱。", "The project name is missing."},
    {"number_duplicate", 422, "项目编号与{other}重复。", "項目編號與{other}重複。",
     "The project number stands also at {other}."},
    {"number_too_long", 422, "项目编号过长，最多{max}个字。", "項目編號過長，最多{max}個字。",
     "The project number is too long; at most {max} characters."},
    {"figures_asked", 422,
     "这些列是数字，但没有说明怎么计：{names}。是从年初累计的数、当期的数，还是占年度目标的百分比？"
     "供参考：{rows}行里，末期等于年度目标量的{last}行，各期之和等于年度目标量的{sum}"
     "行，数字有下降的"
     "{falls}行。",
     "這些欄是數字，但沒有說明怎麼計：{names}。是從年初累計的數、當期的數，還是占年度目標的百分比？"
     "供參考：{rows}列裡，末期等於年度目標量的{last}列，各期之和等於年度目標量的{sum}"
     "列，數字有下降的"
     "{falls}列。",
     "These columns hold figures, but nothing says how they are given: {names}. Are they "
     "cumulative "
     "since the beginning of the year, of each period alone, or percent of the annual target? Of "
     "{rows} rows, {last} end with the annual figure, {sum} add up to it, {falls} fall somewhere."},
    {"names_too_many", 422, "一格里的名字超过{max}个。请只写牵头和主要的。",
     "一格裡的名字超過{max}個。請只寫牽頭和主要的。",
     "More than {max} names in one cell; name the main ones only."},
    {"percent_fraction", 422, "不到1%。如果是小数写法，请改成百分数，如35%。",
     "不到1%。如果是小數寫法，請改成百分數，如35%。",
     "Below 1 percent. If it is meant as a fraction, write a percentage such as 35%."},
    {"percent_in_quantity", 422, "这里是百分数，但计量单位不是%。",
     "這裡是百分數，但計量單位不是%。", "This is a percentage, but the unit is not %."},
    {"person_ambiguous", 422, "叫“{name}”的有{count}人，请写成“单位+姓名”。",
     "叫「{name}」的有{count}人，請寫成「單位+姓名」。",
     "{count} people are named \"{name}\"; write unit and name."},
    {"plan_empty", 422, "该项目全年没有任何月度计划。", "該項目全年沒有任何月度計劃。",
     "The project has no plan in any month."},
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
    {"row_without_number", 422, "这一行是项目但没有项目编号。", "這一列是項目但沒有項目編號。",
     "This row is a project without a number."},
    {"rows_merged", 422, "项目编号或名称跨行合并，请拆开后逐行填写。",
     "項目編號或名稱跨列合併，請拆開後逐列填寫。",
     "Number or name is merged over several rows; split it and fill every row."},
    {"sheet_without_plan", 422,
     "没有找到含“项目名称”的表头。请选择工作表、指明表头在第几行，或使用模板。",
     "沒有找到含「項目名稱」的表頭。請選擇工作表、指明表頭在第幾列，或使用範本。",
     "No head with 项目名称 was found; choose the sheet and the rows of the head, or use the "
     "template."},
    {"text_too_long", 422, "内容过长，最多{max}个字。", "內容過長，最多{max}個字。",
     "Too long; at most {max} characters."},
    {"unit_missing", 422, "有数量但没有填计量单位。", "有數量但沒有填計量單位。",
     "There are figures but no unit."},
    {"unit_unknown", 422, "没有名为“{name}”的单位{hint}。", "沒有名為「{name}」的單位{hint}。",
     "There is no unit \"{name}\"{hint}."},
    {"workbook_macros", 422, "工作簿含有宏，没有导入。请另存为不含宏的 .xlsx 再上传。",
     "活頁簿含有巨集，沒有匯入。請另存為不含巨集的 .xlsx 再上傳。",
     "The workbook holds macros and was not taken. Save it as .xlsx without macros."},
    {"workbook_malformed", 422,
     "工作簿已损坏（{part}），没有导入。请在表格软件中打开并另存后再上传。",
     "活頁簿已損壞（{part}），沒有匯入。請在試算表軟體中開啟並另存後再上傳。",
     "The workbook is damaged ({part}) and was not taken. Open it in a spreadsheet, save it again "
     "and upload that."},
    {"workbook_not_xlsx", 422,
     "只接受 .xlsx 和 .csv，这个文件是{kind}，没有导入。请用 Excel "
     "打开后选“文件—另存为—Excel 工作簿(*.xlsx)”，用 WPS 则选“文件—另存为—Microsoft Excel "
     "文件(*.xlsx)”，再上传。",
     "只接受 .xlsx 和 .csv，這個檔案是{kind}，沒有匯入。請用 Excel "
     "開啟後選「檔案—另存新檔—Excel 活頁簿(*.xlsx)」，用 WPS 則選「檔案—另存為—Microsoft Excel "
     "檔案(*.xlsx)」，再上傳。",
     "Only .xlsx and .csv are accepted; this file is {kind} and was not taken. Open it in Excel "
     "(File, Save As, Excel Workbook *.xlsx) or WPS (File, Save As, Microsoft Excel File *.xlsx) "
     "and upload that."},
    {"workbook_encoding", 422,
     "文本表格的编码无法识别，没有导入。请在 Excel 或 WPS 中打开，另存为 .xlsx 后再上传。",
     "文字表格的編碼無法識別，沒有匯入。請在 Excel 或 WPS 中開啟，另存為 .xlsx 後再上傳。",
     "The encoding of the text table is not known and it was not taken. Open it in Excel or WPS, "
     "save it as .xlsx and upload that."},
    {"workbook_encrypted", 422,
     "工作簿设有打开密码，没有导入。请用 Excel 或 WPS 打开后在“文件—信息（文档加密）”里去掉密码，"
     "另存后再上传。",
     "活頁簿設有開啟密碼，沒有匯入。請用 Excel 或 WPS "
     "開啟後在「檔案—資訊」裡移除密碼，另存後再上傳。",
     "The workbook is protected by a password and was not imported. Open it, remove the password "
     "(File, Info), save it and upload it again."},
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
};

}  // namespace

std::span<const ProblemRow> workbooks_problems() { return kRows; }

}  // namespace zhantu::app
