#include "app/jobs.hpp"

#include "base/check.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kJobsMax = 256;
// Where a stage begins in the whole, in percent; measured on 50,000 rows.
constexpr int kBegins[] = {0, 25, 35, 100, 100};

}  // namespace

std::string_view word(JobStage stage) {
  switch (stage) {
    case JobStage::reading: return "reading";
    case JobStage::checking: return "checking";
    case JobStage::saving: return "saving";
    case JobStage::finished: return "finished";
  }
  return "finished";
}

void Job::advance(JobStage stage, std::size_t done, std::size_t whole) {
  ZT_CHECK(done <= whole);
  if (cancelled_) throw JobCancelled{};
  stage_ = stage;
  hundredths_ = whole == 0 ? 100 : static_cast<int>(done * 100 / whole);
}

int Job::percent() const {
  const auto stage = static_cast<std::size_t>(stage_.load());
  const int begin = kBegins[stage], end = kBegins[stage + 1];
  // The commit is still to come when the last row is saved.
  const int most = stage_ == JobStage::finished ? 100 : 99;
  return std::min(most, begin + (end - begin) * hundredths_ / 100);
}

std::shared_ptr<Job> Jobs::start(AccountId account, const std::string& key, Instant now) {
  auto job = std::make_shared<Job>();
  if (key.empty()) return job;
  const std::lock_guard lock(mutex_);
  if (jobs_.size() >= kJobsMax) {
    auto oldest = jobs_.begin();
    for (auto at = jobs_.begin(); at != jobs_.end(); ++at) {
      if (at->second.started < oldest->second.started) oldest = at;
    }
    jobs_.erase(oldest);
  }
  jobs_[{account, key}] = {job, now};
  return job;
}

std::shared_ptr<Job> Jobs::find(AccountId account, const std::string& key) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find({account, key});
  return found == jobs_.end() ? nullptr : found->second.job;
}

}  // namespace zhantu::app
