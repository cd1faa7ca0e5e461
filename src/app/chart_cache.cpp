#include "app/chart_cache.hpp"

#include <fmt/ranges.h>

#include "app/strip_changes.hpp"
#include "base/check.hpp"
#include "base/hash.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kEntryBytes = 1'000;  // key, slot and places, so that tiny drawings count too

// What the drawing depends on. The day counts because posts change hands.
std::string key_of(const SharedBoard& board, const ChartQuestion& q, Date today) {
  std::string key = fmt::format(
      "{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", board.board.campaign.id.value, board.last_entry, q.wall,
      static_cast<int>(q.surface), static_cast<int>(q.paper), static_cast<int>(q.audience), q.page,
      q.as_of ? q.as_of->iso() : "", today.iso(), q.base_url, q.posts_apart);
  if (q.subject) key += fmt::format("|{}:{}", word(q.subject->kind), q.subject->id);
  if (q.strips) {
    key += fmt::format("|strips {} {} {}", static_cast<int>(q.strips->sheet),
                       q.strips->changed_since.value_or(-1), fmt::join(q.strips->projects, ","));
  }
  return key;
}

struct ChosenStrips {
  std::vector<std::string> projects, posts;
};

// REQUIRES that the revision exists: the handler has looked.
ChosenStrips chosen_strips(App& app, const Board& board, const chart::ProgressChart& view,
                           const ChartQuestion& q) {
  ChosenStrips chosen;
  for (const chart::ProgressGroup& group : view.groups) {
    chosen.posts.push_back(group.name);
    for (const chart::ProgressRow& row : group.rows) chosen.projects.push_back(row.project);
  }
  if (q.strips->changed_since) {
    const BoardPtr then = board_at_revision(app, board, *q.strips->changed_since);
    ZT_CHECK(then != nullptr);
    const Instant at = *revision_instant(board, *q.strips->changed_since);
    const int offset = static_cast<int>(board.tenant.utc_offset_minutes);
    const auto before = progress_view(then->board, at.day_at(offset), at, q);
    chosen = {changed_strips(before, view), changed_posts(before, view)};
  }
  const auto& wanted = q.strips->projects;
  if (wanted.empty()) return chosen;
  std::erase_if(chosen.projects, [&](const std::string& id) {
    return std::ranges::find(wanted, id) == wanted.end();
  });
  chosen.posts.clear();
  return chosen;
}

chart::Drawing draw_view(App& app, const Board& board, const chart::ProgressChart& view,
                         const ChartQuestion& q, int& strips) {
  if (q.wall) return chart::draw_progress_wall(view, {.surface = q.surface, .page = q.page});
  if (!q.strips) {
    return chart::draw_progress_paper(
        view,
        {.paper = q.paper, .surface = q.surface, .page = q.page, .posts_apart = q.posts_apart});
  }
  const ChosenStrips chosen = chosen_strips(app, board, view, q);
  strips = static_cast<int>(chosen.projects.size());
  return chart::draw_progress_strips(view, {.paper = q.paper,
                                            .sheet = q.strips->sheet,
                                            .surface = q.surface,
                                            .page = q.page,
                                            .posts_apart = q.posts_apart,
                                            .projects = chosen.projects,
                                            .posts = chosen.posts});
}

std::shared_ptr<const DrawnChart> draw(App& app, const SharedBoard& board, const ChartQuestion& q) {
  const chart::ProgressChart view =
      progress_view(board.board, app.today(board.board), app.now(), q);
  int strips = 0;
  chart::Drawing drawing = draw_view(app, board.board, view, q, strips);
  auto drawn = std::make_shared<DrawnChart>();
  drawn->etag = "\"" + sm3_hex(drawing.bytes).substr(0, 24) + "\"";
  drawn->bytes = std::make_shared<const std::string>(std::move(drawing.bytes));
  drawn->media_type = std::move(drawing.media_type);
  drawn->pages = drawing.pages;
  drawn->strips = strips;
  drawn->revision = board.board.campaign.revision;
  return drawn;
}

}  // namespace

std::shared_ptr<const DrawnChart> ChartCache::get(App& app, const BoardPtr& board,
                                                  const ChartQuestion& question) {
  const std::string key = key_of(*board, question, app.today(board->board));
  const auto promise = std::make_shared<Promise>();
  const auto [slot, mine] = slot_for(key, *promise);
  if (!mine) return slot.get();
  threads_.submit([this, key, promise, &app, board, question] {
    try {
      auto drawn = draw(app, *board, question);
      weigh(key, drawn->bytes->size() + kEntryBytes);
      promise->set_value(std::move(drawn));
    } catch (...) {
      // Forgotten before it is told, so that whoever asks again draws again.
      forget(key);
      promise->set_exception(std::current_exception());
    }
  });
  return slot.get();
}

std::size_t ChartCache::bytes() const {
  std::lock_guard lock(mutex_);
  return bytes_;
}

std::pair<ChartCache::Slot, bool> ChartCache::slot_for(const std::string& key, Promise& promise) {
  std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  if (found != places_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return {found->second->slot, false};
  }
  entries_.push_front({key, promise.get_future().share()});
  places_.emplace(key, entries_.begin());
  return {entries_.front().slot, true};
}

void ChartCache::weigh(const std::string& key, std::size_t bytes) {
  if (bytes > bytes_max_) return forget(key);
  std::lock_guard lock(mutex_);
  places_.at(key)->bytes = bytes;
  bytes_ += bytes;
  for (auto entry = entries_.end(); bytes_ > bytes_max_ && entry != entries_.begin();) {
    --entry;
    if (entry->bytes == 0 || entry->key == key) continue;
    bytes_ -= entry->bytes;
    places_.erase(entry->key);
    entry = entries_.erase(entry);
  }
}

void ChartCache::forget(const std::string& key) {
  std::lock_guard lock(mutex_);
  const auto found = places_.find(key);
  entries_.erase(found->second);
  places_.erase(found);
}

}  // namespace zhantu::app
