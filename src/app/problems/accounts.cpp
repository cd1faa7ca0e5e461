// Log-in, sessions, passwords, permission.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"account_inactive", 403, "该账号已停用，请联系系统管理员。",
     "該帳號已停用，請聯絡系統管理員。",
     "This account is switched off. Ask the system administrator."},
    {"login_taken", 409, "登录名“{login}”已被使用，没有建立任何内容。请换一个登录名。",
     "登入名「{login}」已被使用，沒有建立任何內容。請換一個登入名。",
     "The log-in \"{login}\" is taken; nothing was made. Choose another."},
    {"not_logged_in", 401, "您还没有登录，或登录已过期。请登录后继续，页面上填写的内容不会丢失。",
     "您還沒有登入，或登入已過期。請登入後繼續，頁面上填寫的內容不會遺失。",
     "You are not logged in, or the session has ended. Log in and go on; what you typed stays on "
     "the page."},
    {"not_permitted", 403, "您现在的职务不能做这项操作，没有任何内容被改动。",
     "您現在的職務不能做這項操作，沒有任何內容被改動。",
     "The post you act for may not do this; nothing was changed."},
    {"password_too_short", 422, "密码至少10个字符。", "密碼至少10個字元。",
     "A password has at least 10 characters."},
    {"password_unchanged", 422, "新密码与旧密码相同。", "新密碼與舊密碼相同。",
     "The new password is the old one."},
    {"tenure_not_held", 403, "您现在没有担任该职务。", "您現在沒有擔任該職務。",
     "You do not hold that post now."},
    {"too_many_attempts", 429, "登录失败次数过多，请十分钟后再试，或请系统管理员重置密码。",
     "登入失敗次數過多，請十分鐘後再試，或請系統管理員重設密碼。",
     "Too many failed attempts. Wait ten minutes, or have the administrator reset the password."},
    {"wrong_credentials", 401, "用户名或密码不正确。", "使用者名稱或密碼不正確。",
     "The name or the password is wrong."},
};

}  // namespace

std::span<const ProblemRow> accounts_problems() { return kRows; }

}  // namespace zhantu::app
