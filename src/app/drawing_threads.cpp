#include "app/drawing_threads.hpp"

#include <malloc.h>

namespace zhantu::app {

DrawingThreads::~DrawingThreads() {
  std::list<Worker> workers;
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
    workers.splice(workers.end(), workers_);
  }
  wake_.notify_all();
  for (Worker& worker : workers) worker.thread.join();
}

void DrawingThreads::submit(std::function<void()> job) {
  std::list<Worker> ended;
  {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    for (auto it = workers_.begin(); it != workers_.end();) {
      const auto next = std::next(it);
      if (it->ended) ended.splice(ended.end(), workers_, it);
      it = next;
    }
    const bool enough = idle_ >= static_cast<int>(jobs_.size());
    if (!enough && static_cast<int>(workers_.size()) < threads_max_) {
      Worker& worker = workers_.emplace_back();
      worker.thread = std::thread([this, &worker] { serve(worker); });
    }
  }
  wake_.notify_one();
  for (Worker& worker : ended) worker.thread.join();
  if (!ended.empty()) malloc_trim(0);
}

int DrawingThreads::running() const {
  std::lock_guard lock(mutex_);
  return static_cast<int>(std::ranges::count(workers_, false, &Worker::ended));
}

void DrawingThreads::serve(Worker& self) {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    const bool something = wake_.wait_for(lock, std::chrono::seconds(idle_seconds_),
                                          [&] { return stopping_ || !jobs_.empty(); });
    --idle_;
    if (!something || jobs_.empty()) break;
    const std::function<void()> job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    lock.lock();
  }
  self.ended = true;
  malloc_trim(0);
}

}  // namespace zhantu::app
