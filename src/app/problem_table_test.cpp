#include "app/problem_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/check.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

std::set<std::string> placeholders(std::string_view sentence) {
  std::set<std::string> out;
  while (true) {
    const auto open = sentence.find('{'), close = sentence.find('}');
    CHECK((open == std::string_view::npos) == (close == std::string_view::npos));
    if (open == std::string_view::npos || close == std::string_view::npos) return out;
    CHECK(open < close);
    out.emplace(sentence.substr(open + 1, close - open - 1));
    sentence.remove_prefix(close + 1);
  }
}

TEST_CASE("the table is sorted, each word stands once and is found") {
  const auto rows = problem_table();
  REQUIRE(rows.size() > 60);
  CHECK(std::ranges::is_sorted(rows, {}, &ProblemRow::word));
  CHECK(std::ranges::adjacent_find(rows, {}, &ProblemRow::word) == rows.end());
  for (const ProblemRow& row : rows) {
    CAPTURE(row.word);
    CHECK(find_problem(row.word) == &row);
  }
  CHECK(find_problem("") == nullptr);
  CHECK(find_problem("zzz") == nullptr);
  CHECK(find_problem("not_foun") == nullptr);
}

TEST_CASE("every row has a status that it may have and three whole sentences") {
  const std::set<int> statuses{400, 401, 403, 404, 405, 408, 409, 412, 413, 414,
                               415, 417, 421, 422, 426, 428, 429, 431, 500, 503};
  for (const ProblemRow& row : problem_table()) {
    CAPTURE(row.word);
    CHECK(row.word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    CHECK(statuses.contains(row.status));
    const auto wanted = placeholders(row.zh_hans);
    CHECK(placeholders(row.zh_hant) == wanted);
    CHECK(placeholders(row.en) == wanted);
    for (std::string_view text : {row.zh_hans, row.zh_hant, row.en}) {
      CHECK(is_valid_utf8(text));
      CHECK(trimmed(text) == text);
      CHECK_FALSE(text.empty());
      CHECK(text.find("  ") == std::string_view::npos);
    }
    CHECK((row.zh_hans.ends_with("。") || row.zh_hans.ends_with("？")));
    CHECK((row.zh_hant.ends_with("。") || row.zh_hant.ends_with("？")));
    CHECK((row.en.ends_with('.') || row.en.ends_with('?')));
    // Chinese sentences use Chinese marks, English ones are English throughout.
    CHECK(row.zh_hans.find("\"") == std::string_view::npos);
    for (char32_t c : code_points(row.en)) {
      const bool chinese = c >= 0x4E00 && c <= 0x9FFF;
      if (chinese && row.word != "sheet_without_plan") CHECK_FALSE(chinese);
    }
  }
}

TEST_CASE("a sentence is filled, and what has no value is left out") {
  const std::map<std::string, std::string> values{{"period", "2026-03"}, {"project", "标准厂房"}};
  CHECK(sentence("period_already_published", values, Language::zh_hans) ==
        "2026年3月已经公示，内容已冻结。如确有差错，请由督考办公室公示更正。");
  CHECK(sentence("period_already_published", values, Language::zh_hant)
            .starts_with("2026年3月已經公示"));
  CHECK(sentence("report_missing", values, Language::en) ==
        "标准厂房 has not reported for Mar 2026 yet; the lead unit reports first.");
  CHECK(sentence("report_missing", {}, Language::zh_hans) == "还没有报送，请先由主责单位报送。");
  // A value is text, whatever braces stand in it.
  CHECK(sentence("period_not_published_yet", {{"period", "{period}"}}, Language::zh_hans) ==
        "{period}尚未公示。");
  CHECK_THROWS_AS(sentence("no_such_word", {}, Language::en), CheckFailed);
}

}  // namespace
TEST_CASE("a kind of file is named in the reader's words") {
  const std::map<std::string, std::string> other{{"kind", "other"}};
  CHECK(sentence("workbook_not_xlsx", other, Language::zh_hans).find("这个文件是其他格式的文件") !=
        std::string::npos);
  CHECK(sentence("workbook_not_xlsx", other, Language::en).find("this file is of another format") !=
        std::string::npos);
  const std::map<std::string, std::string> odd{{"kind", "scroll"}};
  CHECK(sentence("workbook_not_xlsx", odd, Language::en).find("this file is scroll") !=
        std::string::npos);
}

}  // namespace zhantu::app
