package network.akashi.node.bls;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import supranational.blst.BLST_ERROR;
import supranational.blst.P1;
import supranational.blst.P1_Affine;
import supranational.blst.P2;
import supranational.blst.P2_Affine;

/** Checks and adds up signatures of attesters. */
public final class Signatures {
  private static final String SIGNATURE_TAG = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

  private Signatures() {}

  /**
   * Whether {@code signature} is one of {@code message} under {@code key}; false for any rubbish.
   */
  public static boolean verify(Bytes key, Bytes message, Bytes signature) {
    Optional<P1_Affine> publicKey = Points.g1(key);
    Optional<P2_Affine> point = Points.g2(signature);
    return publicKey.isPresent()
        && point.isPresent()
        && point.get().core_verify(publicKey.get(), true, message.toArray(), SIGNATURE_TAG)
            == BLST_ERROR.BLST_SUCCESS;
  }

  /** Whether it is the aggregate of signatures of one message under all these keys. */
  public static boolean verifyAll(List<Bytes> keys, Bytes message, Bytes signature) {
    P1 sum = new P1();
    for (Bytes key : keys) {
      Optional<P1_Affine> point = Points.g1(key);
      if (point.isEmpty()) {
        return false;
      }
      sum.add(point.get());
    }
    Optional<P2_Affine> point = Points.g2(signature);
    return !keys.isEmpty()
        && point.isPresent()
        && point.get().core_verify(sum.to_affine(), true, message.toArray(), SIGNATURE_TAG)
            == BLST_ERROR.BLST_SUCCESS;
  }

  /**
   * The sum of signatures that were verified one by one.
   *
   * @throws IllegalArgumentException if there is none, or one is no point
   */
  public static Bytes aggregate(List<Bytes> signatures) {
    if (signatures.isEmpty()) {
      throw new IllegalArgumentException("no signatures to add up");
    }
    P2 sum = new P2();
    for (Bytes each : signatures) {
      sum.add(
          Points.g2(each)
              .orElseThrow(() -> new IllegalArgumentException("not a signature: " + each)));
    }
    return Points.g2(sum.serialize());
  }
}
