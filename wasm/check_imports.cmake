# Fails when MODULE imports anything: the core gets no clock, network, DOM or randomness.
execute_process(COMMAND ${OBJDUMP} -x -j Import ${MODULE} OUTPUT_VARIABLE dump RESULT_VARIABLE status
  ERROR_VARIABLE errors)
string(REGEX MATCHALL "<- [^\n]*" imports "${dump}")
if(imports)
  file(REMOVE ${MODULE})
  message(FATAL_ERROR "${MODULE}: expected no imports, got:\n${imports}")
endif()
if(NOT status EQUAL 0 AND NOT errors MATCHES "Section not found")
  message(FATAL_ERROR "${OBJDUMP} failed: ${errors}")
endif()
