#include "codec/xml_scan.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace zhantu::codec {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Behind the '>' that ends the tag; quoted values may hold one.
std::size_t end_of_tag(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return text.size();
}

struct FoundAttribute {
  std::size_t begin, end;  // of the value between its quotes
};

std::optional<FoundAttribute> find_attribute(std::string_view tag, std::string_view name) {
  std::size_t at = 1;
  while (at < tag.size() && !is_blank(tag[at]) && tag[at] != '>') ++at;
  while (at < tag.size()) {
    while (at < tag.size() && is_blank(tag[at])) ++at;
    const std::size_t start = at;
    while (at < tag.size() && tag[at] != '=' && tag[at] != '>') ++at;
    if (at >= tag.size() || tag[at] == '>') return std::nullopt;
    std::string_view found = tag.substr(start, at - start);
    while (!found.empty() && is_blank(found.back())) found.remove_suffix(1);
    if (const auto colon = found.find(':'); colon != std::string_view::npos)
      found.remove_prefix(colon + 1);
    const auto open = tag.find_first_of("\"'", at);
    if (open == std::string_view::npos) return std::nullopt;
    const auto close = tag.find(tag[open], open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    if (found == name) return FoundAttribute{open + 1, close};
    at = close + 1;
  }
  return std::nullopt;
}

}  // namespace

std::optional<XmlTag> XmlScan::next() {
  while (at_ < text_.size()) {
    const auto open = text_.find('<', at_);
    if (open == std::string_view::npos) break;
    const auto skip = [&](std::string_view start, std::string_view stop) {
      if (!text_.substr(open).starts_with(start)) return false;
      const auto found = text_.find(stop, open + start.size());
      at_ = found == std::string_view::npos ? text_.size() : found + stop.size();
      return true;
    };
    if (skip("<!--", "-->") || skip("<![CDATA[", "]]>") || skip("<?", "?>") || skip("<!", ">"))
      continue;
    XmlTag tag{.begin = open, .end = end_of_tag(text_, open + 1)};
    at_ = tag.end;
    tag.closing = text_.substr(open).starts_with("</");
    tag.empty = !tag.closing && tag.end >= 2 && text_[tag.end - 2] == '/';
    std::size_t from = open + (tag.closing ? 2 : 1), to = from;
    while (to < tag.end && !is_blank(text_[to]) && text_[to] != '>' && text_[to] != '/') ++to;
    tag.name = text_.substr(from, to - from);
    if (const auto colon = tag.name.find(':'); colon != std::string_view::npos) {
      tag.prefix = tag.name.substr(0, colon + 1);
      tag.name.remove_prefix(colon + 1);
    }
    return tag;
  }
  return std::nullopt;
}

std::optional<std::string_view> tag_attribute(std::string_view tag, std::string_view name) {
  const auto found = find_attribute(tag, name);
  if (!found) return std::nullopt;
  return tag.substr(found->begin, found->end - found->begin);
}

std::string with_attribute(std::string_view tag, std::string_view name, std::string_view value) {
  std::string out(tag);
  if (const auto found = find_attribute(tag, name)) {
    out.replace(found->begin, found->end - found->begin, value);
    return out;
  }
  const std::size_t before = tag.ends_with("/>") ? tag.size() - 2 : tag.size() - 1;
  out.insert(before, " " + std::string(name) + "=\"" + std::string(value) + "\"");
  return out;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string TextEdits::applied_to(std::string_view text) {
  std::ranges::stable_sort(edits_, {}, &Edit::begin);
  std::string out;
  std::size_t at = 0;
  for (const Edit& edit : edits_) {
    ZT_CHECK(edit.begin >= at && edit.end <= text.size());
    out += text.substr(at, edit.begin - at);
    out += edit.text;
    at = edit.end;
  }
  out += text.substr(at);
  return out;
}

}  // namespace zhantu::codec
