# What stands in the room and how hands take hold of it, without a runtime.
find_library(RAPIDCHECK rapidcheck REQUIRED)
twinward_test(tst_grab LINK headset_scene ${RAPIDCHECK})
twinward_test(tst_pointing LINK headset_scene ${RAPIDCHECK})
twinward_test(tst_rooms LINK headset_scene ${RAPIDCHECK})
