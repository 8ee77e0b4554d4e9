# What is done with a volume once it is there: measures, findings, segments, surfaces, registration.
find_library(RAPIDCHECK rapidcheck REQUIRED)
find_package(DCMTK 3.6.7 REQUIRED)

foreach(test findings mask measure mesh register seg_object segmentation)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} DCMTK::dcmsr TIMEOUT 300)
endforeach()

target_include_directories(tst_seg_object PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/src)

twinward_test(tst_segments_panel LINK imaging_panel DCMTK::dcmdata Qt6::Concurrent TIMEOUT 600)
target_include_directories(tst_segments_panel PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src
                           ${PROJECT_SOURCE_DIR}/modules/imaging/src)

foreach(test findings_elsewhere study_findings)
  twinward_test(tst_${test} LINK imaging DCMTK::dcmdata TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/src)
endforeach()

twinward_test(tst_giving_panel LINK imaging_panel DCMTK::dcmdata Qt6::Widgets TIMEOUT 280)
target_include_directories(tst_giving_panel PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/src)
