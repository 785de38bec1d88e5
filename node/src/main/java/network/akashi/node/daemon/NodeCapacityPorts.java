package network.akashi.node.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.OptionalLong;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.onchain.ChainOutbox;
import network.akashi.node.onchain.ChainWatch;

/** The real ports of a {@link CapacityKeeper}; what it remembers is in a file. */
record NodeCapacityPorts(ChainWatch watch, ChainOutbox outbox, long prover, Path file)
    implements CapacityKeeper.Ports {
  @Override
  public long declared() {
    return watch.ethereum().call(watch.contracts().registry().prover(prover)).capacity();
  }

  @Override
  public OptionalLong before() {
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) {
      throw new UncheckedIOException(new IOException(file + " has no number of units", e));
    }
  }

  @Override
  public void remember(long units) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.writeString(part, units + "\n", StandardCharsets.UTF_8);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Progress progress(String key) {
    return outbox.progress(key);
  }

  @Override
  public void submit(Command command) {
    outbox.submit(command);
  }
}
