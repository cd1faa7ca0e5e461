// One project on paper: a strip with a frame of its own, so that it can be cut out and replaced
// (D-5.4).
#pragma once
#include <span>

#include "chart/paper_metrics.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

enum class StripUse : std::uint8_t { on_chart, apart };

// `apart`: it is printed to be put into a chart that hangs, and carries day, revision and QR code.
// Draws those columns that are given.
void draw_strip(Scene& scene, const PaperMetrics& metrics, std::span<const Column> columns,
                const Box& strip, const ProgressChart& chart, const ProgressRow& row,
                StripUse use = StripUse::on_chart);

// The name of a command post beside its strips, with its card above where posts are judged.
// `continued`: the post began on an earlier page.
void draw_post(Scene& scene, const PaperMetrics& metrics, const Box& box,
               const ProgressGroup& group, bool continued);
// Of the card at the head of a post's plate: the same for all posts, so that it can be stuck over.
Box post_card_at(const PaperMetrics& metrics, Point corner);
// The card of a post or unit: its mark and, where there is room, "1/5": of its judged projects so
// many missed. REQUIRES a card.
void draw_rolled_up_badge(Scene& scene, const PaperMetrics& metrics, const Box& box,
                          const RolledUpMark& mark);

}  // namespace zhantu::chart
