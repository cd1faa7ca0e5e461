#include "codec/csv_reader.hpp"

#include <iconv.h>

#include <array>
#include <memory>

#include "base/text.hpp"
#include "codec/file_kind.hpp"
#include "codec/xlsx_text.hpp"

namespace zhantu::codec {
namespace {

constexpr std::size_t kSampleLines = 60;
constexpr std::size_t kSampleBytes = 256 << 10;
constexpr std::array<char, 3> kSeparators = {',', ';', '\t'};

struct CloseConverter {
  void operator()(void* converter) const { ::iconv_close(converter); }
};

std::optional<std::string> converted(std::string_view bytes, const char* from) {
  const std::unique_ptr<void, CloseConverter> converter(::iconv_open("UTF-8", from));
  ZT_CHECK(converter.get() != reinterpret_cast<void*>(-1));
  std::string out;
  std::string piece(64 << 10, '\0');
  char* in = const_cast<char*>(bytes.data());  // iconv's own signature; it does not write
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = piece.data();
    std::size_t room = piece.size();
    const std::size_t done = ::iconv(converter.get(), &in, &left, &to, &room);
    out.append(piece.data(), piece.size() - room);
    if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return std::nullopt;
  }
  return out;
}

Problem too_large(std::string cap) {
  return Problem{"workbook_too_large", {{"cap", std::move(cap)}}};
}

// Walks over the records; `cell` hears each cell, `end` the end of each record.
class Records {
 public:
  Records(std::string_view text, char separator) : text_(text), separator_(separator) {}

  bool next(std::string& cell, std::size_t bytes_max);
  bool ended_record() const { return ended_record_; }
  bool at_end() const { return at_ >= text_.size(); }
  bool unclosed() const { return unclosed_; }

 private:
  void end_line();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  bool ended_record_ = false;
  bool unclosed_ = false;
};

// False where the cell is longer than allowed.
bool Records::next(std::string& cell, std::size_t bytes_max) {
  cell.clear();
  ended_record_ = false;
  if (at_ < text_.size() && text_[at_] == '"') {
    ++at_;
    while (true) {
      const auto quote = text_.find('"', at_);
      if (quote == std::string_view::npos) {
        unclosed_ = true;
        at_ = text_.size();
        ended_record_ = true;
        return true;
      }
      cell.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (cell.size() > bytes_max) return false;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      cell += '"';
      ++at_;
    }
  }
  const auto plain = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
    ++at_;
  if (cell.size() + (at_ - plain) > bytes_max) return false;
  cell.append(text_.substr(plain, at_ - plain));
  if (at_ < text_.size() && text_[at_] == separator_) {
    ++at_;
    return true;
  }
  end_line();
  return true;
}

void Records::end_line() {
  ended_record_ = true;
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
}

std::string with_line_feeds(const std::string& cell) {
  std::string out;
  out.reserve(cell.size());
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] != '\r') {
      out += cell[i];
    } else if (i + 1 >= cell.size() || cell[i + 1] != '\n') {
      out += '\n';
    }
  }
  return out;
}

// How many of the first lines have as many cells as most of them, and how many cells that is.
std::pair<std::size_t, std::size_t> regularity(std::string_view text, char separator) {
  std::map<std::size_t, std::size_t> lines_by_cells;
  Records records(text, separator);
  std::string cell;
  std::size_t cells = 0;
  for (std::size_t lines = 0; lines < kSampleLines && !records.at_end();) {
    if (!records.next(cell, kSampleBytes)) break;
    ++cells;
    if (!records.ended_record()) continue;
    if (cells > 1) ++lines_by_cells[cells];
    cells = 0;
    ++lines;
  }
  std::pair<std::size_t, std::size_t> best;
  for (const auto& [count, lines] : lines_by_cells) best = std::max(best, {lines, count});
  return best;
}

}  // namespace

Result<std::string> decoded_text(std::string_view bytes, std::string& encoding) {
  const Problem refused{"workbook_encoding"};
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    encoding = "UTF-8";
    return is_valid_utf8(bytes) ? Result<std::string>(std::string(bytes)) : refused;
  }
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    encoding = "UTF-16";
    auto text = converted(bytes.substr(2), bytes[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE");
    return text ? Result<std::string>(std::move(*text)) : refused;
  }
  if (is_valid_utf8(bytes)) {
    encoding = "UTF-8";
    return std::string(bytes);
  }
  encoding = "GB18030";
  auto text = converted(bytes, "GB18030");
  return text ? Result<std::string>(std::move(*text)) : refused;
}

char separator_of(std::string_view text) {
  text = text.substr(0, kSampleBytes);
  char best = ',';
  std::pair<std::size_t, std::size_t> most;
  for (const char separator : kSeparators) {
    const auto regular = regularity(text, separator);
    if (regular > most) {
      most = regular;
      best = separator;
    }
  }
  return best;
}

Result<XlsxWorkbook> read_csv(std::string_view bytes, const XlsxCaps& caps) {
  if (bytes.size() > caps.file_bytes_max) return too_large("file_bytes");
  XlsxWorkbook workbook;
  const auto text = decoded_text(bytes, workbook.text_encoding);
  if (!text) return text.problem();
  workbook.text_separator = separator_of(*text);
  XlsxSheet& sheet = workbook.sheets.emplace_back();
  sheet.name = kCsvSheet;
  Records records(*text, workbook.text_separator);
  std::string cell;
  std::size_t row = 1, column = 0, text_bytes = 0;
  while (!records.at_end()) {
    if (!records.next(cell, caps.cell_text_bytes_max)) return too_large("cell_text_bytes");
    if (records.unclosed())
      return Problem{"workbook_malformed", {{"part", fmt::format("{}!{}", kCsvSheet, row)}}};
    ++column;
    XlsxCell out;
    out.row = static_cast<int>(row);
    out.column = static_cast<int>(column);
    out.text = clean_text(with_line_feeds(cell));
    text_bytes += out.text.size();
    if (!out.text.empty()) {
      if (column > caps.columns_max) return too_large("columns");
      if (text_bytes > caps.text_bytes_max) return too_large("text_bytes");
      if (sheet.cells.size() == caps.cells_max) return too_large("cells");
      sheet.cells.push_back(std::move(out));
    }
    if (!records.ended_record()) continue;
    column = 0;
    if (++row > caps.rows_max) return too_large("rows");
  }
  return workbook;
}

Result<XlsxWorkbook> read_table_file(std::string_view bytes, const XlsxCaps& caps) {
  return file_kind(bytes) == FileKind::csv ? read_csv(bytes, caps) : read_xlsx(bytes, caps);
}

}  // namespace zhantu::codec
