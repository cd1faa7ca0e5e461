#include "codec/file_kind.hpp"

#include <string>

#include "base/text.hpp"

namespace zhantu::codec {
namespace {

constexpr std::size_t kLookedAtBytes = 4096;

std::string utf16(std::string_view ascii) {
  std::string out;
  for (char c : ascii) out += c, out += '\0';
  return out;
}

bool is_markup(std::string_view head, std::string_view tag) {
  if (head.size() <= tag.size() || head[0] != '<') return false;
  for (std::size_t i = 0; i < tag.size(); ++i) {
    const char c = head[i + 1];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != tag[i]) return false;
  }
  return true;
}

bool looks_like_html(std::string_view head) {
  for (std::string_view tag :
       {"html", "!doctype html", "table", "head", "body", "meta", "style", "div"}) {
    if (is_markup(head, tag)) return true;
  }
  return false;
}

bool looks_like_csv(std::string_view head) {
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF"))
    return head.find_first_of(",;\t\n") != std::string_view::npos;
  bool separated = false;
  for (char c : head) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x7F || (byte < 0x20 && c != '\t' && c != '\r' && c != '\n')) return false;
    separated = separated || c == ',' || c == ';' || c == '\t' || c == '\n';
  }
  return separated && head[0] != '<' && head[0] != '{' && !head.starts_with("%PDF");
}

}  // namespace

FileKind file_kind(std::string_view bytes) {
  if (bytes.empty()) return FileKind::empty;
  if (bytes.starts_with(std::string_view("PK\x03\x04", 4))) return FileKind::zip;
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    return bytes.find(utf16("EncryptedPackage")) != std::string_view::npos ? FileKind::encrypted
                                                                           : FileKind::xls;
  }
  auto head = bytes.substr(0, kLookedAtBytes);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  const auto visible = trimmed(head);
  if (visible.empty()) return FileKind::other;
  if (looks_like_html(visible)) return FileKind::html;
  if (visible.starts_with("%PDF")) return FileKind::pdf;
  if (visible.starts_with("{\\rtf")) return FileKind::rtf;
  for (std::string_view mark : {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "RIFF", "BM\0"}) {
    if (visible.starts_with(mark) && visible.find('\0') != std::string_view::npos)
      return FileKind::picture;
  }
  return looks_like_csv(visible) ? FileKind::csv : FileKind::other;
}

std::string_view kind_word(FileKind kind) {
  switch (kind) {
    case FileKind::xls: return "xls";
    case FileKind::encrypted: return "encrypted";
    case FileKind::csv: return "csv";
    case FileKind::html: return "html";
    case FileKind::pdf: return "pdf";
    case FileKind::rtf: return "document";
    case FileKind::picture: return "picture";
    case FileKind::empty:
    case FileKind::zip:
    case FileKind::other: break;
  }
  return "other";
}

std::string_view zip_kind_word(std::string_view main_types) {
  const auto speaks_of = [&](std::string_view part) {
    return main_types.find(part) != std::string_view::npos;
  };
  if (speaks_of("opendocument")) return "ods";
  if (speaks_of("sheet.binary")) return "xlsb";
  if (speaks_of("wordprocessingml") || speaks_of("presentationml")) return "document";
  return "other";
}

}  // namespace zhantu::codec
