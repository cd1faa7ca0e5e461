// Refusals of mechanism files: what is wrong with a file, and why a version cannot take effect.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"mechanism_judges_nothing", 409,
     "机制第{version}版自{day}起生效，而本战役在此之后没有可以适用的考核期，未予启用，"
     "现行机制不变。请核对文件中的生效日期。",
     "機制第{version}版自{day}起生效，而本戰役在此之後沒有可以適用的考核期，未予啟用，"
     "現行機制不變。請核對檔案中的生效日期。",
     "Version {version} would take effect on {day}, after which this campaign has no period left "
     "to judge; it was not adopted and the rules stay as they are. Check the effective date in the "
     "file."},
    {"mechanism_name_differs", 409,
     "本战役的机制是“{name}”，所交文件是“{given}”，未予启用，现行机制不变。"
     "请提交同名机制的新版本。",
     "本戰役的機制是「{name}」，所交檔案是「{given}」，未予啟用，現行機制不變。"
     "請提交同名機制的新版本。",
     "This campaign runs by the mechanism \"{name}\" and the file is \"{given}\"; it was not "
     "adopted and the rules stay as they are. Hand in a new version of the same mechanism."},
    {"mechanism_too_early", 409,
     "机制第{version}版写明自{day}起生效，但该日所在或之后的月份已经公示。已公示的月份永远按"
     "当时的机制认定；未予启用。请把生效日期改为{earliest}或更晚。",
     "機制第{version}版寫明自{day}起生效，但該日所在或之後的月份已經公示。已公示的月份永遠按"
     "當時的機制認定；未予啟用。請把生效日期改為{earliest}或更晚。",
     "Version {version} says that it takes effect on {day}, but periods of that day or later are "
     "published, and those keep the rules by which they were judged. It was not adopted. Set the "
     "effective date to {earliest} or later."},
    {"mechanism_version_not_higher", 409,
     "现有最新机制是第{newest}版，所交文件是第{version}版，未予启用，现行机制不变。"
     "请把文件的版本号改得更高。",
     "現有最新機制是第{newest}版，所交檔案是第{version}版，未予啟用，現行機制不變。"
     "請把檔案的版本號改得更高。",
     "The newest version here is {newest} and the file says {version}; it was not adopted and the "
     "rules stay as they are. Give the file a higher version."},
    {"mechanism_version_taken", 409,
     "本单位另一战役已用过机制“{name}”第{version}版，内容与所交文件不同，未予启用。"
     "请把文件的版本号改得更高。",
     "本單位另一戰役已用過機制「{name}」第{version}版，內容與所交檔案不同，未予啟用。"
     "請把檔案的版本號改得更高。",
     "Another campaign of this county uses version {version} of \"{name}\" with another text; this "
     "file was not adopted. Give it a higher version."},
    {"remark_missing", 422, "请写明依据的文件或会议。", "請寫明依據的文件或會議。",
     "Name the paper or the meeting that decided it."},
    {"simulation_no_rule", 422, "这份文件不判{subject}，没有牌。",
     "這份檔案不判{subject}，沒有牌。", "The file does not judge {subject}, so there is no card."},
};

}  // namespace

std::span<const ProblemRow> mechanisms_problems() { return kRows; }

}  // namespace zhantu::app
