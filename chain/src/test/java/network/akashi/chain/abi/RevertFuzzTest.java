package network.akashi.chain.abi;

import com.code_intelligence.jazzer.junit.FuzzTest;
import network.akashi.chain.Bytes;
import network.akashi.chain.contracts.ContractErrors;

/**
 * Every revert is explained, whatever its bytes. Runs its seeds in ordinary builds, a fuzzer with
 * JAZZER_FUZZ=1.
 */
class RevertFuzzTest {
  @FuzzTest
  void neverThrows(byte[] data) {
    if (ContractErrors.ALL.explain(Bytes.of(data)).toString().isEmpty()) {
      throw new AssertionError("a revert without an explanation");
    }
  }
}
