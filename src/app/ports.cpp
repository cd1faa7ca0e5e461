#include "app/ports.hpp"

#include <sodium.h>

#include <chrono>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace zhantu::app {

Ports system_ports() {
  ZT_CHECK(sodium_init() >= 0);
  return Ports{
      .now =
          [] {
            const auto since = std::chrono::system_clock::now().time_since_epoch();
            return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
          },
      .secret =
          [] {
            std::array<std::uint8_t, 32> bytes{};
            randombytes_buf(bytes.data(), bytes.size());
            return hex(bytes);
          },
  };
}

}  // namespace zhantu::app
