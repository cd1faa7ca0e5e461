// The board as JSON (`Board` in api/openapi.yaml): bytes that are the same for everybody who may
// see the campaign, in every language. After a write only the projects that it touched are written
// anew.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/kept_boards.hpp"

namespace zhantu::http {

struct BoardBody {
  struct Piece {  // one project
    SharedList<BoardProject>::Item project;
    std::string json;  // empty: the gate keeps it off (D-2.1)
    std::string digest;
  };

  app::BoardPtr board;
  Date today;
  std::shared_ptr<const std::string> bytes;
  std::string etag;  // strong: of the bytes
  std::vector<std::shared_ptr<const Piece>> pieces;
};
using BoardBodyPtr = std::shared_ptr<const BoardBody>;

class BoardBodies {
 public:
  static constexpr std::size_t kCampaignsMax = 64;

  // The body of this board on that day.
  BoardBodyPtr get(const app::BoardPtr& board, Date today);
  // The same where it is quickly made: at most a few projects differ from the last one. nullptr:
  // get.
  BoardBodyPtr at_hand(const app::BoardPtr& board, Date today);

 private:
  BoardBodyPtr last(CampaignId campaign) const;
  BoardBodyPtr make(const app::BoardPtr& board, Date today, const BoardBodyPtr& before);

  mutable std::mutex mutex_;
  std::map<CampaignId, BoardBodyPtr> bodies_;
};

}  // namespace zhantu::http
