// One thread at a time uses Cairo. Cairo 1.16 takes two of its locks in either order once its cache
// of glyphs is full (a page of glyphs is dropped while its font is being used elsewhere), so that
// two threads that paint, or one that paints and one that has Pango measure, can wait for each
// other for ever. A thread may take a turn again while it has one.
#pragma once
#include <mutex>

namespace zhantu::chart {

class CairoTurn {
 public:
  CairoTurn() : lock_(mutex()) {}

 private:
  static std::recursive_mutex& mutex() {
    static std::recursive_mutex one;
    return one;
  }
  std::scoped_lock<std::recursive_mutex> lock_;
};

}  // namespace zhantu::chart
