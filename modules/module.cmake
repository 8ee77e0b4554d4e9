# How a unit of the house is declared. One call each; the arguments of LINK are the only way to another
# unit's headers, so what a module may use is what it links.

add_library(twinward_options INTERFACE)
target_compile_options(twinward_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Werror)
target_compile_definitions(twinward_options INTERFACE
  QT_NO_CAST_FROM_BYTEARRAY QT_NO_FOREACH QT_DEPRECATED_WARNINGS)
if(TWINWARD_SANITIZE)
  target_compile_options(twinward_options INTERFACE
    -fsanitize=${TWINWARD_SANITIZE} -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(twinward_options INTERFACE -fsanitize=${TWINWARD_SANITIZE})
endif()
if(TWINWARD_FUZZ) # everything is watched, so that a fuzzer names no sources
  target_compile_options(twinward_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Qt's and the standard library's headers are read once, not by each of the files. Sources include what they use all
# the same: the static checks and the fuzzers read them without this.
function(_twinward_precompiled name)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp CONTENT "")
  add_library(${name} STATIC ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
  cmake_parse_arguments(ARG "" "" "HEADERS;LINK" ${ARGN})
  target_link_libraries(${name} PRIVATE twinward_options ${ARG_LINK})
  target_precompile_headers(${name} PRIVATE ${ARG_HEADERS})
  target_compile_options(${name} PUBLIC -fpch-preprocess)
  set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF)
endfunction()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # ccache keeps what was compiled with them where CCACHE_SLOPPINESS allows it (installer/lib.sh).
  set(standard_headers <algorithm> <functional> <map> <memory> <optional> <string> <unordered_map> <variant> <vector>)
  _twinward_precompiled(precompiled_core HEADERS ${standard_headers} <QtCore> LINK Qt6::Core)
  _twinward_precompiled(precompiled_widgets HEADERS ${standard_headers} <QtCore> <QtGui> <QtWidgets> <QtConcurrent>
    LINK Qt6::Widgets Qt6::Concurrent)
endif()

# Gives the target the widest precompiled headers whose libraries it links.
function(_twinward_use_precompiled target)
  if(NOT TARGET precompiled_core)
    return()
  endif()
  set(kind core)
  if("${ARGN}" MATCHES "_panel|workbench|workstation|tour|Qt6::Widgets")
    set(kind widgets)
  endif()
  target_precompile_headers(${target} REUSE_FROM precompiled_${kind})
  target_compile_options(${target} PRIVATE -fpch-preprocess)
endfunction()

function(_twinward_library target dir)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(${target} STATIC)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${dir}/include/*.h)
  target_sources(${target} PRIVATE ${ARG_SOURCES} ${headers})
  target_include_directories(${target} PUBLIC ${dir}/include PRIVATE ${dir}/src)
  target_link_libraries(${target} PUBLIC ${ARG_LINK} PRIVATE twinward_options ${ARG_PRIVATE_LINK})
  _twinward_use_precompiled(${target} ${ARG_LINK})
endfunction()

# twinward_core(<module> SOURCES ... LINK ... [PRIVATE_LINK ...]): the module without a face. Needs no window.
function(twinward_core module)
  _twinward_library(${module} ${CMAKE_CURRENT_SOURCE_DIR} ${ARGN})
endfunction()

# twinward_panel(<module> SOURCES ... LINK ...): the module's face, in its panel/ folder: target <module>_panel.
function(twinward_panel module)
  _twinward_library(${module}_panel ${CMAKE_CURRENT_SOURCE_DIR}/panel ${ARGN})
endfunction()

# twinward_test(tst_<unit> LINK ... [SOURCES ...] [LABELS ...] [TIMEOUT seconds] [RUN_SERIAL]): one Qt Test program
# from tst_<unit>.cpp beside the CMakeLists.txt, found by ctest as <module>/tst_<unit>. Windows go to a virtual
# screen that tests/run starts; real data is read from the folder TWINWARD_TEST_DATA names.
function(twinward_test name)
  cmake_parse_arguments(ARG "RUN_SERIAL" "TIMEOUT" "LINK;SOURCES;LABELS" ${ARGN})
  get_filename_component(module ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  add_executable(${name} ${name}.cpp ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE twinward_options Qt6::Test ${ARG_LINK})
  _twinward_use_precompiled(${name} ${ARG_LINK})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/${module})
  target_compile_definitions(${name} PRIVATE
    TWINWARD_TEST_DATA="${PROJECT_SOURCE_DIR}/../shared/data"
    TWINWARD_BIN_DIR="${CMAKE_RUNTIME_OUTPUT_DIRECTORY}"
    TWINWARD_BUILD_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${module}/${name} COMMAND ${name})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  set_tests_properties(${module}/${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
  if("${ARG_LINK}" MATCHES "_panel|workbench|Qt6::Widgets")
    set_tests_properties(${module}/${name} PROPERTIES RESOURCE_LOCK screen) # one keyboard focus for all windows
  endif()
  if(ARG_RUN_SERIAL)
    set_tests_properties(${module}/${name} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()
