# The panel, the boards and the desk's end of the link, without a runtime.
find_package(DCMTK 3.6.7 REQUIRED)
foreach(test headset_panel headset_boards headset_dialogs headset_desk)
  twinward_test(tst_${test} LINK headset_panel imaging_panel vitals_panel DCMTK::dcmdata Qt6::Concurrent TIMEOUT 600)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/headset/panel/src ${PROJECT_SOURCE_DIR}/tests/imaging
                             ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src ${PROJECT_SOURCE_DIR}/modules/imaging/src)
endforeach()

# The desk against a real runtime.
twinward_test(tst_headset_workplace LINK headset_runtime headset_panel imaging_panel timeline_panel vitals_panel
              DCMTK::dcmdata Qt6::Concurrent TIMEOUT 900)
target_include_directories(tst_headset_workplace PRIVATE ${PROJECT_SOURCE_DIR}/modules/headset/panel/src
                           ${PROJECT_SOURCE_DIR}/tests/imaging ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src
                           ${PROJECT_SOURCE_DIR}/modules/imaging/src)
