#include "app/language.hpp"

#include <doctest/doctest.h>

namespace zhantu::app {
namespace {

TEST_CASE("the language is the best of those that the browser asks for") {
  struct Row {
    const char* header;
    const char* tag;
  };
  for (const Row& row : {
           Row{"", "zh-Hans"},
           Row{"en", "en"},
           Row{"en-GB", "en"},
           Row{"EN-us;q=0.5", "en"},
           Row{"zh", "zh-Hans"},
           Row{"zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"},
           Row{"zh-TW", "zh-Hant"},
           Row{"zh-HK,en;q=0.9", "zh-Hant"},
           Row{"zh-MO", "zh-Hant"},
           Row{"zh-Hant-TW", "zh-Hant"},
           Row{"zh-hans-SG", "zh-Hans"},
           Row{"en;q=0.3, zh-TW;q=0.7", "zh-Hant"},
           Row{"zh-CN;q=0.001, en;q=0.002", "en"},
           Row{" en ; q=0.9 , zh-Hant ; q=0.8 ", "en"},
           Row{"en,zh-TW", "en"},               // of equals the first
           Row{"en;q=0", "zh-Hans"},            // not this one
           Row{"en;q=0, zh-TW;q=0.1", "zh-Hant"},
           Row{"en;q=rubbish", "zh-Hans"},
           Row{"fr, de;q=0.9", "zh-Hans"},
           Row{"fr, en;q=0.1", "en"},
           Row{"english", "zh-Hans"},
           Row{"*", "zh-Hans"},
           Row{",,;;=,", "zh-Hans"},
       }) {
    CAPTURE(row.header);
    CHECK(tag(language_of(row.header)) == row.tag);
  }
}

}  // namespace
}  // namespace zhantu::app
