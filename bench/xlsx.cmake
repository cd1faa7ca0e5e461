# Benchmark of reading workbooks; run by hand and by ./dev bench.
add_executable(zhantu_xlsx_bench ${CMAKE_SOURCE_DIR}/bench/xlsx_bench.cpp)
target_precompile_headers(zhantu_xlsx_bench REUSE_FROM zhantu_pch)
target_link_libraries(zhantu_xlsx_bench PRIVATE zhantu_codec)
