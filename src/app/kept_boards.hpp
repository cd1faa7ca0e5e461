// The latest board of each campaign, kept in memory: read from the tables once, then carried along
// with every record that the writer commits. Readers share it; a write starts from it.
//
// KEEPS: a kept board equals one that is loaded now. What a board cannot take over (no
// Board::apply), and every act of more than kRecordsMax records that offers no board, makes it be
// read anew; what is undone leaves no trace. Boards are let go in one place, `let_go`: there the
// writes of other nodes will arrive.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "domain/determination/board.hpp"
#include "store/store.hpp"

namespace zhantu::app {

// A board as one request sees it, with the journal entry up to which it goes.
struct SharedBoard {
  Board board;
  std::int64_t last_entry = 0;
};
using BoardPtr = std::shared_ptr<const SharedBoard>;

class KeptBoards final : public store::Follower {
 public:
  static constexpr std::size_t kRecordsMax = 2000;
  using Load = std::function<BoardPtr()>;

  // After the latest commit; any thread. nullptr: not kept.
  BoardPtr find(CampaignId campaign) const;
  // The kept board, or what `load` reads from the tables: kept unless a commit touched it
  // meanwhile.
  BoardPtr find_or(CampaignId campaign, const Load& load);
  // Inside a write, on the writer's thread: with the acts of its group that ran before it.
  BoardPtr in_write(TenantId tenant, CampaignId campaign, const Load& load);

  // Inside a write that takes a draft: what the board becomes by it, made outside of the writer.
  // REQUIRES `next` to be the board of in_write() with the draft's records.
  void offer(CampaignId campaign, std::shared_ptr<SharedBoard> next) {
    offered_[campaign] = std::move(next);
  }

  void begun() override {
    loaded_.clear();
    offered_.clear();
  }
  void kept(const store::Change& change) override;
  void settled(bool committed) override;

 private:
  struct Touched {
    std::set<CampaignId> campaigns;
    std::set<TenantId> tenants;  // with all their campaigns
  };

  void carry_along(const store::Change& change, TenantId tenant, CampaignId campaign);
  static std::shared_ptr<SharedBoard> carried(const SharedBoard& base, const store::Change& change,
                                              CampaignId campaign);
  void make_stale(CampaignId campaign);
  void make_stale(TenantId tenant);
  BoardPtr before_group(TenantId tenant, CampaignId campaign) const;
  void let_go(const Touched& touched, std::uint64_t number);

  mutable std::mutex mutex_;
  std::map<CampaignId, BoardPtr> boards_;
  std::uint64_t number_ = 0;                              // of committed groups
  std::map<CampaignId, std::uint64_t> campaign_changed_;  // at which number
  std::map<TenantId, std::uint64_t> tenant_changed_;

  // Of the group that runs, on the writer's thread only.
  std::map<CampaignId, BoardPtr> pending_;
  std::map<CampaignId, BoardPtr> loaded_;                       // by the deed that runs
  std::map<CampaignId, std::shared_ptr<SharedBoard>> offered_;  // likewise
  Touched stale_;
};

}  // namespace zhantu::app
