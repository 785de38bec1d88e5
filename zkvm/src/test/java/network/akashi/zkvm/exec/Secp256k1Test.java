package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Public key recovery in a guest against signatures made here, with plain affine arithmetic. */
class Secp256k1Test {
  private static final BigInteger P =
      new BigInteger("fffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f", 16);
  private static final BigInteger N =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
  private static final Point G =
      new Point(
          new BigInteger("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798", 16),
          new BigInteger("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8", 16));

  private record Point(BigInteger x, BigInteger y) {}

  @Test
  void recoversTheKeyOfAPublishedSignature() {
    // the example of Ethereum's precompile 1, address 7156526fbd7a3c72969b54f64e42c10fbb768c8a
    byte[] input =
        HexFormat.of()
            .parseHex(
                "456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"
                    + "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
                    + "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada01");
    Execution run = GuestFiles.run("secp256k1-recover", input);
    assertThat(HexFormat.of().formatHex(run.output()))
        .isEqualTo(
            "f57c1d4c961024e998eaec4b6bebec90e788ef5ade22e636ce76111b60db107d"
                + "4c3404b9908a2f357c84ccb48cf412be41d09574a9291c9c7eb5173ccf2a339f");
    assertThat(run.cycles()).isLessThan(100_000);
  }

  @Test
  void recoversTheKeyOfAnySignature() {
    ForAll.cases(
        5,
        random -> {
          BigInteger secret = scalar(random);
          BigInteger hash = scalar(random);
          BigInteger nonce = scalar(random);
          Point r = multiply(nonce, G);
          BigInteger s = nonce.modInverse(N).multiply(hash.add(r.x.mod(N).multiply(secret))).mod(N);
          int id = (r.y.testBit(0) ? 1 : 0) + (r.x.compareTo(N) >= 0 ? 2 : 0);
          Point key = multiply(secret, G);
          byte[] expected = new byte[64];
          put(expected, 0, key.x);
          put(expected, 32, key.y);
          byte[] input = record(hash, r.x.mod(N), s, id);
          assertThat(GuestFiles.run("secp256k1-recover", input).output()).isEqualTo(expected);
        });
  }

  @Test
  void smallMultiplesTakeTheSpecialCasesOfAddition() {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int nonce = 1; nonce <= 3; nonce++) {
      Point r = multiply(BigInteger.valueOf(nonce), G);
      for (int u1 = 0; u1 <= 3; u1++) {
        for (int u2 = 1; u2 <= 3; u2++) {
          // hash = −u1·r and s = u2·r give u1·G + u2·R
          BigInteger hash = BigInteger.valueOf(-u1).multiply(r.x).mod(N);
          BigInteger s = BigInteger.valueOf(u2).multiply(r.x).mod(N);
          for (int sign : new int[] {1, -1}) {
            int id = (r.y.testBit(0) ? 1 : 0) ^ (sign < 0 ? 1 : 0);
            input.writeBytes(record(hash, r.x, s, id));
            int sum = u1 + sign * u2 * nonce;
            byte[] key = new byte[64];
            if (sum != 0) {
              Point point = multiply(BigInteger.valueOf(sum).mod(N), G);
              put(key, 0, point.x);
              put(key, 32, point.y);
            }
            expected.writeBytes(key);
          }
        }
      }
    }
    assertThat(GuestFiles.run("secp256k1-recover", input.toByteArray()).output())
        .isEqualTo(expected.toByteArray());
  }

  @Test
  void whatIsNoSignatureHasNoKey() {
    BigInteger one = BigInteger.ONE;
    // 5 is no x of a point: 5³ + 7 is no square
    byte[][] bad = {
      record(one, BigInteger.ZERO, one, 0),
      record(one, one, BigInteger.ZERO, 0),
      record(one, N, one, 0),
      record(one, one, N, 0),
      record(one, BigInteger.valueOf(5), one, 0),
      record(one, one, one, 4),
      record(one, P.subtract(N), one, 2),
      record(one, N.subtract(one), one, 2),
    };
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    for (byte[] each : bad) {
      input.writeBytes(each);
    }
    assertThat(GuestFiles.run("secp256k1-recover", input.toByteArray()).output())
        .isEqualTo(new byte[64 * bad.length]);
  }

  private static BigInteger scalar(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).mod(N.subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  private static byte[] record(BigInteger hash, BigInteger r, BigInteger s, int id) {
    byte[] bytes = new byte[97];
    put(bytes, 0, hash);
    put(bytes, 32, r);
    put(bytes, 64, s);
    bytes[96] = (byte) id;
    return bytes;
  }

  private static void put(byte[] target, int at, BigInteger value) {
    byte[] bytes = value.toByteArray();
    byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    System.arraycopy(magnitude, 0, target, at + 32 - magnitude.length, magnitude.length);
  }

  private static Point multiply(BigInteger scalar, Point point) {
    Point sum = null;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      if (sum != null) {
        sum = add(sum, sum);
      }
      if (scalar.testBit(i)) {
        sum = sum == null ? point : add(sum, point);
      }
    }
    if (sum == null) {
      throw new IllegalArgumentException("scalar: must not be 0");
    }
    return sum;
  }

  /** Never called with opposite points. */
  private static Point add(Point a, Point b) {
    BigInteger slope =
        a.equals(b)
            ? a.x.pow(2).multiply(BigInteger.valueOf(3)).multiply(a.y.shiftLeft(1).modInverse(P))
            : b.y.subtract(a.y).multiply(b.x.subtract(a.x).modInverse(P));
    BigInteger x = slope.pow(2).subtract(a.x).subtract(b.x).mod(P);
    return new Point(x, slope.multiply(a.x.subtract(x)).subtract(a.y).mod(P));
  }
}
