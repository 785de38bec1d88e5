package network.akashi.node.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Whatever another node sends is a value, which is written as it is read, or nothing. Runs its
 * seeds in ordinary builds, a fuzzer with JAZZER_FUZZ=1.
 */
class WireFuzzTest {
  @FuzzTest
  void anyBody(byte[] body) {
    WireCheck.check(new String(body, StandardCharsets.UTF_8));
  }
}
