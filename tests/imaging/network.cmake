twinward_test(tst_pacs LINK imaging Qt6::Network SOURCES orthanc_server.cpp TIMEOUT 280)
