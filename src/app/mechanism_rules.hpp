// The rules of a mechanism file: [card] and [[rule]] tables become CardRule values. The form is
// told in docs/mechanism-file.md.
#pragma once
#include "app/mechanism_nodes.hpp"
#include "domain/mechanism/mechanism.hpp"

namespace zhantu::app {

class MechanismRules {
 public:
  // `mechanism` holds roles, organ kinds and causes already; its rules are put into it.
  MechanismRules(MechanismNodes& nodes, Mechanism& mechanism)
      : nodes_(nodes), mechanism_(mechanism) {}

  void read(const toml::table& root);

  // Words for `to` and `by` of an effect that are neither roles nor organ kinds.
  static const Keys& receiver_words();

 private:
  struct Declared {
    Measure measure;
    std::string minuend, subtrahend;
    const toml::table* table = nullptr;
    bool used = false;
  };
  // A rule in the making, with the line of each band.
  struct Open {
    CardRule rule;
    std::vector<std::int64_t> lines;
    std::optional<bool> breaks_run;
    bool has_order = false;
  };
  // Where a condition stands.
  struct Place {
    Open& open;
    std::string rule_measure;   // measure of the bands that name none
    bool measure_known = true;  // false: the flaw was told at the rule already
  };

  void read_measure(const toml::table& table);
  void read_source(const toml::table& table, Declared& declared);
  void read_grades(const toml::table& table, Measure& measure);
  void read_targets(const toml::table& table, Measure& measure);
  void read_rule(const toml::table& table, bool is_card);
  void read_order(const toml::table& table, Open& open);
  void read_runs_policy(const toml::table& table, Open& open);
  void read_openings(const toml::table& table, Open& open);
  void read_recolourings(const toml::table& table, Open& open);
  void read_band(const toml::table& table, const Place& place, bool last);
  void read_effect(const toml::table& table, CardBand& band);
  std::string receiver(const toml::table& table, std::string_view key);
  void read_conditions(const toml::table& table, const Place& place,
                       std::vector<Condition>& conditions);
  void read_verdicts(const toml::table& table, const Place& place,
                     std::vector<Condition>& conditions);
  void read_measured(const toml::table& table, const Place& place,
                     std::vector<Condition>& conditions);
  std::optional<Interval> read_interval(const toml::table& table);
  void read_run(const toml::table& table, const Place& place, std::vector<Condition>& conditions);
  void add_run(Open& open, const Run& run, int times, std::vector<Condition>& conditions);
  std::optional<std::size_t> measure_of(const toml::node& node, const std::string& key, Open& open);
  bool resolve(const Declared& declared, Measure& measure, Open& open);
  std::size_t add_measure(Open& open, const Measure& measure);
  void finish(Open& open);
  void warn_unused();

  MechanismNodes& nodes_;
  Mechanism& mechanism_;
  std::map<std::string, Declared> declared_;
  std::map<Subject, Open> open_;
  std::set<std::string> resolving_;
  MechanismNodes::Names rule_names_, measure_names_;
};

}  // namespace zhantu::app
