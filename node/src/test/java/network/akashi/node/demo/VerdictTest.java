package network.akashi.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Money FAIR =
      new Money(BigInteger.TEN, BigInteger.valueOf(7), BigInteger.valueOf(3));
  private static final Money STOLEN =
      new Money(BigInteger.TEN, BigInteger.valueOf(7), BigInteger.TWO);

  private static Verdict of(boolean settled, boolean right, Money money, String... innocents) {
    return new Verdict(settled, right, money, List.of(innocents), Optional.of(3));
  }

  @Test
  void allOfItMustHold() {
    assertThat(of(true, true, FAIR).isFine()).isTrue();
    assertThat(of(false, true, FAIR).isFine()).isFalse();
    assertThat(of(true, false, FAIR).isFine()).isFalse();
    assertThat(of(true, true, STOLEN).isFine()).isFalse();
    assertThat(of(true, true, FAIR, "prover-1").isFine()).isFalse();
  }

  @Test
  void saysWhatDoesNot() {
    assertThat(of(true, true, STOLEN, "prover-1").text())
        .contains("NOT conserved: 1 wei are missing", "prover-1");
    assertThat(of(true, true, FAIR, "prover-1").json().toString())
        .contains("\"slashedWithoutGuilt\":[\"prover-1\"]", "\"success\":false");
  }
}
