# Reading DICOM objects.
find_library(RAPIDCHECK rapidcheck REQUIRED)

foreach(test dicom_codecs dicom_documents dicom_edge dicom_hostile dicom_made geometry stacks windowing)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} TIMEOUT 300)
endforeach()
