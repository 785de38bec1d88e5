package network.akashi.rollup.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.akashi.chain.Bytes;
import network.akashi.testkit.ForAll;
import network.akashi.testkit.TestData;
import network.akashi.zkvm.exec.Outcome;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The functions of the C header that are software, inside a guest, against the precompiles of
 * anvil. {@code succeed} and {@code fail} ask that both agree, and that they do what the test
 * means.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceleratorHeaderTest {
  private static final Bytes BN254_G1 = hex("1", "2", 32);
  private static final Bytes BN254_G2 =
      Bytes.fromHex(
          "0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
              + "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
              + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
              + "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa");
  private static final Bytes BLS12_ORDER =
      Bytes.fromHex("0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

  private GuestCalls guest;
  private EvmCalls evm;

  @BeforeAll
  void start() throws IOException {
    guest = new GuestCalls();
    evm = new EvmCalls();
  }

  @AfterAll
  void stop() {
    if (evm != null) {
      evm.close();
    }
    if (guest != null && Boolean.getBoolean("akashi.cycles")) {
      guest.mostCycles().forEach((f, n) -> System.out.printf("cycles 0x%x %,d%n", f, n));
    }
  }

  private Bytes succeed(int function, Bytes... operands) {
    Bytes all = Bytes.concat(operands);
    Optional<Bytes> expected = evm.call(function, all);
    assertThat(expected).as("anvil, 0x%x", function).isPresent();
    assertThat(guest.call(function, all)).as("0x%x", function).isEqualTo(expected);
    return expected.orElseThrow();
  }

  private void fail(int function, Bytes... operands) {
    Bytes all = Bytes.concat(operands);
    assertThat(evm.call(function, all)).as("anvil, 0x%x", function).isEmpty();
    assertThat(guest.call(function, all)).as("0x%x", function).isEmpty();
  }

  private static Bytes verdict(boolean holds) {
    return Bytes.of(new byte[] {(byte) (holds ? 1 : 0)});
  }

  @Test
  void ripemd160() {
    ForAll.cases(4, random -> succeed(0x03, random(random.nextInt(300), random)));
    succeed(0x03, Bytes.EMPTY);
  }

  @Test
  void modexp() {
    ForAll.cases(
        8,
        random ->
            modexp(
                random(random.nextInt(1, 65), random),
                random(random.nextInt(1, 33), random),
                random(random.nextInt(1, 65), random)));
    Bytes zero = Bytes.of(new byte[3]);
    Bytes one = Bytes.of(new byte[] {0, 0, 1});
    Bytes seven = Bytes.of(new byte[] {7});
    for (Bytes base : List.of(zero, one, seven, Bytes.EMPTY)) {
      for (Bytes exponent : List.of(zero, one, seven, Bytes.EMPTY)) {
        for (Bytes modulus : List.of(zero, one, seven)) {
          modexp(base, exponent, modulus);
        }
      }
    }
    assertThat(guest.call(0x05, lengths(1, 1, 0, seven, seven))).contains(Bytes.EMPTY);
  }

  private void modexp(Bytes base, Bytes exponent, Bytes modulus) {
    succeed(0x05, lengths(base.size(), exponent.size(), modulus.size(), base, exponent, modulus));
  }

  private static Bytes lengths(long base, long exponent, long modulus, Bytes... rest) {
    return Bytes.concat(u64(base), u64(exponent), u64(modulus), Bytes.concat(rest));
  }

  @Test
  void blake2f() {
    ForAll.cases(
        4,
        random ->
            succeed(
                0x09,
                u64(random.nextInt(30)),
                u64(random.nextInt(2)),
                random(64, random),
                random(128, random),
                random(16, random)));
    ForAll.cases(1, random -> fail(0x09, u64(12), u64(2), random(208, random)));
  }

  @Test
  void bn254Points() {
    ForAll.cases(
        2,
        random -> {
          Bytes p = succeed(0x07, BN254_G1, random(32, random));
          Bytes q = succeed(0x07, p, random(32, random));
          Bytes infinity = Bytes.of(new byte[64]);
          succeed(0x06, p, q);
          succeed(0x06, p, p);
          succeed(0x06, p, infinity);
          assertThat(succeed(0x06, p, negated(p, CurvePoints.BN254_P))).isEqualTo(infinity);
          assertThat(succeed(0x07, p, Bytes.of(new byte[32]))).isEqualTo(infinity);
          assertThat(succeed(0x07, infinity, random(32, random))).isEqualTo(infinity);
          succeed(
              0x07,
              p,
              CurvePoints.bytes(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE), 32));
          for (Bytes bad : List.of(off(p), notReduced(p, 0, 32, CurvePoints.BN254_P))) {
            fail(0x06, p, bad);
            fail(0x06, bad, p);
            fail(0x07, bad, random(32, random));
          }
        });
  }

  @Test
  void bn254Pairing() {
    ForAll.cases(
        1,
        random -> {
          Bytes p = succeed(0x07, BN254_G1, random(32, random));
          Bytes negated = negated(p, CurvePoints.BN254_P);
          assertThat(succeed(0x08, p, BN254_G2, negated, BN254_G2)).isEqualTo(verdict(true));
          assertThat(succeed(0x08, p, BN254_G2)).isEqualTo(verdict(false));
          assertThat(succeed(0x08)).isEqualTo(verdict(true));
          Bytes infinities = Bytes.of(new byte[192]);
          assertThat(succeed(0x08, infinities)).isEqualTo(verdict(true));
          fail(0x08, off(p), BN254_G2);
          fail(0x08, p, off(BN254_G2));
          fail(0x08, p, notReduced(BN254_G2, 32, 32, CurvePoints.BN254_P));
          fail(0x08, p, CurvePoints.bn254OnG2Curve(random));
        });
  }

  @Test
  void bls12Points() {
    ForAll.cases(
        1,
        random -> {
          addAndMultiply(0x0b, 0x0c, 0x10, 48, CurvePoints.bls12OnG1Curve(random), random);
          addAndMultiply(0x0d, 0x0e, 0x11, 96, CurvePoints.bls12OnG2Curve(random), random);
        });
  }

  private void addAndMultiply(
      int add, int msm, int map, int coordinate, Bytes outside, RandomGenerator random) {
    Bytes p = succeed(map, fieldElements(coordinate / 48, random));
    Bytes q = succeed(map, fieldElements(coordinate / 48, random));
    Bytes infinity = Bytes.of(new byte[2 * coordinate]);
    fail(map, notReduced(Bytes.of(new byte[coordinate]), 0, 48, CurvePoints.BLS12_P));

    succeed(add, p, q);
    succeed(add, p, p);
    succeed(add, p, outside);
    succeed(add, p, infinity);
    assertThat(succeed(add, p, negated(p, CurvePoints.BLS12_P))).isEqualTo(infinity);

    succeed(msm, p, random(32, random), q, random(32, random), infinity, random(32, random));
    assertThat(succeed(msm, p, BLS12_ORDER)).isEqualTo(infinity);
    fail(msm);
    fail(msm, p, random(32, random), outside, random(32, random));
    for (Bytes bad : List.of(off(p), notReduced(p, coordinate, 48, CurvePoints.BLS12_P))) {
      fail(add, p, bad);
      fail(msm, bad, random(32, random));
    }
  }

  @Test
  void bls12Pairing() {
    ForAll.cases(
        1,
        random -> {
          Bytes p = succeed(0x10, fieldElements(1, random));
          Bytes q = succeed(0x11, fieldElements(2, random));
          Bytes negated = negated(p, CurvePoints.BLS12_P);
          assertThat(succeed(0x0f, p, q, negated, q)).isEqualTo(verdict(true));
          assertThat(succeed(0x0f, p, q)).isEqualTo(verdict(false));
          assertThat(succeed(0x0f, Bytes.of(new byte[288]))).isEqualTo(verdict(true));
          fail(0x0f);
          fail(0x0f, off(p), q);
          fail(0x0f, p, off(q));
          fail(0x0f, CurvePoints.bls12OnG1Curve(random), q);
          fail(0x0f, p, CurvePoints.bls12OnG2Curve(random));
        });
  }

  @Test
  void secp256r1() {
    ForAll.cases(
        2,
        random -> {
          var curve = CustomNamedCurves.getByName("secp256r1");
          BigInteger n = curve.getN();
          BigInteger key = CurvePoints.below(n, random);
          BigInteger nonce = CurvePoints.below(n, random);
          Bytes hash = random(32, random);
          BigInteger r =
              curve.getG().multiply(nonce).normalize().getAffineXCoord().toBigInteger().mod(n);
          BigInteger s =
              nonce
                  .modInverse(n)
                  .multiply(new BigInteger(1, hash.toArray()).add(r.multiply(key)))
                  .mod(n);
          ECPoint point = curve.getG().multiply(key).normalize();
          Bytes q = Bytes.of(point.getEncoded(false)).slice(1, 65);
          verify(true, hash, r, s, q);
          verify(true, hash, r, n.subtract(s), q);
          verify(false, random(32, random), r, s, q);
          verify(false, hash, BigInteger.ZERO, s, q);
          verify(false, hash, r, BigInteger.ZERO, q);
          verify(false, hash, r, n, q);
          verify(false, hash, n, s, q);
          verify(false, hash, r, s, off(q));
          verify(false, hash, r, s, Bytes.of(new byte[64]));
        });
  }

  private void verify(boolean holds, Bytes hash, BigInteger r, BigInteger s, Bytes key) {
    Bytes signature = Bytes.concat(CurvePoints.bytes(r, 32), CurvePoints.bytes(s, 32));
    assertThat(succeed(0x100, hash, signature, key)).isEqualTo(verdict(holds));
  }

  @Test
  void kzgVectors() throws IOException {
    Path folder = TestData.require("kzg/verify_kzg_proof/kzg-mainnet");
    int proofs = 0;
    try (Stream<Path> cases = Files.list(folder)) {
      for (Path file : cases.sorted().toList()) {
        String vector = Files.readString(file.resolve("data.yaml"));
        Bytes commitment = operand("commitment", vector);
        Bytes z = operand("z", vector);
        Bytes y = operand("y", vector);
        Bytes proof = operand("proof", vector);
        if (commitment.size() != 48 || z.size() != 32 || y.size() != 32 || proof.size() != 48) {
          continue; // no operands of the header's types
        }
        boolean malformed = vector.contains("output: null");
        if (!malformed && proofs++ % 8 != 0) {
          continue; // a pairing each: some are enough here
        }
        Bytes operands = Bytes.concat(commitment, z, y, proof);
        Optional<Bytes> expected =
            malformed ? Optional.empty() : Optional.of(verdict(vector.contains("output: true")));
        assertThat(guest.call(0x0a, operands)).as(file.toString()).isEqualTo(expected);
        assertThat(evm.call(0x0a, operands))
            .as("anvil, %s", file)
            .isEqualTo(expected.filter(verdict(true)::equals));
      }
    }
    assertThat(proofs).isPositive();
  }

  private static Bytes operand(String name, String vector) {
    Matcher matcher = Pattern.compile("\\b" + name + ": '(0x[0-9a-f]*)'").matcher(vector);
    assertThat(matcher.find()).isTrue();
    return Bytes.fromHex(matcher.group(1));
  }

  @Test
  void operandsOfAnotherSizeEndTheGuest() {
    for (Bytes input : List.of(Bytes.EMPTY, u64(0x04), u64(0x06), u64(0x08), u64(0x10))) {
      Bytes all = Bytes.concat(input, Bytes.of(new byte[7]));
      assertThat(guest.end(all.toArray())).isEqualTo(new Outcome.Halted(1));
    }
  }

  private static Bytes u64(long value) {
    return Bytes.of(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  private static Bytes hex(String x, String y, int size) {
    return Bytes.concat(
        CurvePoints.bytes(new BigInteger(x, 16), size),
        CurvePoints.bytes(new BigInteger(y, 16), size));
  }

  private static Bytes random(int size, RandomGenerator random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static Bytes fieldElements(int count, RandomGenerator random) {
    Bytes elements = Bytes.EMPTY;
    for (int i = 0; i < count; i++) {
      BigInteger element = CurvePoints.below(CurvePoints.BLS12_P, random);
      elements = Bytes.concat(elements, CurvePoints.bytes(element, 48));
    }
    return elements;
  }

  /** The same x, another y. */
  private static Bytes off(Bytes point) {
    byte[] bytes = point.toArray();
    bytes[bytes.length - 1] ^= 1;
    return Bytes.of(bytes);
  }

  /** The same numbers modulo p, the one at {@code from} by p higher. */
  private static Bytes notReduced(Bytes bytes, int from, int size, BigInteger p) {
    BigInteger element = new BigInteger(1, bytes.slice(from, from + size).toArray()).add(p);
    return Bytes.concat(
        bytes.slice(0, from),
        CurvePoints.bytes(element, size),
        bytes.slice(from + size, bytes.size()));
  }

  /** The point with y's coefficients negated. */
  private static Bytes negated(Bytes point, BigInteger p) {
    int element = p.bitLength() > 256 ? 48 : 32;
    Bytes result = point.slice(0, point.size() / 2);
    for (int at = point.size() / 2; at < point.size(); at += element) {
      BigInteger y = new BigInteger(1, point.slice(at, at + element).toArray());
      result = Bytes.concat(result, CurvePoints.bytes(p.subtract(y).mod(p), element));
    }
    return result;
  }
}
