#include "app/language.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

std::optional<Language> language_named(std::string_view name) {
  std::string lower;
  for (char c : name) lower += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  if (lower.starts_with("zh-hant") || lower == "zh-tw" || lower == "zh-hk" || lower == "zh-mo")
    return Language::zh_hant;
  if (lower.starts_with("zh")) return Language::zh_hans;
  if (lower == "en" || lower.starts_with("en-")) return Language::en;
  return std::nullopt;
}

// Quality in thousandths; a malformed one counts as 0.
int quality_of(std::string_view parameters) {
  const auto at = parameters.find("q=");
  if (at == std::string_view::npos) return 1000;
  int value = 0, scale = 1000;
  bool point = false;
  for (char c : parameters.substr(at + 2)) {
    if (c == '.' && !point) {
      point = true;
    } else if (c >= '0' && c <= '9' && scale > 0) {
      value += (c - '0') * scale;
      scale /= 10;
    } else {
      break;
    }
  }
  return value;
}

}  // namespace

Language language_of(std::string_view accept_language) {
  Language best = Language::zh_hans;
  int best_quality = 0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    const std::string_view item = trimmed(accept_language.substr(0, comma));
    const auto semicolon = item.find(';');
    const auto language = language_named(trimmed(item.substr(0, semicolon)));
    const int quality =
        semicolon == std::string_view::npos ? 1000 : quality_of(item.substr(semicolon));
    if (language && quality > best_quality) {
      best = *language;
      best_quality = quality;
    }
    if (comma == std::string_view::npos) break;
    accept_language.remove_prefix(comma + 1);
  }
  return best;
}

std::string_view tag(Language language) {
  switch (language) {
    case Language::zh_hans: return "zh-Hans";
    case Language::zh_hant: return "zh-Hant";
    case Language::en: return "en";
  }
  return "";
}

std::string in_language(Language language, std::string hans, std::string hant, std::string en) {
  switch (language) {
    case Language::zh_hans: return hans;
    case Language::zh_hant: return hant;
    case Language::en: return en;
  }
  return hans;
}

const std::string& in_language(Language language, const Words& words) {
  switch (language) {
    case Language::zh_hans: return words.zh_hans;
    case Language::zh_hant: return words.zh_hant;
    case Language::en: return words.en;
  }
  return words.zh_hans;
}

}  // namespace zhantu::app
