// Streaming XML from a hostile source: no DOCTYPE (so no entity can be declared), bounded depth and
// token size, namespaces resolved.
#pragma once
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/problem.hpp"

struct XML_ParserStruct;

namespace zhantu::codec {

// The namespaces of a workbook; each stands for its transitional and its strict form.
enum class XmlSpace : std::int8_t {
  none,
  sheet,
  document_relation,
  package_relation,
  content_types,
  other
};

struct XmlName {
  XmlSpace space = XmlSpace::none;
  std::string_view local;

  bool is(std::string_view name) const { return space == XmlSpace::sheet && local == name; }
};

class XmlAttributes {
 public:
  explicit XmlAttributes(const char** raw) : raw_(raw) {}
  // nullopt where the attribute is absent; `get` gives an empty view then.
  std::optional<std::string_view> find(std::string_view local,
                                       XmlSpace space = XmlSpace::none) const;
  std::string_view get(std::string_view local) const {
    return find(local).value_or(std::string_view{});
  }

 private:
  const char** raw_;
};

// What a part means. Depth counts from 1 (the root). A handler refuses by setting `refusal`; it
// hears nothing more after that.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) = 0;
  virtual void closed(const XmlName& name, std::size_t depth);
  virtual void text(std::string_view piece);

  std::optional<Problem> refusal;
};

// REFUSES workbook_suspicious (reason doctype, nesting), workbook_too_large (cap xml_token),
// workbook_malformed (part), and whatever the handler refuses.
class XmlStream {
 public:
  XmlStream(XmlHandler& handler, std::size_t depth_max, std::string part);
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  ~XmlStream();

  bool feed(std::string_view bytes);  // false: there is a refusal, feed no more
  Outcome finish();                   // once, after the last feed

 private:
  struct Calls;
  void refuse(Problem problem);
  bool parse(std::string_view bytes, bool last);

  XmlHandler& handler_;
  std::size_t depth_max_;
  std::string part_;
  XML_ParserStruct* parser_;
  std::size_t depth_ = 0;
  std::size_t bytes_since_event_ = 0;
  std::optional<Problem> refusal_;
  std::exception_ptr thrown_;
};

}  // namespace zhantu::codec
