// What a card rests on, without words (rules.md, "why"): the bands that decided, and what each of
// them looked at. app/why.cpp puts it into sentences, for projects, units and posts alike.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "domain/determination/engine.hpp"
#include "domain/determination/measures.hpp"

namespace zhantu {

// The figures of a project beside its verdict: from whom, and whether the verdict is only proposed.
struct ProjectFigures {
  std::optional<Quantity> planned, done;  // cumulative
  std::string unit;                       // "万元"
  bool verified = true;                   // false: as reported
  bool proposed = false;
};

// An earlier period of the same subject, as it was judged.
struct PastPeriod {
  Period period;
  Facts facts;
  Card card = Card::none;
};

// One period of one subject under one rule, with all that the rule looks at.
struct JudgedPeriod {
  Period period;
  Facts facts;  // measures completed (measures.hpp)
  Judgement judgement = {};
  std::vector<PastPeriod> past = {};  // oldest first; needed where the rule has runs
  // What stands beside the facts: figures of a project, or how the projects of a unit or post did.
  std::variant<std::monostate, ProjectFigures, Tally> beside = {};
};

// The periods that a run of the rule counts up to this one, oldest first.
struct RunReason {
  std::size_t run = 0;
  std::vector<Period> periods;
};

struct BandReason {
  std::size_t band = 0;
  std::vector<std::size_t> measures;  // that it looks at and the tally does not tell
  std::vector<RunReason> runs;
  std::uint32_t causes = 0;  // of those found, the ones that it looks at
};

struct Reasons {
  bool verdict = false;  // the verdict is among them
  std::vector<BandReason> bands;
};

// Every part that gave the card is a reason for it, not only the first. A band that looks at no
// figure and at no verdict shows the measures that its part looks at. REQUIRES a judgement of
// `rule` with nothing missing.
Reasons reasons_of(const CardRule& rule, const JudgedPeriod& judged);

}  // namespace zhantu
