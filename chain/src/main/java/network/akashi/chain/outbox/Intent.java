package network.akashi.chain.outbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.blob.Kzg;

/**
 * Something to be done on the chain once.
 *
 * @param key its name: what has the same is the same intent, however often it is submitted
 * @param to whom it is sent
 * @param value wei that it brings
 * @param data call data
 * @param blobs that it carries; usually none
 * @param gasLimit most gas it may use; estimated if absent
 */
public record Intent(
    String key, Address to, BigInteger value, Bytes data, List<Blob> blobs, OptionalLong gasLimit) {
  public Intent {
    blobs = List.copyOf(blobs);
    if (key.isEmpty() || key.length() > 200) {
      throw new IllegalArgumentException("an intent's key has 1 to 200 characters");
    }
    if (value.signum() < 0) {
      throw new IllegalArgumentException("an intent cannot bring " + value + " wei");
    }
  }

  /** The intent to make a call. */
  public static Intent of(String key, ContractCall<?> call) {
    return new Intent(key, call.to(), call.value(), call.data(), List.of(), OptionalLong.empty());
  }

  /** The same with blobs. */
  public Intent withBlobs(List<Blob> more) {
    return new Intent(key, to, value, data, more, gasLimit);
  }

  /** The same with a gas limit, so that nothing is estimated and a revert is paid for. */
  public Intent withGasLimit(long gas) {
    return new Intent(key, to, value, data, blobs, OptionalLong.of(gas));
  }

  /** The names of its blobs in a transaction. */
  List<Bytes32> versionedHashes() {
    return blobs.stream().map(each -> Kzg.versionedHash(Kzg.get().commit(each))).toList();
  }

  /** Tells different intents of one key apart. */
  Bytes32 digest() {
    List<Bytes> parts = new ArrayList<>();
    parts.add(Bytes.of(key.getBytes(StandardCharsets.UTF_8)));
    parts.add(to.bytes());
    parts.add(Bytes32.of(value).bytes());
    parts.add(Keccak256.hash(data).bytes());
    blobs.forEach(each -> parts.add(Keccak256.hash(each.bytes()).bytes()));
    return Keccak256.hash(parts.toArray(Bytes[]::new));
  }
}
