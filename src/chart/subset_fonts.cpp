#include "chart/subset_fonts.hpp"

#include <cairo-ft.h>
#include <harfbuzz/hb-subset.h>

#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "base/check.hpp"

namespace zhantu::chart {
namespace {

// A FreeType library for each font: Cairo may drop the font on another thread, and libraries are
// not shared between threads.
struct LoadedFont {
  hb_blob_t* bytes = nullptr;
  FT_Library library = nullptr;
  FT_Face face = nullptr;
};

void unload(void* data) {
  auto* font = static_cast<LoadedFont*>(data);
  if (font->face != nullptr) FT_Done_Face(font->face);
  if (font->library != nullptr) FT_Done_FreeType(font->library);
  hb_blob_destroy(font->bytes);
  delete font;
}

// Takes the blob over.
cairo_font_face_t* load(hb_blob_t* bytes) {
  static const cairo_user_data_key_t kOwner{};
  auto* font = new LoadedFont{bytes};
  unsigned length = 0;
  const char* data = hb_blob_get_data(bytes, &length);
  if (FT_Init_FreeType(&font->library) != 0 ||
      FT_New_Memory_Face(font->library, reinterpret_cast<const FT_Byte*>(data),
                         static_cast<FT_Long>(length), 0, &font->face) != 0) {
    unload(font);
    return nullptr;
  }
  cairo_font_face_t* face = cairo_ft_font_face_create_for_ft_face(font->face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data(face, &kOwner, font, unload) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy(face);
    unload(font);
    return nullptr;
  }
  return face;
}

}  // namespace

struct SubsetFonts::Subset {
  std::unordered_set<unsigned> used;
  std::unordered_map<unsigned, unsigned> index;  // from the installed font to the subset
  cairo_font_face_t* face = nullptr;             // nullptr: the installed font serves

  void make(PangoFont* font) {
    hb_subset_input_t* input = hb_subset_input_create_or_fail();
    ZT_CHECK(input != nullptr);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE);
    for (unsigned glyph : used) hb_set_add(hb_subset_input_glyph_set(input), glyph);
    // Layout has been done; its tables would only draw in more glyphs.
    hb_set_t* drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const hb_tag_t tag :
         {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
          HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G')}) {
      hb_set_add(drop, tag);
    }
    hb_subset_plan_t* plan =
        hb_subset_plan_create_or_fail(hb_font_get_face(pango_font_get_hb_font(font)), input);
    hb_face_t* small = plan == nullptr ? nullptr : hb_subset_plan_execute_or_fail(plan);
    if (small != nullptr) {
      face = load(hb_face_reference_blob(small));
      const hb_map_t* map = hb_subset_plan_old_to_new_glyph_mapping(plan);
      for (unsigned glyph : used) index[glyph] = hb_map_get(map, glyph);
      hb_face_destroy(small);
    }
    if (plan != nullptr) hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
  }
};

SubsetFonts::SubsetFonts(const std::vector<Scene>& pages) {
  for (const Scene& page : pages) {
    for (const Item& item : page.items) {
      const auto* text = std::get_if<Text>(&item);
      if (text == nullptr) continue;
      for (const Glyph& glyph : Shaper::of_this_thread().glyphs(text->style.face, text->text)) {
        subsets_[glyph.font].used.insert(glyph.index);
      }
    }
  }
  for (auto& [font, subset] : subsets_) subset.make(font);
}

SubsetFonts::~SubsetFonts() {
  for (auto& [font, subset] : subsets_) {
    if (subset.face != nullptr) cairo_font_face_destroy(subset.face);
  }
}

cairo_font_face_t* SubsetFonts::face_of(PangoFont* font) {
  const Subset& subset = subsets_.at(font);
  return subset.face != nullptr ? subset.face : InstalledFonts().face_of(font);
}

unsigned long SubsetFonts::index_of(PangoFont* font, unsigned glyph) {
  const Subset& subset = subsets_.at(font);
  return subset.face != nullptr ? subset.index.at(glyph) : glyph;
}

}  // namespace zhantu::chart
