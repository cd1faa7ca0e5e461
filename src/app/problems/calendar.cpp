// Refusals of the working-day calendar, and what is said of years that are not known.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"calendar_conflict", 412,
     "在您编辑期间，{by}已修改了{year}年的工作日历。您填写的内容还在页面上，请对照后再保存。",
     "在您編輯期間，{by}已修改了{year}年的工作日曆。您填寫的內容還在頁面上，請對照後再儲存。",
     "While you were editing, {by} changed the calendar of {year}. What you typed is still on the "
     "page; compare and save again."},
    {"calendar_day_invalid", 422, "“{value}”不是日期，请写成2026-10-01这样。",
     "「{value}」不是日期，請寫成2026-10-01這樣。", "{value} is no day; write it like 2026-10-01."},
    {"calendar_day_of_other_year", 422, "{day}不在{year}年，请写在它自己的年份里。",
     "{day}不在{year}年，請寫在它自己的年份裡。",
     "{day} is not in {year}; put it into its own year."},
    {"calendar_day_twice", 422, "{day}写了两次，请只留一次。", "{day}寫了兩次，請只留一次。",
     "{day} stands twice; keep it once."},
    {"calendar_file_empty", 422, "文件里没有任何日期，没有导入。请对照样例检查文件。",
     "檔案裡沒有任何日期，沒有匯入。請對照樣例檢查檔案。",
     "There is no day in the file; nothing was imported. Compare it with the example."},
    {"calendar_file_unreadable", 422,
     "读不懂这个文件（第{line}行：{reason}），没有导入。请用CSV（日期,类别,名称）或TOML，编码为UTF-"
     "8。",
     "讀不懂這個檔案（第{line}行：{reason}），沒有匯入。請用CSV（日期,類別,名稱）或TOML，編碼為UTF-"
     "8。",
     "The file cannot be read (line {line}: {reason}); nothing was imported. Use CSV (day, kind, "
     "name) or TOML in UTF-8."},
    {"calendar_import_refused", 422, "文件里有{count}处问题，没有导入任何内容。请改正后再导入。",
     "檔案裡有{count}處問題，沒有匯入任何內容。請改正後再匯入。",
     "The file has {count} problems; nothing was imported. Correct them and import it again."},
    {"calendar_kind_unknown", 422, "“{value}”不是认识的类别，请写“放假”或“补班”。",
     "「{value}」不是認識的類別，請寫「放假」或「補班」。",
     "{value} is no known kind; write public_holiday or make_up_day."},
    {"calendar_make_up_on_weekday", 422, "{day}本来就是周一至周五，不能是补班日。",
     "{day}本來就是週一至週五，不能是補班日。",
     "{day} is a Monday to Friday already and cannot be a make-up day."},
    {"clock_stands", 404, "{year}年的放假安排尚未公布或录入，暂不能计算工作日。",
     "{year}年的放假安排尚未公布或錄入，暫不能計算工作日。",
     "The holidays of {year} are not published or entered yet, so working days cannot be counted "
     "for now."},
    {"calendar_unknown", 404, "{year}年的放假安排尚未公布或录入，暂只按周末休息计算。",
     "{year}年的放假安排尚未公布或錄入，暫只按週末休息計算。",
     "The holidays of {year} are not published or entered yet; for now only weekends count as "
     "free."},
};

}  // namespace

std::span<const ProblemRow> calendar_problems() { return kRows; }

}  // namespace zhantu::app
