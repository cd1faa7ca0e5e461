// Plays the task board and the candidate pool of a setup file: who proposes, weighs and decides
// does it on the day that the file tells, through the same acts as everybody.
#pragma once
#include "app/toml.hpp"

#include "app/period_acts.hpp"

namespace zhantu::app {

class SelectionPlayer {
 public:
  // REQUIRES the toml to outlive the player.
  SelectionPlayer(App& app, CampaignId campaign, const toml::table& root,
                  std::function<void(Instant)> set_clock);

  // What the file tells up to that day and was not played yet. Throws setup::Flaw.
  Outcome play_until(Date day);

 private:
  struct Event {
    Date day;
    std::function<Outcome(Writing&)> act;
    Act needed = Act::edit_tasks;
    std::string by;  // "N62/T01"; empty: whoever may
  };

  void read_board();
  void read_pool();
  Outcome play(const Event& event);
  Actor actor_for(const Board& board, const Event& event, Date today) const;

  App& app_;
  CampaignId campaign_;
  const toml::table& root_;
  std::function<void(Instant)> set_clock_;
  std::vector<Event> events_;
};

}  // namespace zhantu::app
