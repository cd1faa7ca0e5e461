#include "codec/xlsx_writer.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <system_error>

#include "base/check.hpp"
#include "base/text.hpp"
#include "codec/formula_guard.hpp"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace zhantu::codec {
namespace {

// libxlsxwriter 1.1.4 copies the formula of a list twice and frees it once: some twenty bytes for
// each list are lost, which the leak checker must not hold against us.
#if defined(__SANITIZE_ADDRESS__)
using KnownLeak = __lsan::ScopedDisabler;
#else
struct KnownLeak {
  ~KnownLeak() {}
};
#endif

constexpr lxw_color_t kRed = 0xB5121B;
constexpr lxw_color_t kPaleRed = 0xFBE9E7;
constexpr lxw_color_t kProblemRed = 0xFF9999;
constexpr lxw_color_t kRule = 0xBFBFBF;
constexpr lxw_color_t kGrey = 0x595959;
constexpr std::uint8_t kPaperA3 = 8;
constexpr const char* kFace = "Microsoft YaHei";
constexpr const char* kListsSheet = "选项";
constexpr std::size_t kLooks = 9;

// A file that has a name (which the library asks for) but lies in memory only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }

  std::string name() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

  std::string bytes() const {
    const auto size = ::lseek(descriptor_, 0, SEEK_END);
    if (size < 0) throw std::system_error(errno, std::generic_category(), "lseek");
    std::string out(static_cast<std::size_t>(size), '\0');
    for (std::size_t done = 0; done < out.size();) {
      const auto got =
          ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(done));
      if (got <= 0) throw std::system_error(errno, std::generic_category(), "pread");
      done += static_cast<std::size_t>(got);
    }
    return out;
  }

 private:
  int descriptor_;
};

void demand(lxw_error error, const char* what) {
  if (error != LXW_NO_ERROR) throw CheckFailed(fmt::format("{}: {}", what, lxw_strerror(error)));
}

lxw_row_t row_index(int row) { return static_cast<lxw_row_t>(row - 1); }
lxw_col_t column_index(int column) { return static_cast<lxw_col_t>(column - 1); }

// A text that looks like an escape ("_x000D_") must not become one.
std::string escaped(std::string_view text) {
  std::string out;
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto here = text.substr(i);
    const bool is_escape = here.size() >= 7 && here[0] == '_' && here[1] == 'x' &&
                           is_hex(here[2]) && is_hex(here[3]) && is_hex(here[4]) &&
                           is_hex(here[5]) && here[6] == '_';
    out += is_escape ? std::string("_x005F_") : std::string(1, text[i]);
  }
  return out;
}

class Writer {
 public:
  explicit Writer(const OutWorkbook& workbook) : workbook_(workbook) {}

  std::string write();

 private:
  void fill();
  void make_formats();
  void write_sheet(const OutSheet& sheet);
  void write_cell(int row, int column, const OutCell& cell);
  void merge(const OutSheet& sheet, const OutMerge& range);
  void offer(const OutChoice& choice);
  void set_up_page(const OutSheet& sheet);
  lxw_format* format_of(CellLook look) const { return formats_[static_cast<std::size_t>(look)]; }

  const OutWorkbook& workbook_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_worksheet* lists_ = nullptr;
  int lists_used_ = 0;
  std::array<lxw_format*, kLooks> formats_ = {};
};

std::string Writer::write() {
  const MemoryFile file;
  lxw_workbook_options options = {};
  book_ = workbook_new_opt(file.name().c_str(), &options);
  if (!book_) throw std::bad_alloc();
  try {
    fill();
  } catch (...) {
    lxw_workbook_free(book_);
    throw;
  }
  demand(workbook_close(book_), "workbook_close");  // frees it, whatever it says
  return file.bytes();
}

void Writer::fill() {
  lxw_doc_properties properties = {};
  std::string title = workbook_.title;
  properties.title = title.data();
  properties.created = static_cast<time_t>(workbook_.created.ms / 1000);
  demand(workbook_set_properties(book_, &properties), "workbook_set_properties");
  make_formats();
  std::vector<lxw_worksheet*> made;
  for (const auto& sheet : workbook_.sheets) {
    // Asked first, because adding a sheet with a wrong name writes to the error stream.
    demand(workbook_validate_sheet_name(book_, sheet.name.c_str()), "sheet name");
    made.push_back(workbook_add_worksheet(book_, sheet.name.c_str()));
    if (!made.back()) throw std::bad_alloc();
  }
  for (std::size_t i = 0; i < made.size(); ++i) {
    sheet_ = made[i];
    write_sheet(workbook_.sheets[i]);
  }
}

void Writer::make_formats() {
  for (auto& format : formats_) {
    format = workbook_add_format(book_);
    format_set_font_name(format, kFace);
    format_set_font_size(format, 11);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(format, "@");
  }
  for (const auto look : {CellLook::header, CellLook::header_optional, CellLook::text,
                          CellLook::text_centred, CellLook::number, CellLook::percent}) {
    format_set_border(format_of(look), LXW_BORDER_THIN);
    format_set_border_color(format_of(look), kRule);
  }
  for (const auto look :
       {CellLook::title, CellLook::header, CellLook::header_optional, CellLook::text_centred}) {
    format_set_align(format_of(look), LXW_ALIGN_CENTER);
    format_set_align(format_of(look), LXW_ALIGN_VERTICAL_CENTER);
  }
  format_set_bold(format_of(CellLook::title));
  format_set_font_size(format_of(CellLook::title), 20);
  format_set_font_color(format_of(CellLook::title), kRed);
  format_set_font_color(format_of(CellLook::note), kGrey);
  format_set_bold(format_of(CellLook::header));
  format_set_font_color(format_of(CellLook::header), LXW_COLOR_WHITE);
  format_set_bg_color(format_of(CellLook::header), kRed);
  format_set_bold(format_of(CellLook::header_optional));
  format_set_font_color(format_of(CellLook::header_optional), kRed);
  format_set_bg_color(format_of(CellLook::header_optional), kPaleRed);
  format_set_bg_color(format_of(CellLook::problem), kProblemRed);
  format_set_num_format(format_of(CellLook::number), "General");
  format_set_num_format(format_of(CellLook::percent), "0.##%");
}

void Writer::write_sheet(const OutSheet& sheet) {
  for (std::size_t i = 0; i < sheet.column_widths.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    demand(worksheet_set_column(sheet_, column, column, sheet.column_widths[i], nullptr),
           "worksheet_set_column");
  }
  int row = 0;
  for (const auto& out : sheet.rows) {
    ++row;
    if (out.height > 0)
      demand(worksheet_set_row(sheet_, row_index(row), out.height, nullptr), "worksheet_set_row");
    for (std::size_t i = 0; i < out.cells.size(); ++i)
      write_cell(row, static_cast<int>(i) + 1, out.cells[i]);
  }
  for (const auto& range : sheet.merges) merge(sheet, range);
  for (const auto& choice : sheet.choices) offer(choice);
  // Numbers of projects are texts on purpose; no green corner needs to warn of it.
  worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  set_up_page(sheet);
}

void Writer::write_cell(int row, int column, const OutCell& cell) {
  const auto r = row_index(row);
  const auto c = column_index(column);
  lxw_format* format = format_of(cell.look);
  if (const auto* text = std::get_if<std::string>(&cell.value); text && !text->empty()) {
    ZT_CHECK(is_valid_utf8(*text));
    demand(worksheet_write_string(sheet_, r, c, escaped(guarded(*text)).c_str(), format),
           "worksheet_write_string");
  } else if (const auto* number = std::get_if<double>(&cell.value)) {
    demand(worksheet_write_number(sheet_, r, c, *number, format), "worksheet_write_number");
  } else {
    demand(worksheet_write_blank(sheet_, r, c, format), "worksheet_write_blank");
  }
  if (cell.comment.empty()) return;
  lxw_comment_options look = {};
  look.width = 280;
  look.height = 120;
  look.font_size = 10;
  demand(worksheet_write_comment_opt(sheet_, r, c, cell.comment.c_str(), &look),
         "worksheet_write_comment");
}

void Writer::merge(const OutSheet& sheet, const OutMerge& range) {
  if (range.first_column == range.last_column && range.last_row <= range.row) return;
  const OutCell& first = sheet.rows.at(static_cast<std::size_t>(range.row - 1))
                             .cells.at(static_cast<std::size_t>(range.first_column - 1));
  const auto* text = std::get_if<std::string>(&first.value);
  demand(worksheet_merge_range(sheet_, row_index(range.row), column_index(range.first_column),
                               row_index(std::max(range.row, range.last_row)),
                               column_index(range.last_column),
                               text ? escaped(guarded(*text)).c_str() : "", format_of(first.look)),
         "worksheet_merge_range");
}

// A list within the rule itself ends at 255 characters and cannot hold a comma; a range of cells
// can.
void Writer::offer(const OutChoice& choice) {
  if (choice.choices.empty() || choice.first_row > choice.last_row) return;
  if (!lists_) {
    lists_ = workbook_add_worksheet(book_, kListsSheet);
    if (!lists_) throw CheckFailed("the sheet of lists exists already");
    worksheet_hide(lists_);
  }
  const auto column = static_cast<lxw_col_t>(lists_used_++);
  lxw_row_t row = 0;
  for (const auto& text : choice.choices) {
    demand(worksheet_write_string(lists_, row++, column, escaped(text).c_str(),
                                  format_of(CellLook::text)),
           "lists");
  }
  const char letter = static_cast<char>('A' + column);
  ZT_CHECK(column < 26);
  std::string formula = fmt::format("='{}'!${}$1:${}${}", kListsSheet, letter, letter, row);
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  rule.value_formula = formula.data();
  rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  std::string hint = choice.hint;
  std::string error_title = "不在名单内";
  std::string error_text = "所填名称不在名单内，导入时可能被退回。仍要保留吗？";
  rule.error_title = error_title.data();
  rule.error_message = error_text.data();
  rule.input_message = hint.empty() ? nullptr : hint.data();
  const KnownLeak formula_of_the_list;
  const auto c = column_index(choice.column);
  demand(worksheet_data_validation_range(sheet_, row_index(choice.first_row), c,
                                         row_index(choice.last_row), c, &rule),
         "worksheet_data_validation");
}

void Writer::set_up_page(const OutSheet& sheet) {
  if (sheet.frozen_rows > 0 || sheet.frozen_columns > 0) {
    worksheet_freeze_panes(sheet_, static_cast<lxw_row_t>(sheet.frozen_rows),
                           static_cast<lxw_col_t>(sheet.frozen_columns));
  }
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, kPaperA3);
  worksheet_set_margins(sheet_, 0.4, 0.4, 0.5, 0.5);
  worksheet_fit_to_pages(sheet_, static_cast<std::uint16_t>(sheet.pages_wide), 0);
  worksheet_center_horizontally(sheet_);
  demand(worksheet_set_footer(sheet_, "&C第 &P 页　共 &N 页"), "worksheet_set_footer");
  if (sheet.repeated_columns > 0) {
    demand(worksheet_repeat_columns(sheet_, 0, column_index(sheet.repeated_columns)),
           "worksheet_repeat_columns");
  }
  if (sheet.repeated_first_row > 0) {
    demand(worksheet_repeat_rows(sheet_, row_index(sheet.repeated_first_row),
                                 row_index(sheet.repeated_last_row)),
           "worksheet_repeat_rows");
  }
}

}  // namespace

std::string sheet_name_of(std::string_view text) {
  constexpr std::size_t kCharsMax = 31;
  std::string out;
  std::size_t count = 0;
  for (const char32_t c : code_points(text)) {
    const bool wide = c > 0xFFFF;
    const bool banned = c < 0x80 && std::string_view("[]:*?/\\'").find(static_cast<char>(c)) !=
                                        std::string_view::npos;
    count += wide ? 2 : 1;
    if (count > kCharsMax) break;
    out += banned ? "_" : encode_utf8(c);
  }
  return out.empty() || out == kListsSheet ? "Sheet" : out;
}

std::string write_xlsx(const OutWorkbook& workbook) { return Writer(workbook).write(); }

}  // namespace zhantu::codec
