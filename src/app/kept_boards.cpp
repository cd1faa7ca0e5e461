#include "app/kept_boards.hpp"

namespace zhantu::app {
namespace {

template <class T>
concept Applied = requires(Board board, const T& record) {
  board.apply(record);
};

// The campaign whose board shows a record; none where all boards of the tenant do.
template <class T>
CampaignId campaign_of(const T& record) {
  if constexpr (std::is_same_v<T, Campaign>) {
    return record.id;
  } else if constexpr (requires { record.campaign; }) {
    return record.campaign;
  } else {
    return {};
  }
}

template <class T>
constexpr bool kShown = !boost::mp11::mp_contains<store::OffBoard, T>::value;

// False: the board must be read anew.
template <class T>
bool take_over(Board& board, const T& record) {
  if constexpr (!kShown<T>) {
    return true;
  } else if constexpr (!Applied<T>) {
    return false;
  } else {
    if constexpr (std::is_same_v<T, Campaign>) {
      if (record.mechanism != board.campaign.mechanism ||
          record.mechanism_version != board.campaign.mechanism_version)
        return false;
    }
    board.apply(record);
    return true;
  }
}

}  // namespace

BoardPtr KeptBoards::find(CampaignId campaign) const {
  const std::scoped_lock lock(mutex_);
  const auto found = boards_.find(campaign);
  return found == boards_.end() ? nullptr : found->second;
}

BoardPtr KeptBoards::find_or(CampaignId campaign, const Load& load) {
  std::uint64_t number = 0;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = boards_.find(campaign);
    if (found != boards_.end()) return found->second;
    number = number_;
  }
  BoardPtr board = load();
  if (!board) return nullptr;
  const std::scoped_lock lock(mutex_);
  const bool untouched = campaign_changed_[campaign] <= number &&
                         tenant_changed_[board->board.campaign.tenant] <= number;
  if (untouched) boards_.try_emplace(campaign, board);
  return board;
}

BoardPtr KeptBoards::in_write(TenantId tenant, CampaignId campaign, const Load& load) {
  const auto pending = pending_.find(campaign);
  BoardPtr board = pending != pending_.end() ? pending->second : before_group(tenant, campaign);
  if (!board) {
    board = load();
    if (board) loaded_[campaign] = board;
  }
  return board && board->board.campaign.tenant == tenant ? board : nullptr;
}

BoardPtr KeptBoards::before_group(TenantId tenant, CampaignId campaign) const {
  if (stale_.campaigns.contains(campaign) || stale_.tenants.contains(tenant)) return nullptr;
  return find(campaign);
}

void KeptBoards::kept(const store::Change& change) {
  std::set<std::pair<TenantId, CampaignId>> touched;
  for (const store::JournalRow& row : change.rows) {
    if (row.campaign) touched.emplace(row.tenant, row.campaign);
  }
  for (const store::AnyRecord& any : change.records) {
    std::visit(
        [&]<class T>(const T& record) {
          if constexpr (kShown<T>) {
            if (const CampaignId campaign = campaign_of(record)) {
              touched.emplace(record.tenant, campaign);
            } else {
              make_stale(record.tenant);
            }
          }
        },
        any);
  }
  for (const auto& [tenant, campaign] : touched) carry_along(change, tenant, campaign);
}

void KeptBoards::carry_along(const store::Change& change, TenantId tenant, CampaignId campaign) {
  const auto loaded = loaded_.find(campaign), pending = pending_.find(campaign);
  const BoardPtr base = loaded != loaded_.end()     ? loaded->second
                        : pending != pending_.end() ? pending->second
                                                    : before_group(tenant, campaign);
  const auto offered = offered_.find(campaign);
  make_stale(campaign);
  std::shared_ptr<SharedBoard> next;
  if (offered != offered_.end()) {
    next = offered->second;
  } else if (base && !stale_.tenants.contains(tenant)) {
    next = carried(*base, change, campaign);
  }
  if (!next) return;
  for (const store::JournalRow& row : change.rows) {
    if (row.campaign == campaign) next->last_entry = row.id;
  }
  pending_[campaign] = std::move(next);
}

std::shared_ptr<SharedBoard> KeptBoards::carried(const SharedBoard& base,
                                                 const store::Change& change, CampaignId campaign) {
  if (change.drafted || change.records.size() > kRecordsMax) return nullptr;
  auto next = std::make_shared<SharedBoard>(base);
  for (const store::AnyRecord& any : change.records) {
    const bool taken = std::visit(
        [&](const auto& record) {
          return campaign_of(record) != campaign || take_over(next->board, record);
        },
        any);
    if (!taken) return nullptr;
  }
  return next;
}

void KeptBoards::make_stale(CampaignId campaign) {
  pending_.erase(campaign);
  stale_.campaigns.insert(campaign);
}

void KeptBoards::make_stale(TenantId tenant) {
  std::erase_if(pending_,
                [&](const auto& entry) { return entry.second->board.campaign.tenant == tenant; });
  stale_.tenants.insert(tenant);
}

void KeptBoards::settled(bool committed) {
  if (committed) {
    const std::scoped_lock lock(mutex_);
    let_go(stale_, ++number_);
    for (auto& [campaign, board] : pending_) boards_[campaign] = std::move(board);
  }
  pending_.clear();
  loaded_.clear();
  stale_ = {};
}

void KeptBoards::let_go(const Touched& touched, std::uint64_t number) {
  for (const CampaignId campaign : touched.campaigns) {
    boards_.erase(campaign);
    campaign_changed_[campaign] = number;
  }
  for (const TenantId tenant : touched.tenants) tenant_changed_[tenant] = number;
  if (touched.tenants.empty()) return;
  std::erase_if(boards_, [&](const auto& entry) {
    return touched.tenants.contains(entry.second->board.campaign.tenant);
  });
}

}  // namespace zhantu::app
