#include "chart/text_measure.hpp"

#include "chart/shaper.hpp"

namespace zhantu::chart {
namespace {

constexpr std::string_view kEllipsis = "…";
// Sums of advances differ from their parts in the last bits only.
constexpr double kSlack = 1e-6;

std::vector<std::size_t> offsets(std::string_view text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Where a line may end, for each start of a character and for the end of the text.
std::vector<bool> breaks_of(std::string_view text, std::size_t characters) {
  std::vector<PangoLogAttr> attributes(characters + 1);
  pango_get_log_attrs(text.data(), static_cast<int>(text.size()), -1,
                      pango_language_from_string("zh-cn"), attributes.data(),
                      static_cast<int>(attributes.size()));
  std::vector<bool> allowed(characters + 1);
  for (std::size_t i = 0; i <= characters; ++i) allowed[i] = attributes[i].is_line_break != 0;
  allowed[characters] = true;
  return allowed;
}

// Index of the character that begins the next line.
std::size_t line_end(Face face, double em_max, std::string_view text,
                     const std::vector<std::size_t>& starts, const std::vector<bool>& allowed,
                     std::size_t from) {
  Shaper& shaper = Shaper::of_this_thread();
  double width = 0;
  std::size_t last_break = from;
  const std::size_t end = starts.size() - 1;
  for (std::size_t i = from; i < end; ++i) {
    const std::string_view character = text.substr(starts[i], starts[i + 1] - starts[i]);
    width += shaper.width_em(face, character);
    if (width > em_max + kSlack && character != " ") {
      return last_break > from ? last_break : std::max(i, from + 1);
    }
    if (allowed[i + 1]) last_break = i + 1;
  }
  return end;
}

}  // namespace

double text_width(Face face, double size, std::string_view text) {
  return size * Shaper::of_this_thread().width_em(face, text);
}

BrokenText break_text(Face face, double size, std::string_view text, double width, int lines_max) {
  BrokenText result;
  if (text.empty() || lines_max < 1) return result;
  if (text_width(face, size, text) <= width + kSlack) {
    result.lines.emplace_back(text);
    return result;
  }
  const std::vector<std::size_t> starts = offsets(text);
  const std::vector<bool> allowed = breaks_of(text, starts.size() - 1);
  std::size_t from = 0;
  while (from + 1 < starts.size()) {
    if (static_cast<int>(result.lines.size()) + 1 == lines_max) {
      const std::string_view rest = text.substr(starts[from]);
      result.lines.push_back(cut_to(face, size, rest, width));
      result.cut = result.lines.back() != without_blanks_behind(rest);
      return result;
    }
    const std::size_t to = line_end(face, width / size, text, starts, allowed, from);
    result.lines.emplace_back(
        without_blanks_behind(text.substr(starts[from], starts[to] - starts[from])));
    from = to;
  }
  return result;
}

std::string cut_to(Face face, double size, std::string_view text, double width) {
  text = without_blanks_behind(text);
  if (text_width(face, size, text) <= width + kSlack) return std::string(text);
  std::vector<std::size_t> starts = offsets(text);
  for (std::size_t keep = starts.size() - 1; keep-- > 1;) {
    std::string cut(without_blanks_behind(text.substr(0, starts[keep])));
    cut += kEllipsis;
    if (text_width(face, size, cut) <= width + kSlack) return cut;
  }
  return text_width(face, size, kEllipsis) <= width ? std::string(kEllipsis) : std::string();
}

double size_to_fit(Face face, double size, double size_min, std::string_view text, double width) {
  const double natural = text_width(face, size, text);
  if (natural <= width) return size;
  return std::max(size_min, size * width / natural * 0.999);
}

}  // namespace zhantu::chart
