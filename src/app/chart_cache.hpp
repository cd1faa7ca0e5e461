// Drawn charts, shared between requests: a hundred walls that ask for the same drawing cost one.
#pragma once
#include <future>
#include <memory>
#include <mutex>

#include "app/progress_view.hpp"

namespace zhantu::app {

struct DrawnChart {
  std::shared_ptr<const std::string> bytes;
  std::string media_type;
  int pages = 1;
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
  std::mutex mutex_;
  std::map<std::string, Slot> slots_;
  std::vector<std::string> order_;  // oldest first
};

}  // namespace zhantu::app
