# Reading DICOM objects.
find_library(RAPIDCHECK rapidcheck REQUIRED)

foreach(test dicom_codecs dicom_edge geometry stacks)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} TIMEOUT 300)
endforeach()
