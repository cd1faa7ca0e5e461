#include "app/chart_cache.hpp"

#include "base/hash.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kSlotsMax = 48;

// What the drawing depends on. The day counts because posts change hands.
std::string key_of(const SharedBoard& board, const ChartQuestion& q, Date today) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", board.board.campaign.id.value,
                     board.last_entry, q.wall, static_cast<int>(q.surface),
                     static_cast<int>(q.paper), static_cast<int>(q.audience), q.page,
                     q.as_of ? q.as_of->iso() : "", today.iso(), q.base_url);
}

std::shared_ptr<const DrawnChart> draw(App& app, const SharedBoard& board, const ChartQuestion& q) {
  const chart::ProgressChart view =
      progress_view(board.board, app.today(board.board), app.now(), q);
  chart::Drawing drawing =
      q.wall ? chart::draw_progress_wall(view, {.surface = q.surface, .page = q.page})
             : chart::draw_progress_paper(view,
                                          {.paper = q.paper, .surface = q.surface, .page = q.page});
  auto drawn = std::make_shared<DrawnChart>();
  drawn->etag = "\"" + sm3_hex(drawing.bytes).substr(0, 24) + "\"";
  drawn->bytes = std::make_shared<const std::string>(std::move(drawing.bytes));
  drawn->media_type = std::move(drawing.media_type);
  drawn->pages = drawing.pages;
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
      promise->set_value(draw(app, *board, question));
    } catch (...) {
      // Forgotten before it is told, so that whoever asks again draws again.
      {
        std::lock_guard lock(mutex_);
        slots_.erase(key);
        std::erase(order_, key);
      }
      promise->set_exception(std::current_exception());
    }
  });
  return slot.get();
}

std::pair<ChartCache::Slot, bool> ChartCache::slot_for(const std::string& key, Promise& promise) {
  std::lock_guard lock(mutex_);
  const auto found = slots_.find(key);
  if (found != slots_.end()) return {found->second, false};
  Slot slot = promise.get_future().share();
  slots_.emplace(key, slot);
  order_.push_back(key);
  if (order_.size() > kSlotsMax) {
    slots_.erase(order_.front());
    order_.erase(order_.begin());
  }
  return {slot, true};
}

}  // namespace zhantu::app
