// What a file is, told from its bytes and never from its name.
#pragma once
#include <cstdint>
#include <string_view>

namespace zhantu::codec {

enum class FileKind : std::int8_t {
  empty,
  zip,
  xls,
  encrypted,
  csv,
  html,
  pdf,
  rtf,
  picture,
  other
};

// `xls` is any compound file that is not an encrypted workbook; `csv` any text that could be a
// table (UTF-8, UTF-16 or a Chinese code page), which is a guess good enough for a sentence to the
// user.
FileKind file_kind(std::string_view bytes);
// "xls", "ods", "pdf" ...: the word that a refusal carries.
std::string_view kind_word(FileKind kind);

// What a zip that is no workbook is: ods (and its relatives), document (.docx, .pptx, .wps), xlsb,
// or other. `main_types` is the text of its [Content_Types].xml or of its `mimetype`.
std::string_view zip_kind_word(std::string_view main_types);

}  // namespace zhantu::codec
