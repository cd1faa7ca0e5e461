#include "base/hash.hpp"

#include <doctest/doctest.h>

namespace zhantu {

TEST_CASE("D-9.2 SM3 gives the vectors of GB/T 32905") {
  CHECK(sm3_hex("abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  std::string blocks;
  for (int i = 0; i < 16; ++i) blocks += "abcd";
  REQUIRE(blocks.size() == 64);
  CHECK(sm3_hex(blocks) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_CASE("D-9.2 SM3 reads every byte, zeros too") {
  CHECK(sm3_hex("") == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  CHECK(sm3(std::string_view("a\0b", 3)) != sm3("a"));
  CHECK(sm3(std::string_view("a\0b", 3)) != sm3(std::string_view("a\0c", 3)));
}

TEST_CASE("hex is lower case with both digits") {
  const std::uint8_t bytes[] = {0x00, 0x0f, 0xa0, 0xff};
  CHECK(hex(bytes) == "000fa0ff");
  CHECK(hex({}) == "");
}

}  // namespace zhantu
