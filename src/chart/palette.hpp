// Colours of paper and wall. On paper red is the band and the red card; on the wall it is the red
// card and the seals only.
#pragma once
#include "chart/scene.hpp"

namespace zhantu::chart {

namespace paper {
inline constexpr Color kBand{0xb01f24};
inline constexpr Color kBandDark{0x8c151a};
inline constexpr Color kGoldWhite{0xfff3d6};
inline constexpr Color kGold{0xe3b65f};
inline constexpr Color kBlue{0x1557a8};
inline constexpr Color kYellow{0xf6b90a};
inline constexpr Color kRed{0xc3161c};
inline constexpr Color kGreen{0x2a7d4f};
inline constexpr Color kOrange{0xd9640f};
inline constexpr Color kInk{0x1d1a17};
inline constexpr Color kSecond{0x4f4942};
inline constexpr Color kQuiet{0x8d857a};
inline constexpr Color kFrame{0xbfb5a4};
inline constexpr Color kHair{0xe2dbce};
inline constexpr Color kGround{0xf6f2ea};
inline constexpr Color kHead{0xeadfca};
inline constexpr Color kPlate{0xf3e6cc};
inline constexpr Color kLit{0xfff4d8};
inline constexpr Color kTrack{0xe6e0d5};
inline constexpr Color kWhite{0xffffff};
}  // namespace paper

namespace wall {
inline constexpr Color kGround{0x0c1620};
inline constexpr Color kPanel{0x13222f};
inline constexpr Color kLit{0x17304a};
inline constexpr Color kHair{0x25384a};
inline constexpr Color kTrack{0x223646};
inline constexpr Color kPath{0x245489};
inline constexpr Color kPathAhead{0x2a4154};
inline constexpr Color kRedRow{0x2c1820};
inline constexpr Color kInk{0xe9f0f4};
inline constexpr Color kSecond{0xa3b6c4};
inline constexpr Color kQuiet{0x7e93a3};
inline constexpr Color kBlue{0x3f8fdc};
inline constexpr Color kYellow{0xf2c230};
inline constexpr Color kRed{0xe5484d};
inline constexpr Color kOrange{0xf08a3c};
inline constexpr Color kRedInk{0xff8d8a};
inline constexpr Color kSeal{0xb8282e};
inline constexpr Color kGold{0xd9b779};
inline constexpr Color kJade{0x5bb6a4};
inline constexpr Color kWhite{0xffffff};
}  // namespace wall

}  // namespace zhantu::chart
