package network.akashi.chain.tx;

import java.math.BigInteger;
import java.security.SecureRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A secp256k1 key of an Ethereum account. Its text form names the account and hides the key.
 *
 * <p>Signatures are deterministic (RFC 6979), so that signing the same transaction twice gives the
 * same bytes and the same hash.
 */
public final class PrivateKey {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private final BigInteger secret;
  private final Address address;

  private PrivateKey(BigInteger secret) {
    this.secret = secret;
    this.address = addressOf(multiply(secret));
  }

  /**
   * The key with that secret.
   *
   * @throws IllegalArgumentException if it is zero, or not below the order of the group
   */
  public static PrivateKey of(Bytes32 secret) {
    BigInteger number = secret.toBigInteger();
    if (number.signum() == 0 || number.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("no private key: zero, or above the group's order");
    }
    return new PrivateKey(number);
  }

  /**
   * The key in 64 hex digits, with or without {@code 0x}. What is wrong with them is said without
   * repeating them.
   *
   * @throws IllegalArgumentException if there is no key in the text
   */
  public static PrivateKey fromHex(String text) {
    String digits = text.strip();
    digits = digits.startsWith("0x") ? digits.substring(2) : digits;
    if (!digits.matches("[0-9a-fA-F]{64}")) {
      throw new IllegalArgumentException(
          "a private key has 64 hex digits; the text given has %d characters"
              .formatted(digits.length()));
    }
    return of(Bytes32.fromHex("0x" + digits));
  }

  /** A new key. */
  public static PrivateKey random(SecureRandom random) {
    while (true) {
      BigInteger candidate = new BigInteger(256, random);
      if (candidate.signum() != 0 && candidate.compareTo(ORDER) < 0) {
        return new PrivateKey(candidate);
      }
    }
  }

  /** The account. */
  public Address address() {
    return address;
  }

  /** The secret itself: only for a keystore. */
  public Bytes32 secret() {
    return Bytes32.of(secret);
  }

  /** The signature of {@code hash} (SEC 1, section 4.1.3). */
  public Signature sign(Bytes32 hash) {
    HMacDSAKCalculator nonces = new HMacDSAKCalculator(new SHA256Digest());
    nonces.init(ORDER, secret, hash.toArray());
    while (true) {
      BigInteger k = nonces.nextK();
      ECPoint point = multiply(k);
      BigInteger x = point.getAffineXCoord().toBigInteger();
      BigInteger s =
          k.modInverse(ORDER).multiply(hash.toBigInteger().add(secret.multiply(x))).mod(ORDER);
      // An x above the order could not be told from x minus the order by the parity alone.
      if (x.compareTo(ORDER) < 0 && x.signum() != 0 && s.signum() != 0) {
        boolean odd = point.getAffineYCoord().testBitZero();
        boolean high = s.compareTo(HALF_ORDER) > 0;
        return new Signature(x, high ? ORDER.subtract(s) : s, odd != high);
      }
    }
  }

  private static ECPoint multiply(BigInteger scalar) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), scalar).normalize();
  }

  private static Address addressOf(ECPoint point) {
    byte[] encoded = point.getEncoded(false);
    Bytes hash = Keccak256.hash(Bytes.of(encoded).slice(1, encoded.length)).bytes();
    return new Address(hash.slice(12, 32));
  }

  @Override
  public String toString() {
    return "the key of " + address;
  }
}
