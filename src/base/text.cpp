#include "base/text.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

// Length of the well-formed sequence at the front, 0 if there is none.
std::size_t sequence_length(std::string_view s, char32_t& out) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(s[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return out = first, 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || s.size() < length) return 0;
  char32_t value = static_cast<char32_t>(first & (0xFF >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
    value = (value << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return 0;
  return out = value, length;
}

bool is_blank(char32_t c) {
  return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 ||
         (c >= 0x2000 && c <= 0x200D) || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0xFEFF;
}

bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF01 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) ||
         (c >= 0x20000 && c <= 0x3FFFD);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (char32_t c = 0; !text.empty();) {
    const std::size_t length = sequence_length(text, c);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  out.reserve(text.size());
  for (char32_t c = 0; !text.empty();) {
    const std::size_t length = sequence_length(text, c);
    ZT_CHECK(length > 0);
    out.push_back(c);
    text.remove_prefix(length);
  }
  return out;
}

std::string encode_utf8(char32_t c) {
  std::string out;
  const auto put = [&](char32_t v) { out += static_cast<char>(static_cast<unsigned char>(v)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)),
        put(0x80 | (c & 0x3F));
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  for (char32_t c = 0; !text.empty();) {
    const std::size_t length = sequence_length(text, c);
    if (length == 0 || !is_blank(c)) break;
    text.remove_prefix(length);
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    char32_t c = 0;
    if (sequence_length(text.substr(start), c) == 0 || !is_blank(c)) break;
    text = text.substr(0, start);
  }
  return text;
}

std::string to_half_width(std::string_view text) {
  std::string out;
  for (char32_t c : code_points(text)) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0x3000 || c == 0xA0) c = ' ';
    out += encode_utf8(c);
  }
  return out;
}

std::string without_controls(std::string_view text) {
  std::string out;
  for (char32_t c : code_points(text)) {
    const bool control = (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0);
    const bool direction =
        (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
    if (!control && !direction && c != 0xFEFF) out += encode_utf8(c);
  }
  return out;
}

int display_width(std::string_view text) {
  int width = 0;
  for (char32_t c : code_points(text)) {
    const bool mark =
        (c >= 0x300 && c <= 0x36F) || (c >= 0x200B && c <= 0x200F) || (c >= 0xFE00 && c <= 0xFE0F);
    width += mark ? 0 : is_wide(c) ? 2 : 1;
  }
  return width;
}

int edit_distance(std::string_view a, std::string_view b) {
  const auto left = code_points(a), right = code_points(b);
  std::vector<int> row(right.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    int diagonal = row[0];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const int above = row[j];
      row[j] =
          std::min({above + 1, row[j - 1] + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace zhantu
