#include "codec/csv_writer.hpp"

#include <doctest/doctest.h>

#include "codec/csv_reader.hpp"
#include "codec/formula_guard.hpp"

namespace zhantu::codec {

TEST_CASE("csv: what is written is read as it was; formulas are guarded") {
  const std::vector<std::vector<std::string>> rows = {
      {"编号", "名称", "说明"},
      {"1", "=HYPERLINK(\"http://x\")", "两\n行, 带逗号"},
      {"2", "@SUM(A1)", "-1+2"},
      {"3", "+86", "说 \"好\""},
      {"4", "\r=1", "'=1"}};
  const std::string bytes = write_csv(rows);
  CHECK(bytes.starts_with("\xEF\xBB\xBF编号,名称,说明\r\n"));
  CHECK(bytes.find(",\"'=HYPERLINK(\"\"http://x\"\")\",") != std::string::npos);
  CHECK(bytes.find(",'@SUM(A1),'-1+2\r\n") != std::string::npos);
  CHECK(bytes.find("\r\n=") == std::string::npos);
  CHECK(bytes.find(",=") == std::string::npos);
  const auto read = read_csv(bytes, {});
  REQUIRE(read);
  std::string seen;
  for (const auto& cell : read->sheets[0].cells) seen += std::string(unguarded(cell.text)) + "|";
  CHECK(seen ==
        "编号|名称|说明|1|=HYPERLINK(\"http://x\")|两\n行, 带逗号|2|@SUM(A1)|-1+2|3|+86|说 \"好\"|"
        "4|'\n=1|'=1|");
}

}  // namespace zhantu::codec
