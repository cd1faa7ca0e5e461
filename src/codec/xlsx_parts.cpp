#include "codec/xlsx_parts.hpp"

#include <charconv>

#include "codec/xlsx_text.hpp"

namespace zhantu::codec {
namespace {

constexpr std::size_t kRelationsMax = 10'000;
constexpr std::size_t kStylesMax = 100'000;
constexpr std::size_t kNameBytesMax = 1'024;
// Escapes make a stored text longer than what it stands for.
constexpr std::size_t kEscapedFactor = 7;

Problem too_large(std::string cap) {
  return Problem{"workbook_too_large", {{"cap", std::move(cap)}}};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace

std::optional<unsigned> attribute_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

void ContentTypes::opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) {
  if (depth != 2 || name.space != XmlSpace::content_types) return;
  const auto type = attributes.get("ContentType");
  is_workbook = is_workbook || contains(type, "spreadsheetml.sheet.main+xml") ||
                contains(type, "spreadsheetml.template.main+xml") ||
                contains(type, "ms-excel.sheet.macroEnabled");
  has_macros = has_macros || contains(type, "macroEnabled") || contains(type, "vbaProject") ||
               contains(type, "macrosheet");
}

void Relations::opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) {
  if (depth != 2 || name.space != XmlSpace::package_relation || name.local != "Relationship")
    return;
  if (by_id.size() == kRelationsMax) {
    refusal = too_large("relations");
    return;
  }
  const auto type = attributes.get("Type");
  const auto slash = type.rfind('/');
  by_id.emplace(
      attributes.get("Id"),
      Relation{std::string(type.substr(slash == std::string_view::npos ? 0 : slash + 1)),
               std::string(attributes.get("Target")), attributes.get("TargetMode") == "External"});
}

const Relation* Relations::first_of(std::string_view type) const {
  for (const auto& [id, relation] : by_id) {
    if (relation.type == type) return &relation;
  }
  return nullptr;
}

Result<std::string> resolve_target(std::string_view source_part, const Relation& relation) {
  const Problem outside{"workbook_suspicious", {{"reason", "path"}}};
  const std::string_view target = relation.target;
  if (relation.is_external || target.empty() || target.size() > kNameBytesMax ||
      contains(target, ":"))
    return outside;
  std::vector<std::string_view> steps;
  const auto walk = [&](std::string_view path) {
    while (!path.empty()) {
      const auto end = std::min(path.find_first_of("/\\"), path.size());
      const auto step = path.substr(0, end);
      path.remove_prefix(std::min(end + 1, path.size()));
      if (step.empty() || step == ".") continue;
      if (step == ".." && steps.empty()) return false;
      step == ".." ? steps.pop_back() : steps.push_back(step);
    }
    return true;
  };
  const auto slash = source_part.rfind('/');
  const bool relative = target.front() != '/' && target.front() != '\\';
  if (relative && slash != std::string_view::npos) walk(source_part.substr(0, slash));
  if (!walk(target) || steps.empty()) return outside;
  std::string out;
  for (auto step : steps) out.append(out.empty() ? "" : "/").append(step);
  return out;
}

void WorkbookPart::opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) {
  if (depth == 2 && name.is("workbookPr")) {
    const auto flag = attributes.get("date1904");
    dates_from_1904 = flag == "1" || flag == "true" || flag == "on";
  }
  if (depth != 3 || !name.is("sheet")) return;
  if (sheets.size() == sheets_max_) {
    refusal = too_large("sheets");
    return;
  }
  const auto title = attributes.get("name");
  const auto id = attributes.find("id", XmlSpace::document_relation);
  if (!id || title.size() > kNameBytesMax) {
    refusal = Problem{"workbook_malformed", {{"part", part_}}};
    return;
  }
  const auto state = attributes.get("state");
  sheets.push_back(
      {clean_text(title), std::string(*id), state == "hidden" || state == "veryHidden"});
}

void Styles::opened(const XmlName& name, const XmlAttributes& attributes, std::size_t depth) {
  if (depth == 2) in_cell_formats_ = name.is("cellXfs");
  if (depth != 3) return;
  if (custom_.size() + format_ids_.size() >= kStylesMax) {
    refusal = too_large("styles");
    return;
  }
  if (name.is("numFmt")) {
    if (const auto id = attribute_number(attributes.get("numFmtId"))) {
      custom_[*id] = custom_number_format(attributes.get("formatCode"));
    }
  } else if (in_cell_formats_ && name.is("xf")) {
    format_ids_.push_back(attribute_number(attributes.get("numFmtId")).value_or(0));
  }
}

NumberFormat Styles::of(std::size_t style) const {
  if (style >= format_ids_.size()) return {};
  const auto custom = custom_.find(format_ids_[style]);
  return custom == custom_.end() ? builtin_number_format(format_ids_[style]) : custom->second;
}

void SharedStrings::opened(const XmlName& name, const XmlAttributes&, std::size_t depth) {
  if (depth == 2) current_.clear();
  if (depth == 3 && name.is("rPh")) in_phonetic_ = true;
  collecting_ = !in_phonetic_ && (depth == 3 || depth == 4) && name.is("t");
}

void SharedStrings::text(std::string_view piece) {
  if (!collecting_) return;
  current_ += piece;
  if (current_.size() > kEscapedFactor * caps_.cell_text_bytes_max)
    refusal = too_large("cell_text_bytes");
}

void SharedStrings::closed(const XmlName& name, std::size_t depth) {
  collecting_ = false;
  if (depth == 3 && name.is("rPh")) in_phonetic_ = false;
  if (depth != 2 || !name.is("si")) return;
  const std::string cleaned = clean_text(current_);
  if (cleaned.size() > caps_.cell_text_bytes_max) {
    refusal = too_large("cell_text_bytes");
  } else if (block_.size() + cleaned.size() > caps_.shared_strings_bytes_max ||
             ends_.size() == caps_.cells_max) {
    refusal = too_large("shared_strings_bytes");
  } else {
    block_ += cleaned;
    ends_.push_back(static_cast<std::uint32_t>(block_.size()));
  }
}

std::string_view SharedStrings::at(std::size_t index) const {
  const std::size_t start = index == 0 ? 0 : ends_.at(index - 1);
  return std::string_view(block_).substr(start, ends_.at(index) - start);
}

}  // namespace zhantu::codec
