// Tables of text (.csv, .tsv) as Excel, WPS and other programs save them, read like a workbook of
// one sheet: every cell is a text.
//
// Encodings: UTF-8 with or without a byte order mark, UTF-16 with one, GB18030 (and GBK, GB2312
// within it). The separator (comma, semicolon, tab) is the one that cuts most lines into the same
// number of cells. Quotes may enclose line feeds and separators.
#pragma once
#include "codec/xlsx_reader.hpp"

namespace zhantu::codec {

inline constexpr std::string_view kCsvSheet = "CSV";

// The text as UTF-8; `encoding` becomes its name ("UTF-8", "UTF-16", "GB18030"). REFUSES
// workbook_encoding where it is none of them.
Result<std::string> decoded_text(std::string_view bytes, std::string& encoding);

// ',', ';' or '\t'.
char separator_of(std::string_view text);

// REFUSES workbook_encoding, workbook_too_large (with `cap`), workbook_malformed (a quote that is
// never closed).
Result<XlsxWorkbook> read_csv(std::string_view bytes, const XlsxCaps& caps);

// .xlsx or text, told from the bytes. REFUSES like read_xlsx and read_csv.
Result<XlsxWorkbook> read_table_file(std::string_view bytes, const XlsxCaps& caps);

}  // namespace zhantu::codec
