// Names in a plan workbook and whom the tenant knows by them.
#pragma once
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/plan_workbook.hpp"
#include "domain/determination/board.hpp"

namespace zhantu::app {

// A row with everything that it names found in the tenant.
struct ResolvedRow {
  const PlanRow* row = nullptr;
  const BoardProject* existing = nullptr;
  OrganId command_post;
  UnitId lead_unit;
  std::vector<UnitId> partner_units;
  // Names, or "单位+姓名" already cut to the name.
  std::vector<std::string> deputy_commanders, accountable_persons;
  std::vector<PersonId> deputy_ids, accountable_ids;  // none where the person is new
};

// What stands in the way; after a thousand the rest is counted.
class Complaints {
 public:
  explicit Complaints(std::vector<Complaint>& list) : list_(list) {}
  ~Complaints();
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;
  void add(const CellRef& at, const std::string& value, std::string word,
           std::map<std::string, std::string> values);

 private:
  std::vector<Complaint>& list_;
  std::size_t left_out_ = 0;
  CellRef first_left_out_;
};

// Complaints: command_post_unknown, unit_unknown (name, hint), unit_ambiguous, person_ambiguous
// (name, count).
class PlanNames {
 public:
  explicit PlanNames(const Board& board);

  ResolvedRow resolve(const PlanRow& row, Complaints& complaints);
  // Names that nobody in the tenant bears yet, as far as rows were resolved.
  const std::vector<std::string>& new_people() const { return new_people_; }

 private:
  OrganId command_post(const PlanRow& row, Complaints& complaints);
  UnitId unit(const std::string& name, const CellRef& at, Complaints& complaints);
  void people(const std::vector<std::string>& wanted, const CellRef& at,
              const std::vector<PersonId>& standing, Complaints& complaints,
              std::vector<std::string>& names, std::vector<PersonId>& ids);
  std::string hint(const std::vector<std::string>& names, const std::string& name);

  const Board& board_;
  std::unordered_map<std::string, const BoardProject*> projects_;  // by number
  std::unordered_map<std::string, OrganId> posts_;
  std::unordered_map<std::string, std::set<UnitId>> units_, short_units_;
  std::unordered_map<std::string, std::vector<PersonId>> persons_;
  std::unordered_map<std::string, std::vector<PersonId>> persons_of_units_;  // "单位姓名"
  std::vector<std::string> post_names_, unit_names_;
  std::unordered_map<std::string, std::string> hints_;
  std::vector<std::string> new_people_;
  std::set<std::string> new_names_;
};

// Who has the role now, in order.
std::vector<UnitId> units_now(const BoardProject& project, std::string_view role);
std::vector<PersonId> persons_now(const BoardProject& project, std::string_view role);

}  // namespace zhantu::app
