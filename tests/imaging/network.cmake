twinward_test(tst_pacs LINK imaging Qt6::Network SOURCES orthanc_server.cpp TIMEOUT 280)
twinward_test(tst_arrivals_panel LINK imaging_panel Qt6::Widgets SOURCES orthanc_server.cpp TIMEOUT 280)
target_include_directories(tst_arrivals_panel PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src)
