// One thread at a time uses Cairo. Cairo 1.16 takes two of its locks in either order once its cache
// of glyphs is full (a page of glyphs is dropped while its font is being used elsewhere), so that
// two threads that paint, or one that paints and one that has Pango measure, can wait for each
// other for ever. Turns are taken in the order of asking; a thread may take a turn within its own.
#pragma once
#include <mutex>

namespace zhantu::chart {

class CairoTurn {
 public:
  CairoTurn() {
    if (depth()++ > 0) return;
    // Whoever waits for the turn keeps the queue, so that nobody takes two turns before it.
    const std::scoped_lock queue(mutex_of_queue());
    mutex_of_turn().lock();
  }
  ~CairoTurn() {
    if (--depth() == 0) mutex_of_turn().unlock();
  }
  CairoTurn(const CairoTurn&) = delete;
  CairoTurn& operator=(const CairoTurn&) = delete;

 private:
  static int& depth() {
    thread_local int depth = 0;
    return depth;
  }
  static std::mutex& mutex_of_turn() {
    static std::mutex one;
    return one;
  }
  static std::mutex& mutex_of_queue() {
    static std::mutex one;
    return one;
  }
};

}  // namespace zhantu::chart
