// A county in a database of its own, for tests of the app and of the handlers.
//
// The demo county is set up once per process (one password is hashed for all its accounts) and its
// database file is copied for every fixture; so is the county with nine months played.
#pragma once
#include <memory>
#include <string>

#include "app/accounts.hpp"
#include "app/period_acts.hpp"

namespace zhantu::test {

inline constexpr const char* kPassword = "zhantu-demo-2026";

enum class County {
  fresh,   // set up on 2025-12-31, nothing reported
  played,  // January to September 2026 reported, determined and published
};

Period month(int number);  // of 2026

// Digests of every table of the record and of the journal: what a refusal must not move.
struct RecordState {
  std::string tables;
  std::string journal;
  std::int64_t entries = 0;

  friend bool operator==(const RecordState&, const RecordState&) = default;
};

class AppFixture {
 public:
  explicit AppFixture(County county = County::fresh);
  ~AppFixture();
  AppFixture(const AppFixture&) = delete;
  AppFixture& operator=(const AppFixture&) = delete;

  app::App& app() { return *app_; }
  store::Store& store() { return *store_; }
  TenantId tenant() const { return tenant_; }
  CampaignId campaign() const { return campaign_; }

  // The clock stands still until it is set; local time of the county.
  void set_clock(int month, int day, int hour = 9, int minute = 0);
  void advance_ms(std::int64_t ms) { clock_->ms += ms; }
  Instant clock() const { return *clock_; }

  // The holder of a log-in, acting for the first post held today, as after logging in.
  app::Actor as(const std::string& login);
  PersonId person(const std::string& name);
  UnitId unit(const std::string& short_name);

  app::BoardPtr board() { return app_->board(campaign_); }
  // The kept board against one that is read anew from the tables: their first different lines, ""
  // if there are none. Asked at the end of every fixture.
  std::string kept_board_flaw();
  ProjectId project(int number);  // 17: YX2026-17
  const BoardProject& on(const app::BoardPtr& board, int number);

  RecordState state();
  // The verbs of the journal's last entries, oldest first.
  std::vector<std::string> last_verbs(std::size_t count);
  // Database, write-ahead log and all, as they lie on the disk.
  std::string database_bytes();

  // One write on the campaign.
  Outcome act(const app::Actor& actor, const std::function<Outcome(app::Writing&)>& what);
  Outcome report(const std::string& login, int project, const Period& period,
                 std::optional<Quantity> quantity, const std::string& text = "按计划推进");
  Outcome confirm(const std::string& login, int project, const Period& period);
  Outcome determine(const std::string& login, int project, const Period& period, Verdict verdict,
                    std::optional<Quantity> quantity = std::nullopt,
                    const std::string& reason = "");
  Outcome publish(const std::string& login, const Period& period);
  Result<app::Corrected> correct(const std::string& login, const app::CorrectCommand& command,
                                 bool dry_run = false);
  // no_target for every project on the wall that has no verdict yet, by the office.
  void determine_the_rest(const Period& period);
  // determine_the_rest for each month up to this one, and their publication.
  void publish_until(int month);

  // Changes records behind the back of the rules, with an entry in the journal.
  void amend(const std::function<void(store::Transaction&)>& change);
  // A further post for a person, in a unit.
  TenureId give_post(const std::string& person, const std::string& unit, Date starts_on,
                     std::optional<Date> ends_on = std::nullopt);

 private:
  std::string path_;
  std::shared_ptr<Instant> clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<app::App> app_;
  TenantId tenant_;
  CampaignId campaign_;
};

// The word of a refusal, "ok" where there is none.
template <class T>
std::string word_of(const Result<T>& result) {
  return result ? "ok" : result.problem().word;
}
// The words of a refusal's items, joined by blanks.
std::string item_words(const Problem& problem);

std::string text_of_file(const std::string& path);

}  // namespace zhantu::test
