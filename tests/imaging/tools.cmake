# What is done with a volume once it is there: measures, findings, segments, surfaces, registration.
find_library(RAPIDCHECK rapidcheck REQUIRED)

foreach(test measure)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} TIMEOUT 300)
endforeach()
