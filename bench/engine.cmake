# Benchmark of the card engine; run by hand and by ./dev bench.
add_executable(zhantu_engine_bench ${CMAKE_SOURCE_DIR}/bench/engine_bench.cpp)
target_precompile_headers(zhantu_engine_bench REUSE_FROM zhantu_pch)
target_link_libraries(zhantu_engine_bench PRIVATE zhantu_app zhantu_embedded)
