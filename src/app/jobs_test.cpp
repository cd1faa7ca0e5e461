#include "app/jobs.hpp"

#include <doctest/doctest.h>

#include "base/check.hpp"

namespace zhantu::app {

TEST_CASE("a job shows how far it is, and never says that it is done before it is") {
  Job job;
  CHECK(job.percent() == 0);
  job.advance(JobStage::reading, 1, 2);
  const int half_read = job.percent();
  CHECK(half_read > 0);
  job.advance(JobStage::saving, 0, 10);
  CHECK(job.percent() > half_read);
  job.advance(JobStage::saving, 10, 10);
  CHECK(job.percent() == 99);
  CHECK(word(job.stage()) == "saving");
  CHECK(job.outcome() == JobOutcome::running);
  job.finish(true);
  CHECK(job.outcome() == JobOutcome::done);
  CHECK(job.percent() == 100);
  CHECK_THROWS_AS(job.advance(JobStage::saving, 2, 1), CheckFailed);
}

TEST_CASE("a cancelled job stops at its next step") {
  Job job;
  CHECK(job.cancel());
  CHECK(job.cancelled());
  CHECK(job.cancel());
  CHECK_THROWS_AS(job.advance(JobStage::checking, 0, 1), JobCancelled);
  CHECK_THROWS_AS(job.close(), JobCancelled);
  job.finish(false);
  CHECK(word(job.outcome()) == "nothing");
}

TEST_CASE("a job that is being written can no longer be cancelled, and does not say that it was") {
  Job closed;
  closed.close();
  CHECK(!closed.cancel());
  CHECK(!closed.cancelled());
  Job over;
  over.finish(true);
  CHECK(!over.cancel());
}

TEST_CASE("a job is seen by the account that started it and by nobody else") {
  Jobs jobs;
  const auto mine = jobs.start({1}, "key-of-mine", Instant{1});
  CHECK(jobs.find({1}, "key-of-mine") == mine);
  CHECK(jobs.find({2}, "key-of-mine") == nullptr);
  CHECK(jobs.find({1}, "another-key") == nullptr);
  CHECK(jobs.start({1}, "", Instant{1}) != nullptr);
  CHECK(jobs.find({1}, "") == nullptr);
  for (int i = 0; i < 300; ++i) jobs.start({3}, "key-" + std::to_string(i), Instant{10 + i});
  CHECK(jobs.find({1}, "key-of-mine") == nullptr);
  CHECK(jobs.find({3}, "key-299") != nullptr);
}

}  // namespace zhantu::app
