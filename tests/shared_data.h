// shared_data.h: data that is not part of the project and may be absent.
#ifndef TOUCHSTONE_TESTS_SHARED_DATA_H_
#define TOUCHSTONE_TESTS_SHARED_DATA_H_

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace touchstone {

// The directory of real pages, facts and conformance data; "" when it is absent, after saying so.
inline std::string SharedDir(const std::string& below) {
  const char* given = std::getenv("TOUCHSTONE_SHARED_DIR");
  const std::string root = given != nullptr ? given : TOUCHSTONE_SOURCE_DIR "/../shared";
  const std::string path = root + "/" + below;
  if (std::filesystem::exists(path)) return path;
  std::fprintf(stderr, "skipped: %s: no %s\n",
               boost::unit_test::framework::current_test_case().p_name->c_str(), path.c_str());
  return "";
}

inline std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file.good(), "cannot read " << path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_SHARED_DATA_H_
