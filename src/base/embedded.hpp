// The files that the binary carries: web client, mechanisms, migrations, demo county, contract.
#pragma once
#include <span>
#include <string_view>

namespace zhantu {

struct EmbeddedFile {
  std::string_view path;   // "web/index.html", "mechanisms/command-posts.toml"
  std::string_view bytes;  // as stored in the tree
  std::string_view gzip;   // the same, compressed; empty where that does not pay
  std::string_view hash;   // first 16 hex digits of SHA-256, for ETags
};

// Sorted by path.
std::span<const EmbeddedFile> embedded_files();
const EmbeddedFile* find_embedded(std::string_view path);

}  // namespace zhantu
