#include "codec/qr.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/check.hpp"

namespace zhantu::codec {
namespace {

// A finder: dark border, light ring, dark core of three modules.
bool finder_at(const QrCode& code, int top, int left) {
  for (int y = 0; y < 7; ++y) {
    for (int x = 0; x < 7; ++x) {
      const int ring = std::min(std::min(x, 6 - x), std::min(y, 6 - y));
      if (code.at(top + y, left + x) != (ring != 1)) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a code has the three finders and grows with its text") {
  const QrCode small = make_qr("https://zhantu.example/c/1");
  CHECK(small.size % 4 == 1);
  CHECK(small.dark.size() == static_cast<std::size_t>(small.size * small.size));
  CHECK(finder_at(small, 0, 0));
  CHECK(finder_at(small, 0, small.size - 7));
  CHECK(finder_at(small, small.size - 7, 0));
  CHECK_FALSE(finder_at(small, small.size - 7, small.size - 7));
  CHECK(make_qr(std::string(400, 'x')).size > small.size);
}

TEST_CASE("codes of different texts differ, of one text agree") {
  CHECK(make_qr("第9版").dark == make_qr("第9版").dark);
  CHECK(make_qr("第9版").dark != make_qr("第8版").dark);
}

TEST_CASE("what cannot be a code is our fault") {
  CHECK_THROWS_AS(make_qr(""), CheckFailed);
  CHECK_THROWS_AS(make_qr(std::string(1'001, 'x')), CheckFailed);
  CHECK_THROWS_AS(make_qr(std::string_view("a\0b", 3)), CheckFailed);
}

}  // namespace zhantu::codec
