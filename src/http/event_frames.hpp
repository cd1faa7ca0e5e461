// Server-sent events of a campaign: frames from journal entries, and the replay of those that a
// client missed.
#pragma once
#include <string>

#include "app/app.hpp"

namespace zhantu::http {

// Everybody's topic carries publications and corrections; the internal one every change.
std::string event_topic(CampaignId campaign, bool internal);

// The frame of an entry; "" where it is nothing that a wall shows, or not for this audience.
std::string event_frame(const store::JournalRow& row, std::int64_t revision, bool internal);

// Frames after entry `after`. A gap of more than 200 entries, or an id that is not `known`, gives
// one `reload`.
std::string replay_frames(app::App& app, const app::SharedBoard& board, bool internal,
                          std::int64_t after, bool known);

}  // namespace zhantu::http
