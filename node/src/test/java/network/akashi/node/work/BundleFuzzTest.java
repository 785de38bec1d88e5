package network.akashi.node.work;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/** Any bytes are one bundle, written in one way, or none. Fuzzed with JAZZER_FUZZ=1. */
class BundleFuzzTest {
  @FuzzTest
  void anyBytes(byte[] bytes) {
    Bundle.decode(bytes)
        .ifPresent(bundle -> {
          if (!Arrays.equals(bundle.encode(), bytes)) {
            throw new AssertionError("a bundle with two encodings");
          }
        });
  }
}
