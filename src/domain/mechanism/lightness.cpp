#include "domain/mechanism/lightness.hpp"

#include <array>

namespace zhantu {
namespace {

struct Row {
  ForbiddenMatter matter;
  // What the key or the title holds, in any language; the title in small letters.
  std::array<std::string_view, 8> signs;
};

constexpr std::array kRows = {
    Row{{"领导批示和表扬", "領導批示和表揚", "leaders' written praise"},
        {"praise", "leader_note", "批示", "表扬", "表揚", "肯定性"}},
    Row{{"信息稿件、宣传报道的数量", "資訊稿件、宣傳報導的數量", "articles published"},
        {"article", "press", "media_item", "稿件", "宣传报道", "宣傳報導", "信息采用", "資訊採用"}},
    Row{{"工作留痕", "工作留痕", "traces kept"},
        {"trace", "留痕", "台账数量", "照片数量", "photo_count"}},
    Row{{"登录次数和在线时长", "登入次數和線上時長", "log-ins and time on line"},
        {"log_in", "login", "log-in", "online", "登录", "登入", "在线时长", "線上時長"}},
    Row{{"发帖、转发", "發帖、轉發", "posts"},
        {"post_count", "posts_", "repost", "发帖", "發帖", "转发", "轉發", "发言次数"}},
    Row{{"点赞、关注", "按讚、關注", "likes"},
        {"likes", "like_count", "follower", "点赞", "點贊", "按讚", "关注数", "關注數"}},
    Row{{"学习时长", "學習時長", "study time"},
        {"study", "学习时长", "學習時長", "学习积分", "學習積分"}},
    Row{{"打卡签到", "打卡簽到", "check-ins"},
        {"check_in", "check-in", "checkin", "打卡", "签到", "簽到"}},
};

std::string small(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

}  // namespace

const ForbiddenMatter* forbidden_matter(std::string_view key, const Words& title) {
  const std::string all =
      small(key) + "\n" + title.zh_hans + "\n" + title.zh_hant + "\n" + small(title.en);
  for (const Row& row : kRows) {
    for (std::string_view sign : row.signs) {
      if (!sign.empty() && all.find(sign) != std::string::npos) return &row.matter;
    }
  }
  return nullptr;
}

}  // namespace zhantu
