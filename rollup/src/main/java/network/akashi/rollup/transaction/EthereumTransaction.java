package network.akashi.rollup.transaction;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.secp256k1.Secp256k1;

/**
 * A signed transaction of any type from 0 to 2, as {@link TransactionDecoder} reads it. Whether a
 * chain takes it is another question, which {@link Fork#check} answers.
 *
 * @param raw its canonical encoding, whose hash is its name
 * @param signedHash what was signed
 * @param chainId empty if it is valid on any chain (legacy, before EIP-155)
 * @param nonce below 2^64 − 1, unsigned
 * @param maxTip most wei a unit of gas for the block's beneficiary; the gas price before EIP-1559
 * @param maxFee most wei a unit of gas in all; the gas price before EIP-1559
 * @param gasLimit most gas, unsigned
 * @param to empty to create a contract
 * @param value wei that it brings, below 2^256
 * @param v of the signature: 27, 28 or as EIP-155 has it for legacy, else 0 or 1 if it is right
 */
public record EthereumTransaction(
    TransactionType type,
    Bytes raw,
    Bytes32 signedHash,
    Optional<BigInteger> chainId,
    long nonce,
    BigInteger maxTip,
    BigInteger maxFee,
    long gasLimit,
    Optional<Address> to,
    BigInteger value,
    Bytes data,
    List<AccessEntry> accessList,
    BigInteger v,
    BigInteger r,
    BigInteger s) {

  public EthereumTransaction {
    accessList = List.copyOf(accessList);
  }

  /** Its name on the chain. */
  public Bytes32 hash() {
    return Keccak256.hash(raw);
  }

  /**
   * Whether the y coordinate behind the signature is odd; empty if {@code v} says no such thing.
   */
  public Optional<Boolean> yParity() {
    if (v.bitLength() > 8 * Bytes32.SIZE) {
      return Optional.empty();
    }
    BigInteger parity = type == TransactionType.LEGACY ? legacyParity() : v;
    return parity.signum() < 0 || parity.bitLength() > 1
        ? Optional.empty()
        : Optional.of(parity.testBit(0));
  }

  private BigInteger legacyParity() {
    BigInteger offset =
        chainId
            .map(id -> id.shiftLeft(1).add(BigInteger.valueOf(35)))
            .orElse(BigInteger.valueOf(27));
    return v.subtract(offset);
  }

  /** Recovers who signed it: a fraction of a millisecond each time. Empty if nobody can have. */
  public Optional<Address> recoverSender() {
    return yParity()
        .flatMap(odd -> Secp256k1.recover(signedHash, r, s, odd))
        .map(Secp256k1::address);
  }

  /** How many storage keys its access list has. */
  public int storageKeys() {
    return accessList.stream().mapToInt(entry -> entry.storageKeys().size()).sum();
  }
}
