#include "codec/xml_stream.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <new>

namespace zhantu::codec {
namespace {

constexpr char kSeparator = '|';
// One tag or comment; the parser buffers it whole.
constexpr std::size_t kTokenBytesMax = 1 << 20;
constexpr std::size_t kFeedBytesMax = 64 << 10;

struct KnownSpace {
  std::string_view uri;
  XmlSpace space;
};
constexpr std::array<KnownSpace, 6> kSpaces = {{
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XmlSpace::sheet},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", XmlSpace::sheet},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
     XmlSpace::document_relation},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", XmlSpace::document_relation},
    {"http://schemas.openxmlformats.org/package/2006/relationships", XmlSpace::package_relation},
    {"http://schemas.openxmlformats.org/package/2006/content-types", XmlSpace::content_types},
}};

XmlName resolve(const char* raw) {
  const std::string_view name(raw);
  const auto at = name.rfind(kSeparator);
  if (at == std::string_view::npos) return {XmlSpace::none, name};
  const auto uri = name.substr(0, at);
  for (const auto& known : kSpaces) {
    if (known.uri == uri) return {known.space, name.substr(at + 1)};
  }
  return {XmlSpace::other, name.substr(at + 1)};
}

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view local, XmlSpace space) const {
  for (const char** at = raw_; *at; at += 2) {
    const XmlName name = space == XmlSpace::none ? XmlName{XmlSpace::none, *at} : resolve(*at);
    if (name.space == space && name.local == local) return std::string_view(at[1]);
  }
  return std::nullopt;
}

void XmlHandler::closed(const XmlName&, std::size_t) {}
void XmlHandler::text(std::string_view) {}

// No exception may pass through the parser's C frames: it is kept and thrown again behind them.
struct XmlStream::Calls {
  template <class Act>
  static void guarded(void* self, Act act) {
    auto& stream = *static_cast<XmlStream*>(self);
    stream.bytes_since_event_ = 0;
    if (stream.refusal_ || stream.thrown_) return;
    try {
      act(stream);
      if (stream.handler_.refusal) stream.refuse(*stream.handler_.refusal);
    } catch (...) {
      stream.thrown_ = std::current_exception();
      XML_StopParser(stream.parser_, XML_FALSE);
    }
  }

  static void opened(void* self, const char* name, const char** attributes) {
    guarded(self, [&](XmlStream& stream) {
      if (++stream.depth_ > stream.depth_max_) {
        return stream.refuse(Problem{"workbook_suspicious", {{"reason", "nesting"}}});
      }
      stream.handler_.opened(resolve(name), XmlAttributes(attributes), stream.depth_);
    });
  }
  static void closed(void* self, const char* name) {
    guarded(self,
            [&](XmlStream& stream) { stream.handler_.closed(resolve(name), stream.depth_--); });
  }
  static void text(void* self, const char* piece, int length) {
    guarded(self, [&](XmlStream& s) {
      s.handler_.text(std::string_view(piece, static_cast<std::size_t>(length)));
    });
  }
  static void doctype(void* self, const char*, const char*, const char*, int) {
    guarded(self, [](XmlStream& s) {
      s.refuse(Problem{"workbook_suspicious", {{"reason", "doctype"}}});
    });
  }
  static void entity(void* self, const char*, int, const char*, int, const char*, const char*,
                     const char*, const char*) {
    doctype(self, nullptr, nullptr, nullptr, 0);
  }
  static void other(void* self, const char*, int) {
    guarded(self, [](XmlStream&) {});
  }
};

XmlStream::XmlStream(XmlHandler& handler, std::size_t depth_max, std::string part)
    : handler_(handler),
      depth_max_(depth_max),
      part_(std::move(part)),
      parser_(XML_ParserCreateNS(nullptr, kSeparator)) {
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_, this);
  XML_SetElementHandler(parser_, Calls::opened, Calls::closed);
  XML_SetCharacterDataHandler(parser_, Calls::text);
  XML_SetStartDoctypeDeclHandler(parser_, Calls::doctype);
  XML_SetEntityDeclHandler(parser_, Calls::entity);
  XML_SetDefaultHandler(parser_, Calls::other);
  XML_SetParamEntityParsing(parser_, XML_PARAM_ENTITY_PARSING_NEVER);
}

XmlStream::~XmlStream() { XML_ParserFree(parser_); }

bool XmlStream::feed(std::string_view bytes) {
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kFeedBytesMax))) {
    if (!parse(bytes.substr(0, kFeedBytesMax), false)) return false;
  }
  return true;
}

Outcome XmlStream::finish() {
  if (!refusal_) parse({}, true);
  if (refusal_) return *refusal_;
  return Done{};
}

bool XmlStream::parse(std::string_view bytes, bool last) {
  if (refusal_) return false;
  bytes_since_event_ += bytes.size();
  const auto status =
      XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), last ? XML_TRUE : XML_FALSE);
  if (thrown_) std::rethrow_exception(thrown_);
  if (status != XML_STATUS_OK && !refusal_) {
    if (XML_GetErrorCode(parser_) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    refusal_ = Problem{"workbook_malformed", {{"part", part_}}};
  }
  if (!refusal_ && bytes_since_event_ > kTokenBytesMax) {
    refusal_ = Problem{"workbook_too_large", {{"cap", "xml_token"}}};
  }
  return !refusal_;
}

void XmlStream::refuse(Problem problem) {
  refusal_ = std::move(problem);
  XML_StopParser(parser_, XML_FALSE);
}

}  // namespace zhantu::codec
