// Setting up a county and its mechanisms.
#include "app/problems/areas.hpp"

namespace zhantu::app {
namespace {

constexpr ProblemRow kRows[] = {
    {"mechanism_malformed", 422, "机制文件第{line}行有误：{reason}。处理办法：{remedy}。",
     "機制檔案第{line}行有誤：{reason}。處理辦法：{remedy}。",
     "Mechanism file, line {line}: {reason}. Remedy: {remedy}."},
    {"mechanism_unknown", 422, "没有名为“{name}”的机制文件。", "沒有名為「{name}」的機制檔案。",
     "There is no mechanism file named \"{name}\"."},
    {"setup_malformed", 422, "设置文件第{line}行有误：{reason}。",
     "設定檔案第{line}行有誤：{reason}。", "Setup file, line {line}: {reason}."},
    {"tenant_exists", 409, "编码为{code}的单位已经存在。", "編碼為{code}的單位已經存在。",
     "A tenant with code {code} exists already."},
};

}  // namespace

std::span<const ProblemRow> setup_problems() { return kRows; }

}  // namespace zhantu::app
