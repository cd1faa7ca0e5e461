// The card engine: 5,000 projects x 12 periods judged one by one, each with its sentence "why"; and
// a million x 12 in columns against a plain loop over the same arrays, in the same run. Prints
// medians, ratios, gate and goal; exits 1 where a gate does not hold.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <random>

#include "app/mechanism_file.hpp"
#include "app/why.hpp"
#include "base/check.hpp"
#include "domain/determination/measures.hpp"

namespace {

using namespace zhantu;

constexpr std::size_t kPeriods = 12;
constexpr std::size_t kMany = 1'000'000;
constexpr std::size_t kSingles = 5'000;
constexpr int kRuns = 7;
constexpr double kGateSeconds = 1.0;
constexpr double kGateRatio = 10.0;
constexpr double kGoalRatio = 1.5;

// Two rules: one over verdicts with runs (R-1), one over the figures with a run (R-5 with a red
// that needs two periods).
constexpr const char* kVerdictRule = R"([mechanism]
name = "verdicts"
version = 1
effective_from = "2026-01-01"
title = "认定"
[card]
no_target = "keeps_run"
[[card.band]]
card = "blue"
verdicts = ["exceeded", "met"]
text_zh = "完成"
text_en = "met"
[[card.band]]
card = "red"
verdicts = ["missed"]
missed_in_a_row = 2
text_zh = "连续未完成"
text_en = "missed in a row"
[[card.band]]
card = "yellow"
verdicts = ["missed"]
text_zh = "未完成"
text_en = "missed"
[[card.band]]
card = "none"
verdicts = ["no_target"]
text_zh = "无目标"
text_en = "no target"
)";

constexpr const char* kFigureRule = R"([mechanism]
name = "figures"
version = 1
effective_from = "2026-01-01"
title = "完成率"
[card]
no_target = "keeps_run"
measure = "done_of_year"
[[card.band]]
card = "blue"
from = 80
text_zh = "八成及以上"
text_en = "80 percent or more"
[[card.band]]
card = "red"
below = 80
run = { measure = "done_of_year", below = 80, in_a_row = 2 }
text_zh = "连续两期不足八成"
text_en = "below 80 percent twice running"
[[card.band]]
card = "yellow"
below = 80
text_zh = "不足八成"
text_en = "below 80 percent"
)";

struct Arrays {
  std::vector<std::int64_t> done, annual;
  std::vector<Verdict> verdicts;
};

Arrays random_arrays() {
  std::mt19937_64 random(7);
  Arrays out;
  out.done.resize(kMany * kPeriods);
  out.annual.resize(kMany * kPeriods);
  out.verdicts.resize(kMany * kPeriods);
  for (std::size_t i = 0; i < out.done.size(); ++i) {
    out.annual[i] = static_cast<std::int64_t>(random() % 1'000'000) * 100 + 10'000;
    out.done[i] = out.annual[i] * static_cast<std::int64_t>(random() % 130) / 100;
    out.verdicts[i] = static_cast<Verdict>(random() % 4);
  }
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

template <class F>
double median_seconds(F&& work) {
  std::vector<double> all;
  for (int run = 0; run < kRuns; ++run) {
    const auto start = std::chrono::steady_clock::now();
    work();
    all.push_back(seconds_since(start));
  }
  std::ranges::sort(all);
  return all[all.size() / 2];
}

// What somebody would write by hand for these two rules and no other: once as it reads, and once
// without branches, which random cards would mispredict. The engine is held against the quicker
// one.
void plain_figures(const Arrays& in, std::vector<Card>& cards) {
  for (std::size_t i = 0, subject = 0; subject < kMany; ++subject) {
    int run = 0;
    for (std::size_t period = 0; period < kPeriods; ++period, ++i) {
      const bool good = in.done[i] * 100 >= in.annual[i] * 80;
      run = good ? 0 : run + 1;
      cards[i] = good ? Card::blue : run >= 2 ? Card::red : Card::yellow;
    }
  }
}

void branchless_figures(const Arrays& in, std::vector<Card>& cards) {
  constexpr std::array kCardOfRun = {Card::blue, Card::yellow, Card::red};
  for (std::size_t i = 0, subject = 0; subject < kMany; ++subject) {
    unsigned run = 0;
    for (std::size_t period = 0; period < kPeriods; ++period, ++i) {
      const auto missed = static_cast<unsigned>(in.done[i] * 100 < in.annual[i] * 80);
      run = std::min(2U, run + 1) & (0U - missed);
      cards[i] = kCardOfRun[run];
    }
  }
}

void plain_verdicts(const Arrays& in, std::vector<Card>& cards) {
  for (std::size_t i = 0, subject = 0; subject < kMany; ++subject) {
    int run = 0;
    for (std::size_t period = 0; period < kPeriods; ++period, ++i) {
      const Verdict verdict = in.verdicts[i];
      if (verdict == Verdict::missed) {
        ++run;
        cards[i] = run >= 2 ? Card::red : Card::yellow;
      } else if (verdict == Verdict::no_target) {
        cards[i] = Card::none;
      } else {
        run = 0;
        cards[i] = Card::blue;
      }
    }
  }
}

void branchless_verdicts(const Arrays& in, std::vector<Card>& cards) {
  // Run and card after each verdict (exceeded, met, missed, no_target) for runs of 0, 1, 2 and
  // more.
  constexpr std::array<std::uint8_t, 12> kRun = {0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 2, 2};
  constexpr std::array<Card, 12> kCard = {Card::blue, Card::blue, Card::yellow, Card::none,
                                          Card::blue, Card::blue, Card::red,    Card::none,
                                          Card::blue, Card::blue, Card::red,    Card::none};
  for (std::size_t i = 0, subject = 0; subject < kMany; ++subject) {
    std::size_t run = 0;
    for (std::size_t period = 0; period < kPeriods; ++period, ++i) {
      const std::size_t at = run * 4 + static_cast<std::size_t>(in.verdicts[i]);
      run = kRun[at];
      cards[i] = kCard[at];
    }
  }
}

bool report(const char* what, double engine, double plain, double branchless) {
  const double ratio = engine / std::min(plain, branchless);
  std::printf(
      "%s: engine %.4f s (%.2f ns a period); plain loop %.4f s, without branches %.4f s; "
      "ratio to the quicker %.2f   gate %.0f %s, goal %.1f %s\n",
      what, engine, engine * 1e9 / (kMany * kPeriods), plain, branchless, ratio, kGateRatio,
      ratio <= kGateRatio ? "holds" : "BROKEN", kGoalRatio,
      ratio <= kGoalRatio ? "reached" : "not reached");
  return ratio <= kGateRatio;
}

// A rule of the file over columns against two loops by hand; all three must agree.
template <class Plain, class Branchless>
bool bench_rule(const char* what, const char* file, const Columns& columns, Plain&& plain,
                Branchless&& branchless) {
  const Mechanism mechanism = app::read_mechanism(file).value();
  const CompiledRule rule(mechanism.card);
  std::vector<Card> by_engine(kMany * kPeriods), by_hand(kMany * kPeriods);
  const double engine = median_seconds([&] { rule.judge_columns(columns, by_engine, {}); });
  const double with = median_seconds([&] { plain(by_hand); });
  ZT_CHECK(by_engine == by_hand);
  const double without = median_seconds([&] { branchless(by_hand); });
  ZT_CHECK(by_engine == by_hand);
  return report(what, engine, with, without);
}

bool bench_columns() {
  const Arrays in = random_arrays();
  Columns figures{.subjects = kMany, .periods = kPeriods, .verdicts = {}, .measures = {}};
  figures.measures.push_back({.num = in.done, .den = in.annual, .factor = 100});
  const Columns verdicts{
      .subjects = kMany, .periods = kPeriods, .verdicts = in.verdicts, .measures = {}};
  const bool held = bench_rule(
      "a million x 12 from figures", kFigureRule, figures,
      [&](std::vector<Card>& out) { plain_figures(in, out); },
      [&](std::vector<Card>& out) { branchless_figures(in, out); });
  return bench_rule(
             "a million x 12 from verdicts", kVerdictRule, verdicts,
             [&](std::vector<Card>& out) { plain_verdicts(in, out); },
             [&](std::vector<Card>& out) { branchless_verdicts(in, out); }) &&
         held;
}

// Judges and explains; the sum of the lengths keeps the work from being left out.
std::size_t judge_with_why(const Mechanism& mechanism, app::Language language) {
  std::mt19937_64 random(11);
  const CompiledRule rule(mechanism.card);
  std::size_t length = 0;
  for (std::size_t subject = 0; subject < kSingles; ++subject) {
    RunState state = rule.start();
    JudgedPeriod judged;
    for (int month = 1; month <= static_cast<int>(kPeriods); ++month) {
      judged.period = Period::month(2026, month);
      judged.facts = {.verdict = static_cast<Verdict>(random() % 4), .measures = {}};
      const Figures figures{.planned = Quantity::of(100),
                            .done = Quantity::of(static_cast<std::int64_t>(random() % 130)),
                            .annual = Quantity::of(120)};
      complete(rule.rule(), judged.period, figures, judged.facts);
      judged.judgement = rule.judge(state, judged.facts);
      length += app::why(mechanism, rule.rule(), judged, language).size();
      rule.follow(state, judged.facts, judged.judgement.card);
      judged.past.push_back({judged.period, judged.facts, judged.judgement.card});
    }
  }
  return length;
}

bool bench_singles() {
  bool held = true;
  for (const char* text : {kVerdictRule, kFigureRule}) {
    const Mechanism mechanism = app::read_mechanism(text).value();
    std::size_t bytes = 0;
    const double seconds = median_seconds([&] {
      bytes = judge_with_why(mechanism, app::Language::zh_hans) +
              judge_with_why(mechanism, app::Language::en);
    });
    std::printf(
        "5,000 x 12 with why in Chinese and in English, %-8s %.3f s for both, %.1f MB   gate "
        "%.1f s %s\n",
        mechanism.name.c_str(), seconds, static_cast<double>(bytes) / 1e6, kGateSeconds,
        seconds <= kGateSeconds ? "holds" : "BROKEN");
    held = held && seconds <= kGateSeconds;
  }
  return held;
}

}  // namespace

int main() {
  std::printf("card engine: medians of %d runs, one thread\n", kRuns);
  const bool singles = bench_singles();
  const bool columns = bench_columns();
  return singles && columns ? 0 : 1;
}
