#include <algorithm>

#include "base/check.hpp"
#include "chart/palette.hpp"
#include "chart/paper_row.hpp"
#include "chart/progress_layout.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

constexpr double kMargin = 7;  // office printers reach to 4 or 5; A1 strips then fit A3 in two
constexpr double kHeader = 11;
constexpr double kLabel = 5;
constexpr double kBetween = 5;
constexpr double kTab = 7;  // to glue the next piece on
constexpr double kPrint = 2.6;
constexpr double kPrintMin = 2.12;

// A strip, or as much of one as fits on the sheet; columns begin at 0.
struct Piece {
  std::vector<Column> columns;
  double width = 0;
};

std::vector<Piece> pieces_of(const std::vector<Column>& columns, double room) {
  std::vector<Piece> pieces(1);
  double rest = 0;
  for (const Column& column : columns) rest += column.width;
  for (const Column& column : columns) {
    // The last piece needs no tab.
    const double here = pieces.back().width + rest <= room ? room : room - kTab;
    if (!pieces.back().columns.empty() && pieces.back().width + column.width > here + 1e-6)
      pieces.emplace_back();
    Piece& piece = pieces.back();
    Column placed = column;
    placed.x = piece.width;
    piece.columns.push_back(placed);
    piece.width += column.width;
    rest -= column.width;
  }
  return pieces;
}

void draw_crop_marks(Scene& scene, const Box& box) {
  constexpr double kFrom = 1, kTo = 3;
  const Stroke stroke{paper::kInk, 0.12};
  for (const double y : {box.y, box.bottom()}) {
    scene.line({box.x - kTo, y}, {box.x - kFrom, y}, stroke);
    scene.line({box.right() + kFrom, y}, {box.right() + kTo, y}, stroke);
  }
  for (const double x : {box.x, box.right()}) {
    scene.line({x, box.y - kTo + kFrom}, {x, box.y - kFrom * 0.6}, stroke);
    scene.line({x, box.bottom() + kFrom * 0.6}, {x, box.bottom() + kTo - kFrom}, stroke);
  }
}

void draw_tab(Scene& scene, const Box& piece) {
  const Box tab{piece.right(), piece.y, kTab, piece.height};
  scene.rect(tab, {{}, Stroke{paper::kQuiet, 0.2, true}});
  draw_vertical(scene, tab.inset(1, 0.4), {Face::regular, kPrint, paper::kSecond}, kPrintMin,
                "粘贴边");
}

std::string_view paper_name(Paper paper) {
  constexpr std::string_view kNames[] = {"A0", "A1", "A2", "A3", "A4", "A4竖"};
  return kNames[static_cast<std::size_t>(paper)];
}

class Sheets {
 public:
  Sheets(const ProgressChart& chart, const StripOptions& options)
      : chart_(chart),
        options_(options),
        metrics_(metrics_of(options.paper)),
        sheet_(metrics_of(options.sheet)),
        height_(PaperLayout(chart, options.paper, options.posts_apart).row_height()) {
    for (const PeriodSpan span : spans_of_periods(metrics_, chart)) add_pieces(span);
    for (const Piece& piece : pieces_) width_ = std::max(width_, piece.width + kTab + 2 * kMargin);
  }

  std::vector<Scene> draw() {
    for (const ProgressGroup& group : chart_.groups) {
      for (const ProgressRow& row : group.rows) {
        if (std::ranges::find(options_.projects, row.project) == options_.projects.end()) continue;
        for (std::size_t i = 0; i < pieces_.size(); ++i) draw_piece(group, row, i);
      }
    }
    draw_post_cards();
    if (scenes_.empty()) draw_nothing();
    int number = 0;
    for (Scene& scene : scenes_) draw_header(scene, ++number);
    return std::move(scenes_);
  }

 private:
  void add_pieces(PeriodSpan span) {
    std::vector<Column> columns = paper_columns(metrics_, chart_, span);
    std::erase_if(columns, [](const Column& column) { return column.kind == ColumnKind::post; });
    // As on the chart, where a gap stands between the post and its strips.
    columns.front().width -= metrics_.row_gap;
    for (Piece& piece : pieces_of(columns, sheet_.width - 2 * kMargin))
      pieces_.push_back(std::move(piece));
  }

  Scene& open_sheet() {
    Scene& scene =
        scenes_.emplace_back(std::max(sheet_.width, width_), sheet_.height, Unit::millimetre);
    scene.title = chart_.title;
    scene.author = chart_.issuer;
    scene.rect({0, 0, scene.width, scene.height}, {paper::kWhite, {}});
    y_ = kMargin + kHeader;
    return scene;
  }

  void draw_piece(const ProgressGroup& group, const ProgressRow& row, std::size_t index) {
    if (scenes_.empty() || y_ + kLabel + height_ > sheet_.height - kMargin) open_sheet();
    Scene& scene = scenes_.back();
    const Piece& piece = pieces_[index];
    // Beside the crop mark, which stands in the corner.
    draw_line(scene, {kMargin + 2, y_, sheet_.width - 2 * kMargin - 4, kLabel - 1.4},
              {{Face::regular, kPrint, paper::kSecond}, kPrintMin}, label(group, row, index));
    const Box box{kMargin, y_ + kLabel, piece.width, height_};
    std::vector<Column> columns = piece.columns;
    for (Column& column : columns) column.x += box.x;
    draw_strip(scene, metrics_, columns, box, chart_, row, StripUse::apart);
    draw_crop_marks(scene, box);
    if (index + 1 < pieces_.size()) draw_tab(scene, box);
    y_ += kLabel + height_ + kBetween;
  }

  // At their real size, to be stuck over those at the heads of the posts.
  void draw_post_cards() {
    constexpr double kCrop = 4;
    const Box size = post_card_at(metrics_, {});
    const double step = size.height + 2 * kCrop;
    double x = 0;
    const auto begin_line = [&](double above) {
      if (x > 0) y_ += step;
      if (scenes_.empty() || y_ + above + step > sheet_.height - kMargin) open_sheet();
      x = kMargin;
    };
    for (const ProgressGroup& group : chart_.groups) {
      if (!group.mark || group.mark->card == Card::none ||
          std::ranges::find(options_.posts, group.name) == options_.posts.end())
        continue;
      const double words = text_width(Face::regular, kPrint, group.name) + 0.1;
      const double needed = size.width + 2 * kCrop + words + kBetween;
      if (x == 0) {
        begin_line(kLabel);
        draw_line(scenes_.back(), {kMargin, y_, sheet_.width - 2 * kMargin, kLabel - 1.4},
                  {{Face::regular, kPrint, paper::kSecond}, kPrintMin},
                  "指挥部的牌：裁下后贴在墙上指挥部名称的上方");
        y_ += kLabel;
      } else if (x + needed > sheet_.width - kMargin) {
        begin_line(0);
      }
      Scene& scene = scenes_.back();
      const Box card = post_card_at(metrics_, {x + kCrop, y_ + kCrop});
      draw_rolled_up_badge(scene, metrics_, card, *group.mark);
      draw_crop_marks(scene, card);
      draw_line(scene, {card.right() + kCrop, card.y, words, card.height},
                {{Face::regular, kPrint, paper::kInk}, kPrintMin}, group.name);
      x += needed;
    }
  }

  std::string label(const ProgressGroup& group, const ProgressRow& row, std::size_t index) const {
    std::string text = fmt::format("{} · 序号{} · {}", group.name, row.sequence, row.number);
    if (pieces_.size() > 1) text += fmt::format(" · 第{}/{}段", index + 1, pieces_.size());
    if (!row.strip_code.empty()) text += " · 校验码 " + row.strip_code;
    return text + " · " + row.name;
  }

  void draw_header(Scene& scene, int number) const {
    const double right = scene.width - kMargin;
    constexpr double kScale = 50;
    const double y = kMargin + 2;
    const Stroke stroke{paper::kInk, 0.25};
    scene.line({right - kScale, y}, {right, y}, stroke);
    for (const double x : {right - kScale, right}) scene.line({x, y - 1.4}, {x, y + 1.4}, stroke);
    draw_line(scene, {right - kScale, y + 1.6, kScale, 4},
              {{Face::regular, kPrint, paper::kSecond}, kPrintMin, Anchor::middle},
              "打印后此线应长50毫米");
    const Box left{kMargin, kMargin - 2, right - kScale - 8 - kMargin, kHeader};
    draw_line(scene, {left.x, left.y, left.width, 5},
              {{Face::bold, kPrint * 1.5, paper::kInk}, kPrintMin},
              fmt::format("抽换条 · {}", chart_.title));
    const std::string revision =
        chart_.revision > 0 ? fmt::format("第{}版", chart_.revision) : std::string("尚未公示");
    draw_line(scene, {left.x, left.y + 5, left.width, 4.4},
              {{Face::regular, kPrint, paper::kSecond}, kPrintMin},
              fmt::format(
                  "用于{}图 · {} · 数据截至{} · 第{}/{}张 · 请按实际大小（100%）打印，沿裁切线裁切",
                  paper_name(options_.paper), revision, chart_.data_as_of, number, scenes_.size()));
  }

  void draw_nothing() {
    Scene& scene = open_sheet();
    draw_line(scene, {kMargin, y_, sheet_.width - 2 * kMargin, 20},
              {{Face::title, 8, paper::kBandDark}, kPrintMin, Anchor::middle}, "没有需要更换的条");
  }

  const ProgressChart& chart_;
  const StripOptions& options_;
  const PaperMetrics& metrics_;
  const PaperMetrics& sheet_;
  const double height_;
  double width_ = 0;
  std::vector<Piece> pieces_;
  std::vector<Scene> scenes_;
  double y_ = 0;
};

}  // namespace

std::vector<Scene> lay_out_strips(const ProgressChart& chart, const StripOptions& options) {
  ZT_CHECK(options.sheet == Paper::a3 || options.sheet == Paper::a4);
  return Sheets(chart, options).draw();
}

}  // namespace zhantu::chart
