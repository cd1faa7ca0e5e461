#include "app/plan_notes.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "app/problem_table.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

struct NoteRow {
  std::string_view word, zh_hans, zh_hant, en;
};
constexpr NoteRow kRows[] = {
    {"columns_actual", "“完成”类的列不从计划表导入：{names}。",
     "「完成」類的欄不從計劃表匯入：{names}。",
     "Columns of what was done are not taken from a plan: {names}."},
    {"columns_ignored", "这些列不导入：{names}。", "這些欄不匯入：{names}。",
     "These columns are not taken: {names}."},
    {"hidden_columns", "隐藏的列也读取了：{names}。", "隱藏的欄也讀取了：{names}。",
     "Hidden columns were read as well: {names}."},
    {"hidden_rows", "隐藏的行也读取了：第{names}行。", "隱藏的列也讀取了：第{names}列。",
     "Hidden rows were read as well: {names}."},
    {"hidden_sheets", "隐藏的工作表没有读取：{names}。", "隱藏的工作表沒有讀取：{names}。",
     "Hidden sheets were not read: {names}."},
    {"rows_footers", "落款、说明等行没有导入：第{rows}行。", "落款、說明等列沒有匯入：第{rows}列。",
     "Signatures and remarks were left out: rows {rows}."},
    {"rows_other_table", "第{rows}行起像是另一张表，没有读取。", "第{rows}列起像是另一張表，沒有讀取。",
     "Another table seems to begin in row {rows}; it was not read."},
    {"rows_sections", "分类标题行没有导入：第{rows}行。", "分類標題列沒有匯入：第{rows}列。",
     "Headings of sections were left out: rows {rows}."},
    {"rows_totals", "合计、小计行没有导入：第{rows}行。", "合計、小計列沒有匯入：第{rows}列。",
     "Sums were left out: rows {rows}."},
    {"text_table", "文本表格，按{encoding}编码、以“{separator}”分列读取。",
     "文字表格，按{encoding}編碼、以「{separator}」分欄讀取。",
     "A text table, read as {encoding}, cells divided by \"{separator}\"."},
    {"unit_of_table", "“{column}”按表头上方所注的单位，以{unit}计。",
     "「{column}」按表頭上方所註的單位，以{unit}計。",
     "\"{column}\" is counted in {unit}, as said above the table."},
    {"year_taken", "没有写年份的时间按{year}年读取。", "沒有寫年份的時間按{year}年讀取。",
     "Days that name no year are of {year}."},
};

}  // namespace

std::string note_sentence(const std::string& word, const std::map<std::string, std::string>& values,
                          Language language) {
  const auto row = std::ranges::find(kRows, std::string_view(word), &NoteRow::word);
  ZT_CHECK(row != std::end(kRows));
  return filled(language == Language::en        ? row->en
                : language == Language::zh_hant ? row->zh_hant
                                                : row->zh_hans,
                values, language);
}

}  // namespace zhantu::app
