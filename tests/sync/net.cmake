# The network: parts by themselves, pairing, the service over loopback, and in network namespaces.
foreach(test tst_neighbour_letters tst_neighbour_talk tst_neighbours tst_net_parts tst_net_dialler tst_net_pairing tst_net_service tst_net_cut)
  sync_test(${test} TIMEOUT 300)
  target_link_libraries(${test} PRIVATE sync_net)
  target_include_directories(${test} PRIVATE ${PROJECT_SOURCE_DIR}/modules/sync/net/src)
endforeach()
