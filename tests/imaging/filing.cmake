# Studies in and out of the record.
find_library(RAPIDCHECK rapidcheck REQUIRED)
find_package(DCMTK 3.6.7 REQUIRED)
pkg_check_modules(Zip REQUIRED IMPORTED_TARGET libzip)

foreach(test deidentify filing import index library native_pixels)
  twinward_test(tst_${test} LINK imaging ${RAPIDCHECK} DCMTK::dcmdata PkgConfig::Zip TIMEOUT 600)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/src)
endforeach()
