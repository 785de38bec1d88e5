package network.akashi.node.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.akashi.chain.Bytes32;
import network.akashi.node.work.Sha256;

/** Files that are named by the SHA-256 of what is in them. There is never a half of one. */
public final class ArtifactStore {
  private static final String PART = ".part";

  private final Path folder;
  private final InstantSource clock;

  public ArtifactStore(Path folder) {
    this(folder, InstantSource.system());
  }

  /** One whose files are as old as {@code clock} says. */
  public ArtifactStore(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stores bytes, durably; gives their name.
   *
   * @throws UncheckedIOException if the disk does not take them; nothing of them is left
   */
  public Bytes32 put(byte[] bytes) {
    Bytes32 name = Sha256.of(bytes);
    Path file = folder.resolve(name.toHex());
    Path part = folder.resolve(name.toHex() + PART + Thread.currentThread().threadId());
    try {
      Files.write(part, bytes);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return name;
    } catch (IOException e) {
      try {
        Files.deleteIfExists(part); // a full disk needs the room
      } catch (IOException worse) {
        e.addSuppressed(worse);
      }
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of this name; empty if they are not here, or are not what the name says. */
  public Optional<byte[]> get(Bytes32 name) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(name.toHex()));
      return Sha256.of(bytes).equals(name) ? Optional.of(bytes) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes what was not changed since {@code before}; gives how many. */
  public int prune(Instant before) {
    int deleted = 0;
    for (Path file : files()) {
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (changed.toInstant().isBefore(before) && Files.deleteIfExists(file)) {
          deleted++;
        }
      } catch (NoSuchFileException gone) {
        // somebody else deleted it
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return deleted;
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted(Comparator.naturalOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
