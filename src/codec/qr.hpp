// QR codes as a square of modules, for surfaces that draw them as vectors (D-5.5).
#pragma once
#include <string_view>
#include <vector>

namespace zhantu::codec {

// `size` x `size` modules, row by row, true where dark; the quiet zone of four modules is left to
// whoever draws it.
struct QrCode {
  int size = 0;
  std::vector<bool> dark;

  bool at(int row, int column) const { return dark[static_cast<std::size_t>(row * size + column)]; }
};

// Error correction level M: readable from paper with 15 percent of its modules damaged. Text of
// capitals, figures and -./: alone gives a smaller code. REQUIRES text of 1 to 1,000 bytes without
// NUL.
QrCode make_qr(std::string_view text);

}  // namespace zhantu::codec
