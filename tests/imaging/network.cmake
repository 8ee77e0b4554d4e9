# DICOM's network against a real Orthanc, and images on their way in.
add_library(dicom_network_testing STATIC orthanc_server.cpp pacs_objects.cpp)
target_include_directories(dicom_network_testing PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(dicom_network_testing PRIVATE TWINWARD_TEST_DATA="${PROJECT_SOURCE_DIR}/../shared/data")
target_link_libraries(dicom_network_testing PUBLIC imaging Qt6::Network Qt6::Test PRIVATE twinward_options)

foreach(unit pacs storage_server)
  twinward_test(tst_${unit} LINK dicom_network_testing TIMEOUT 280)
endforeach()
twinward_test(tst_waiting_images LINK dicom_network_testing workbench TIMEOUT 280)
twinward_test(tst_arrivals_panel LINK imaging_panel dicom_network_testing Qt6::Widgets TIMEOUT 280)
target_include_directories(tst_arrivals_panel PRIVATE ${PROJECT_SOURCE_DIR}/modules/imaging/panel/src)
