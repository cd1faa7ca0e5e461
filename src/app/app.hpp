// The app: everything that a person can do, one file per act. This header is what the acts share:
// who acts, reading and writing.
#pragma once
#include <memory>
#include <mutex>

#include "app/jobs.hpp"
#include "app/kept_boards.hpp"
#include "app/kept_sessions.hpp"
#include "app/language.hpp"
#include "app/ports.hpp"
#include "base/problem.hpp"
#include "domain/determination/board.hpp"
#include "domain/people/policy.hpp"
#include "store/board_load.hpp"
#include "store/store.hpp"

namespace zhantu::app {

// Who sends a request. Nobody, for those without a log-in.
struct Actor {
  bool logged_in = false;
  TenantId tenant;
  AccountId account;
  PersonId person;
  TenureId tenure;     // the post that is acted for; none for administrators
  std::string office;  // system_administrator, security_administrator, auditor or empty
};

// An answer that a repeated write gives again, byte for byte.
struct Answer {
  int status = 200;
  std::string body;  // JSON; empty for 204
  std::string etag;
};

// Identifies a write that may be repeated. Empty key: not repeatable.
struct Repeat {
  std::string key;
  std::string request_hash;
};

class App {
 public:
  App(store::Store& store, Ports ports);
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  store::Store& store() { return store_; }
  KeptSessions& sessions() { return sessions_; }
  const Ports& ports() const { return ports_; }
  Jobs& jobs() { return jobs_; }
  Instant now() const { return ports_.now(); }
  Date today(const Board& board) const {
    return now().day_at(static_cast<int>(board.tenant.utc_offset_minutes));
  }

  // The campaign's board after the latest commit, shared between requests. nullptr: no such
  // campaign in any tenant.
  BoardPtr board(CampaignId campaign);
  // The same without ever waiting for the tables. nullptr: ask board().
  BoardPtr board_at_hand(CampaignId campaign) const { return kept_.find(campaign); }
  // Inside a write, with what its group did before it. nullptr: no such campaign in the tenant.
  BoardPtr board_in(store::Transaction& transaction, TenantId tenant, CampaignId campaign);
  // Inside a write that takes a draft: the board that comes of it (app/kept_boards.hpp).
  void offer(CampaignId campaign, std::shared_ptr<SharedBoard> next) {
    kept_.offer(campaign, std::move(next));
  }
  // As it stood at the end of that day (D-5.6). nullptr: the campaign did not exist then.
  BoardPtr board_as_of(CampaignId campaign, Date day);
  // As it stood right after everything that was recorded up to this instant.
  BoardPtr board_at(CampaignId campaign, Instant until);

  // Campaigns of all tenants by id, with their tenant.
  std::vector<std::pair<TenantId, CampaignId>> campaigns();
  // The campaign of a project. None if there is no such project.
  CampaignId campaign_of(ProjectId project);

 private:
  TenantId tenant_of(CampaignId campaign);

  store::Store& store_;
  Ports ports_;
  Jobs jobs_;
  KeptBoards kept_;
  KeptSessions sessions_;
};

// App::board_in as a board of the write's own, to carry along with what it saves.
std::shared_ptr<SharedBoard> load_in(App& app, store::Transaction& transaction, TenantId tenant,
                                     CampaignId campaign);

// As the tables stand inside the write, with what this deed itself has saved. nullptr: no such
// campaign in the tenant.
BoardPtr board_after(store::Transaction& transaction, TenantId tenant, CampaignId campaign);

// Runs `act` in the writer as one transaction: all or nothing, answered after the commit. A repeat
// of a finished write gives the stored answer and runs nothing. REFUSES idempotency_key_reused: the
// key was used with another request.
Result<Answer> write(App& app, const Actor& actor, const Repeat& repeat,
                     const std::function<Result<Answer>(store::Transaction&)>& act);

// Whether a write with this key was committed and its answer kept.
bool answered(App& app, const Actor& actor, const std::string& key);

// Whether headquarters has a member, now or from a later day: until then the system administrator
// names the first ones.
bool headquarters_staffed(const Board& board, Date today);

// Whether the rules ask this actor for a figure of the project: a member of an organ of that kind;
// of command posts the project's own; for the office also its substitute.
bool is_asked(const Board& board, const Actor& actor, Date today, const BoardProject& project,
              std::string_view organ_kind);

// Whether the person belongs to the project in those days (D-3.1).
bool belongs_on(const Board& board, PersonId person, const BoardProject& project, Date first,
                Date last);

// What the policy says of an act that belongs to no campaign: by office in the tenant, or by
// standing in one of its campaigns.
std::optional<std::string_view> refused_in_tenant(App& app, const Actor& actor, Act act);

// Where an actor stands in the own tenant, for acts that belong to no campaign.
Standing standing_in_tenant(const Actor& actor);

// Where an actor stands to a campaign, to one of its projects (may be null) and to a period (may be
// absent).
Standing standing_of(const Board& board, const Actor& actor, Date today,
                     const BoardProject* project, std::optional<Period> period);
// The unit of a post; none for no tenure.
UnitId unit_acted_for(const Board& board, TenureId tenure);

// The state of a period and of a project (may be null) in it.
ObjectState state_of(const Board& board, Date today, const BoardProject* project,
                     std::optional<Period> period);

// What the policy says of an act here and now: nullopt or the word of the refusal.
std::optional<std::string_view> refused(Act act, const Board& board, const Actor& actor, Date today,
                                        const BoardProject* project, std::optional<Period> period);

// Acts of the policy that this person may do, leaving the state of a period aside.
std::vector<Act> acts_of(const Board& board, const Actor& actor, Date today,
                         const BoardProject* project, std::optional<Period> period = std::nullopt);

// The deed for the journal.
store::Deed deed(const App& app, const Actor& actor, std::string verb, std::string subject,
                 CampaignId campaign = {});

}  // namespace zhantu::app
