#include "journal/entry.hpp"

#include "base/check.hpp"

namespace zhantu::journal {
namespace {

void write_text(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte);
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_value(std::string& out, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    fmt::format_to(std::back_inserter(out), "{}", *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    write_text(out, *text);
  } else {
    out += "null";
  }
}

void write_image(std::string& out, const Image& image, const std::function<std::string()>& salt,
                 std::vector<Secret>& secrets) {
  std::vector<const Field*> fields;
  for (const Field& field : image.fields) fields.push_back(&field);
  std::ranges::sort(fields, {}, &Field::name);
  out += "{\"row\":{";
  for (const Field* field : fields) {
    if (field != fields.front()) out += ',';
    write_text(out, field->name);
    out += ':';
    const auto* text = std::get_if<std::string>(&field->value);
    if (field->personal && text != nullptr) {
      Secret secret{.commitment = {}, .salt = salt(), .value = *text};
      secret.commitment = commitment(secret.salt, secret.value);
      out += "{\"sm3\":";
      write_text(out, secret.commitment);
      out += '}';
      secrets.push_back(std::move(secret));
    } else {
      write_value(out, field->value);
    }
  }
  out += "},\"table\":";
  write_text(out, image.table);
  out += '}';
}

// Reads exactly what `seal` writes; anything else is a CHECK.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }
  void expect(std::string_view token) { ZT_CHECK(take(token)); }

  std::string text() {
    expect("\"");
    std::string out;
    while (true) {
      ZT_CHECK(!rest_.empty());
      const char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return out;
      if (c != '\\') {
        out += c;
        continue;
      }
      ZT_CHECK(!rest_.empty());
      if (take("u00")) {
        int code = 0;
        ZT_CHECK(rest_.size() >= 2);
        ZT_CHECK(std::from_chars(rest_.data(), rest_.data() + 2, code, 16).ptr == rest_.data() + 2);
        out += static_cast<char>(code);
        rest_.remove_prefix(2);
      } else {
        ZT_CHECK(rest_.front() == '"' || rest_.front() == '\\');
        out += rest_.front();
        rest_.remove_prefix(1);
      }
    }
  }

  std::int64_t number() {
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    ZT_CHECK(error == std::errc{});
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return out;
  }

  Field field() {
    Field out{.name = text(), .value = {}};
    expect(":");
    if (take("null")) return out;
    if (take("{\"sm3\":")) {
      out.value = text();
      out.personal = true;
      expect("}");
    } else if (rest_.starts_with('"')) {
      out.value = text();
    } else {
      out.value = number();
    }
    return out;
  }

  Image image() {
    Image out;
    expect("{\"row\":{");
    while (!take("}")) {
      if (!out.fields.empty()) expect(",");
      out.fields.push_back(field());
    }
    expect(",\"table\":");
    out.table = text();
    expect("}");
    return out;
  }

 private:
  std::string_view rest_;
};

}  // namespace

Sealed seal(const Entry& entry, const std::function<std::string()>& salt) {
  Sealed sealed;
  std::string& out = sealed.bytes;
  out += fmt::format("{{\"account\":{},\"at\":{},\"campaign\":{},\"format\":{},\"images\":[",
                     entry.account.value, entry.at.ms, entry.campaign.value, kFormat);
  for (const Image& image : entry.images) {
    if (&image != &entry.images.front()) out += ',';
    write_image(out, image, salt, sealed.secrets);
  }
  out += "],\"subject\":";
  write_text(out, entry.subject);
  out +=
      fmt::format(",\"tenant\":{},\"tenure\":{},\"verb\":", entry.tenant.value, entry.tenure.value);
  write_text(out, entry.verb);
  out += '}';
  return sealed;
}

Digest leaf_hash(std::string_view bytes) {
  std::string prefixed(1, '\0');
  prefixed += bytes;
  return sm3(prefixed);
}

std::string commitment(std::string_view salt_hex, std::string_view value) {
  return sm3_hex(std::string(salt_hex) + std::string(value));
}

std::vector<Image> images_of(std::string_view bytes) {
  const std::string_view opening = "\"images\":[";
  const auto start = bytes.find(opening);
  ZT_CHECK(start != std::string_view::npos);
  Reader reader(bytes.substr(start + opening.size()));
  std::vector<Image> images;
  while (!reader.take("]")) {
    if (!images.empty()) reader.expect(",");
    images.push_back(reader.image());
  }
  return images;
}

}  // namespace zhantu::journal
