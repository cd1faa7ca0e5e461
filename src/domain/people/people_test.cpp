#include "domain/people/people.hpp"

#include <doctest/doctest.h>

namespace zhantu {

TEST_CASE("D-1.2 a post is written out without saying a part of the unit twice") {
  CHECK(post_in_unit("云溪县交通运输局", "局长") == "云溪县交通运输局局长");
  CHECK(post_in_unit("云溪县", "县委书记") == "云溪县委书记");
  CHECK(post_in_unit("云溪县", "县人大常委会主任") == "云溪县人大常委会主任");
  CHECK(post_in_unit("中共云溪县委办公室", "县委办公室副主任、督查室主任") ==
        "中共云溪县委办公室副主任、督查室主任");
  CHECK(post_in_unit("石桥镇", "镇长") == "石桥镇镇长");
  CHECK(post_in_unit("石桥镇", "镇党委书记") == "石桥镇党委书记");
  CHECK(post_in_unit("石桥镇", "科员") == "石桥镇科员");
  CHECK(post_in_unit("", "主任") == "主任");
}

}  // namespace zhantu
