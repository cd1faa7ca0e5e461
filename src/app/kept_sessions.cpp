#include "app/kept_sessions.hpp"

namespace zhantu::app {

KeptSessionPtr KeptSessions::find(const std::string& secret_hash) const {
  const std::scoped_lock lock(mutex_);
  const auto found = sessions_.find(secret_hash);
  return found == sessions_.end() ? nullptr : found->second;
}

KeptSessionPtr KeptSessions::find_or(const std::string& secret_hash,
                                     const std::function<KeptSessionPtr()>& load) {
  std::uint64_t changes = 0;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = sessions_.find(secret_hash);
    if (found != sessions_.end()) return found->second;
    changes = changes_;
  }
  KeptSessionPtr session = load();
  if (!session) return nullptr;
  const std::scoped_lock lock(mutex_);
  if (changes == changes_ && sessions_.size() < kSessionsMax)
    sessions_.try_emplace(secret_hash, session);
  return session;
}

void KeptSessions::kept(const store::Change& change) {
  stale_ = stale_ || change.sessions ||
           std::ranges::any_of(change.records, [](const store::AnyRecord& record) {
             return std::holds_alternative<Account>(record);
           });
}

void KeptSessions::settled(bool committed) {
  if (!std::exchange(stale_, false) || !committed) return;
  const std::scoped_lock lock(mutex_);
  sessions_.clear();
  ++changes_;
}

}  // namespace zhantu::app
