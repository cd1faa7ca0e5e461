// Topic queues behind the event streams; knows no socket.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "http/server.hpp"

namespace zhantu::http {

class TopicHub;
using Frame = std::shared_ptr<const std::string>;

// Frames wait here until the stream takes them. Ends its subscription when destroyed.
class Subscription {
 public:
  static constexpr std::size_t kFramesMax = 256;

  // `wake` is called from the publisher's thread when frames (or the cut-off) are there to take
  // and it was not called since the last take(). It must not block nor call the hub.
  Subscription(TopicHub& hub, std::string topic, std::function<void()> wake);
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  const std::string& topic() const { return topic_; }
  // All frames since the last call, in the order of publication.
  std::vector<Frame> take();
  // More than kFramesMax frames were waiting: the queue was dropped, the stream must be closed.
  bool lagged() const;

 private:
  friend class TopicHub;
  void push(const Frame& frame);

  TopicHub& hub_;
  const std::string topic_;
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::vector<Frame> frames_;
  bool woken_ = false;
  bool lagged_ = false;
};

// KEEPS: every subscriber of a topic sees its frames in the same order. The hub outlives its
// subscriptions. A frame is stored once, however many subscribers there are.
class TopicHub final : public EventHub {
 public:
  std::shared_ptr<Subscription> subscribe(std::string topic, std::function<void()> wake);
  void publish(const std::string& topic, std::string frame) override;
  std::size_t subscribers() const override;

 private:
  friend class Subscription;
  void remove(Subscription* subscription);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::unordered_set<Subscription*>> topics_;
  std::size_t subscribers_ = 0;
};

}  // namespace zhantu::http
