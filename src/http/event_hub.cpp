#include "http/event_hub.hpp"

namespace zhantu::http {

Subscription::Subscription(TopicHub& hub, std::string topic, std::function<void()> wake)
    : hub_(hub), topic_(std::move(topic)), wake_(std::move(wake)) {}

Subscription::~Subscription() { hub_.remove(this); }

std::vector<Frame> Subscription::take() {
  const std::scoped_lock lock(mutex_);
  woken_ = false;
  return std::exchange(frames_, {});
}

bool Subscription::lagged() const {
  const std::scoped_lock lock(mutex_);
  return lagged_;
}

void Subscription::push(const Frame& frame) {
  bool wake = false;
  {
    const std::scoped_lock lock(mutex_);
    if (lagged_) return;
    if (frames_.size() == kFramesMax) {
      lagged_ = true;
      frames_ = {};
      wake = true;
    } else {
      frames_.push_back(frame);
      wake = !std::exchange(woken_, true);
    }
  }
  if (wake) wake_();
}

std::shared_ptr<Subscription> TopicHub::subscribe(std::string topic, std::function<void()> wake) {
  auto made = std::make_shared<Subscription>(*this, std::move(topic), std::move(wake));
  const std::scoped_lock lock(mutex_);
  topics_[made->topic()].insert(made.get());
  ++subscribers_;
  return made;
}

// The lock is held over the whole fan-out: that gives one order to all and keeps a subscription
// from being destroyed under the loop.
void TopicHub::publish(const std::string& topic, std::string frame) {
  const Frame shared = std::make_shared<const std::string>(std::move(frame));
  const std::scoped_lock lock(mutex_);
  const auto found = topics_.find(topic);
  if (found == topics_.end()) return;
  for (Subscription* subscription : found->second) subscription->push(shared);
}

std::size_t TopicHub::subscribers() const {
  const std::scoped_lock lock(mutex_);
  return subscribers_;
}

void TopicHub::remove(Subscription* subscription) {
  const std::scoped_lock lock(mutex_);
  const auto found = topics_.find(subscription->topic());
  if (found == topics_.end() || found->second.erase(subscription) == 0) return;
  --subscribers_;
  if (found->second.empty()) topics_.erase(found);
}

}  // namespace zhantu::http
