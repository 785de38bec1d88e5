package network.akashi.chain.tx;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Keccak256;

/**
 * A transaction of type 2 (EIP-1559), without access list.
 *
 * @param chainId for which it is valid
 * @param nonce the sender's count of transactions before it
 * @param fees what it offers
 * @param gasLimit most gas it may use
 * @param to empty to create a contract
 * @param value wei that it brings
 * @param data call data, or creation code
 */
public record Transaction(
    long chainId,
    long nonce,
    Fees fees,
    long gasLimit,
    Optional<Address> to,
    BigInteger value,
    Bytes data) {
  private static final int TYPE = 2;

  public Transaction {
    if (nonce < 0 || gasLimit < 0 || chainId < 1 || value.signum() < 0) {
      throw new IllegalArgumentException(
          "chain id, nonce, gas limit or value out of range: %d, %d, %d, %s"
              .formatted(chainId, nonce, gasLimit, value));
    }
  }

  /** The transaction with its signature. */
  public SignedTransaction sign(PrivateKey key) {
    List<Object> fields = new ArrayList<>(fields());
    sign(key, TYPE, fields);
    Bytes raw = Rlp.envelope(TYPE, fields);
    return new SignedTransaction(raw, Keccak256.hash(raw), key.address(), nonce);
  }

  /** Signs the envelope of these fields, and adds the signature to them. */
  static void sign(PrivateKey key, int type, List<Object> fields) {
    Signature signature = key.sign(Keccak256.hash(Rlp.envelope(type, fields)));
    fields.add(Rlp.number(signature.yParity() ? 1 : 0));
    fields.add(Rlp.number(signature.r()));
    fields.add(Rlp.number(signature.s()));
  }

  /** From the chain id to the empty access list. */
  List<Object> fields() {
    return List.of(
        Rlp.number(chainId),
        Rlp.number(nonce),
        Rlp.number(fees.maxTip()),
        Rlp.number(fees.maxFee()),
        Rlp.number(gasLimit),
        to.map(Address::toArray).orElse(new byte[0]),
        Rlp.number(value),
        data.toArray(),
        new Object[0]);
  }
}
