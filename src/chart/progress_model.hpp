// What the progress chart shows (D-5.1), as plain values. The app fills it from the record; layouts
// draw it and decide nothing about cards. Texts are final (already in the language of the chart)
// except for labels that the layout owns.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/determination/verdict.hpp"

namespace zhantu::chart {

enum class Audience { internal, open };  // open: posts and units, never persons (D-5.3)

// One project in one period.
struct ProgressCell {
  bool on_wall = true;     // false before admission and after withdrawal: draw nothing
  bool has_target = true;  // false: no target this period
  std::string plan_text;   // "基础完工"; may be empty
  std::optional<int>
      plan_basis_points;  // planned cumulative share of the annual target, 10000 = all of it
  std::optional<int> claimed_basis_points;   // reported, not yet verified
  std::optional<int> verified_basis_points;  // from the determination
  Card card = Card::none;                    // as published; Card::none while not published
  Card shown = Card::none;  // the colour it is shown in since its arrears were made good
  std::string verdict;  // "完成"; says in words what a plan without a quantity has no figure for
  bool corrected = false;   // a published correction stands behind this card (D-3.3)
  bool struck_off = false;  // finished in this period
  int missed_run = 0;       // periods missed in a row up to and including this one
};

struct ProgressRow {
  int sequence = 0;     // 序号, from 1 over the whole chart
  std::string project;  // id in links: "71"
  std::string number;   // project number as the clerks write it
  std::string name;
  std::string facts;  // 基本情况
  std::string annual_target;
  std::string commander;  // persons: empty in open charts
  std::string deputy_commanders;
  std::string accountable_persons;
  std::string lead_unit;
  std::string role;  // of the unit or person whose chart it is: "配合"; empty in other charts
  std::string strip_code;           // short check code of this row's published record, "9F3A-7C21"
  std::string qr_text;              // address that the QR code of its strip carries
  std::string lead_unit_short;      // for the wall: "石桥镇"
  Card unit_card = Card::none;      // of the lead unit in the current period, for the wall
  std::vector<ProgressCell> cells;  // as many as ProgressChart::periods
  std::optional<int> plan_basis_points;      // at the current period
  std::optional<int> verified_basis_points;  // latest determined
  std::string
      blocker;  // red list of the wall: reason of the latest missed determination, may be empty
};

// The card of a lead unit or a command post in the current period, from the cards of its projects
// by the mechanism (D-3.2). Named in the open; there is never a person in it.
struct RolledUpMark {
  std::string name;        // "县水利局"
  Card card = Card::none;  // none: no target, or no card by the rules
  int judged = 0;          // its projects with a target
  int missed = 0;          // of these, missed
  bool corrected = false;  // a published correction stands behind it

  friend bool operator==(const RolledUpMark&, const RolledUpMark&) = default;
};

// A command post with its projects.
struct ProgressGroup {
  std::string name;
  std::vector<ProgressRow> rows;
  std::optional<RolledUpMark> mark = {};  // none: the mechanism does not judge posts
};

struct PeriodLabel {
  std::string text;  // "9月"
  bool published = false;
  bool current = false;  // the period whose cards the chart counts: the latest published one
};

// One line of the wall's ticker: a fact with its time and source.
struct TickerFact {
  std::string time;  // "15:38" or "9月30日"
  std::string text;
  std::string source;
};

// A line of the race (D-5.2): share of cards that are blue over the year, by responsible unit of
// the campaign.
struct RaceLine {
  std::string name;
  int score = 0;  // 0..100
  int rank = 0;
  int rank_change = 0;  // positive: climbed
};

// A rule by which arrears made good change the colour that an old period is shown in.
struct RecolouringRule {
  Card from = Card::none, shown = Card::none;
  std::string text;  // "后来补齐，红灯转黄灯"
};

struct ProgressChart {
  std::string place;        // "云溪县"
  std::string title;        // "云溪县2026年重点项目挂图作战进度图"
  std::string subject;      // whose chart it is: a unit, a leader, a post; empty for the whole
  std::string subtitle;     // "2026年度 · 9个乡镇 · 30项"
  std::string issuer;       // "云溪县重点项目挂图作战督考办公室"
  std::string period_text;  // "9月" of the current period; empty before the first publication
  std::string data_as_of;   // "2026年9月30日"
  // Legend sentences from the mechanism file; empty for a card that its rule never gives.
  std::string rule_blue, rule_green, rule_yellow, rule_orange, rule_red;
  std::string rule_note;  // how verdicts are made, one sentence
  std::vector<RecolouringRule> recolourings;
  std::vector<PeriodLabel> periods;
  std::vector<ProgressGroup> groups;
  std::vector<RolledUpMark> units;  // lead units judged in the current period, in their order
  int blue = 0, yellow = 0, red = 0, struck_off = 0, without_card = 0;
  int green = 0, orange = 0;
  int revision = 0;           // of the published record of this campaign; 0: nothing published yet
  std::string revision_code;  // short check code, "9F3A-7C21-E04B"
  std::string qr_text;        // address that the QR code carries
  bool past = false;          // drawn as of a past day (D-5.6): the chart says so
  std::vector<TickerFact> ticker;
  std::vector<RaceLine> race;  // empty: switched off
  Audience audience = Audience::internal;
};

}  // namespace zhantu::chart
