# One static library for each folder of src/, in the order of the layers. *_test.cpp beside the sources go into one test program.

add_library(zhantu_pch STATIC src/base/pch.cpp)
target_precompile_headers(zhantu_pch PRIVATE src/base/pch.hpp)
target_link_libraries(zhantu_pch PUBLIC fmt::fmt)

function(zhantu_library name)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/pch\\.cpp$")
  add_library(zhantu_${name} STATIC ${sources})
  target_include_directories(zhantu_${name} PUBLIC src)
  target_precompile_headers(zhantu_${name} REUSE_FROM zhantu_pch)
  target_link_libraries(zhantu_${name} PUBLIC ${ARG_USES} fmt::fmt)
endfunction()

zhantu_library(base USES OpenSSL::Crypto)
zhantu_library(domain USES zhantu_base)
zhantu_library(journal USES zhantu_base)
zhantu_library(codec USES zhantu_base PkgConfig::ZIP EXPAT::EXPAT PkgConfig::QRENCODE ${XLSXWRITER_LIBRARY} ${BOOST_JSON_LIBRARY})
zhantu_library(store USES zhantu_domain zhantu_journal ${SOCI_CORE_LIBRARY} ${SOCI_SQLITE_LIBRARY} SQLite::SQLite3 ${BOOST_JSON_LIBRARY})
zhantu_library(chart USES zhantu_domain zhantu_codec PkgConfig::CAIRO)
zhantu_library(app USES zhantu_store zhantu_chart zhantu_codec PkgConfig::SODIUM)
zhantu_library(http USES zhantu_app OpenSSL::SSL Threads::Threads ZLIB::ZLIB spdlog::spdlog)
zhantu_library(cli USES zhantu_app zhantu_codec CURL::libcurl)

# The data that the one binary carries: web client, mechanisms, migrations, demo county, contract.
set(embedded ${CMAKE_BINARY_DIR}/embedded)
file(GLOB_RECURSE embedded_inputs CONFIGURE_DEPENDS mechanisms/*.toml calendars/*.toml src/store/migrations/*.sql demo/* api/openapi.yaml ${ZHANTU_WEB_DIST}/*)
add_custom_command(
  OUTPUT ${embedded}/embedded.S ${embedded}/embedded.cpp
  COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/embed.py --out ${embedded} --web ${ZHANTU_WEB_DIST} --root ${CMAKE_SOURCE_DIR}
  DEPENDS tools/embed.py ${embedded_inputs}
  COMMENT "Embedding data and the web client" VERBATIM)
add_library(zhantu_embedded STATIC ${embedded}/embedded.S ${embedded}/embedded.cpp)
target_include_directories(zhantu_embedded PUBLIC src)
target_link_libraries(zhantu_embedded PUBLIC zhantu_base)
target_precompile_headers(zhantu_embedded REUSE_FROM zhantu_pch)

add_executable(zhantu src/main.cpp)
target_precompile_headers(zhantu REUSE_FROM zhantu_pch)
target_link_libraries(zhantu PRIVATE zhantu_cli zhantu_http zhantu_app zhantu_embedded spdlog::spdlog)

file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS src/*_test.cpp tests/unit/*.cpp)
add_executable(zhantu_tests ${test_sources})
target_include_directories(zhantu_tests PRIVATE tests)
target_precompile_headers(zhantu_tests REUSE_FROM zhantu_pch)
target_compile_definitions(zhantu_tests PRIVATE ZHANTU_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
find_library(RAPIDCHECK_LIBRARY rapidcheck REQUIRED)
target_link_libraries(zhantu_tests PRIVATE zhantu_cli zhantu_http zhantu_app zhantu_embedded ${RAPIDCHECK_LIBRARY})
add_test(NAME unit COMMAND zhantu_tests)
add_test(NAME tidy COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/tidy.py ${CMAKE_SOURCE_DIR})
add_test(NAME tidy_test COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/tidy_test.py)

# Benchmarks are built when asked for: ./dev bench.
foreach(part chart engine events xlsx)
  include(bench/${part}.cmake)
  set_target_properties(zhantu_${part}_bench PROPERTIES EXCLUDE_FROM_ALL ON)
endforeach()
include(bench/board.cmake)
add_test(NAME generated_docs COMMAND python3 ${CMAKE_SOURCE_DIR}/tools/make_docs.py ${CMAKE_SOURCE_DIR} --check)
