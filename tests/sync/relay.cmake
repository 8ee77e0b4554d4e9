pkg_check_modules(Pq REQUIRED IMPORTED_TARGET libpq)

foreach(test tst_relay_desk tst_relay_desk_troubles)
  sync_test(${test} TIMEOUT 300)
  target_link_libraries(${test} PRIVATE sync_relay)
endforeach()

# Against a real PostgreSQL that each starts for itself.
foreach(test tst_relay_carrier tst_relay_recovery tst_relay_rounds tst_relay_walls)
  sync_test(${test} TIMEOUT 300)
  target_link_libraries(${test} PRIVATE sync_relay PkgConfig::Pq)
endforeach()
target_link_libraries(tst_relay_rounds PRIVATE Qt6::Network)
