// Work that takes a while: it shows how far it is and can be cancelled until its commit. A job
// bears the Idempotency-Key of the request that runs it, so that whoever sent that can look after
// it; a repeat of the request resumes with the answer.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"

namespace zhantu::app {

// Thrown out of a deed whose job was cancelled; nothing of the deed is kept.
struct JobCancelled {};

enum class JobStage : std::int8_t { reading, checking, saving, finished };
std::string_view word(JobStage stage);

// What has become of the deed: it runs still, all of it was kept, or nothing was.
enum class JobOutcome : std::int8_t { running, done, nothing };
std::string_view word(JobOutcome outcome);

class Job {
 public:
  // Throws JobCancelled if the job was cancelled. REQUIRES done <= whole.
  void advance(JobStage stage, std::size_t done, std::size_t whole);
  // From here on it cannot be cancelled. Throws JobCancelled if it was.
  void close();
  // False: it is too late.
  bool cancel();
  // `kept`: something was committed.
  void finish(bool kept);

  JobStage stage() const { return stage_; }
  JobOutcome outcome() const { return outcome_; }
  bool cancelled() const { return course_ == Course::cancelled; }
  int percent() const;  // of the whole job, 0 to 100

 private:
  enum class Course : std::int8_t { open, cancelled, closed };
  std::atomic<JobStage> stage_ = JobStage::reading;
  std::atomic<JobOutcome> outcome_ = JobOutcome::running;
  std::atomic<int> hundredths_ = 0;  // of the stage
  std::atomic<Course> course_ = Course::open;
};

class Jobs {
 public:
  // A job under this key of this account; one that ran before under the same key is replaced. An
  // empty key makes a job that nobody can see.
  std::shared_ptr<Job> start(AccountId account, const std::string& key, Instant now);
  std::shared_ptr<Job> find(AccountId account, const std::string& key) const;

 private:
  struct Kept {
    std::shared_ptr<Job> job;
    Instant started;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<AccountId, std::string>, Kept> jobs_;
};

}  // namespace zhantu::app
