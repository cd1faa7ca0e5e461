#include "http/event_frames.hpp"

namespace zhantu::http {
namespace {

constexpr std::int64_t kReplayMax = 200;

std::string period_in_subject(std::string_view subject) {
  const auto at = subject.find("/period/");
  return at == std::string_view::npos ? std::string{} : std::string(subject.substr(at + 8));
}

std::string frame(std::int64_t id, std::string_view name, CampaignId campaign,
                  std::int64_t revision, std::string_view period) {
  return fmt::format(
      "id: {}\nevent: {}\ndata: {{\"campaign\":\"{}\",\"revision\":{},\"period\":{}}}\n\n", id,
      name, campaign.value, revision, period.empty() ? "null" : fmt::format("\"{}\"", period));
}

}  // namespace

std::string event_topic(CampaignId campaign, bool internal) {
  return fmt::format("campaign/{}/{}", campaign.value, internal ? "internal" : "open");
}

std::string event_frame(const store::JournalRow& row, std::int64_t revision, bool internal) {
  const bool published = row.verb == "publish", corrected = row.verb == "correct";
  if (!published && !corrected && !internal) return {};
  const std::string_view name = published ? "published" : corrected ? "corrected" : "changed";
  return frame(row.id, name, row.campaign, revision, period_in_subject(row.subject));
}

std::string replay_frames(app::App& app, const app::SharedBoard& board, bool internal,
                          std::int64_t after, bool known) {
  const Campaign& campaign = board.board.campaign;
  const auto rows = known ? store::journal_after(*app.store().read(), campaign.tenant, campaign.id,
                                                 after, kReplayMax + 1)
                          : std::vector<store::JournalRow>{};
  if (!known || after > board.last_entry || static_cast<std::int64_t>(rows.size()) > kReplayMax) {
    return frame(board.last_entry, "reload", campaign.id, campaign.revision, "");
  }
  std::string out = ": connected\n\n";
  for (const store::JournalRow& row : rows) out += event_frame(row, campaign.revision, internal);
  return out;
}

}  // namespace zhantu::http
