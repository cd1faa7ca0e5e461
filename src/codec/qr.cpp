#include "codec/qr.hpp"

#include <qrencode.h>

#include <memory>
#include <string>

#include "base/check.hpp"

namespace zhantu::codec {

QrCode make_qr(std::string_view text) {
  ZT_CHECK(!text.empty() && text.size() <= 1'000 && text.find('\0') == std::string_view::npos);
  const std::string copy(text);
  // Capitals and figures alone take a third less room than bytes.
  const bool capitals =
      copy.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:") == std::string::npos;
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      capitals ? QRcode_encodeString(copy.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1)
               : QRcode_encodeString8bit(copy.c_str(), 0, QR_ECLEVEL_M),
      &QRcode_free);
  ZT_CHECK(code != nullptr);
  QrCode result;
  result.size = code->width;
  const auto modules = static_cast<std::size_t>(code->width * code->width);
  result.dark.reserve(modules);
  for (std::size_t i = 0; i < modules; ++i) result.dark.push_back((code->data[i] & 1) != 0);
  return result;
}

}  // namespace zhantu::codec
