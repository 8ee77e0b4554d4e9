# The session: its pure parts, and the whole against a real OpenXR runtime (see openxr_runtime.h; without one it skips).
find_package(OpenXR REQUIRED)
find_library(RAPIDCHECK rapidcheck REQUIRED)

twinward_test(tst_pose LINK headset)
twinward_test(tst_frame_times LINK headset)
twinward_test(tst_refresh_rate LINK headset)
twinward_test(tst_quality LINK headset ${RAPIDCHECK})

# What other tests of the headset use too.
add_library(headset_runtime STATIC openxr_runtime.cpp remote_headset.cpp)
target_include_directories(headset_runtime PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(headset_runtime PUBLIC headset Qt6::Network PRIVATE twinward_options Qt6::Test OpenXR::openxr_loader)

foreach(test headset_session headset_pictures headset_faults)
  twinward_test(tst_${test} LINK headset_runtime base_gl SOURCES cube_stage.cpp TIMEOUT 600)
endforeach()

add_library(headset_fault_layer MODULE fault_layer.cpp)
target_link_libraries(headset_fault_layer PRIVATE twinward_options OpenXR::headers)
set_target_properties(headset_fault_layer PROPERTIES AUTOMOC OFF)
add_dependencies(tst_headset_faults headset_fault_layer)
target_compile_definitions(tst_headset_faults PRIVATE TWINWARD_FAULT_LAYER="$<TARGET_FILE:headset_fault_layer>")

# The real twinctl, as a script would run it.
twinward_test(tst_probe_command LINK headset_runtime)
add_dependencies(tst_probe_command twinctl)
