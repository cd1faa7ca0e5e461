#include "base/hash.hpp"

#include <openssl/evp.h>

#include "base/check.hpp"

namespace zhantu {

Digest sm3(std::string_view bytes) {
  Digest digest{};
  unsigned int length = 0;
  ZT_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sm3(), nullptr) == 1);
  ZT_CHECK(length == digest.size());
  return digest;
}

std::string hex(std::span<const std::uint8_t> bytes) {
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::uint8_t b : bytes) fmt::format_to(std::back_inserter(out), "{:02x}", b);
  return out;
}

std::string sm3_hex(std::string_view bytes) { return hex(sm3(bytes)); }

}  // namespace zhantu
