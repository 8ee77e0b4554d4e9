# The panels in real windows, over real vaults. They look behind the panels' door to press what has no name.
foreach(test charting_form)
  twinward_test(tst_${test} LINK vitals_panel ledger TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/vitals/panel/src)
endforeach()
