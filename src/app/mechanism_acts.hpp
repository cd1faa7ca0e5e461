// What people do with mechanism files: put a later version in force (D-6.6).
#pragma once
#include "app/period_acts.hpp"

namespace zhantu::app {

struct AdoptCommand {
  std::string text;    // the file, TOML
  std::string remark;  // the paper or the meeting that decided it
};

// Puts a later version of the campaign's mechanism in force from the file's effective day on.
// REFUSES not_logged_in, not_permitted (headquarters decides), field_invalid (no remark),
// mechanism_malformed, mechanism_name_differs, mechanism_version_not_higher, mechanism_too_early,
// mechanism_judges_nothing, mechanism_version_taken (another text of the county bears this
// version). With `dry_run` nothing is saved and no remark is needed; the board shows what would be.
Result<AdoptedMechanism> adopt_mechanism(Writing& writing, const AdoptCommand& command,
                                         bool dry_run);

// Why the campaign cannot adopt this file now; nullopt if it can. The county's other texts are not
// looked at.
std::optional<Problem> adoption_problem(const Board& board, const Mechanism& file);

// The file of a version of the campaign, as it was taken in. REQUIRES that the campaign has it.
std::string mechanism_text(App& app, const Board& board, std::int64_t version);

}  // namespace zhantu::app
