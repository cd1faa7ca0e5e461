#include "cli/check_mechanism.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <iostream>

#include "app/mechanism_check.hpp"
#include "cli/cli.hpp"
#include "cli/remote.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

// One byte more than a file may have, so that the check says that it is too long and no more is
// read.
std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes(app::kMechanismBytesMax + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file.is_open() || file.bad()) {
    std::cerr << say("读不到文件：", "cannot read ") << path << '\n';
    throw Stop{kFile};
  }
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

}  // namespace

int check_mechanism_file(const CheckMechanismOptions& options) {
  const auto language = speaks_english() ? app::Language::en : app::Language::zh_hans;
  const app::MechanismCheck check = app::check_mechanism(bytes_of(options.file), language);
  if (options.json) {
    json::array summary;
    for (const std::string& line : check.summary) summary.push_back(json::string(line));
    std::cout << json::serialize(json::object{{"sound", check.sound()},
                                              {"flaws", json::value_from(check.flaws)},
                                              {"warnings", json::value_from(check.warnings)},
                                              {"summary", std::move(summary)}})
              << '\n';
  } else {
    std::cout << app::told(check, language);
  }
  return check.sound() ? kOk : kRefused;
}

}  // namespace zhantu::cli
