#include "chart/card_mark.hpp"

#include "base/check.hpp"
#include "chart/palette.hpp"

namespace zhantu::chart {

void draw_tick(Scene& scene, Point center, double size, Color ink) {
  Path tick;
  tick.move(center.x - 0.42 * size, center.y + 0.02 * size)
      .line(center.x - 0.12 * size, center.y + 0.32 * size)
      .line(center.x + 0.44 * size, center.y - 0.32 * size);
  tick.paint.stroke = Stroke{ink, size * 0.18};
  tick.round = true;
  scene.path(std::move(tick));
}

void draw_triangle(Scene& scene, Point center, double size, Color ink, Color ground) {
  const double half = size * 0.53;
  const double top = center.y - size * 0.5;
  Path triangle;
  triangle.move(center.x, top)
      .line(center.x + half, top + size * 0.96)
      .line(center.x - half, top + size * 0.96)
      .close();
  triangle.paint = {ink, Stroke{ink, size * 0.1}};
  triangle.round = true;
  scene.path(std::move(triangle));
  const double bar = size * 0.12;
  scene.rect({center.x - bar / 2, top + size * 0.3, bar, size * 0.34}, {ground, {}});
  scene.rect({center.x - bar / 2, top + size * 0.73, bar, bar}, {ground, {}});
}

Path octagonal(const Box& box, double cut, const Paint& paint) {
  Path path;
  path.move(box.x + cut, box.y)
      .line(box.right() - cut, box.y)
      .line(box.right(), box.y + cut)
      .line(box.right(), box.bottom() - cut)
      .line(box.right() - cut, box.bottom())
      .line(box.x + cut, box.bottom())
      .line(box.x, box.bottom() - cut)
      .line(box.x, box.y + cut)
      .close();
  path.paint = paint;
  return path;
}

void draw_octagon(Scene& scene, Point center, double size, Color ink, Color ground) {
  const Box box{center.x - size / 2, center.y - size / 2, size, size};
  scene.path(octagonal(box, size * 0.293, {ink, {}}));
  scene.rect({center.x - size * 0.3, center.y - size * 0.09, size * 0.6, size * 0.18},
             {ground, {}});
}

void draw_diamond(Scene& scene, Point center, double size, Color ink, Color ground) {
  const double half = size * 0.56;
  Path diamond;
  diamond.move(center.x, center.y - half)
      .line(center.x + half, center.y)
      .line(center.x, center.y + half)
      .line(center.x - half, center.y)
      .close();
  diamond.paint = {ink, {}};
  scene.path(std::move(diamond));
  const double bar = size * 0.13;
  scene.rect({center.x - bar / 2, center.y - size * 0.28, bar, size * 0.32}, {ground, {}});
  scene.rect({center.x - bar / 2, center.y + size * 0.14, bar, bar}, {ground, {}});
}

void draw_ring_tick(Scene& scene, Point center, double size, Color ink) {
  const double stroke = size * 0.11;
  const double r = size / 2 - stroke / 2;
  scene.rect({center.x - r, center.y - r, 2 * r, 2 * r}, {{}, Stroke{ink, stroke}}, r);
  draw_tick(scene, center, size * 0.55, ink);
}

void draw_paper_plate(Scene& scene, const Box& box, Card card) {
  const Paint paint{paper_color(card), {}};
  if (card == Card::red) return scene.path(octagonal(box, box.height * 0.28, paint));
  scene.rect(box, paint, card == Card::blue ? box.height * 0.16 : 0);
}

Color paper_ink(Card card) { return card == Card::yellow ? paper::kInk : paper::kWhite; }

void draw_paper_mark(Scene& scene, Card card, Point center, double size) {
  switch (card) {
    case Card::blue: return draw_tick(scene, center, size, paper::kWhite);
    case Card::yellow: return draw_triangle(scene, center, size, paper::kInk, paper::kYellow);
    case Card::red: return draw_octagon(scene, center, size, paper::kWhite, paper::kRed);
    case Card::green: return draw_tick(scene, center, size, paper::kWhite);
    case Card::orange: return draw_diamond(scene, center, size, paper::kWhite, paper::kOrange);
    case Card::none: break;
  }
  ZT_CHECK(card != Card::none);
}

void draw_wall_mark(Scene& scene, Card card, Point center, double size) {
  switch (card) {
    case Card::blue: {
      const double side = size * 0.86;
      return scene.rect({center.x - side / 2, center.y - side / 2, side, side}, {wall::kBlue, {}},
                        side * 0.12);
    }
    case Card::yellow: return draw_triangle(scene, center, size, wall::kYellow, wall::kGround);
    case Card::red: return draw_octagon(scene, center, size, wall::kRed, wall::kWhite);
    case Card::green: return draw_ring_tick(scene, center, size, wall::kJade);
    case Card::orange: return draw_diamond(scene, center, size, wall::kOrange, wall::kGround);
    case Card::none: break;
  }
  ZT_CHECK(card != Card::none);
}

Color paper_color(Card card) {
  switch (card) {
    case Card::blue: return paper::kBlue;
    case Card::yellow: return paper::kYellow;
    case Card::red: return paper::kRed;
    case Card::green: return paper::kGreen;
    case Card::orange: return paper::kOrange;
    case Card::none: break;
  }
  return paper::kQuiet;
}

Color wall_color(Card card) {
  switch (card) {
    case Card::blue: return wall::kBlue;
    case Card::yellow: return wall::kYellow;
    case Card::red: return wall::kRed;
    case Card::green: return wall::kJade;
    case Card::orange: return wall::kOrange;
    case Card::none: break;
  }
  return wall::kQuiet;
}

std::string_view card_name(Card card) {
  switch (card) {
    case Card::blue: return "蓝牌";
    case Card::yellow: return "黄牌";
    case Card::red: return "红牌";
    case Card::green: return "绿牌";
    case Card::orange: return "橙牌";
    case Card::none: break;
  }
  return "";
}

}  // namespace zhantu::chart
