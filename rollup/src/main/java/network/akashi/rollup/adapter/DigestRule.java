package network.akashi.rollup.adapter;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/** How a stack hashes public values. */
public enum DigestRule {
  /** SHA-256 of the words: the reference rollup, RISC Zero's journals. */
  SHA256 {
    @Override
    Bytes32 hash(Bytes all) {
      try {
        return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(all.toArray()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  },
  /** Keccak-256 of the words: the OP Stack's dispute game. */
  KECCAK256 {
    @Override
    Bytes32 hash(Bytes all) {
      return Keccak256.hash(all);
    }
  };

  abstract Bytes32 hash(Bytes all);

  /** The digest of {@code words}, one after the other. */
  public Bytes32 digest(List<Bytes32> words) {
    return hash(Bytes.concat(words.stream().map(Bytes32::bytes).toArray(Bytes[]::new)));
  }
}
