// Typed identifiers: two ids of different things can never be swapped.
#pragma once
#include <compare>
#include <cstdint>
#include <functional>

namespace zhantu {

// A positive 64-bit number given by the store; 0 means "none".
template <class Tag>
struct Id {
  std::int64_t value = 0;

  constexpr explicit operator bool() const { return value != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

using TenantId = Id<struct TenantTag>;
using UnitId = Id<struct UnitTag>;
using PersonId = Id<struct PersonTag>;
using PostId = Id<struct PostTag>;
using TenureId = Id<struct TenureTag>;
using AccountId = Id<struct AccountTag>;
using CampaignId = Id<struct CampaignTag>;
using OrganId = Id<struct OrganTag>;
using ProjectId = Id<struct ProjectTag>;
using TaskId = Id<struct TaskTag>;
using CandidateId = Id<struct CandidateTag>;
using CriterionId = Id<struct CriterionTag>;

}  // namespace zhantu

template <class Tag>
struct std::hash<zhantu::Id<Tag>> {
  std::size_t operator()(zhantu::Id<Tag> id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
