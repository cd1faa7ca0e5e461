// Reads the parts of a hostile zip that lies in memory. Nothing is written to disk and no declared
// size is believed: every limit is counted on the bytes that really come out.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/problem.hpp"

struct zip;

namespace zhantu::codec {

struct ZipCaps {
  std::size_t entries_max = 2'000;
  std::size_t unpacked_bytes_max =
      256 << 20;                // of all reads together, a part that is read twice counts twice
  std::size_t ratio_max = 200;  // unpacked : packed, of one part larger than 1 MB
};

// KEEPS no copy of the bytes: they must outlive the source.
class ZipSource {
 public:
  // REFUSES workbook_truncated (no directory at the end), workbook_too_large (cap entries),
  // workbook_suspicious (reason path: a name that is absolute, climbs, is not UTF-8 or occurs
  // twice), workbook_encrypted.
  static Result<ZipSource> open(std::string_view bytes, const ZipCaps& caps);

  ZipSource(ZipSource&& other) noexcept;
  ZipSource& operator=(ZipSource&&) = delete;
  ZipSource(const ZipSource&) = delete;
  ZipSource& operator=(const ZipSource&) = delete;
  ~ZipSource();

  // Part names are compared without regard to ASCII case, as the package convention demands.
  bool has(std::string_view name) const;
  // True if a part with this last path component exists ("vbaproject.bin", lower case).
  bool has_leaf(std::string_view leaf) const;

  // Hands over the unpacked bytes piece by piece; the sink returns false to stop early, which is no
  // error. REFUSES workbook_malformed (part: absent, packed in an unusual way, checksum wrong),
  // workbook_truncated, workbook_too_large (cap unpacked_bytes), workbook_suspicious (reason
  // ratio).
  using Sink = std::function<bool(std::string_view)>;
  Outcome read(std::string_view name, const Sink& sink);

 private:
  ZipSource(zip* archive, std::size_t file_bytes, const ZipCaps& caps);
  Outcome index_names();

  zip* archive_;
  std::size_t file_bytes_;
  ZipCaps caps_;
  std::size_t unpacked_bytes_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> entries_;  // lower-cased name -> index
};

}  // namespace zhantu::codec
