// The "why" of a card under any rule, in one sentence: inputs with their values, clause and version
// (rules.md). why.hpp tells it for a board; this one needs the rule and the facts alone.
#pragma once
#include <string>
#include <vector>

#include "app/language.hpp"
#include "domain/determination/engine.hpp"

namespace zhantu::app {

// An earlier period of the same subject, as it was published.
struct PastPeriod {
  Period period;
  Facts facts;
  Card card = Card::none;
};

struct JudgedPeriod {
  Period period;
  Facts facts;  // measures completed (measures.hpp)
  Judgement judgement;
  std::vector<PastPeriod> past;  // oldest first
};

// REQUIRES a judgement of `rule`, which is one of `mechanism`. Where a measure is missing, the
// sentence says which one instead of a card.
std::string why_rule(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
                     Language language);

}  // namespace zhantu::app
