# The panels in real windows, over real vaults. They look behind the panels' door to press what has no name.
foreach(test charting_form charting_saves charts_panel live_feed_panel time_field vitals_looks ward_round)
  twinward_test(tst_${test} LINK vitals_panel ledger QCustomPlotQt6::QCustomPlotQt6 Qt6::Concurrent TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/vitals/panel/src)
endforeach()

# A real socket and real messages: the one panel test here that links more than vitals.
if(TARGET interop)
  twinward_test(tst_live_monitor LINK vitals_panel ledger interop QCustomPlotQt6::QCustomPlotQt6 Qt6::Concurrent TIMEOUT 300)
  target_include_directories(tst_live_monitor PRIVATE ${PROJECT_SOURCE_DIR}/modules/vitals/panel/src)
endif()
