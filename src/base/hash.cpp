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
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out(bytes.size() * 2, '0');
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out[2 * i] = kDigits[bytes[i] >> 4];
    out[2 * i + 1] = kDigits[bytes[i] & 15];
  }
  return out;
}

std::string sm3_hex(std::string_view bytes) { return hex(sm3(bytes)); }

}  // namespace zhantu
