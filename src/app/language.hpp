// Languages of the interface. zh-Hans is the source; zh-Hant has wording of its own; en is
// complete.
#pragma once
#include <string>
#include <string_view>

#include "domain/mechanism/measure.hpp"

namespace zhantu::app {

enum class Language { zh_hans, zh_hant, en };

// From an Accept-Language header; zh-Hans where nothing fits. A quality of 0 counts as "not this
// one".
Language language_of(std::string_view accept_language);

std::string_view tag(Language language);  // "zh-Hans"

// The wording of one language; zh-Hant has its own.
std::string in_language(Language language, std::string hans, std::string hant, std::string en);
const std::string& in_language(Language language, const Words& words);

}  // namespace zhantu::app
