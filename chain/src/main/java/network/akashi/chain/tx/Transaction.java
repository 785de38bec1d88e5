package network.akashi.chain.tx;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
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
    Bytes32 message = Keccak256.hash(Rlp.envelope(TYPE, fields()));
    Signature signature = key.sign(message);
    List<Object> signed = new ArrayList<>(fields());
    signed.add(Rlp.number(signature.yParity() ? 1 : 0));
    signed.add(Rlp.number(signature.r()));
    signed.add(Rlp.number(signature.s()));
    Bytes raw = Rlp.envelope(TYPE, signed);
    return new SignedTransaction(raw, Keccak256.hash(raw), key.address(), nonce);
  }

  private List<Object> fields() {
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
