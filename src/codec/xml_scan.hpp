// Tags of an XML text with their places, for changing a few bytes of a part and leaving every other
// byte as it was. REQUIRES text that XmlStream has read without refusal, in UTF-8.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zhantu::codec {

struct XmlTag {
  std::size_t begin = 0, end = 0;  // end is behind '>'
  std::string_view prefix;         // "x:" or ""
  std::string_view name;           // without the prefix
  bool closing = false;            // </name>
  bool empty = false;              // <name/>
};

class XmlScan {
 public:
  explicit XmlScan(std::string_view text) : text_(text) {}
  std::optional<XmlTag> next();
  std::string_view text(const XmlTag& tag) const {
    return text_.substr(tag.begin, tag.end - tag.begin);
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// The raw value of an attribute of a tag's text, whatever its prefix.
std::optional<std::string_view> tag_attribute(std::string_view tag, std::string_view name);
// The tag's text with the attribute set.
std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value);

// Text as it stands in XML.
std::string xml_escaped(std::string_view text);

// Changes of a text, made all at once; those at one place stay in their order.
class TextEdits {
 public:
  void insert(std::size_t at, std::string text) { edits_.push_back({at, at, std::move(text)}); }
  void replace(std::size_t begin, std::size_t end, std::string text) {
    edits_.push_back({begin, end, std::move(text)});
  }
  std::string applied_to(std::string_view text);

 private:
  struct Edit {
    std::size_t begin, end;
    std::string text;
  };
  std::vector<Edit> edits_;
};

}  // namespace zhantu::codec
