#include "chart/card_mark.hpp"
#include "chart/palette.hpp"
#include "chart/paper_cell.hpp"
#include "chart/paper_frame.hpp"
#include "chart/paper_row.hpp"
#include "chart/progress_text.hpp"
#include "chart/qr_mark.hpp"
#include "chart/text_block.hpp"
#include "chart/text_measure.hpp"

namespace zhantu::chart {
namespace {

// Places samples with their sentences one after another, on lines of equal height.
class LegendFlow {
 public:
  LegendFlow(Scene& scene, const PaperMetrics& metrics, const Box& box)
      : scene_(scene), m_(metrics), box_(box), x_(box.x), step_(metrics.badge_height * 1.42) {}

  // Room for a sample of `width` and its sentence, at most a third of a long line; draws the
  // sentence on one line or two and returns the place of the sample.
  Box place(double width, const std::string& sentence) {
    const double gap = m_.pad * 0.9;
    const double between = m_.pad * 3.4;
    const double room_max = std::max(box_.width / 3, m_.size_legend * 24) - between - width - gap;
    const double room =
        std::min(text_width(Face::regular, m_.size_legend, sentence) + m_.pad * 0.1, room_max);
    if (x_ > box_.x && x_ + width + gap + room > box_.right()) next_line();
    const Box sample{x_, box_.y + line_ * step_, width, m_.badge_height};
    const double over = (step_ - sample.height) / 2;
    const Box text{sample.right() + gap, sample.y - over, room, step_};
    const BlockStyle style{{Face::regular, m_.size_legend, paper::kInk},
                           m_.size_min,
                           Anchor::start,
                           Vertical::middle,
                           1.12};
    draw_block(scene_, text, style, sentence);
    x_ = text.right() + between;
    return sample;
  }

  void next_line() {
    if (x_ <= box_.x) return;
    x_ = box_.x;
    ++line_;
  }
  double bottom() const { return box_.y + (line_ + (x_ > box_.x ? 1 : 0)) * step_; }

 private:
  Scene& scene_;
  const PaperMetrics& m_;
  Box box_;
  double x_;
  double step_;
  int line_ = 0;
};

TextStyle facts_style(const PaperMetrics& m, Color ink) {
  return {Face::bold, m.size_legend * 1.1, ink};
}

void draw_card_legend(LegendFlow& flow, Scene& scene, const PaperMetrics& m, Card card,
                      const std::string& sentence) {
  const double inner =
      m.badge_height * 1.1 + text_width(Face::bold, m.size_legend, "蓝牌") + m.pad * 1.6;
  const Box sample = flow.place(inner, sentence);
  draw_paper_plate(scene, sample, card);
  draw_paper_mark(scene, card, {sample.x + sample.height * 0.68, sample.center().y},
                  sample.height * 0.66);
  const Box words{sample.x + sample.height * 1.15, sample.y, sample.width - sample.height * 1.3,
                  sample.height};
  draw_line(scene, words,
            {{Face::bold, m.size_legend, paper_ink(card)}, m.size_min, Anchor::middle},
            card_name(card));
}

void draw_figure_legend(LegendFlow& flow, Scene& scene, const PaperMetrics& m) {
  ProgressCell cell;
  cell.card = Card::blue;
  cell.plan_basis_points = 7500;
  cell.verified_basis_points = 7900;
  cell.claimed_basis_points = 8100;
  draw_badge(scene, m,
             flow.place(m.badge_height * 5.7, "认定累计进度、与计划之差（百分点）；空框为报送数"),
             cell);
  cell.card = Card::none;
  cell.verified_basis_points.reset();
  draw_badge(scene, m, flow.place(m.badge_height * 3.7, "已报送、待认定"), cell);
  const Box struck = flow.place(m.badge_height * 0.9, "销号");
  draw_ring_tick(scene, struck.center(), struck.height * 0.8, paper::kBlue);
  const Box dash = flow.place(m.badge_height * 0.8, "本期无目标");
  scene.line({dash.x, dash.center().y}, {dash.right(), dash.center().y},
             {paper::kQuiet, m.line * 1.6});
  const Box corrected = flow.place(corrected_tag_at(m, {}).width, "公示后已更正");
  draw_corrected_tag(scene, m,
                     corrected_tag_at(m, {corrected.x, corrected.center().y - m.size_min * 0.6}));
  const Box bar = flow.place(m.badge_height * 1.6, "竖线为计划进度");
  const Box track{bar.x, bar.center().y - m.badge_height * 0.2, bar.width, m.badge_height * 0.4};
  scene.rect(track, {paper::kTrack, {}});
  scene.rect({track.x, track.y, track.width * 0.6, track.height}, {paper::kBlue, {}});
  const double x = track.x + track.width * 0.75;
  scene.line({x, track.y - track.height * 0.4}, {x, track.bottom() + track.height * 0.4},
             {paper::kInk, m.line * 2.6});
}

// Only what the mechanism of this chart knows.
void draw_further_legend(LegendFlow& flow, Scene& scene, const PaperMetrics& m,
                         const ProgressChart& chart) {
  for (const RecolouringRule& rule : chart.recolourings) {
    ProgressCell cell;
    cell.card = rule.from;
    cell.shown = rule.shown;
    cell.verified_basis_points = 7900;
    draw_badge(scene, m, flow.place(m.badge_height * 4.2, rule.text + "（左为公示的牌）"), cell);
  }
  const bool judged = std::ranges::any_of(
      chart.groups, [](const ProgressGroup& group) { return group.mark.has_value(); });
  if (!judged) return;
  const Box sample = flow.place(m.post - m.pad * 1.3, "指挥部的牌，未完成/判定项数");
  draw_rolled_up_badge(scene, m, sample, {.card = Card::yellow, .judged = 5, .missed = 1});
}

// As many as fit, then how many they are: "一、二等5个".
std::string listing(const std::vector<std::string>& entries, std::string_view separator,
                    std::string_view counter, const TextStyle& style, double width) {
  std::string sentence;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string all = fmt::format("等{}{}", entries.size(), counter);
    const std::string longer =
        sentence.empty() ? entries[i] : fmt::format("{}{}{}", sentence, separator, entries[i]);
    const std::string rest = i + 1 < entries.size() ? all : std::string();
    if (!sentence.empty() && text_width(style.face, style.size, longer + rest) > width)
      return sentence + all;
    sentence = longer;
  }
  return sentence;
}

// Facts where other charts hang a slogan: what is red, since when.
std::string red_sentence(const ProgressChart& chart, const PaperMetrics& m, double width) {
  const std::vector<const ProgressRow*> rows = rows_with(chart, Card::red);
  if (rows.empty()) return "无。";
  std::vector<std::string> entries;
  for (const ProgressRow* row : rows) {
    const int run = cell_at(*row, current_period(chart))->missed_run;
    entries.push_back(fmt::format("{}（{}未完成）", row->name, run_text(chart, run)));
  }
  return listing(entries, "；", "项", facts_style(m, paper::kInk), width);
}

// A dark plate that says what the line is about; returns the place for the rest.
Box draw_facts_label(Scene& scene, const PaperMetrics& m, const Box& box,
                     const std::string& label) {
  const TextStyle style = facts_style(m, paper::kWhite);
  const Box plate{box.x, box.y, text_width(style.face, style.size, label) + m.pad * 3, box.height};
  scene.rect(plate, {paper::kBandDark, {}});
  draw_line(scene, plate, {style, m.size_min, Anchor::middle}, label);
  const double left = plate.right() + m.pad * 1.2;
  return {left, box.y, box.right() - left, box.height};
}

void draw_red_facts(Scene& scene, const PaperMetrics& m, const ProgressChart& chart,
                    const Box& box) {
  const Box words = draw_facts_label(
      scene, m, box, chart.revision == 0 ? "尚未公示" : chart.period_text + "红牌项目");
  const std::string facts = chart.revision == 0 ? "首次公示后，此处列出红牌项目及其连续未完成期数。"
                                                : red_sentence(chart, m, words.width);
  draw_line(scene, words, {facts_style(m, paper::kInk), m.size_min}, facts);
}

// The units by their cards, the worst first; those without fault are only counted.
void draw_units(Scene& scene, const PaperMetrics& m, const ProgressChart& chart, const Box& box) {
  const Box line = draw_facts_label(scene, m, box, chart.period_text + "单位挂牌");
  const TextStyle style = facts_style(m, paper::kInk);
  const double gap = m.pad * 0.8;
  const double side = line.height * 0.86;
  std::map<Card, std::vector<std::string>> names;
  for (const RolledUpMark& unit : chart.units) {
    names[unit.card].push_back(fmt::format(
        "{}{}（{}/{}）", unit.name, unit.corrected ? "·更正" : "", unit.missed, unit.judged));
  }
  const auto counted = [&](Card card) { return fmt::format("{}个", names.at(card).size()); };
  const auto least = [&](Card card) {
    return names.contains(card) ? side + 4 * gap + text_width(style.face, style.size, counted(card))
                                : 0;
  };
  double x = line.x;
  double behind = 0;
  for (const Card card : kWorstFirst) behind += least(card);
  for (const Card card : kWorstFirst) {
    if (!names.contains(card)) continue;
    behind -= least(card);
    const Box plate{x, line.center().y - side / 2, side, side};
    draw_paper_plate(scene, plate, card);
    draw_paper_mark(scene, card, plate.center(), side * 0.62);
    const Box words{plate.right() + gap, line.y, line.right() - behind - plate.right() - 4 * gap,
                    line.height};
    std::string text = counted(card);
    if (warns(card)) {
      const std::string list = listing(names.at(card), "、", "个", style, words.width);
      if (text_width(style.face, style.size, list) <= words.width) text = list;
    }
    draw_line(scene, words, {style, m.size_min}, text);
    x = words.x + std::min(words.width, text_width(style.face, style.size, text)) + 3 * gap;
  }
}

void draw_revision(Scene& scene, const PaperMetrics& m, const ProgressChart& chart, const Box& box,
                   int page, int pages) {
  scene.rect(box, {paper::kWhite, Stroke{paper::kBand, m.line * 2}});
  const Box plate{box.x, box.y, box.width * 0.28, box.height};
  scene.rect(plate, {paper::kBand, {}});
  const std::string revision =
      chart.revision == 0 ? std::string("未公示") : fmt::format("第 {} 版", chart.revision);
  const Box upper =
      Box{plate.x, plate.y, plate.width, plate.height * 0.6}.inset(m.pad, m.pad * 0.5);
  draw_line(scene, upper,
            {{Face::title, m.size_revision, paper::kGoldWhite}, m.size_min, Anchor::middle},
            revision);
  const Box lower =
      Box{plate.x, plate.y + plate.height * 0.56, plate.width, plate.height * 0.3}.inset(m.pad, 0);
  draw_line(scene, lower,
            {{Face::regular, m.size_legend, paper::kGoldWhite}, m.size_min, Anchor::middle},
            fmt::format("第 {}/{} 张", page, pages));
  const Box side = Box{plate.right(), box.y, box.width - plate.width, box.height}.inset(
      m.pad * 1.6, m.pad * 1.1);
  const double step = side.height / 3;
  const auto fact = [&](int line, Face face, double size, const std::string& text) {
    draw_line(scene, {side.x, side.y + step * line, side.width, step},
              {{face, size, paper::kInk}, m.size_min}, text);
  };
  fact(0, Face::bold, m.size_legend * 1.15,
       chart.data_as_of.empty() ? "尚无数据" : "数据截至 " + chart.data_as_of);
  fact(1, Face::regular, m.size_legend, chart.issuer);
  fact(2, Face::regular, m.size_legend,
       chart.revision_code.empty() ? "首次公示后生成校验码" : "校验码 " + chart.revision_code);
}

}  // namespace

void draw_footer(Scene& scene, const PaperMetrics& m, const ProgressChart& chart, int page,
                 int pages) {
  const Box footer{m.margin, m.height - m.margin_bottom - m.footer_height, m.width - 2 * m.margin,
                   m.footer_height};
  const double caption = m.size_legend * 1.5;
  const double qr_side = std::min(footer.height - caption, m.width * 0.11);
  const Box qr{footer.right() - qr_side, footer.y, qr_side, qr_side};
  const bool has_qr = !chart.qr_text.empty();
  const double box_right = has_qr ? qr.x - m.pad * 2 : footer.right();
  // Wide enough for the name of the office, within reason.
  const double box_width =
      std::clamp((text_width(Face::regular, m.size_legend, chart.issuer) + m.pad * 4) / 0.72,
                 m.width * 0.165, m.width * 0.24);
  draw_revision(scene, m, chart, {box_right - box_width, footer.y, box_width, qr_side}, page,
                pages);
  if (has_qr) {
    draw_qr_mark(scene, qr, chart.qr_text);
    const std::string words = "扫码核对是否最新";
    const Box below{box_right - box_width, qr.bottom(), footer.right() - box_right + box_width,
                    caption};
    draw_line(scene, below,
              {{Face::regular, std::max(m.size_legend * 0.92, m.size_min), paper::kInk},
               m.size_min,
               Anchor::end},
              words);
  }
  const Box left{footer.x, footer.y, box_right - box_width - m.pad * 4 - footer.x, footer.height};
  LegendFlow flow(scene, m, left);
  for (const CardCount& each : cards_given(chart))
    draw_card_legend(flow, scene, m, each.card, each.rule);
  flow.next_line();
  draw_figure_legend(flow, scene, m);
  draw_further_legend(flow, scene, m, chart);
  const double facts_height = m.badge_height * 1.25;
  Box facts{left.x, left.bottom() - facts_height, left.width, facts_height};
  draw_red_facts(scene, m, chart, facts);
  if (!chart.units.empty()) {
    facts.y -= facts_height + m.pad * 0.5;
    draw_units(scene, m, chart, facts);
  }
  const Box note{left.x, flow.bottom(), left.width, facts.y - flow.bottom() - m.pad * 0.6};
  if (chart.rule_note.empty() || note.height < m.size_min * 1.2) return;
  const BlockStyle style{{Face::regular, m.size_legend, paper::kSecond}, m.size_min};
  draw_block(scene, note, style, "认定口径：" + chart.rule_note);
}

}  // namespace zhantu::chart
