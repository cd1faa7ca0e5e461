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

std::string_view word(JobOutcome outcome) {
  switch (outcome) {
    case JobOutcome::running: return "running";
    case JobOutcome::done: return "done";
    case JobOutcome::nothing: return "nothing";
  }
  return "nothing";
}

void Job::advance(JobStage stage, std::size_t done, std::size_t whole) {
  ZT_CHECK(done <= whole);
  if (cancelled()) throw JobCancelled{};
  stage_ = stage;
  hundredths_ = whole == 0 ? 100 : static_cast<int>(done * 100 / whole);
}

void Job::close() {
  Course open = Course::open;
  if (!course_.compare_exchange_strong(open, Course::closed) && open == Course::cancelled)
    throw JobCancelled{};
}

bool Job::cancel() {
  Course open = Course::open;
  return course_.compare_exchange_strong(open, Course::cancelled) || open == Course::cancelled;
}

void Job::finish(bool kept) {
  Course open = Course::open;
  course_.compare_exchange_strong(open, Course::closed);
  outcome_ = kept ? JobOutcome::done : JobOutcome::nothing;
  stage_ = JobStage::finished;
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
