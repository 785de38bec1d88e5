package network.akashi.node.bls;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import supranational.blst.P1;
import supranational.blst.P2;
import supranational.blst.SecretKey;

/** The secret key of an attester. */
public final class BlsKey {
  private static final String SIGNATURE_TAG = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
  private static final String POSSESSION_TAG = "BLS_POP_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";
  private static final int CHAIN_ID_AT = 128;

  private final SecretKey secret;
  private final Bytes publicKey;

  private BlsKey(SecretKey secret) {
    this.secret = secret;
    this.publicKey = Points.g1(new P1(secret).serialize());
  }

  /** The key that EIP-2333 makes of 32 secret bytes. */
  public static BlsKey fromSeed(Bytes32 seed) {
    SecretKey secret = new SecretKey();
    secret.derive_master_eip2333(seed.toArray());
    return new BlsKey(secret);
  }

  /** The public key, 128 bytes as EIP-2537 encodes it. */
  public Bytes publicKey() {
    return publicKey;
  }

  /** Signs a message of attesters; 256 bytes as EIP-2537 encodes them. */
  public Bytes sign(Bytes message) {
    return sign(message, SIGNATURE_TAG);
  }

  /** Shows a registry that its owner holds the key. */
  public Bytes possession(long chainId, Address registry, Address owner) {
    byte[] message = new byte[CHAIN_ID_AT + 3 * Bytes32.SIZE];
    System.arraycopy(publicKey.toArray(), 0, message, 0, publicKey.size());
    for (int i = 0; i < Long.BYTES; i++) {
      int at = CHAIN_ID_AT + Bytes32.SIZE - 1 - i;
      message[at] = (byte) (chainId >>> (Byte.SIZE * i));
    }
    int pad = Bytes32.SIZE - Address.SIZE;
    System.arraycopy(
        registry.toArray(), 0, message, CHAIN_ID_AT + Bytes32.SIZE + pad, Address.SIZE);
    System.arraycopy(
        owner.toArray(), 0, message, CHAIN_ID_AT + 2 * Bytes32.SIZE + pad, Address.SIZE);
    return sign(Bytes.of(message), POSSESSION_TAG);
  }

  private Bytes sign(Bytes message, String tag) {
    P2 point = new P2().hash_to(message.toArray(), tag).sign_with(secret);
    return Points.g2(point.serialize());
  }
}
