// A campaign with everything that its wall shows, as one value: what rules read and charts draw.
//
// A board is copied for every write and every reader; lists and projects are shared between the
// copies (base/shared.hpp). The latest board of each campaign is kept in memory and follows the
// records that are saved (app/kept_boards.hpp). A NEW RECORD TYPE of a campaign needs nothing to be
// right: when one is saved, the board is read anew from the tables. Where that is too slow (saved
// in daily work), give the board an `apply` for it, which must leave the board as
// store/board_load.cpp would load it, and tell it in tests/board_told.hpp, by which tests compare
// kept and loaded boards. A type that no board shows is named in store::OffBoard.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/shared.hpp"
#include "base/working_calendar.hpp"
#include "domain/campaign/campaign.hpp"
#include "domain/campaign/plan_table.hpp"
#include "domain/determination/records.hpp"
#include "domain/determination/roll_up_records.hpp"
#include "domain/mechanism/adoption.hpp"
#include "domain/mechanism/mechanism.hpp"
#include "domain/people/people.hpp"
#include "domain/project/gate.hpp"

namespace zhantu {

enum class CellState { planned, reported, confirmed, determined, published, corrected };  // D-3.1
std::string_view word(CellState state);

// One project in one period.
struct Cell {
  Plan plan;
  std::optional<Report> report;
  std::optional<Confirmation> confirmation;
  std::optional<Determination> determination;
  std::vector<AskedFigure> asked;          // by measure; what the rules ask of people
  std::vector<CorrectedFigure> corrected;  // by correction and measure: those put right later on
  std::vector<PublishedCard>
      cards;  // the publication's first, then one for each correction that touched it

  const PublishedCard* card() const { return cards.empty() ? nullptr : &cards.back(); }
  CellState state() const;
};

struct BoardProject {
  Project project;
  std::vector<ProjectUnit> units;
  std::vector<ProjectPerson> persons;
  std::map<Period, Cell> cells;

  const Cell& cell(const Period& period) const;  // an empty one if nothing is known
  bool finished_in(const Period& period) const;  // the published figure reached the annual one
  UnitId lead_unit(Date day) const;              // who leads on that day; none if nobody does
  // What keeps it off the wall from that day on (D-2.1). Who answers for it may have been named
  // for a later day already.
  std::vector<Lack> lacks(Date day) const;
};

// A later version of the campaign's mechanism file, with who put it in force.
struct AdoptedMechanism {
  MechanismAdoption adoption;
  Mechanism mechanism;
};

struct Board {
  Tenant tenant;
  Campaign campaign;
  Mechanism mechanism;                            // in the version that the campaign began with
  Shared<std::vector<AdoptedMechanism>> adopted;  // later versions, by version
  Shared<std::vector<Phase>> phases;
  Shared<std::vector<Organ>> organs;
  Shared<std::vector<OrganMember>> members;
  Shared<std::vector<OrganUnit>> organ_units;
  Shared<std::vector<Substitute>> substitutes;
  Shared<std::map<UnitId, Unit>> units;
  Shared<std::map<PersonId, Person>> persons;
  Shared<std::map<PostId, Post>> posts;
  Shared<std::map<TenureId, Tenure>> tenures;
  SharedList<BoardProject> projects;  // in the order of the chart
  Shared<std::map<Period, Publication>> publications;
  Shared<std::vector<Correction>> corrections;  // by number
  Shared<std::vector<PlanTable>> plan_tables;   // the latest first
  Shared<std::vector<RolledUpCard>> rolled_up;  // by period, subject, holder, correction
  Shared<std::vector<DueEffect>> effects;       // likewise, and place
  Shared<WorkingCalendar> calendar;             // of the tenant; what all its clocks ask

  // Takes over a record as it stands after an act. REQUIRES the project that a record names.
  void apply(const Campaign& record) { campaign = record; }
  void apply(const Person& record) { persons.edit()[record.id] = record; }
  void apply(const PlanTable& record);
  void apply(const Project& record);  // a new one, too
  void apply(const ProjectUnit& record);
  void apply(const ProjectPerson& record);
  void apply(const Plan& record);
  void apply(const Report& record);
  void apply(const Confirmation& record);
  void apply(const Determination& record);
  void apply(const Publication& record);
  void apply(const PublishedCard& record);
  void apply(const Correction& record);
  void apply(const RolledUpCard& record);
  void apply(const DueEffect& record);
  void apply(const AskedFigure& record);
  void apply(const CorrectedFigure& record);

  // The same for many records of projects at once, with an index in place of a search for each.
  struct Many {
    std::span<const Project> projects;
    std::span<const ProjectUnit> units;
    std::span<const ProjectPerson> persons;
    std::span<const Plan> plans;
  };
  void apply(const Many& records);

  const BoardProject* find(ProjectId id) const;
  const Organ* organ(OrganId id) const;
  // Who sits in an organ on a day, in the order of the mechanism's roles; they live as long as the
  // board.
  std::vector<const OrganMember*> seated(OrganId organ, Date day) const;
  bool published(const Period& period) const { return publications.contains(period); }
  // Whether a project hangs on the wall in a period (D-2.1, D-2.8): admitted, not withdrawn, and
  // nothing is missing of it. What has been published stays as it hung: with a card, or not at all.
  bool on_wall(const BoardProject& project, const Period& period) const;
  // In some period of the campaign.
  bool hangs(const BoardProject& project) const;
  std::optional<Period> latest_published() const;
  CellState state(
      const Period& period) const;  // the furthest that all projects on the wall have reached
  // Projects that the gate keeps off the wall from that day on; those that have left are not
  // missed.
  std::vector<const BoardProject*> kept_off(Date day) const;

  // The version in force on a day: the highest one whose effective day has come.
  const Mechanism& mechanism_on(Date day) const;
  // The version that judges a period: the one in force on its first day. A published period keeps
  // the version under which it was published, and its corrections follow it (D-3.3).
  const Mechanism& mechanism_for(const Period& period) const;
  // REQUIRES a version that the campaign has.
  const Mechanism& mechanism_version(std::int64_t version) const;

  std::string unit_name(UnitId id) const;
  std::string person_name(PersonId id) const;  // "（已删除）" in place of an erased name
  std::string post_text(TenureId id) const;    // "县交通运输局局长"
  std::string holder_text(TenureId id) const;  // "县交通运输局局长 周明"

 private:
  BoardProject& edit(ProjectId project);
  Cell& cell_of(ProjectId project, const Period& period);
};

}  // namespace zhantu
