// Drawn charts, shared between requests: a hundred walls that ask for the same drawing cost one.
#pragma once
#include <future>
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

class ChartCache {
 public:
  // Draws, or waits for the one who is drawing the same. Throws what drawing throws.
  std::shared_ptr<const DrawnChart> get(App& app, const BoardPtr& board,
                                        const ChartQuestion& question);

 private:
  using Slot = std::shared_future<std::shared_ptr<const DrawnChart>>;
  using Promise = std::promise<std::shared_ptr<const DrawnChart>>;

  // The slot of a drawing, and whether the caller is the one who draws it.
  std::pair<Slot, bool> slot_for(const std::string& key, Promise& promise);

  std::mutex mutex_;
  std::map<std::string, Slot> slots_;
  std::vector<std::string> order_;  // oldest first
  DrawingThreads threads_;
};

}  // namespace zhantu::app
