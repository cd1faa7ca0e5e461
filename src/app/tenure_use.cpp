#include "app/tenure_use.hpp"

#include "domain/determination/frozen.hpp"

namespace zhantu::app {

std::optional<Problem> tenure_frozen(TenantWriting& writing, const Tenure& before,
                                     const Tenure& after) {
  if (before.starts_on == after.starts_on && before.ends_on == after.ends_on) return std::nullopt;
  for (const Campaign& campaign : writing.transaction.of_tenant<Campaign>(writing.actor.tenant)) {
    const auto shared =
        load_in(writing.app, writing.transaction, writing.actor.tenant, campaign.id);
    if (!shared) continue;
    if (const auto period = frozen_by_tenure(shared->board, before, after))
      return Problem{.word = "tenure_frozen",
                     .values = {{"campaign", campaign.title}, {"period", period->text()}}};
  }
  return std::nullopt;
}

}  // namespace zhantu::app
