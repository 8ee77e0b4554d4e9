# What stands in the room and how hands take hold of it, without a runtime.
find_library(RAPIDCHECK rapidcheck REQUIRED)
twinward_test(tst_exam_hands LINK headset_scene ${RAPIDCHECK})
twinward_test(tst_grab LINK headset_scene ${RAPIDCHECK})
twinward_test(tst_pointing LINK headset_scene ${RAPIDCHECK})
twinward_test(tst_rooms LINK headset_scene ${RAPIDCHECK})

twinward_test(tst_painters LINK headset_scene imaging_view base_gl Qt6::Gui TIMEOUT 300)
target_include_directories(tst_painters PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/view/src)
twinward_test(tst_exam_stage LINK headset_scene imaging_view base_gl Qt6::Gui TIMEOUT 600)
target_include_directories(tst_exam_stage PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/view/src ${PROJECT_SOURCE_DIR}/tests/imaging)

# The whole against a real runtime.
twinward_test(tst_headset_exam LINK headset_runtime headset_scene imaging_view Qt6::Gui TIMEOUT 900)
target_include_directories(tst_headset_exam PRIVATE ${PROJECT_SOURCE_DIR}/tests/imaging)
