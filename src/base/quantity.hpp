// Quantity: an exact decimal with four places, as a scaled integer (the unit is kept beside it, in
// the project).
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhantu {

struct Quantity {
  static constexpr std::int64_t kScale = 10'000;
  // Largest value that is accepted from outside; sums of many such values still fit into 64 bits.
  static constexpr std::int64_t kScaledMax = 1'000'000'000'000'000;

  std::int64_t scaled = 0;

  // Accepts "12", "-3.5", "1,234.25", at most four decimals; anything else is nullopt.
  static std::optional<Quantity> parse(std::string_view text);
  static constexpr Quantity of(std::int64_t whole) { return Quantity{whole * kScale}; }
  // The shortest exact decimal: "12", "3.5".
  std::string text() const;

  friend constexpr auto operator<=>(Quantity, Quantity) = default;
};

// Wide enough for the product of two quantities.
__extension__ using WideInt = __int128;

// done / whole in hundredths of a percent, rounded towards zero so that nobody is shown as having
// reached what is not reached; past 64 bits the nearest value that fits. REQUIRES whole > 0.
std::int64_t ratio_basis_points(Quantity done, Quantity whole);

// Money as integer fen; shown in yuan, ten thousand yuan or hundred million yuan.
struct Money {
  std::int64_t fen = 0;
  std::string in_wan() const;  // "12345.6"
  friend constexpr auto operator<=>(Money, Money) = default;
};

}  // namespace zhantu
