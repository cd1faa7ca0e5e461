// The request target, taken apart: everything here comes from strangers.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace zhantu::http {

struct Target {
  std::string path;  // decoded, starts with "/"; or exactly "*"
  std::map<std::string, std::string> query;
};

// Accepts origin form ("/a?b=c"), absolute form ("http://host/a") and "*".
// REFUSES (nullopt): broken escapes; control characters, plain or escaped; text that is no UTF-8;
// a fragment; "." and ".." segments, backslashes and escaped slashes in the path (a router and a
// proxy before it could read them differently); more than 100 query parameters.
std::optional<Target> parse_target(std::string_view target);

// "%E5%9B%BE" -> "图"; with `plus_is_space` also "+" -> " ". nullopt on a broken escape, a control
// character or invalid UTF-8 in the result.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space);

// The inverse for one path segment or query value: all but unreserved characters are escaped.
std::string percent_encoded(std::string_view text);

// "a=1; b=2"; of a repeated name the first counts; parts without "=" are skipped.
std::map<std::string, std::string> parse_cookies(std::string_view header);

}  // namespace zhantu::http
