package network.akashi.rollup.l1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;

/**
 * Blobs in a folder, by versioned hash, for longer than L1's nodes keep them: {@code
 * 01/ab/0x01ab….blob}. A file is there as a whole or not at all; who reads one checks it, so that a
 * damaged disk or a changed file does no more harm than a missing one.
 */
public final class BlobArchive implements BlobSource {
  private final Path folder;

  /**
   * The archive in a folder, which is made if it is not there.
   *
   * @throws UncheckedIOException if it cannot be
   */
  public BlobArchive(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "archive " + folder;
  }

  @Override
  public Optional<Bytes> find(BlobRef ref) throws IOException {
    return read(ref.versionedHash());
  }

  /** What lies under that name. */
  Optional<Bytes> read(Bytes32 versionedHash) throws IOException {
    try {
      Path file = file(versionedHash);
      if (Files.size(file) != Blob.SIZE) {
        return Optional.empty();
      }
      return Optional.of(Bytes.of(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Stores a blob; {@code versionedHash} is its name. What lay there before is replaced.
   *
   * @throws UncheckedIOException if it cannot be stored
   */
  public void keep(Bytes32 versionedHash, Blob blob) {
    Path file = file(versionedHash);
    try {
      Path parent = Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(parent, "", ".draft");
      try {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(blob.bytes().toArray());
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many blobs it has. */
  public long size() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.toString().endsWith(".blob")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(Bytes32 versionedHash) {
    String name = versionedHash.toHex();
    return folder
        .resolve(name.substring(2, 4))
        .resolve(name.substring(4, 6))
        .resolve(name + ".blob");
  }
}
