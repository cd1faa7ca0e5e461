// What a determination says of one project in one period (D-3.1), and the card that follows from it
// (D-3.2).
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace zhantu {

enum class Verdict : std::int8_t { exceeded, met, missed, no_target };
// New colours stand at the end: the places are bits in rules.
enum class Card : std::int8_t { none, blue, yellow, red, green, orange };
inline constexpr int kCards = 6;
inline constexpr int kVerdicts = 4;

constexpr std::string_view word(Verdict verdict) {
  switch (verdict) {
    case Verdict::exceeded: return "exceeded";
    case Verdict::met: return "met";
    case Verdict::missed: return "missed";
    case Verdict::no_target: return "no_target";
  }
  return "";
}

// A verdict that speaks for the unit; it needs a confirmed report (decision 2).
constexpr bool favourable(Verdict verdict) {
  return verdict == Verdict::exceeded || verdict == Verdict::met;
}

// A missed period, and a verdict against the proposal, are given with a reason.
constexpr bool reason_needed(std::optional<Verdict> proposed, Verdict given) {
  return given == Verdict::missed || (proposed && *proposed != given);
}

constexpr std::string_view word(Card card) {
  switch (card) {
    case Card::none: return "none";
    case Card::blue: return "blue";
    case Card::yellow: return "yellow";
    case Card::red: return "red";
    case Card::green: return "green";
    case Card::orange: return "orange";
  }
  return "";
}

// The colours that warn (D-3.2), whatever else a file gives.
constexpr bool warns(Card card) {
  return card == Card::yellow || card == Card::orange || card == Card::red;
}

constexpr std::optional<Verdict> verdict_of(std::string_view text) {
  for (Verdict v : {Verdict::exceeded, Verdict::met, Verdict::missed, Verdict::no_target}) {
    if (word(v) == text) return v;
  }
  return std::nullopt;
}

constexpr std::optional<Card> card_of(std::string_view text) {
  for (Card c : {Card::none, Card::blue, Card::yellow, Card::red, Card::green, Card::orange}) {
    if (word(c) == text) return c;
  }
  return std::nullopt;
}

}  // namespace zhantu
