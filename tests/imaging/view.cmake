# What a scene looks like: planes, windows, volumes, without a screen.
find_library(RAPIDCHECK rapidcheck REQUIRED)

foreach(test exam_scene reslice volume_renderer)
  twinward_test(tst_${test} LINK imaging_view ${RAPIDCHECK} TIMEOUT 300)
endforeach()
