#include "store/draft.hpp"

namespace zhantu::store {

journal::Entry entry_of(const Deed& deed, std::vector<journal::Image> images) {
  return {.tenant = deed.tenant,
          .account = deed.account,
          .tenure = deed.tenure,
          .at = deed.at,
          .verb = deed.verb,
          .subject = deed.subject,
          .campaign = deed.campaign,
          .images = std::move(images)};
}

void Draft::record(const Deed& deed) {
  Entry entry{.deed = deed,
              .sealed = journal::seal(entry_of(deed, std::move(images_)), salt_),
              .leaf_hash = {}};
  entry.leaf_hash = hex(journal::leaf_hash(entry.sealed.bytes));
  entries_.push_back(std::move(entry));
  images_.clear();
}

}  // namespace zhantu::store
