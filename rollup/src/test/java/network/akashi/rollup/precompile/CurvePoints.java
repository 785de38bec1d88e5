package network.akashi.rollup.precompile;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes;

/**
 * Points that tests need and no precompile gives: random ones of a whole curve y² = x³ + b over a
 * prime field, or over its extension by i, i² = −1. The primes are 3 mod 4.
 */
final class CurvePoints {
  static final BigInteger BN254_P =
      new BigInteger("30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47", 16);
  static final BigInteger BLS12_P =
      new BigInteger(
          "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f624"
              + "1eabfffeb153ffffb9feffffffffaaab",
          16);

  private CurvePoints() {}

  private record Complex(BigInteger re, BigInteger im) {
    Complex times(Complex other, BigInteger p) {
      return new Complex(
          re.multiply(other.re).subtract(im.multiply(other.im)).mod(p),
          re.multiply(other.im).add(im.multiply(other.re)).mod(p));
    }

    Complex plus(Complex other, BigInteger p) {
      return new Complex(re.add(other.re).mod(p), im.add(other.im).mod(p));
    }
  }

  /** A point of BLS12-381's y² = x³ + 4, all but surely outside of G1. */
  static Bytes bls12OnG1Curve(RandomGenerator random) {
    while (true) {
      BigInteger x = below(BLS12_P, random);
      BigInteger square = x.pow(3).add(BigInteger.valueOf(4)).mod(BLS12_P);
      BigInteger y = root(square, BLS12_P);
      if (y.modPow(BigInteger.TWO, BLS12_P).equals(square)) {
        return Bytes.concat(bytes(x, 48), bytes(y, 48));
      }
    }
  }

  /** A point of BLS12-381's y² = x³ + 4(1 + i), all but surely outside of G2. */
  static Bytes bls12OnG2Curve(RandomGenerator random) {
    BigInteger four = BigInteger.valueOf(4);
    Complex[] point = onExtension(new Complex(four, four), BLS12_P, random);
    return Bytes.concat(
        bytes(point[0].re, 48),
        bytes(point[0].im, 48),
        bytes(point[1].re, 48),
        bytes(point[1].im, 48));
  }

  /** A point of BN254's y² = x³ + 3/(9 + i), all but surely outside of G2. */
  static Bytes bn254OnG2Curve(RandomGenerator random) {
    BigInteger scale = BigInteger.valueOf(3).multiply(BigInteger.valueOf(82).modInverse(BN254_P));
    Complex b =
        new Complex(
            scale.multiply(BigInteger.valueOf(9)).mod(BN254_P), scale.negate().mod(BN254_P));
    Complex[] point = onExtension(b, BN254_P, random);
    return Bytes.concat(
        bytes(point[0].im, 32),
        bytes(point[0].re, 32),
        bytes(point[1].im, 32),
        bytes(point[1].re, 32));
  }

  private static Complex[] onExtension(Complex b, BigInteger p, RandomGenerator random) {
    BigInteger half = BigInteger.TWO.modInverse(p);
    while (true) {
      Complex x = new Complex(below(p, random), below(p, random));
      Complex square = x.times(x, p).times(x, p).plus(b, p);
      BigInteger norm = root(square.re.pow(2).add(square.im.pow(2)).mod(p), p);
      BigInteger re = root(square.re.add(norm).multiply(half).mod(p), p);
      if (re.signum() != 0) {
        BigInteger im = square.im.multiply(re.shiftLeft(1).modInverse(p)).mod(p);
        Complex y = new Complex(re, im);
        if (y.times(y, p).equals(square)) {
          return new Complex[] {x, y};
        }
      }
    }
  }

  private static BigInteger root(BigInteger square, BigInteger p) {
    return square.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
  }

  static BigInteger below(BigInteger p, RandomGenerator random) {
    byte[] magnitude = new byte[p.bitLength() / 8 + 8];
    random.nextBytes(magnitude);
    return new BigInteger(1, magnitude).mod(p);
  }

  /** An integer as so many big-endian bytes. */
  static Bytes bytes(BigInteger value, int size) {
    byte[] all = value.toByteArray();
    byte[] bytes = new byte[size];
    int length = Math.min(all.length, size);
    System.arraycopy(all, all.length - length, bytes, size - length, length);
    return Bytes.of(bytes);
  }
}
