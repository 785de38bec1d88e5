package network.akashi.rollup.transaction;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.rlp.RlpException;
import network.akashi.rollup.rlp.RlpReader;

/**
 * Reads signed transactions. It takes canonical encodings only, so that the bytes it has read are
 * those it would write, and never fails otherwise than by a {@link TransactionError}.
 */
public final class TransactionDecoder {
  private static final int UNBOUNDED = Integer.MAX_VALUE;
  private static final int MAX_BITS = 256;
  private static final BigInteger MAX_NONCE = BigInteger.TWO.pow(64).subtract(BigInteger.TWO);

  /** What became of bytes. */
  public sealed interface Result {
    /** They are a transaction. */
    record Decoded(EthereumTransaction transaction) implements Result {}

    /** They are none. */
    record Rejected(TransactionError error) implements Result {}

    /** The transaction, if it is one. */
    default Optional<EthereumTransaction> toOptional() {
      return this instanceof Decoded(EthereumTransaction transaction)
          ? Optional.of(transaction)
          : Optional.empty();
    }
  }

  private TransactionDecoder() {}

  /** The transaction behind {@code raw}. */
  public static Result decode(Bytes raw) {
    try {
      return new Result.Decoded(transaction(raw));
    } catch (RlpException e) {
      return new Result.Rejected(TransactionError.MALFORMED);
    } catch (Rejection e) {
      return new Result.Rejected(e.error);
    }
  }

  private static EthereumTransaction transaction(Bytes raw) {
    if (raw.isEmpty()) {
      throw new Rejection(TransactionError.MALFORMED);
    }
    int first = raw.get(0);
    if (first >= 0xc0) {
      return fields(TransactionType.LEGACY, raw, raw.toArray());
    }
    for (TransactionType type : TransactionType.values()) {
      if (type.number() == first && type != TransactionType.LEGACY) {
        return fields(type, raw, raw.slice(1, raw.size()).toArray());
      }
    }
    throw new Rejection(TransactionError.UNKNOWN_TYPE);
  }

  private static EthereumTransaction fields(TransactionType type, Bytes raw, byte[] list) {
    RlpReader whole = RlpReader.of(list);
    RlpReader fields = whole.list();
    whole.end();
    boolean legacy = type == TransactionType.LEGACY;
    Optional<BigInteger> chainId =
        legacy ? Optional.empty() : Optional.of(number(fields, TransactionError.WRONG_CHAIN));
    long nonce = nonce(fields);
    BigInteger maxTip = number(fields, TransactionError.FEE_TOO_BIG);
    BigInteger maxFee =
        type == TransactionType.FEE_MARKET ? number(fields, TransactionError.FEE_TOO_BIG) : maxTip;
    long gasLimit = number(fields, 64, TransactionError.GAS_LIMIT_TOO_BIG).longValue();
    Optional<Address> to = recipient(fields.string());
    BigInteger value = number(fields, TransactionError.VALUE_TOO_BIG);
    Bytes data = Bytes.of(fields.string());
    List<AccessEntry> accessList = legacy ? List.of() : accessList(fields.list());
    BigInteger v = fields.number(UNBOUNDED);
    BigInteger r = number(fields, TransactionError.WRONG_SIGNATURE_VALUES);
    BigInteger s = number(fields, TransactionError.WRONG_SIGNATURE_VALUES);
    fields.end();
    if (legacy) {
      chainId = legacyChainId(v);
    }
    return new EthereumTransaction(
        type,
        raw,
        signedHash(type, list, chainId),
        chainId,
        nonce,
        maxTip,
        maxFee,
        gasLimit,
        to,
        value,
        data,
        accessList,
        v,
        r,
        s);
  }

  /** The chain that a legacy transaction's {@code v} names (EIP-155). */
  private static Optional<BigInteger> legacyChainId(BigInteger v) {
    return v.compareTo(BigInteger.valueOf(35)) < 0
        ? Optional.empty()
        : Optional.of(v.subtract(BigInteger.valueOf(35)).shiftRight(1));
  }

  /** What the signer hashed: the fields before the signature. */
  private static Bytes32 signedHash(
      TransactionType type, byte[] list, Optional<BigInteger> chainId) {
    RlpReader fields = RlpReader.of(list).list();
    List<byte[]> signed = new ArrayList<>();
    for (int i = 0; i < type.fields() - 3; i++) {
      signed.add(fields.raw());
    }
    if (type != TransactionType.LEGACY) {
      Bytes prefix = Bytes.of(new byte[] {(byte) type.number()});
      return Keccak256.hash(prefix, Bytes.of(Rlp.list(signed)));
    }
    chainId.ifPresent(id -> signed.addAll(List.of(Rlp.number(id), Rlp.number(0), Rlp.number(0))));
    return Keccak256.hash(Bytes.of(Rlp.list(signed)));
  }

  private static long nonce(RlpReader fields) {
    BigInteger nonce = number(fields, TransactionError.NONCE_TOO_BIG);
    if (nonce.compareTo(MAX_NONCE) > 0) {
      throw new Rejection(TransactionError.NONCE_TOO_BIG);
    }
    return nonce.longValue();
  }

  private static BigInteger number(RlpReader fields, TransactionError tooBig) {
    return number(fields, MAX_BITS, tooBig);
  }

  private static BigInteger number(RlpReader fields, int bits, TransactionError tooBig) {
    BigInteger value = fields.number(UNBOUNDED);
    if (value.bitLength() > bits) {
      throw new Rejection(tooBig);
    }
    return value;
  }

  private static Optional<Address> recipient(byte[] to) {
    if (to.length != 0 && to.length != Address.SIZE) {
      throw new Rejection(TransactionError.WRONG_RECIPIENT);
    }
    return to.length == 0 ? Optional.empty() : Optional.of(Address.of(to));
  }

  private static List<AccessEntry> accessList(RlpReader entries) {
    List<AccessEntry> list = new ArrayList<>();
    while (entries.hasNext()) {
      RlpReader entry = entries.list();
      byte[] address = sized(entry, Address.SIZE);
      RlpReader keys = entry.list();
      entry.end();
      List<Bytes32> slots = new ArrayList<>();
      while (keys.hasNext()) {
        slots.add(Bytes32.of(sized(keys, Bytes32.SIZE)));
      }
      list.add(new AccessEntry(Address.of(address), slots));
    }
    return list;
  }

  private static byte[] sized(RlpReader items, int size) {
    byte[] bytes = items.string();
    if (bytes.length != size) {
      throw new Rejection(TransactionError.WRONG_ACCESS_LIST);
    }
    return bytes;
  }

  /** Carries an error out of the depth of decoding. */
  private static final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final TransactionError error;

    Rejection(TransactionError error) {
      super(error.name(), null, false, false);
      this.error = error;
    }
  }
}
