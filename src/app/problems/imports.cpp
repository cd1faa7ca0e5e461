// What a plan table leaves open, and values in it that cannot be understood.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"column_similar", 422, "“{column}”这一列，是否指“{meant}”？",
     "「{column}」這一欄，是否指「{meant}」？", "Does the column \"{column}\" mean \"{meant}\"?"},
    {"column_unknown", 422, "不认识“{column}”这一列，它是什么？不需要的请选“不导入”。",
     "不認識「{column}」這一欄，它是什麼？不需要的請選「不匯入」。",
     "What is the column \"{column}\"? Choose \"not imported\" where it is not needed."},
    {"column_untitled", 422, "{letters}列没有列名但有内容，它是什么？不需要的请选“不导入”。",
     "{letters}欄沒有欄名但有內容，它是什麼？不需要的請選「不匯入」。",
     "Column {letters} has values but no head; what is it? Choose \"not imported\" where it is not "
     "needed."},
    {"date_impossible", 422, "没有这一天。", "沒有這一天。", "There is no such day."},
    {"date_not_understood", 422,
     "看不懂这个时间。请写成2026-03-15、2026年3月、2026年3月底、2026年二季度或2026年上半年。",
     "看不懂這個時間。請寫成2026-03-15、2026年3月、2026年3月底、2026年二季度或2026年上半年。",
     "Not understood as a day; write 2026-03-15 or 2026-03."},
    {"date_unformatted", 422, "这里是数字，不是时间。请把单元格格式设为日期，或写成2026-03-15。",
     "這裡是數字，不是時間。請把儲存格格式設為日期，或寫成2026-03-15。",
     "A number, not a day. Format the cell as a date, or write 2026-03-15."},
    {"date_year_two_digits", 422, "年份只有两位，请写四位年份，如2026年3月。",
     "年份只有兩位，請寫四位年份，如2026年3月。",
     "The year has two digits only; write four, as in 2026-03."},
    {"date_zero_lost", 422,
     "分不清是1月还是10月（数字末尾的0不会保存）。请写成2026年1月或2026年10月。",
     "分不清是1月還是10月（數字末尾的0不會儲存）。請寫成2026年1月或2026年10月。",
     "January or October? A number keeps no final 0; write 2026-01 or 2026-10."},
    {"date_year_unsaid", 422, "没有写年份。", "沒有寫年份。", "The year is missing."},
    {"dates_reversed", 422, "早于{other}的开工时间{start}。", "早於{other}的開工時間{start}。",
     "Earlier than the start {start} at {other}."},
    {"import_asks", 422,
     "表格有{count}处需要先说明，没有导入，原有数据没有变化。请逐条回答后再导入。",
     "表格有{count}處需要先說明，沒有匯入，原有資料沒有變化。請逐條回答後再匯入。",
     "{count} questions about the table must be answered first. Nothing was taken over and nothing "
     "has changed."},
    {"import_cancelled", 409, "导入已取消，没有导入任何内容，原有数据没有变化。",
     "匯入已取消，沒有匯入任何內容，原有資料沒有變化。",
     "The import was cancelled. Nothing was taken over and nothing has changed."},
    {"job_too_late", 409, "已经开始写入，不能再取消。请等它写完；导入的内容可以在项目页面里修改。",
     "已經開始寫入，不能再取消。請等它寫完；匯入的內容可以在項目頁面裡修改。",
     "It is being written already and can no longer be cancelled. Wait for it to end; what was "
     "imported can be changed on the pages of the projects."},
    {"job_unknown", 404, "没有这次操作写入过的记录：它没有改变任何内容。请重新检查后再导入。",
     "沒有這次操作寫入過的記錄：它沒有改變任何內容。請重新檢查後再匯入。",
     "Nothing is recorded of this request: it has changed nothing. Check the table and import it "
     "again."},
    {"layout_invalid", 422, "对列的说明写法不对：{what}。", "對欄的說明寫法不對：{what}。",
     "What the columns are for is not written as expected: {what}."},
    {"money_negative", 422, "金额不能是负数。", "金額不能是負數。", "A sum cannot be negative."},
    {"money_not_a_number", 422, "不是金额。请写数字，或数字加单位，如3500万元、1.2亿元。",
     "不是金額。請寫數字，或數字加單位，如3500萬元、1.2億元。",
     "Not a sum of money; write a number, with its unit where needed."},
    {"money_too_large", 422, "金额太大，请核对单位。", "金額太大，請核對單位。",
     "The sum is too large; check its unit."},
    {"money_too_precise", 422, "金额不足一分，请核对单位。", "金額不足一分，請核對單位。",
     "Less than one fen; check the unit."},
    {"money_unit_asked", 422, "“{column}”是以元、万元还是亿元计？",
     "「{column}」是以元、萬元還是億元計？",
     "Is \"{column}\" given in yuan, ten thousand yuan or hundred million yuan?"},
    {"sheet_several", 422, "有几张工作表都像计划表：{names}。要导入哪一张？",
     "有幾張工作表都像計劃表：{names}。要匯入哪一張？",
     "Several sheets look like a plan: {names}. Which one is to be taken?"},
    {"table_other_year", 422, "表题写的是{named}年，本战役是{year}年。确实要导入吗？",
     "表題寫的是{named}年，本戰役是{year}年。確實要匯入嗎？",
     "The title says {named}, this campaign is of {year}. Is this the right table?"},
    {"unit_ambiguous", 422, "叫“{name}”的单位有{count}个，请写全称。",
     "叫「{name}」的單位有{count}個，請寫全稱。",
     "{count} units are named \"{name}\"; write the full name."},
    {"unit_differs", 422, "这一列以{unit}计，本行的计量单位是{wanted}。",
     "這一欄以{unit}計，本列的計量單位是{wanted}。",
     "This column is counted in {unit}, the row in {wanted}."},
    {"year_unsaid", 422, "有的时间没有写年份，是{year}年吗？", "有的時間沒有寫年份，是{year}年嗎？",
     "Some days name no year; is {year} meant?"},
};

}  // namespace

std::span<const ProblemRow> imports_problems() { return kRows; }

}  // namespace zhantu::app
