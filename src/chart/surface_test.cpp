#include "chart/surface.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <sstream>
#include <thread>

#include "base/text.hpp"
#include "chart/progress_chart.hpp"
#include "golden/chart/progress_fixture.hpp"
#include "golden/chart/run_tool.hpp"
#include "golden/chart/svg_facts.hpp"

namespace zhantu::chart {
namespace {

using fixture::output_of;
using fixture::read_svg;
using fixture::ScratchFolder;
using fixture::SvgFacts;

std::string pdf_text(const ScratchFolder& folder, const std::string& pdf) {
  return output_of("pdftotext -raw " + folder.write("chart.pdf", pdf) + " -");
}

// A grid of characters, each alone in a square of ten millimetres.
Scene character_grid(const std::vector<std::string>& characters, Face face) {
  Scene scene(200, 10.0 * static_cast<double>((characters.size() + 19) / 20), Unit::millimetre);
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const Box cell{10.0 * static_cast<double>(i % 20), 10.0 * static_cast<double>(i / 20), 10, 10};
    scene.text({face, 8, {0}}, {cell.x + 1, cell.y + 8}, Anchor::start, characters[i], cell);
  }
  return scene;
}

// Characters of the grid that left no ink in the PDF.
std::string vanished(const std::vector<std::string>& characters, Face face) {
  const ScratchFolder folder;
  folder.write("grid.pdf", write_pdf({character_grid(characters, face)}));
  output_of("pdftoppm -gray -r 50.8 -singlefile " + folder.file("grid.pdf") + " " +
            folder.file("grid"));
  const std::string pgm = folder.read("grid.pgm");
  std::istringstream head(pgm);
  std::string magic;
  std::size_t width = 0, height = 0, white = 0;
  head >> magic >> width >> height >> white;
  REQUIRE(magic == "P5");
  const auto first = static_cast<std::size_t>(head.tellg()) + 1;
  std::string missing;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const std::size_t left = i % 20 * 20;
    const std::size_t top = i / 20 * 20;
    bool ink = false;
    for (std::size_t y = top; y < top + 20; ++y) {
      for (std::size_t x = left; x < left + 20; ++x) {
        const std::size_t at = first + y * width + x;
        ink = ink || static_cast<unsigned char>(pgm.at(at)) < 160;
      }
    }
    if (!ink) missing += characters[i];
  }
  return missing;
}

std::vector<std::string> characters_of(const std::string& text) {
  std::set<std::string> seen;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string character = text.substr(at, next - at);
    if (character != " " && character != "\n") seen.insert(character);
    at = next;
  }
  return {seen.begin(), seen.end()};
}

std::vector<Drawing> draw_all(const ProgressChart& chart) {
  std::vector<Drawing> drawings;
  for (const Surface surface : {Surface::pdf, Surface::svg, Surface::png}) {
    drawings.push_back(draw_progress_paper(chart, {Paper::a1, surface, 1, 1200}));
    drawings.push_back(draw_progress_paper(chart, {Paper::a3, surface, 1, 1200}));
    drawings.push_back(draw_progress_wall(chart, {surface, 1, 960}));
    drawings.push_back(
        draw_progress_strips(chart, {Paper::a1, Paper::a4, surface, 1, 1200, false, {"71", "72"}}));
  }
  return drawings;
}

void clear_persons(ProgressChart& chart) {
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) {
      row.commander.clear();
      row.deputy_commanders.clear();
      row.accountable_persons.clear();
    }
  }
}

}  // namespace

TEST_CASE("PDF: real size, selectable words, title, embedded fonts") {
  const ScratchFolder folder;
  const Drawing a1 = draw_progress_paper(fixture::county_year(), {});
  CHECK(a1.media_type == "application/pdf");
  CHECK(a1.pages == 1);
  const std::string text = pdf_text(folder, a1.bytes);
  for (const fixture::PostWords& post : fixture::kCountyWords) {
    for (const fixture::ProjectWords& project : post.projects) {
      if (std::string_view(project.name).size() > 39) continue;  // set on two lines
      CHECK_MESSAGE(text.find(project.name) != std::string::npos, project.name);
    }
  }
  CHECK(text.find("第 9 版") != std::string::npos);
  CHECK(text.find("9F3A-7C21-E04B") != std::string::npos);
  CHECK(text.find("扫码核对是否最新") != std::string::npos);
  CHECK(text.find("2026年老旧小区改造（连续9个月未完成）") != std::string::npos);
  CHECK(text.find("周建安") != std::string::npos);
  const std::string info = output_of("pdfinfo " + folder.file("chart.pdf"));
  CHECK(info.find("云溪县2026年重点项目挂图作战进度图") != std::string::npos);
  CHECK(info.find("2383.94 x 1683.78 pts (A1)") != std::string::npos);
  const std::string fonts = output_of("pdffonts " + folder.file("chart.pdf"));
  CHECK(fonts.find("NotoSerifCJKsc-Black") != std::string::npos);
  CHECK(fonts.find("NotoSansCJKsc-Regular") != std::string::npos);
  CHECK(fonts.find("Type 3") == std::string::npos);

  const Drawing a3 = draw_progress_paper(fixture::county_year(), {.paper = Paper::a3});
  CHECK(a3.pages == 2);
  folder.write("a3.pdf", a3.bytes);
  const std::string a3_info = output_of("pdfinfo " + folder.file("a3.pdf"));
  CHECK(a3_info.find("1190.55 x 841.89 pts (A3)") != std::string::npos);
  CHECK(a3_info.find("Pages:           2") != std::string::npos);
}

TEST_CASE("PDF: no character vanishes from the embedded fonts") {
  const std::vector<std::string> sentence = characters_of("超额或如期完成月度目标");
  CHECK(vanished(sentence, Face::regular) == "");
  std::string words;
  for (const fixture::PostWords& post : fixture::kCountyWords) {
    words += post.name;
    for (const fixture::ProjectWords& project : post.projects) {
      words += std::string(project.name) + project.facts + project.target + project.unit;
    }
  }
  for (const Face face : {Face::regular, Face::bold, Face::title}) {
    CHECK(vanished(characters_of(words), face) == "");
  }
}

TEST_CASE("PDF: scripts that Noto CJK lacks are drawn and stay selectable") {
  Scene scene(200, 40, Unit::millimetre);
  scene.text({Face::regular, 10, {0}}, {10, 20}, Anchor::start, "云溪 ab é 中", {0, 0, 200, 40});
  const ScratchFolder folder;
  const std::string text = pdf_text(folder, write_pdf({scene}));
  CHECK(text.find("云溪 ab") != std::string::npos);
  CHECK(text.find("中") != std::string::npos);
}

TEST_CASE("SVG: well-formed, small, no style and no script, every row a link") {
  const Drawing wall = draw_progress_wall(fixture::county_year(), {});
  const Drawing paper = draw_progress_paper(fixture::county_year(), {.surface = Surface::svg});
  CHECK(wall.media_type == "image/svg+xml");
  CHECK(wall.bytes.size() <= 300'000);
  CHECK(paper.bytes.size() <= 600'000);
  for (const Drawing& drawing : {wall, paper}) {
    const SvgFacts facts = read_svg(drawing.bytes);
    CHECK(facts.error == "");
    CHECK(facts.elements.at("title") == 1);
    CHECK(facts.elements.at("desc") == 1);
    CHECK(facts.elements.count("style") == 0);
    CHECK(facts.elements.count("script") == 0);
    CHECK(facts.elements.count("image") == 0);
    CHECK(facts.attributes.count("style") == 0);
    CHECK(facts.attributes.count("class") == 0);
    CHECK(facts.attributes.count("id") == 0);
    CHECK(drawing.bytes.find("role=\"group\" lang=\"zh-Hans\"") != std::string::npos);
    const std::set<std::string> projects(facts.projects.begin(), facts.projects.end());
    CHECK(projects.size() == 30);
    CHECK(projects.count("71") == 1);
    CHECK(projects.count("100") == 1);
  }
}

TEST_CASE("SVG: names with markup in them stay names") {
  const SvgFacts facts = read_svg(draw_progress_wall(fixture::every_cell(), {}).bytes);
  CHECK(facts.error == "");
  CHECK(facts.words.find("<云溪> & \"产业园\" '二期'") != std::string::npos);
  CHECK(facts.elements.count("云溪") == 0);
  ProgressChart chart = fixture::every_cell();
  chart.groups[0].rows[0].name = "甲\x01乙\x1f丙";
  CHECK(read_svg(draw_progress_wall(chart, {}).bytes).error == "");
}

TEST_CASE("no surface of an open chart depends on persons") {
  ProgressChart with = fixture::county_year(Audience::open);
  ProgressChart without = with;
  clear_persons(without);
  const std::vector<Drawing> a = draw_all(with);
  const std::vector<Drawing> b = draw_all(without);
  for (std::size_t i = 0; i < a.size(); ++i) CHECK(a[i].bytes == b[i].bytes);
  const ScratchFolder folder;
  const std::string text = pdf_text(folder, a[0].bytes);
  for (int seed = 0; seed < 130; ++seed) {
    CHECK(text.find(fixture::person(seed)) == std::string::npos);
  }
}

TEST_CASE("D-5.5 the QR code on the picture leads to where it should") {
  const ScratchFolder folder;
  const ProgressChart chart = fixture::county_year();
  folder.write("a3.png", draw_progress_paper(chart, {Paper::a3, Surface::png, 1, 2400}).bytes);
  const std::string found = output_of("zbarimg -q --raw " + folder.file("a3.png") + " 2>/dev/null");
  CHECK(found == chart.qr_text + "\n");
}

TEST_CASE("D-5.5 the QR code on a strip leads to the check of this strip") {
  const ScratchFolder folder;
  ProgressChart chart = fixture::county_year();
  const std::string address = "HTTPS://ZHANTU.YUNXI.EXAMPLE:8443/K/1/9/73/9F3A-7C21";
  for (ProgressGroup& group : chart.groups) {
    for (ProgressRow& row : group.rows) row.qr_text = row.project == "73" ? address : "";
  }
  for (const Paper paper : {Paper::a1, Paper::a4}) {
    const StripOptions options{paper, Paper::a3, Surface::png, 1, 4961, false, {"73"}};
    folder.write("strips.png", draw_progress_strips(chart, options).bytes);
    CHECK(output_of("zbarimg -q --raw " + folder.file("strips.png") + " 2>/dev/null") ==
          address + "\n");
  }
}

TEST_CASE("PDF: every paper has its real size") {
  const ScratchFolder folder;
  const std::pair<Paper, const char*> kSizes[] = {
      {Paper::a0, "(A0)"}, {Paper::a2, "(A2)"}, {Paper::a4, "(A4)"}};
  for (const auto& [paper, size] : kSizes) {
    folder.write("paper.pdf", draw_progress_paper(fixture::every_cell(), {.paper = paper}).bytes);
    const std::string info = output_of("pdfinfo " + folder.file("paper.pdf"));
    CHECK_MESSAGE(info.find(size) != std::string::npos, info);
  }
}

TEST_CASE("the same chart gives the same bytes, also from several threads at once") {
  const ProgressChart chart = fixture::every_cell();
  const std::vector<Drawing> expected = draw_all(chart);
  std::vector<std::vector<Drawing>> found(4);
  {
    std::vector<std::jthread> threads;
    for (auto& each : found) threads.emplace_back([&each, &chart] { each = draw_all(chart); });
  }
  for (const std::vector<Drawing>& each : found) {
    REQUIRE(each.size() == expected.size());
    for (std::size_t i = 0; i < each.size(); ++i) CHECK(each[i].bytes == expected[i].bytes);
  }
}

// Cairo's cache holds some sixteen thousand glyphs: enough different ones from several threads used
// to end in a standstill.
TEST_CASE("threads that paint more letters than Cairo keeps do not wait for each other for ever") {
  std::vector<std::jthread> threads;
  std::atomic<int> painted = 0;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&painted, thread] {
      for (int round = 0; round < 3; ++round) {
        std::vector<std::string> characters;
        for (char32_t c = 0; c < 2'000; ++c)
          characters.push_back(
              encode_utf8(U'一' + static_cast<char32_t>(thread * 3 + round) * 1'500 + c));
        const std::vector<Scene> page{character_grid(characters, Face::regular)};
        painted +=
            write_pdf(page).size() > 10'000 && write_png(page[0], 400).size() > 1'000 ? 1 : 0;
      }
    });
  }
  threads.clear();
  CHECK(painted == 12);
}

TEST_CASE("pages: each can be drawn alone, and what lies outside is the nearest one") {
  const ProgressChart chart = fixture::county_year(Audience::internal, 2);
  const auto page = [&](int number) {
    return draw_progress_wall(chart, {.surface = Surface::svg, .page = number}).bytes;
  };
  CHECK(draw_progress_wall(chart, {}).pages == 2);
  CHECK(page(1) != page(2));
  CHECK(page(0) == page(1));
  CHECK(page(7) == page(2));
  const std::string png =
      draw_progress_wall(chart, {.surface = Surface::png, .png_width_px = 480}).bytes;
  REQUIRE(png.size() > 24);
  CHECK(png.substr(1, 3) == "PNG");
  CHECK(static_cast<unsigned char>(png[18]) * 256 + static_cast<unsigned char>(png[19]) == 480);
  CHECK(static_cast<unsigned char>(png[22]) * 256 + static_cast<unsigned char>(png[23]) == 270);
}

}  // namespace zhantu::chart
