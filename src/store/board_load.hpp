// A campaign's records, from the tables or from the journal as of an instant (D-5.6), put together
// as a Board.
#pragma once
#include <optional>

#include "domain/determination/board.hpp"
#include "store/store.hpp"

namespace zhantu::store {

struct LoadedBoard {
  Board board;  // without the mechanisms, which the app reads from the texts
  MechanismText mechanism;
  std::vector<MechanismText> adopted_texts;  // as many as board.adopted, in the same order
  std::int64_t last_entry = 0;               // journal id up to which the board is
};

// nullopt: there is no such campaign in this tenant.
std::optional<LoadedBoard> load_board(Reader& reader, TenantId tenant, CampaignId campaign);

// The same, replayed from the journal with every entry up to and including `until`. nullopt: the
// campaign did not exist then.
std::optional<LoadedBoard> load_board_as_of(Reader& reader, TenantId tenant, CampaignId campaign,
                                            Instant until);

}  // namespace zhantu::store
