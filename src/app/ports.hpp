// What the app needs from outside besides the store.
#pragma once
#include <functional>
#include <string>

#include "base/date.hpp"

namespace zhantu::app {

struct Ports {
  std::function<Instant()> now;
  std::function<std::string()> secret;  // 64 fresh random hex digits
};

// The system's clock and random numbers (libsodium).
Ports system_ports();

}  // namespace zhantu::app
