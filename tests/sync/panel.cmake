sync_test(tst_spread)

# The panels in real windows, with real services on the loopback between two vaults of this process.
foreach(test computers_panel joining)
  sync_test(tst_${test} sync_panel TIMEOUT 300)
  target_include_directories(tst_${test} PRIVATE ${PROJECT_SOURCE_DIR}/tests/workbench
    ${PROJECT_SOURCE_DIR}/modules/sync/panel/src)
endforeach()
