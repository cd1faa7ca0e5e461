// Requests that the server does not take.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"bad_request", 400, "请求格式不正确，没有任何内容被改动。请刷新页面后重试。",
     "請求格式不正確，沒有任何內容被改動。請重新整理頁面後再試。",
     "The request is malformed; nothing was changed. Reload the page and try again."},
    {"body_too_large", 413, "文件太大，没有上传。请拆分后再传。",
     "檔案太大，沒有上傳。請拆分後再傳。",
     "The file is too large and was not taken. Split it and try again."},
    {"cross_site", 403, "请求来自其他网站，已拒绝。请从本系统页面操作。",
     "請求來自其他網站，已拒絕。請從本系統頁面操作。",
     "The request came from another site and was refused. Use the pages of this system."},
    {"edit_conflict", 412,
     "在您编辑期间，{by}已修改了这项内容，您的修改没有保存，也没有丢失。请看过现在的内容再保存。",
     "在您編輯期間，{by}已修改了這項內容，您的修改沒有儲存，也沒有遺失。請看過現在的內容再儲存。",
     "While you were editing, {by} changed this too. Your change was not saved and is not lost; "
     "look at what stands there now and save again."},
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
    {"header_too_large", 431, "请求头过大，已拒绝。", "請求標頭過大，已拒絕。",
     "The request's headers are too large."},
    {"https_required", 400, "请用 https:// 开头的地址访问。", "請用 https:// 開頭的位址存取。",
     "Use an address that begins with https://."},
    {"idempotency_key_reused", 422,
     "同一个提交编号被用于不同的内容，没有保存。请刷新页面后重新提交。",
     "同一個提交編號被用於不同的內容，沒有儲存。請重新整理頁面後再提交。",
     "The same Idempotency-Key was used for another request; nothing was saved. Reload and send "
     "again."},
    {"internal_error", 500,
     "系统内部出错，本次操作没有保存。请稍后重试；若仍出错，请把请求编号告诉系统管理员。",
     "系統內部出錯，本次操作沒有儲存。請稍後再試；若仍出錯，請把請求編號告訴系統管理員。",
     "Something went wrong inside; nothing was saved. Try again, and if it happens again give the "
     "request id to the administrator."},
    {"method_not_allowed", 405, "该地址不支持这种操作。", "該地址不支援這種操作。",
     "This address does not support that method."},
    {"not_found", 404, "没有找到您要的内容，可能已改名或您无权查看。",
     "沒有找到您要的內容，可能已改名或您無權檢視。",
     "Not found; it may have another address or not be yours to see."},
    {"overloaded", 503, "服务器正忙，本次操作没有保存。请稍后重试。",
     "伺服器正忙，本次操作沒有儲存。請稍後再試。",
     "The server is busy; nothing was saved. Try again soon."},
    {"precondition_required", 428, "缺少版本号（If-Match），没有保存。请刷新页面后重试。",
     "缺少版本號（If-Match），沒有儲存。請重新整理頁面後再試。",
     "If-Match is missing, so nothing was saved. Reload and try again."},
    {"request_malformed", 400, "请求内容不是有效的JSON，没有保存。",
     "請求內容不是有效的JSON，沒有儲存。",
     "The request's body is not valid JSON; nothing was saved."},
    {"request_timeout", 408, "请求没有在规定时间内传完，没有保存。请检查网络后重试。",
     "請求沒有在規定時間內傳完，沒有儲存。請檢查網路後再試。",
     "The request did not arrive in time; nothing was saved. Check the network and try again."},
    {"store_unavailable", 503, "数据库暂时不可用，本次操作没有保存。请稍后重试。",
     "資料庫暫時不可用，本次操作沒有儲存。請稍後再試。",
     "The database is not available; nothing was saved. Try again soon."},
    {"too_many_connections", 503, "当前访问人数过多，请稍后再试。",
     "目前存取人數過多，請稍後再試。", "Too many connections; try again soon."},
    {"unsupported_media_type", 415, "请求内容的格式不对，应为{expected}。",
     "請求內容的格式不對，應為{expected}。", "Wrong content type; expected {expected}."},
    {"uri_too_long", 414, "网址过长，已拒绝。", "網址過長，已拒絕。", "The address is too long."},
};

}  // namespace

std::span<const ProblemRow> requests_problems() { return kRows; }

}  // namespace zhantu::app
