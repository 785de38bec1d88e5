package network.akashi.chain.keys;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * No file makes the keystore throw anything but its own exception. Runs its seeds in ordinary
 * builds, a fuzzer with JAZZER_FUZZ=1.
 */
class KeystoreFuzzTest {
  @FuzzTest
  void throwsOnlyItsOwn(byte[] file) {
    try {
      Keystore.read(new String(file, StandardCharsets.UTF_8), new char[0]);
    } catch (KeystoreException expected) {
      Objects.requireNonNull(expected.getMessage(), "says what is wrong");
    }
  }
}
