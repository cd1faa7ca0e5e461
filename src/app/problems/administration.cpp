// Units, people, posts, accounts as they are edited.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"day_malformed", 422, "日期应写成2026-03-31的样子，且确有这一天。",
     "日期應寫成2026-03-31的樣子，且確有這一天。",
     "A day is written like 2026-03-31 and must exist."},
    {"day_order", 422, "结束日期早于开始日期。", "結束日期早於開始日期。",
     "The last day lies before the first."},
    {"login_malformed", 422, "登录名为2至64个小写字母、数字、点、横线或下划线。",
     "登入名為2至64個小寫字母、數字、點、橫線或底線。",
     "A log-in is 2 to 64 small letters, digits, dots, hyphens or underscores."},
    {"office_unknown", 422, "没有这种管理员。", "沒有這種管理員。", "There is no such office."},
    {"offices_exclude", 422,
     "系统管理员、安全管理员、审计员三者不能由一人兼任，管理员也不能兼任作认定的人。没有保存，请另"
     "定人选。",
     "系統管理員、安全管理員、稽核員三者不能由一人兼任，管理員也不能兼任作認定的人。沒有儲存，請另"
     "定人選。",
     "System administrator, security administrator and auditor must be three people, and none of "
     "them may judge. Nothing was saved; name somebody else."},
    {"own_account", 403,
     "不能更改自己的管理身份、停用自己或重置自己的密码，没有任何内容被改动。请由另一位系统管理员操"
     "作。",
     "不能更改自己的管理身分、停用自己或重設自己的密碼，沒有任何內容被改動。請由另一位系統管理員操"
     "作。",
     "Nobody changes the own office, switches the own log-in off or resets the own password; "
     "nothing was changed. Ask another system administrator."},
    {"password_change_required", 403, "您用的是一次性密码，请先修改密码，之后即可使用。",
     "您使用的是一次性密碼，請先修改密碼，之後即可使用。",
     "Your password is for one use. Choose your own first; then everything is open to you."},
    {"person_has_account", 422, "此人已有启用的账号，一人只用一个账号。",
     "此人已有啟用的帳號，一人只用一個帳號。",
     "This person has an active account already; one person uses one account."},
    {"person_in_post", 422, "此人在该日之后仍有任职，请先结束任职。",
     "此人在該日之後仍有任職，請先結束任職。",
     "This person holds a post beyond that day; end the tenure first."},
    {"reference_unknown", 422, "没有找到所选的记录，或它当时已结束。",
     "沒有找到所選的紀錄，或它當時已結束。", "What was chosen is not there, or had ended then."},
    {"register_refused", 422, "表中有{count}处问题，一行也没有保存。请按提示改好后再提交。",
     "表中有{count}處問題，一列也沒有儲存。請按提示改好後再提交。",
     "The table has {count} problems; no row was saved. Correct it as shown and send it again."},
    {"tenure_frozen", 409,
     "“{campaign}”{period}"
     "已公示，当时用到了这一任职，这些日期不能再改，没有任何内容被改动。请把变动放在公示期之后。",
     "「{campaign}」{period}"
     "已公示，當時用到了這一任職，這些日期不能再改，沒有任何內容被改動。請把變動放在公示期之後。",
     "{period} of \"{campaign}\" is published and used this tenure; those days cannot change, and "
     "nothing was changed. Let the change begin after what is published."},
    {"tenure_twice", 422, "此人在这段时间已担任同一职务。", "此人在這段時間已擔任同一職務。",
     "This person holds the same post in those days already."},
    {"unit_name_ambiguous", 422, "叫“{name}”的单位不止一个，请写单位编码。",
     "叫「{name}」的單位不止一個，請寫單位編碼。",
     "More than one unit is named \"{name}\"; write its code."},
    {"unit_code_taken", 422, "单位编码“{name}”已被使用。", "單位編碼「{name}」已被使用。",
     "The unit code \"{name}\" is taken."},
    {"unit_cycle", 422, "不能把单位移到它自己的下级里。", "不能把單位移到它自己的下級裡。",
     "A unit cannot move below itself."},
    {"unit_in_use", 422, "该日之后仍有下级单位或在任人员，请先结束或移走。",
     "該日之後仍有下級單位或在任人員，請先結束或移走。",
     "Units below it, or people in its posts, go on after that day; end or move them first."},
    {"weight_unknown", 422, "现行机制没有这一分量，请从所列分量中选择，或留空。",
     "現行機制沒有這一分量，請從所列分量中選擇，或留空。",
     "The rules in force know no such weight; choose one of theirs, or leave it empty."},
};

}  // namespace

std::span<const ProblemRow> administration_problems() { return kRows; }

}  // namespace zhantu::app
