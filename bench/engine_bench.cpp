// The card engine: 5,000 projects x 12 periods judged one by one, each with its sentence "why"; and
// a million x 12 in columns against a plain loop over the same arrays, in the same run. Prints
// medians, ratios, gate and goal; exits 1 where a gate does not hold.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

#include "app/mechanism_file.hpp"
#include "app/why_rule.hpp"
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

// What somebody would write by hand for these two rules and no other.
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

bool report(const char* what, double engine, double plain) {
  const double ratio = engine / plain;
  std::printf(
      "%-46s engine %.4f s (%.2f ns a period), plain loop %.4f s, ratio %.2f   gate %.0f %s, "
      "goal %.1f %s\n",
      what, engine, engine * 1e9 / (kMany * kPeriods), plain, ratio, kGateRatio,
      ratio <= kGateRatio ? "holds" : "BROKEN", kGoalRatio,
      ratio <= kGoalRatio ? "reached" : "not reached");
  return ratio <= kGateRatio;
}

bool bench_columns() {
  const Arrays in = random_arrays();
  std::vector<Card> by_engine(in.done.size()), by_hand(in.done.size());
  const Mechanism figures = app::read_mechanism(kFigureRule).value();
  const CompiledRule figure_rule(figures.card);
  Columns columns{.subjects = kMany, .periods = kPeriods, .verdicts = {}, .measures = {}};
  columns.measures.push_back({.num = in.done, .den = in.annual, .factor = 100});
  const double engine = median_seconds([&] { figure_rule.judge_columns(columns, by_engine, {}); });
  const double plain = median_seconds([&] { plain_figures(in, by_hand); });
  ZT_CHECK(by_engine == by_hand);
  bool held = report("a million x 12 from figures", engine, plain);

  const Mechanism verdicts = app::read_mechanism(kVerdictRule).value();
  const CompiledRule verdict_rule(verdicts.card);
  const Columns told{
      .subjects = kMany, .periods = kPeriods, .verdicts = in.verdicts, .measures = {}};
  const double engine_verdicts =
      median_seconds([&] { verdict_rule.judge_columns(told, by_engine, {}); });
  const double plain_of_verdicts = median_seconds([&] { plain_verdicts(in, by_hand); });
  ZT_CHECK(by_engine == by_hand);
  return report("a million x 12 from verdicts", engine_verdicts, plain_of_verdicts) && held;
}

// Judges and explains; the sum of the lengths keeps the work from being left out.
std::size_t judge_with_why(const Mechanism& mechanism, app::Language language) {
  std::mt19937_64 random(11);
  const CompiledRule rule(mechanism.card);
  std::size_t length = 0;
  for (std::size_t subject = 0; subject < kSingles; ++subject) {
    RunState state = rule.start();
    app::JudgedPeriod judged;
    for (int month = 1; month <= static_cast<int>(kPeriods); ++month) {
      judged.period = Period::month(2026, month);
      judged.facts = {.verdict = static_cast<Verdict>(random() % 4), .measures = {}};
      const Figures figures{.planned = Quantity::of(100),
                            .done = Quantity::of(static_cast<std::int64_t>(random() % 130)),
                            .annual = Quantity::of(120)};
      complete(rule.rule(), judged.period, figures, judged.facts);
      judged.judgement = rule.judge(state, judged.facts);
      length += app::why_rule(mechanism, rule.rule(), judged, language).size();
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
