#include "cli/files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "cli/remote.hpp"

namespace zhantu::cli {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  if (!file) {
    std::cerr << say("读不到文件：", "cannot read ") << path << '\n';
    throw Stop{kFile};
  }
  return bytes.str();
}

void write_file(const std::string& path, const std::string& bytes) {
  const std::string fresh = path + ".new";
  std::ofstream file(fresh, std::ios::binary);
  file << bytes;
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path, error);
  if (!file || error) {
    std::cerr << say("写不了文件：", "cannot write ") << path << '\n';
    throw Stop{kFile};
  }
}

}  // namespace zhantu::cli
