// Threads that draw. Each drawing thread keeps fonts of its own (up to 30 MB), so there are few of
// them, and one that has nothing to do for a while ends and gives its memory back.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace zhantu::app {

class DrawingThreads {
 public:
  explicit DrawingThreads(int threads_max = 2, int idle_seconds = 20)
      : threads_max_(threads_max), idle_seconds_(idle_seconds) {}
  ~DrawingThreads();  // waits for what was submitted

  // Runs `job` on one of the threads, soon. REQUIRES a job that does not throw.
  void submit(std::function<void()> job);

  int running() const;  // threads that exist now

 private:
  struct Worker {
    std::thread thread;
    bool ended = false;
  };
  void serve(Worker& self);

  const int threads_max_;
  const int idle_seconds_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::list<Worker> workers_;
  int idle_ = 0;
  bool stopping_ = false;
};

}  // namespace zhantu::app
