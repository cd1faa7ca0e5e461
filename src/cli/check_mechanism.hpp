// `zhantu mechanism check FILE`: checks a mechanism file on this machine. It touches no data and
// asks no server.
#pragma once
#include <string>

namespace zhantu::cli {

struct CheckMechanismOptions {
  std::string file;
  bool json = false;
};

// Prints flaws, warnings and what was understood. Exit code kOk for a sound file, kRefused for one
// with flaws; stops with kFile where it cannot be read.
int check_mechanism_file(const CheckMechanismOptions& options);

}  // namespace zhantu::cli
