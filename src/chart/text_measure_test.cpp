#include "chart/text_measure.hpp"

#include <doctest/doctest.h>

#include <thread>

namespace zhantu::chart {
namespace {

std::string joined(const BrokenText& text) {
  std::string all;
  for (const std::string& line : text.lines) all += line;
  return all;
}

}  // namespace

TEST_CASE("widths: Chinese characters fill their square, figures have one width") {
  CHECK(text_width(Face::regular, 10, "云溪县") == doctest::Approx(30));
  CHECK(text_width(Face::title, 10, "云溪县") == doctest::Approx(30));
  CHECK(text_width(Face::bold, 10, "111") == doctest::Approx(text_width(Face::bold, 10, "888")));
  CHECK(text_width(Face::regular, 10, "云溪") * 2 ==
        doctest::Approx(text_width(Face::regular, 20, "云溪")));
  CHECK(text_width(Face::regular, 10, "") == 0);
}

TEST_CASE("scripts that join letters are measured as a whole") {
  const double joined_width = text_width(Face::regular, 100, "سلام");
  double apart = 0;
  for (const char* letter : {"س", "ل", "ا", "م"}) apart += text_width(Face::regular, 100, letter);
  CHECK(joined_width > 0);
  CHECK(joined_width != doctest::Approx(apart));
}

TEST_CASE("lines keep to the width, lose nothing and begin with no comma") {
  const std::string text =
      "占地126亩，新建标准厂房8栋、研发楼1栋，建筑面积9.6万平方米，总投资4.2亿元。";
  for (double width = 20; width < 300; width += 3.7) {
    const BrokenText broken = break_text(Face::regular, 10, text, width, 99);
    CHECK_FALSE(broken.cut);
    CHECK(joined(broken) == text);
    for (const std::string& line : broken.lines) {
      CHECK(text_width(Face::regular, 10, line) <= width + 1e-6);
      CHECK_FALSE(line.starts_with("，"));
      CHECK_FALSE(line.starts_with("。"));
      CHECK_FALSE(line.starts_with("、"));
    }
  }
}

TEST_CASE("a word wider than the line is broken anywhere") {
  const BrokenText broken = break_text(Face::regular, 10, "abcdefghijklmnopqrstuvwxyz", 40, 99);
  CHECK(broken.lines.size() > 2);
  CHECK(joined(broken) == "abcdefghijklmnopqrstuvwxyz");
  CHECK(break_text(Face::regular, 10, "云溪", 3, 99).lines.size() == 2);
}

TEST_CASE("what does not fit ends in an ellipsis, and only then") {
  const BrokenText cut = break_text(Face::regular, 10, "主体结构封顶并完成验收", 40, 2);
  CHECK(cut.cut);
  CHECK(cut.lines.size() == 2);
  CHECK(cut.lines[0] == "主体结构");
  CHECK(cut.lines[1] == "封顶并…");
  const BrokenText whole = break_text(Face::regular, 10, "主体结构封顶完成", 40, 2);
  CHECK_FALSE(whole.cut);
  CHECK(whole.lines[1] == "封顶完成");
  CHECK(cut_to(Face::regular, 10, "云溪县", 30) == "云溪县");
  CHECK(cut_to(Face::regular, 10, "云溪县", 29) == "云…");
  CHECK(cut_to(Face::regular, 10, "云溪县", 1).empty());
}

TEST_CASE("a size is lowered just enough") {
  CHECK(size_to_fit(Face::regular, 10, 4, "云溪县", 40) == 10);
  const double size = size_to_fit(Face::regular, 10, 4, "云溪县", 24);
  CHECK(size == doctest::Approx(8).epsilon(0.01));
  CHECK(text_width(Face::regular, size, "云溪县") <= 24);
  CHECK(size_to_fit(Face::regular, 10, 4, "云溪县重点项目", 10) == 4);
}

TEST_CASE("several threads measure at once and agree") {
  const std::string text = "云溪县2026年重点项目挂图作战进度图";
  const double expected = text_width(Face::title, 12, text);
  std::vector<double> found(4);
  {
    std::vector<std::jthread> threads;
    for (double& each : found) {
      threads.emplace_back([&each, &text] { each = text_width(Face::title, 12, text); });
    }
  }
  for (double each : found) CHECK(each == expected);
}

}  // namespace zhantu::chart
