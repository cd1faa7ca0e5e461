# Times of the progress chart against a baseline in the same run; see chart_bench.cpp.
add_executable(zhantu_chart_bench ${CMAKE_CURRENT_LIST_DIR}/chart_bench.cpp)
target_include_directories(zhantu_chart_bench PRIVATE ${CMAKE_CURRENT_LIST_DIR}/../tests)
target_link_libraries(zhantu_chart_bench PRIVATE zhantu_chart ${XLSXWRITER_LIBRARY})
