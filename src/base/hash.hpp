// SM3 (GB/T 32905), the hash of the journal, of tokens and of cached pages.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace zhantu {

using Digest = std::array<std::uint8_t, 32>;

Digest sm3(std::string_view bytes);
std::string hex(std::span<const std::uint8_t> bytes);
std::string sm3_hex(std::string_view bytes);

}  // namespace zhantu
