package network.akashi.chain.blob;

import ethereum.ckzg4844.CKZG4844JNI;
import ethereum.ckzg4844.ProofAndY;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * KZG commitments, by c-kzg-4844. Its native library has one trusted setup a process; it is loaded
 * when the first instance is asked for, which takes about two seconds.
 */
public final class Kzg {
  private static final Bytes SETUP_SHA256 =
      Bytes.fromHex("0xd39b9f2d047cc9dca2de58f264b6a09448ccd34db967881a6713eacacf0f26b7");

  /** The value of a blob's polynomial at a point, with its proof. */
  public record Opening(Bytes proof, Bytes32 value) {}

  private static final class Holder {
    static final Kzg INSTANCE = load();
  }

  private Kzg() {}

  /** KZG over Ethereum's trusted setup. */
  public static Kzg get() {
    return Holder.INSTANCE;
  }

  private static Kzg load() {
    try (InputStream stream = Kzg.class.getResourceAsStream("trusted_setup.txt")) {
      byte[] setup = Objects.requireNonNull(stream, "trusted_setup.txt").readAllBytes();
      Bytes hash = Bytes.of(MessageDigest.getInstance("SHA-256").digest(setup));
      if (!hash.equals(SETUP_SHA256)) {
        throw new IllegalStateException("the trusted setup in this program is damaged: " + hash);
      }
      CKZG4844JNI.loadNativeLibrary();
      // The library reads a file only.
      Path file = Files.createTempFile("akashi-kzg", ".txt");
      try {
        Files.write(file, setup);
        CKZG4844JNI.loadTrustedSetup(file.toString(), 0);
      } finally {
        Files.deleteIfExists(file);
      }
      return new Kzg();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The commitment to a blob: 48 bytes. */
  public Bytes commit(Blob blob) {
    return Bytes.of(CKZG4844JNI.blobToKzgCommitment(blob.bytes().toArray()));
  }

  /** The proofs of a blob's 128 cells, 48 bytes each, one after the other. */
  public Bytes cellProofs(Blob blob) {
    return Bytes.of(CKZG4844JNI.computeCellsAndKzgProofs(blob.bytes().toArray()).getProofs());
  }

  /** The value of the blob's polynomial at {@code z}, and the proof of it. */
  public Opening open(Blob blob, Bytes32 z) {
    ProofAndY opening = CKZG4844JNI.computeKzgProof(blob.bytes().toArray(), z.toArray());
    return new Opening(Bytes.of(opening.getProof()), Bytes32.of(opening.getY()));
  }

  /** Whether the polynomial behind {@code commitment} has the opening's value at {@code z}. */
  public boolean verify(Bytes commitment, Bytes32 z, Opening opening) {
    return CKZG4844JNI.verifyKzgProof(
        commitment.toArray(), z.toArray(), opening.value().toArray(), opening.proof().toArray());
  }

  /** The name of a commitment in a transaction: {@code 0x01} and the end of its SHA-256. */
  public static Bytes32 versionedHash(Bytes commitment) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(commitment.toArray());
      hash[0] = 0x01;
      return Bytes32.of(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
