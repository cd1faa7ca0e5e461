#include "chart/scene.hpp"

#include "chart/text_measure.hpp"

namespace zhantu::chart {

Box Text::bounds() const {
  double left = at.x;
  if (anchor == Anchor::middle) left -= width / 2;
  if (anchor == Anchor::end) left -= width;
  return {left, at.y - kAscent * style.size, width, style.size};
}

void Scene::text(const TextStyle& style, Point at, Anchor anchor, std::string_view words,
                 const Box& within) {
  if (words.empty()) return;
  const double measured = text_width(style.face, style.size, words);
  items.emplace_back(Text{style, at, anchor, std::string(words), measured, within});
}

std::vector<Text> Scene::texts() const {
  std::vector<Text> found;
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item)) found.push_back(*text);
  }
  return found;
}

}  // namespace zhantu::chart
