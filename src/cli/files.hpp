// Files that a verb reads and writes. What cannot be is told on stderr and stops with kFile.
#pragma once
#include <string>

namespace zhantu::cli {

std::string read_file(const std::string& path);
// A file of this name is replaced whole or not at all.
void write_file(const std::string& path, const std::string& bytes);

}  // namespace zhantu::cli
