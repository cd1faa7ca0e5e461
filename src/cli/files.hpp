// Files that verbs read and write on the user's machine; what cannot be read or written stops the
// verb with kFile and a sentence.
#pragma once
#include <string>

namespace zhantu::cli {

std::string read_file(const std::string& path);
// Whole or not at all.
void write_file(const std::string& path, const std::string& bytes);

}  // namespace zhantu::cli
