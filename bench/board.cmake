# Load generators of board_bench.mjs and publish_bench.mjs.
foreach(name load walls)
  add_executable(zhantu_${name} ${CMAKE_SOURCE_DIR}/bench/${name}.cpp)
  target_precompile_headers(zhantu_${name} REUSE_FROM zhantu_pch)
  target_link_libraries(zhantu_${name} PRIVATE zhantu_base OpenSSL::SSL Threads::Threads)
  set_target_properties(zhantu_${name} PROPERTIES EXCLUDE_FROM_ALL ON)
endforeach()
