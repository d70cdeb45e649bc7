// replay.cc: runs a fuzz target over files, without libFuzzer: the corpus in the tree, in every
// build and under Node.
//   replay FILE_OR_DIRECTORY...
// The last line counts: a target stops the program at the first input that does not hold.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/fuzz.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; i++) {
    if (fs::is_directory(argv[i])) {
      for (const auto& entry : fs::directory_iterator(argv[i])) {
        paths.push_back(entry.path().string());
      }
    } else {
      paths.push_back(argv[i]);
    }
  }
  std::sort(paths.begin(), paths.end());
  size_t passed = 0;
  for (const std::string& path : paths) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    FUZZ_CHECK(file.good());
    std::fprintf(stderr, "%s\n", path.c_str());  // the last one named is the one that fails
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
    passed++;
  }
  std::printf("%zu passed, %d failed, 0 skipped\n", passed, passed == 0 ? 1 : 0);
  return passed == 0 ? 1 : 0;
}
