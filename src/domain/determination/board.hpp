// A campaign with everything that its wall shows, as one value: what rules read and charts draw.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/campaign/campaign.hpp"
#include "domain/campaign/plan_table.hpp"
#include "domain/determination/records.hpp"
#include "domain/mechanism/mechanism.hpp"
#include "domain/people/people.hpp"
#include "domain/project/project.hpp"

namespace zhantu {

enum class CellState { planned, reported, confirmed, determined, published, corrected };  // D-3.1
std::string_view word(CellState state);

// One project in one period.
struct Cell {
  Plan plan;
  std::optional<Report> report;
  std::optional<Confirmation> confirmation;
  std::optional<Determination> determination;
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
};

struct Board {
  Tenant tenant;
  Campaign campaign;
  Mechanism mechanism;
  std::vector<Phase> phases;
  std::vector<Organ> organs;
  std::vector<OrganMember> members;
  std::vector<OrganUnit> organ_units;
  std::map<UnitId, Unit> units;
  std::map<PersonId, Person> persons;
  std::map<PostId, Post> posts;
  std::map<TenureId, Tenure> tenures;
  std::vector<BoardProject> projects;  // in the order of the chart
  std::map<Period, Publication> publications;
  std::vector<Correction> corrections;  // by number
  std::vector<PlanTable> plan_tables;   // the latest first

  // Takes over a record as it stands after an act; the project must be there.
  void apply(const Campaign& record) { campaign = record; }
  void apply(const Project& record);
  void apply(const Plan& record);
  void apply(const Report& record);
  void apply(const Confirmation& record);
  void apply(const Determination& record);
  void apply(const Publication& record);
  void apply(const PublishedCard& record);
  void apply(const Correction& record);

  const BoardProject* find(ProjectId id) const;
  const Organ* organ(OrganId id) const;
  bool published(const Period& period) const { return publications.contains(period); }
  std::optional<Period> latest_published() const;
  CellState state(
      const Period& period) const;  // the furthest that all projects on the wall have reached

  std::string unit_name(UnitId id) const;
  std::string person_name(PersonId id) const;  // "（已删除）" in place of an erased name
  std::string post_text(TenureId id) const;    // "县交通运输局局长"
  std::string holder_text(TenureId id) const;  // "县交通运输局局长 周明"

 private:
  Cell& cell_of(ProjectId project, const Period& period);
};

}  // namespace zhantu
