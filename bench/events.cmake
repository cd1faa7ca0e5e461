# Delay and memory of event streams: ./zhantu_events_bench [frames]
add_executable(zhantu_events_bench ${CMAKE_SOURCE_DIR}/bench/events_bench.cpp)
target_precompile_headers(zhantu_events_bench REUSE_FROM zhantu_pch)
target_link_libraries(zhantu_events_bench PRIVATE zhantu_http zhantu_embedded)
