package network.akashi.rollup.secp256k1;

import java.math.BigInteger;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** The group of Ethereum's signatures: who signed what (SEC 1, section 4.1.6). */
public final class Secp256k1 {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  /** The order of the group, n. */
  public static final BigInteger ORDER = CURVE.getN();

  /** The largest {@code s} that is in the lower half (EIP-2): of {@code s} and n − s one is. */
  public static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private static final int POINT_BYTES = 64;

  private Secp256k1() {}

  /**
   * The public key under which {@code (r, s)} signs {@code hash}: x and y, 32 bytes each.
   *
   * @param yParity whether the y coordinate of the point behind {@code r} is odd; its x coordinate
   *     is {@code r} itself, which it is for all but one in 2^128 signatures
   * @return empty if r or s is not in 1 … n − 1, no point has that x, or the key were infinity
   */
  public static Optional<Bytes> recover(Bytes32 hash, BigInteger r, BigInteger s, boolean yParity) {
    if (!isScalar(r) || !isScalar(s)) {
      return Optional.empty();
    }
    ECPoint point;
    try {
      point = CURVE.getCurve().decodePoint(compressed(r, yParity));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    // Q = r⁻¹ (s R − e G)
    BigInteger inverse = r.modInverse(ORDER);
    BigInteger e = hash.toBigInteger();
    BigInteger u1 = e.negate().multiply(inverse).mod(ORDER);
    BigInteger u2 = s.multiply(inverse).mod(ORDER);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u1, point, u2).normalize();
    return key.isInfinity()
        ? Optional.empty()
        : Optional.of(Bytes.of(key.getEncoded(false)).slice(1, 1 + POINT_BYTES));
  }

  /** The account of a public key of 64 bytes. */
  public static Address address(Bytes publicKey) {
    return new Address(Keccak256.hash(publicKey).bytes().slice(12, 32));
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }

  private static byte[] compressed(BigInteger x, boolean odd) {
    byte[] point = new byte[33];
    point[0] = (byte) (odd ? 3 : 2);
    System.arraycopy(Bytes32.of(x).toArray(), 0, point, 1, 32);
    return point;
  }
}
