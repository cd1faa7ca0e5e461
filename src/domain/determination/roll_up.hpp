// Cards of lead units and command posts from the cards of their projects (D-3.2), and what follows
// from all cards by the rules (D-3.5). Units and posts are named in the open, persons never.
#pragma once
#include <vector>

#include "domain/determination/publication.hpp"

namespace zhantu {

// A unit or a post with its projects that have a card in the period: those that the unit led on the
// last day of the period, or those of the post. In the order of the units and organs.
struct RollUpGroup {
  Subject subject = Subject::unit;
  std::int64_t holder = 0;
  std::vector<const BoardProject*> projects;
};
// All units or organs of the campaign, in the order in which people list them.
std::vector<std::int64_t> holders_of(const Board& board, Subject subject);
std::vector<RollUpGroup> groups_in(const Board& board, const Period& period, Subject subject);
// One of them; without projects where it has none in this period.
RollUpGroup group_of(const Board& board, const Period& period, Subject subject,
                     std::int64_t holder);

// What the rule of the subject looks at, from the cards of the projects as they stand.
Facts group_facts(const CardRule& rule, const Period& period, const RollUpGroup& group);

// The cards of units and posts by the version in force for the period, with the project cards of
// the period on the board already. Empty where the file judges neither. A group that the rule
// cannot judge gets none.
std::vector<RolledUpCard> rolled_up_cards(const Board& board, const Period& period);

// Cards of units and posts that differ from those that stand, in this period and the later
// published ones, once a correction's project cards are on the board; with their number to be set.
std::vector<RolledUpCard> changed_roll_ups(const Board& board, const Period& period);

// The card of a unit or post as it stands; nullptr if it has none in this period.
const RolledUpCard* roll_up_of(const Board& board, const Period& period, Subject subject,
                               std::int64_t holder);
// All that stand in this period, in the order of publication.
std::vector<const RolledUpCard*> roll_ups_of(const Board& board, const Period& period,
                                             Subject subject);

// What follows from the cards that `correction` (0: the publication) made in this period. While the
// same band goes on from one judged period to the next it is one cause, and an effect that does not
// repeat is due once.
std::vector<DueEffect> effects_by(const Board& board, const Period& period,
                                  std::int64_t correction);
// Those of the cards that stand: an effect of a card that was corrected is no longer among them.
std::vector<const DueEffect*> standing_effects(const Board& board, const Period& period);

// How a published card is shown once its arrears are made good; nullptr: as it was published.
const Recolouring* shown_as(const Board& board, const BoardProject& project,
                            const PublishedCard& card);

}  // namespace zhantu
