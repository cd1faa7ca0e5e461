#include "codec/zip_source.hpp"

#include <zip.h>

#include <array>
#include <memory>
#include <vector>

#include "base/text.hpp"

namespace zhantu::codec {
namespace {

constexpr std::size_t kRatioFromBytes = 1 << 20;
constexpr std::size_t kPieceBytes = 64 << 10;

// An upper bound of the directory's entries, found before the library allocates for each of them.
std::size_t directory_signatures(std::string_view bytes, std::size_t stop_at) {
  constexpr std::string_view signature("PK\x01\x02", 4);
  std::size_t count = 0;
  for (auto at = bytes.find(signature); at != std::string_view::npos && count <= stop_at; ++count) {
    at = bytes.find(signature, at + signature.size());
  }
  return count;
}

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\\') c = '/';
  }
  return out;
}

bool is_safe_path(std::string_view name) {
  if (name.empty() || name.front() == '/' || !is_valid_utf8(name) || without_controls(name) != name)
    return false;
  if (name.find(':') != std::string_view::npos || name.find('\n') != std::string_view::npos)
    return false;
  for (std::size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find('/', start), name.size());
    if (name.substr(start, end - start) == "..") return false;
    start = end + 1;
  }
  return true;
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

}  // namespace

Result<ZipSource> ZipSource::open(std::string_view bytes, const ZipCaps& caps) {
  if (directory_signatures(bytes, caps.entries_max) > caps.entries_max) {
    return Problem{"workbook_too_large", {{"cap", "entries"}}};
  }
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  zip_error_fini(&error);
  if (!archive) {
    if (source) zip_source_free(source);
    return Problem{"workbook_truncated"};
  }
  ZipSource opened(archive, bytes.size(), caps);
  if (auto indexed = opened.index_names(); !indexed) return indexed.problem();
  return opened;
}

Outcome ZipSource::index_names() {
  const zip_int64_t count = zip_get_num_entries(archive_, 0);
  if (count > static_cast<zip_int64_t>(caps_.entries_max))
    return Problem{"workbook_too_large", {{"cap", "entries"}}};
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t stat;
    const char* raw = zip_get_name(archive_, index, ZIP_FL_ENC_RAW);
    if (!raw || zip_stat_index(archive_, index, 0, &stat) != 0)
      return Problem{"workbook_truncated"};
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE) {
      return Problem{"workbook_encrypted"};
    }
    std::string name = folded(raw);
    if (!is_safe_path(name)) return Problem{"workbook_suspicious", {{"reason", "path"}}};
    // Readers disagree which of two parts of one name counts, so a reviewer could be shown another
    // plan than we read.
    if (!entries_.emplace(std::move(name), index).second)
      return Problem{"workbook_suspicious", {{"reason", "path"}}};
  }
  return Done{};
}

Outcome ZipSource::read(std::string_view name, const Sink& sink) {
  const Problem malformed{"workbook_malformed", {{"part", std::string(name)}}};
  const auto entry = entries_.find(folded(name));
  if (entry == entries_.end()) return malformed;
  zip_stat_t stat;
  if (zip_stat_index(archive_, entry->second, 0, &stat) != 0 ||
      !(stat.valid & ZIP_STAT_COMP_METHOD))
    return malformed;
  if (stat.comp_method != ZIP_CM_STORE && stat.comp_method != ZIP_CM_DEFLATE) return malformed;
  const std::unique_ptr<zip_file_t, CloseFile> file(zip_fopen_index(archive_, entry->second, 0));
  if (!file) return malformed;

  const std::size_t packed =
      std::min<std::size_t>(stat.valid & ZIP_STAT_COMP_SIZE ? stat.comp_size : 0, file_bytes_);
  std::vector<char> piece(kPieceBytes);
  for (std::size_t part_bytes = 0;;) {
    const zip_int64_t got = zip_fread(file.get(), piece.data(), piece.size());
    if (got == 0) return Done{};
    if (got < 0) {
      const bool ended = zip_error_code_zip(zip_file_get_error(file.get())) == ZIP_ER_EOF;
      return ended ? Problem{"workbook_truncated"} : malformed;
    }
    part_bytes += static_cast<std::size_t>(got);
    unpacked_bytes_ += static_cast<std::size_t>(got);
    if (unpacked_bytes_ > caps_.unpacked_bytes_max)
      return Problem{"workbook_too_large", {{"cap", "unpacked_bytes"}}};
    if (part_bytes > kRatioFromBytes && part_bytes / caps_.ratio_max > packed) {
      return Problem{"workbook_suspicious", {{"reason", "ratio"}}};
    }
    if (!sink(std::string_view(piece.data(), static_cast<std::size_t>(got)))) return Done{};
  }
}

bool ZipSource::has(std::string_view name) const { return entries_.contains(folded(name)); }

bool ZipSource::has_leaf(std::string_view leaf) const {
  for (const auto& [name, index] : entries_) {
    const auto slash = name.rfind('/');
    if (std::string_view(name).substr(slash == std::string::npos ? 0 : slash + 1) == leaf)
      return true;
  }
  return false;
}

ZipSource::ZipSource(zip* archive, std::size_t file_bytes, const ZipCaps& caps)
    : archive_(archive), file_bytes_(file_bytes), caps_(caps) {}

ZipSource::ZipSource(ZipSource&& other) noexcept
    : archive_(std::exchange(other.archive_, nullptr)),
      file_bytes_(other.file_bytes_),
      caps_(other.caps_),
      unpacked_bytes_(other.unpacked_bytes_),
      entries_(std::move(other.entries_)) {}

ZipSource::~ZipSource() {
  if (archive_) zip_discard(archive_);
}

}  // namespace zhantu::codec
