package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.math.VectorSupport.Facts;
import org.junit.jupiter.api.Test;

class VectorSupportTest {
  private static final Facts GOOD = new Facts("on", "", true, true, true, () -> 256);

  @Test
  void aGoodJvmUsesTheWidthOfTheMachine() {
    VectorSupport support = VectorSupport.decide(GOOD);
    assertThat(support.usable()).isTrue();
    assertThat(support.bits()).isEqualTo(256);
    assertThat(support.reason()).contains("256");
  }

  @Test
  void vectorsCanBeSwitchedOff() {
    assertScalar(new Facts("off", "", true, true, true, () -> 512), "akashi.vector=off", false);
  }

  @Test
  void anUnknownModeIsReportedAsAMistake() {
    assertScalar(new Facts("no", "", true, true, true, () -> 512), "'no'", true);
  }

  @Test
  void nothingIsAskedOfTheVectorApiBeforeTheModuleIsKnownToBeThere() {
    assertScalar(
        new Facts("on", "", false, true, true, VectorSupportTest::mustNotBeAsked),
        "--add-modules=jdk.incubator.vector",
        false);
    assertScalar(
        new Facts("on", "", true, false, true, VectorSupportTest::mustNotBeAsked),
        "HotSpot",
        false);
    assertScalar(
        new Facts("on", "", true, true, false, VectorSupportTest::mustNotBeAsked), "C2", false);
  }

  @Test
  void vectorsOfLessThan128BitsAreTooNarrow() {
    assertScalar(new Facts("on", "", true, true, true, () -> 64), "64 bits", false);
  }

  @Test
  void theWidthCanBeForcedUpToWhatTheMachineHas() {
    assertThat(VectorSupport.decide(withBits("128")).bits()).isEqualTo(128);
    assertThat(VectorSupport.decide(withBits("256")).bits()).isEqualTo(256);
    assertScalar(withBits("512"), "more than the 256 bits", false);
    assertScalar(withBits("64"), "128, 256 or 512, is '64'", true);
    assertScalar(withBits("wide"), "is 'wide'", true);
  }

  private static Facts withBits(String bits) {
    return new Facts("on", bits, true, true, true, () -> 256);
  }

  private static void assertScalar(Facts facts, String reason, boolean mistaken) {
    VectorSupport support = VectorSupport.decide(facts);
    assertThat(support.usable()).isFalse();
    assertThat(support.reason()).contains(reason);
    assertThat(support.mistaken()).isEqualTo(mistaken);
  }

  private static int mustNotBeAsked() {
    throw new AssertionError("the machine's vector width was asked for too early");
  }
}
