package network.akashi.rollup.secp256k1;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Signature;
import network.akashi.rollup.TestKeys;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class Secp256k1Test {
  private static final BigInteger GENERATOR_X =
      new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16);

  @Test
  void findsWhoSigned() {
    ForAll.cases(
        100,
        random -> {
          PrivateKey key = TestKeys.key(random.nextInt(TestKeys.count()));
          Bytes32 hash = Bytes32.of(new BigInteger(256, new Random(random.nextLong())));
          Signature signature = key.sign(hash);
          assertThat(
                  Secp256k1.recover(hash, signature.r(), signature.s(), signature.yParity())
                      .map(Secp256k1::address))
              .contains(key.address());
          assertThat(
                  Secp256k1.recover(hash, signature.r(), signature.s(), !signature.yParity())
                      .map(Secp256k1::address))
              .isNotEqualTo(Optional.of(key.address()));
        });
  }

  @Test
  void infinityIsNobody() {
    // R = G, so s R = e G for s = e.
    for (long s : new long[] {1, 2, 1L << 40}) {
      BigInteger e = BigInteger.valueOf(s);
      assertThat(Secp256k1.recover(Bytes32.of(e), GENERATOR_X, e, false)).isEmpty();
      assertThat(Secp256k1.recover(Bytes32.of(e), GENERATOR_X, e, true)).isPresent();
    }
  }

  @Test
  void numbersOutOfRangeAreNobody() {
    BigInteger one = BigInteger.ONE;
    BigInteger n = Secp256k1.ORDER;
    assertThat(Secp256k1.recover(Bytes32.ZERO, one, one, false)).isPresent();
    for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, n, n.add(one), one.negate()}) {
      assertThat(Secp256k1.recover(Bytes32.ZERO, bad, one, false)).isEmpty();
      assertThat(Secp256k1.recover(Bytes32.ZERO, one, bad, false)).isEmpty();
    }
    // No point has x = 5.
    assertThat(Secp256k1.recover(Bytes32.ZERO, BigInteger.valueOf(5), one, false)).isEmpty();
  }
}
