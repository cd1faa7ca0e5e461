// Drawn charts, shared between requests: a hundred walls that ask for the same drawing cost one.
#pragma once
#include <future>
#include <list>
#include <memory>
#include <mutex>

#include "app/drawing_threads.hpp"
#include "app/progress_view.hpp"

namespace zhantu::app {

struct DrawnChart {
  std::shared_ptr<const std::string> bytes;
  std::string media_type;
  int pages = 1;
  int strips = 0;  // in a drawing of strips: how many projects
  std::int64_t revision = 0;
  std::string etag;  // of the bytes
};

// KEEPS at most `bytes_max` of finished drawings: what was asked for the longest ago goes first. A
// drawing that is larger is given out and not kept.
class ChartCache {
 public:
  static constexpr std::size_t kBytesMax = 64'000'000;  // some 300 A1 sheets or 600 walls

  explicit ChartCache(std::size_t bytes_max = kBytesMax) : bytes_max_(bytes_max) {}

  // Draws, or waits for the one who is drawing the same. Throws what drawing throws.
  std::shared_ptr<const DrawnChart> get(App& app, const BoardPtr& board,
                                        const ChartQuestion& question);

  std::size_t bytes() const;  // of what is kept

 private:
  using Slot = std::shared_future<std::shared_ptr<const DrawnChart>>;
  using Promise = std::promise<std::shared_ptr<const DrawnChart>>;

  struct Entry {
    std::string key;
    Slot slot;
    std::size_t bytes = 0;  // 0 while it is being drawn
  };
  using Entries = std::list<Entry>;

  // The slot of a drawing, and whether the caller is the one who draws it.
  std::pair<Slot, bool> slot_for(const std::string& key, Promise& promise);
  void weigh(const std::string& key, std::size_t bytes);
  void forget(const std::string& key);

  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  Entries entries_;  // what was asked for last comes first
  std::map<std::string, Entries::iterator> places_;
  std::size_t bytes_ = 0;
  DrawingThreads threads_;
};

}  // namespace zhantu::app
