#include "app/problem_table.hpp"

#include "app/problems/areas.hpp"
#include "app/why.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

std::vector<ProblemRow> all_rows() {
  std::vector<ProblemRow> rows;
  for (const auto area :
       {accounts_problems(), administration_problems(), calendar_problems(), campaigns_problems(),
        charts_problems(), imports_problems(), mechanisms_problems(), periods_problems(),
        requests_problems(), selection_problems(), setup_problems(), workbooks_problems()})
    rows.insert(rows.end(), area.begin(), area.end());
  std::ranges::sort(rows, {}, &ProblemRow::word);
  return rows;
}

struct KindName {
  std::string_view word, zh_hans, zh_hant, en;
};

// Kinds of files that are no workbook of ours.
constexpr KindName kKinds[] = {
    {"xls", "旧版 .xls 或 WPS .et 文件", "舊版 .xls 或 WPS .et 檔案", "an old .xls or .et file"},
    {"ods", "OpenDocument 表格（.ods）", "OpenDocument 試算表（.ods）",
     "an OpenDocument file (.ods)"},
    {"xlsb", "二进制工作簿（.xlsb）", "二進位活頁簿（.xlsb）", "a binary workbook (.xlsb)"},
    {"pdf", "PDF 文件", "PDF 檔案", "a PDF"},
    {"document", "文字文档", "文字文件", "a text document"},
    {"picture", "图片", "圖片", "a picture"},
    {"csv", "文本表格（CSV）", "文字表格（CSV）", "a text table (CSV)"},
    {"html", "网页（HTML）", "網頁（HTML）", "a web page (HTML)"},
    {"other", "其他格式的文件", "其他格式的檔案", "of another format"}};

// A period or a kind of file is named as people name it; everything else stands as it came.
std::string shown(const std::string& name, const std::string& value, Language language) {
  const auto period = name == "period" ? Period::parse(value) : std::nullopt;
  if (period) return period_long_label(*period, language);
  const auto kind =
      name == "kind" ? std::ranges::find(kKinds, value, &KindName::word) : std::end(kKinds);
  if (kind == std::end(kKinds)) return value;
  return std::string(language == Language::en        ? kind->en
                     : language == Language::zh_hant ? kind->zh_hant
                                                     : kind->zh_hans);
}

}  // namespace

std::span<const ProblemRow> problem_table() {
  static const std::vector<ProblemRow> kRows = all_rows();
  return kRows;
}

const ProblemRow* find_problem(std::string_view word) {
  const auto rows = problem_table();
  const auto found = std::ranges::lower_bound(rows, word, {}, &ProblemRow::word);
  return found != rows.end() && found->word == word ? &*found : nullptr;
}

std::string sentence(std::string_view word, const std::map<std::string, std::string>& values,
                     Language language) {
  const ProblemRow* row = find_problem(word);
  ZT_CHECK(row != nullptr);
  return filled(language == Language::en        ? row->en
                : language == Language::zh_hant ? row->zh_hant
                                                : row->zh_hans,
                values, language);
}

std::string filled(std::string_view rest, const std::map<std::string, std::string>& values,
                   Language language) {
  std::string out;
  while (!rest.empty()) {
    const auto open = rest.find('{');
    out += rest.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = rest.find('}', open);
    const std::string name(rest.substr(open + 1, close - open - 1));
    // A value that is a sentence itself comes in the three languages: reason, reason_hans, ...
    auto found = values.find(name + (language == Language::zh_hans   ? "_hans"
                                     : language == Language::zh_hant ? "_hant"
                                                                     : ""));
    if (found == values.end()) found = values.find(name);
    if (found != values.end()) out += shown(found->first, found->second, language);
    rest.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace zhantu::app
