// A journal entry and its canonical bytes (D-9.1, D-9.3).
//
// Canonical bytes: one JSON object, UTF-8, members sorted by name, no blanks, whole numbers in
// decimal, text escaped only where JSON demands it (" \ and controls as \u00xx). The same entry
// always gives the same bytes. A personal field stands as
// {"sm3":"<hex of SM3(salt in hex || value)>"}; salt and value are kept apart, so that they can be
// erased and the bytes still hold.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/value.hpp"

namespace zhantu::journal {

inline constexpr std::int64_t kFormat = 1;

struct Field {
  std::string name;
  Value value;
  bool personal = false;
  bool key = false;
};

// A row of a table as it stands after the act.
struct Image {
  std::string table;
  std::vector<Field> fields;
};

struct Entry {
  TenantId tenant;
  AccountId account;  // none for the installation itself
  TenureId tenure;    // the post that was acted for
  Instant at;
  std::string verb;     // "publish"
  std::string subject;  // "campaign/1/period/2026-03"
  CampaignId campaign;  // none where the act belongs to no campaign
  std::vector<Image> images;
};

// A personal value, to be stored apart from the entry.
struct Secret {
  std::string commitment;  // hex
  std::string salt;        // 16 random bytes, hex
  std::string value;
};

struct Sealed {
  std::string bytes;
  std::vector<Secret> secrets;
};

// `salt` gives 16 fresh random bytes as 32 hex digits for each personal field.
Sealed seal(const Entry& entry, const std::function<std::string()>& salt);

// SM3(0x00 || bytes): the leaf of the Merkle log (RFC 6962).
Digest leaf_hash(std::string_view bytes);

std::string commitment(std::string_view salt_hex, std::string_view value);

// Reads the images back. Personal fields come as the commitment in a Value of text with `personal`
// set; resolve them through the stored secrets. Throws CheckFailed on bytes that `seal` cannot have
// written.
std::vector<Image> images_of(std::string_view bytes);

}  // namespace zhantu::journal
