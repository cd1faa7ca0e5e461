#include "app/mechanism_check.hpp"

#include "app/mechanism_words.hpp"

namespace zhantu::app {
namespace {

std::vector<ToldFlaw> told_in(const std::vector<FileFlaw>& flaws, Language language) {
  std::vector<ToldFlaw> out;
  for (const FileFlaw& flaw : flaws)
    out.push_back({flaw.line, flaw.word, reason_of(flaw, language), remedy_of(flaw, language)});
  return out;
}

std::string line_text(const ToldFlaw& flaw, Language language) {
  return in_language(
      language,
      fmt::format("  第{}行：{}。\n    处理办法：{}。\n", flaw.line, flaw.reason, flaw.remedy),
      fmt::format("  第{}行：{}。\n    處理辦法：{}。\n", flaw.line, flaw.reason, flaw.remedy),
      fmt::format("  line {}: {}.\n    Remedy: {}.\n", flaw.line, flaw.reason, flaw.remedy));
}

std::string heading(const MechanismCheck& check, Language language) {
  const std::size_t n = check.flaws.size();
  if (n == 0) {
    return in_language(language, "文件可用。\n", "檔案可用。\n", "The file is sound.\n");
  }
  return in_language(
      language, fmt::format("文件不可用，有{}处错误：\n", n),
      fmt::format("檔案不可用，有{}處錯誤：\n", n),
      fmt::format("The file cannot be used; {} {}:\n", n, n == 1 ? "flaw" : "flaws"));
}

}  // namespace

MechanismCheck check_mechanism(std::string_view toml, Language language) {
  MechanismReading reading = read_mechanism_file(toml);
  if (reading.mechanism && reading.mechanism->card.bands.empty())
    reading.warnings.insert(reading.warnings.begin(), FileFlaw{1, "no_project_rule", {}});
  MechanismCheck out{.flaws = told_in(reading.flaws, language),
                     .warnings = told_in(reading.warnings, language),
                     .summary = {}};
  if (reading.mechanism) out.summary = summary_of(*reading.mechanism, language);
  return out;
}

std::string told(const MechanismCheck& check, Language language) {
  std::string out = heading(check, language);
  for (const ToldFlaw& flaw : check.flaws) out += line_text(flaw, language);
  if (!check.warnings.empty()) {
    out += in_language(language, fmt::format("提醒{}处：\n", check.warnings.size()),
                       fmt::format("提醒{}處：\n", check.warnings.size()),
                       fmt::format("Warnings ({}):\n", check.warnings.size()));
  }
  for (const ToldFlaw& warning : check.warnings) out += line_text(warning, language);
  if (check.summary.empty()) return out;
  out += in_language(language, "文件的含义：\n", "檔案的含義：\n", "What the file says:\n");
  for (const std::string& line : check.summary) out += "  " + line + "\n";
  return out;
}

}  // namespace zhantu::app
