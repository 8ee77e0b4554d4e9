# Simulations that a seed decides, as many seeds as there is time for (seeds.h). Over real vaults they run in
# parts, each from a seed of its own, so that every processor has one.
sync_test(tst_conversation_simulation SOURCES memory_store.cpp)
sync_test(tst_consent_simulation TIMEOUT 300)
sync_test(tst_simulation SOURCES simulated_clinic.cpp simulated_clinic_end.cpp simulated_keepers.cpp simulated_neighbour.cpp
  TIMEOUT 300)
target_link_libraries(tst_simulation PRIVATE sync_keeper)

function(further_part test first)
  add_test(NAME sync/${test}_from_${first} COMMAND ${test})
  set_tests_properties(sync/${test}_from_${first}
    PROPERTIES TIMEOUT 300 ENVIRONMENT TWINWARD_SIMULATION_FIRST=${first})
endfunction()
further_part(tst_simulation 1000001)
further_part(tst_consent_simulation 1000001)
