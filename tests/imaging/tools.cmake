# What is done with a volume once it is there: measures, findings, segments, surfaces, registration.
find_library(RAPIDCHECK rapidcheck REQUIRED)
find_package(DCMTK 3.6.7 REQUIRED)

foreach(test findings mask measure mesh register seg_object segmentation)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} DCMTK::dcmsr TIMEOUT 300)
endforeach()
