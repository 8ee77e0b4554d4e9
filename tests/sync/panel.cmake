sync_test(tst_spread)

# The panels in real windows, with real services on the loopback between two vaults of this process.
foreach(test clinics_panel computers_panel joining relay_panel)
  sync_test(tst_${test} sync_panel TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/tests/workbench
    ${PROJECT_SOURCE_DIR}/modules/sync/panel/src)
endforeach()
target_link_libraries(tst_relay_panel PRIVATE PkgConfig::Pq)
