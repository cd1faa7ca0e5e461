// The marks that stand beside the colours of cards, so that a chart can be read without colours: a
// tick for blue, a triangle with "!" for yellow, an octagon with a bar for red, a ring with a tick
// for struck off.
#pragma once
#include "chart/scene.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu::chart {

// `size` is the height of the mark; `ink` draws the shape, `ground` what is cut out of it.
void draw_tick(Scene& scene, Point center, double size, Color ink);
void draw_triangle(Scene& scene, Point center, double size, Color ink, Color ground);
void draw_octagon(Scene& scene, Point center, double size, Color ink, Color ground);
void draw_diamond(Scene& scene, Point center, double size, Color ink, Color ground);
void draw_ring_tick(Scene& scene, Point center, double size, Color ink);

// A box with cut corners: the outline of the red card.
Path octagonal(const Box& box, double cut, const Paint& paint);

// What a card is on paper: a plate in its colour, an octagonal one for red, and a mark and words in
// the ink that is read on it. REQUIRES card != Card::none.
void draw_paper_plate(Scene& scene, const Box& box, Card card);
Color paper_ink(Card card);
void draw_paper_mark(Scene& scene, Card card, Point center, double size);
// The same on the dark ground of the wall, where a blue card is a square.
void draw_wall_mark(Scene& scene, Card card, Point center, double size);

Color paper_color(Card card);  // Card::none: quiet grey
Color wall_color(Card card);
std::string_view card_name(Card card);  // "蓝牌"

}  // namespace zhantu::chart
