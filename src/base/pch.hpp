// Standard headers that nearly every file uses. Shared by all targets; nothing of ours belongs
// here.
#pragma once
#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
