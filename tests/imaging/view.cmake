# What a scene looks like: planes, windows, volumes, without a screen.
find_library(RAPIDCHECK rapidcheck REQUIRED)

foreach(test exam_scene plane_picture reslice volume_renderer)
  twinward_test(tst_${test} LINK imaging_view ${RAPIDCHECK} TIMEOUT 300)
endforeach()

# Rays, on whatever OpenGL there is; they look behind the door for a context without a screen.
pkg_check_modules(Epoxy REQUIRED IMPORTED_TARGET epoxy)
twinward_test(tst_brick_map LINK imaging_view ${RAPIDCHECK})
foreach(test ray_caster ray_pictures)
  twinward_test(tst_${test} LINK imaging_view PkgConfig::Epoxy TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/view/src)
endforeach()

# The viewer in a real window, over a real vault. It looks behind the panel's door.
find_package(DCMTK 3.6.7 REQUIRED)
foreach(test viewer viewer_looks viewer_two viewer_layouts viewer_findings viewer_reported viewer_frames)
  twinward_test(tst_${test} LINK imaging_panel timeline_panel DCMTK::dcmdata Qt6::Concurrent TIMEOUT 600)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src
                             ${PROJECT_SOURCE_DIR}/modules/imaging/src)
endforeach()
