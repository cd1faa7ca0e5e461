// A mechanism: all that differs from place to place, as values (D-10). The file is read in
// app/mechanism_file.cpp.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu {

// One line of the card rule. The first band whose conditions all hold decides.
struct CardBand {
  Card card = Card::none;
  std::vector<Verdict> verdicts;  // of the period that is judged
  int run_min = 0;        // missed periods in a row, up to and including this one; 0: no condition
  std::string clause;     // where the paper says so: "三(二)2"
  std::string text_zh;    // the rule in words, for legend and "why"
  std::string text_hant;  // the same in traditional characters
  std::string text_en;
};

// REQUIRES (held by check_card_rule): every verdict with every run length meets a band.
struct CardRule {
  std::vector<CardBand> bands;
  bool no_target_breaks_run = false;
};

// What the engine proposes from the figures: the first band whose floor is reached by verified /
// planned.
struct ProposalBand {
  Verdict verdict = Verdict::missed;
  std::int64_t floor_basis_points = 0;  // of the plan
  bool floor_open = false;              // true: strictly above the floor
};

struct RoleKind {
  std::string key;    // "lead_unit"
  std::string title;  // "主责单位"
  bool held_by_unit = false;
};

struct Mechanism {
  std::string name;
  std::int64_t version = 0;
  Date effective_from;
  std::string title;
  std::string source;  // the paper that it carries out
  std::string source_hant;
  std::vector<RoleKind> roles;
  std::vector<std::pair<std::string, std::string>> organ_kinds;  // key, title
  std::vector<ProposalBand> proposal;
  CardRule card;
  std::string verdict_note;  // how verdicts are made, one sentence for the chart

  const RoleKind* role(std::string_view key) const;
};

// What is wrong with the rule, in words for the file's author; nullopt if nothing is.
std::optional<std::string> flaw_in(const CardRule& rule);
std::optional<std::string> flaw_in(const std::vector<ProposalBand>& bands);

}  // namespace zhantu
