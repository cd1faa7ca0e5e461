// How long something takes on the processor. A limit on the time of the clock on the wall fails
// where others are busy on the machine; this one is of the calling thread alone.
#pragma once
#include <ctime>

namespace zhantu::testing {

// How many times slower a build with sanitizers may be.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double kSlower = 10;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr double kSlower = 10;
#else
inline constexpr double kSlower = 1;
#endif
#else
inline constexpr double kSlower = 1;
#endif

class ProcessorTime {
 public:
  // Since it was made, in seconds.
  double seconds() const { return now() - start_; }
  bool within(double limit_seconds) const { return seconds() < allowed(limit_seconds); }
  // Two threads on one core may take double the time; limits hold on a core of one's own.
  static double allowed(double limit_seconds) { return 2 * limit_seconds * kSlower; }

 private:
  static double now() {
    std::timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  }
  double start_ = now();
};

}  // namespace zhantu::testing
