// What a file is, told from its bytes and never from its name.
#pragma once
#include <cstdint>
#include <string_view>

namespace zhantu::codec {

enum class FileKind : std::int8_t { empty, zip, xls, encrypted, csv, html, other };

// `xls` is any compound file that is not an encrypted workbook; `csv` any text that could be a
// table (UTF-8, UTF-16 or a Chinese code page), which is a guess good enough for a sentence to the
// user.
FileKind file_kind(std::string_view bytes);
std::string_view kind_word(FileKind kind);

}  // namespace zhantu::codec
