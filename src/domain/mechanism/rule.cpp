#include "domain/mechanism/rule.hpp"

#include <array>

#include "base/check.hpp"

namespace zhantu {
namespace {

constexpr std::array<std::string_view, kEffectKinds> kEffectWords = {
    "notice", "slip", "letter", "interview", "points", "bonus_withheld", "publication", "climb"};

// Where a file says nothing: calm colours before warm ones.
constexpr std::array kUsualOrder = {Card::none,   Card::green,  Card::blue,
                                    Card::yellow, Card::orange, Card::red};

}  // namespace

std::string_view word(EffectKind kind) { return kEffectWords.at(static_cast<std::size_t>(kind)); }

std::string Interval::text(std::string_view name) const {
  if (low && !high) return fmt::format("{} {} {}", name, low_open ? ">" : ">=", low->text());
  if (low && high && *low == *high && !low_open && !high_open)
    return fmt::format("{} = {}", name, low->text());
  std::string out = low ? low->text() + (low_open ? " < " : " <= ") : "";
  out += name;
  if (high) out += (high_open ? " < " : " <= ") + high->text();
  return out;
}

bool Interval::contains(const MeasureValue& value) const {
  const auto inside = [](int side, bool open) { return open ? side > 0 : side >= 0; };
  return (!low || inside(value.compare(*low), low_open)) &&
         (!high || inside(-value.compare(*high), high_open));
}

int CardRule::severity(Card card) const {
  if (order.empty()) {
    return static_cast<int>(std::ranges::find(kUsualOrder, card) - kUsualOrder.begin());
  }
  const auto found = std::ranges::find(order, card);
  return found == order.end() ? -1 : static_cast<int>(found - order.begin());
}

int CardRule::lateness(Card card) const {
  constexpr int kBeforeTheFirst = 2;  // a card that the file's order leaves out has severity -1
  return warns(card) ? severity(card) + kBeforeTheFirst : 0;
}

std::vector<Card> CardRule::cards() const {
  std::vector<Card> out;
  const auto add = [&](Card card) {
    if (card != Card::none && std::ranges::find(out, card) == out.end()) out.push_back(card);
  };
  for (const CardBand& band : bands) add(band.card);
  for (const OpeningLevel& opening : openings) add(opening.card);
  for (const Recolouring& recolouring : recolourings) add(recolouring.shown);
  std::ranges::stable_sort(out, {}, [&](Card card) { return severity(card); });
  return out;
}

std::size_t CardRule::part_of(std::size_t band) const {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (band >= parts[i].first_band && band < parts[i].first_band + parts[i].band_count) return i;
  }
  ZT_CHECK(parts.empty());
  return 0;
}

}  // namespace zhantu
