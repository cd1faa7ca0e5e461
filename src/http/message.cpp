#include "http/message.hpp"

namespace zhantu::http {
namespace {

std::string_view found_in(const std::map<std::string, std::string>& values,
                          const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? std::string_view{} : std::string_view{found->second};
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  std::string key(name);
  for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return found_in(headers, key);
}

std::string_view Request::query_value(std::string_view name) const {
  return found_in(query, std::string(name));
}

}  // namespace zhantu::http
