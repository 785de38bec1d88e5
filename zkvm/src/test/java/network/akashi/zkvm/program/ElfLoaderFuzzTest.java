package network.akashi.zkvm.program;

import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * No file makes the loader throw. Runs its seeds in ordinary builds, a fuzzer with JAZZER_FUZZ=1.
 */
class ElfLoaderFuzzTest {
  @FuzzTest
  void neverThrows(byte[] file) {
    ElfLoader.load(file);
  }
}
