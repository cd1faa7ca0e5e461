#include <cmath>

#include "chart/surface.hpp"

namespace zhantu::chart {
namespace {

constexpr std::string_view kSans = "Noto Sans CJK SC,Source Han Sans SC,Microsoft YaHei,sans-serif";
constexpr std::string_view kSerif = "Noto Serif CJK SC,Source Han Serif SC,SimSun,serif";
// A text that fills more of its box than this is held to its measured width, should the reader's
// font be wider.
constexpr double kTight = 0.9;

class SvgWriter {
 public:
  // Millimetres are written in tenths: browsers may refuse letters under a few units.
  explicit SvgWriter(const Scene& scene)
      : scene_(scene), scale_(scene.unit == Unit::millimetre ? 10 : 1) {}

  std::string write() {
    head();
    for (const Item& item : scene_.items) {
      std::visit([&](const auto& shape) { draw(shape); }, item);
    }
    out_ += "</g>\n</svg>\n";
    return std::move(out_);
  }

 private:
  void head() {
    const std::string_view unit = scene_.unit == Unit::millimetre ? "mm" : "";
    // A picture with links in it is a group: what lies inside an img cannot be reached.
    const bool links = std::ranges::any_of(scene_.items, [](const Item& item) {
      const auto* link = std::get_if<LinkOpen>(&item);
      return link != nullptr && !link->href.empty();
    });
    out_ +=
        fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" role="{}" lang="zh-Hans" width=")",
                    links ? "group" : "img");
    out_ += plain(scene_.width) + std::string(unit) + "\" height=\"" + plain(scene_.height) +
            std::string(unit);
    out_ +=
        "\" viewBox=\"0 0 " + number(scene_.width) + ' ' + number(scene_.height) + "\">\n<title>";
    escape(scene_.title);
    out_ += "</title>\n<desc>";
    escape(scene_.description);
    out_ += fmt::format("</desc>\n<g font-family=\"{}\" font-variant=\"tabular-nums\">\n", kSans);
  }

  void draw(const Line& line) {
    out_ += "<path d=\"M" + pair(line.from) + 'L' + pair(line.to) + '"';
    stroke(line.stroke);
    out_ += "/>\n";
  }

  void draw(const Rect& rect) {
    out_ += "<rect";
    attribute("x", rect.box.x);
    attribute("y", rect.box.y);
    attribute("width", rect.box.width);
    attribute("height", rect.box.height);
    if (rect.radius > 0) attribute("rx", rect.radius);
    paint(rect.paint);
    out_ += "/>\n";
  }

  void draw(const Path& path) {
    out_ += "<path d=\"";
    for (const PathStep& step : path.steps) {
      out_ += step.kind;
      if (step.kind == 'M' || step.kind == 'L') out_ += pair(step.p[0]);
      if (step.kind == 'C') out_ += pair(step.p[0]) + ' ' + pair(step.p[1]) + ' ' + pair(step.p[2]);
    }
    out_ += '"';
    paint(path.paint);
    if (path.round) out_ += " stroke-linecap=\"round\" stroke-linejoin=\"round\"";
    out_ += "/>\n";
  }

  void draw(const Text& text) {
    out_ += "<text";
    attribute("x", text.at.x);
    attribute("y", text.at.y);
    attribute("font-size", text.style.size);
    if (text.anchor == Anchor::middle) out_ += " text-anchor=\"middle\"";
    if (text.anchor == Anchor::end) out_ += " text-anchor=\"end\"";
    if (text.style.face == Face::title)
      out_ += fmt::format(" font-family=\"{}\" font-weight=\"900\"", kSerif);
    if (text.style.face == Face::bold) out_ += " font-weight=\"700\"";
    color("fill", text.style.color);
    if (text.width > kTight * text.within.width) {
      attribute("textLength", text.width);
      out_ += " lengthAdjust=\"spacingAndGlyphs\"";
    }
    out_ += '>';
    escape(text.text);
    out_ += "</text>\n";
  }

  void draw(const LinkOpen& link) {
    tag_ = link.href.empty() ? "g" : "a";
    out_ += '<' + tag_;
    if (!link.href.empty()) {
      out_ += " href=\"";
      escape(link.href);
      out_ += '"';
    }
    if (!link.project.empty()) {
      out_ += " data-project=\"";
      escape(link.project);
      out_ += '"';
    }
    out_ += ">\n";
  }

  void draw(const LinkClose&) { out_ += "</" + tag_ + ">\n"; }

  void paint(const Paint& paint) {
    if (!paint.fill) out_ += " fill=\"none\"";
    if (paint.fill && paint.fill->rgb != 0) color("fill", *paint.fill);
    if (paint.stroke) stroke(*paint.stroke);
  }

  void stroke(const Stroke& stroke) {
    color("stroke", stroke.color);
    attribute("stroke-width", stroke.width);
    if (stroke.dashed) {
      out_ +=
          " stroke-dasharray=\"" + number(stroke.width * 3) + ' ' + number(stroke.width * 2) + '"';
    }
  }

  void color(std::string_view name, Color color) {
    out_ += fmt::format(" {}=\"#{:06x}\"", name, color.rgb);
  }
  void attribute(std::string_view name, double value) {
    out_ += fmt::format(" {}=\"{}\"", name, number(value));
  }
  std::string pair(Point point) const { return number(point.x) + ' ' + number(point.y); }
  std::string number(double value) const { return plain(value * scale_); }

  static std::string plain(double value) {
    std::string text = fmt::format("{:.2f}", std::abs(value) < 0.005 ? 0.0 : value);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
  }

  void escape(std::string_view text) {
    for (char c : text) {
      switch (c) {
        case '&': out_ += "&amp;"; break;
        case '<': out_ += "&lt;"; break;
        case '>': out_ += "&gt;"; break;
        case '"': out_ += "&quot;"; break;
        case '\'': out_ += "&#39;"; break;
        default:
          // XML has no way to write control characters.
          if (static_cast<unsigned char>(c) >= 0x20) out_ += c;
      }
    }
  }

  const Scene& scene_;
  double scale_;
  std::string out_;
  std::string tag_;  // of the group that is open
};

}  // namespace

std::string write_svg(const Scene& scene) { return SvgWriter(scene).write(); }

}  // namespace zhantu::chart
