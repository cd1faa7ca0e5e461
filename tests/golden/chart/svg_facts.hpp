// What an XML parser finds in an SVG.
#pragma once
#include <expat.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace zhantu::chart::fixture {

struct SvgFacts {
  std::map<std::string, int> elements;
  std::set<std::string> attributes;
  std::vector<std::string> projects;
  std::string words;
  std::string error;
};

inline void on_start(void* data, const char* name, const char** attributes) {
  auto* facts = static_cast<SvgFacts*>(data);
  facts->elements[name] += 1;
  for (; *attributes != nullptr; attributes += 2) {
    facts->attributes.insert(attributes[0]);
    if (std::string_view(attributes[0]) == "data-project") facts->projects.push_back(attributes[1]);
  }
}

inline void on_words(void* data, const char* words, int length) {
  static_cast<SvgFacts*>(data)->words.append(words, static_cast<std::size_t>(length));
}

inline SvgFacts read_svg(const std::string& svg) {
  SvgFacts facts;
  XML_Parser parser = XML_ParserCreate("UTF-8");
  XML_SetUserData(parser, &facts);
  XML_SetElementHandler(parser, on_start, [](void*, const char*) {});
  XML_SetCharacterDataHandler(parser, on_words);
  if (XML_Parse(parser, svg.data(), static_cast<int>(svg.size()), 1) != XML_STATUS_OK) {
    facts.error = XML_ErrorString(XML_GetErrorCode(parser));
  }
  XML_ParserFree(parser);
  return facts;
}

}  // namespace zhantu::chart::fixture
