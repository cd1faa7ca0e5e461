// Sessions and tokens that were asked for lately, kept in memory.
//
// KEEPS: a kept session is as the tables have it: any change or end of one, and any saved account,
// lets all of them go with its commit, before its answer leaves. Whether it has run out is for the
// caller to judge at each request.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "store/store.hpp"

namespace zhantu::app {

struct KeptSession;  // accounts.cpp
using KeptSessionPtr = std::shared_ptr<const KeptSession>;

class KeptSessions final : public store::Follower {
 public:
  static constexpr std::size_t kSessionsMax = 20'000;

  // nullptr: not kept. Any thread.
  KeptSessionPtr find(const std::string& secret_hash) const;
  // The kept session, or what `load` reads; kept unless a change came between.
  KeptSessionPtr find_or(const std::string& secret_hash,
                         const std::function<KeptSessionPtr()>& load);

  void begun() override {}
  void kept(const store::Change& change) override;
  void settled(bool committed) override;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, KeptSessionPtr> sessions_;
  std::uint64_t changes_ = 0;
  bool stale_ = false;  // on the writer's thread only
};

}  // namespace zhantu::app
