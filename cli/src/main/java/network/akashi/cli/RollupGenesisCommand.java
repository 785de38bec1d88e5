package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import network.akashi.chain.Address;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.GenesisFile;
import network.akashi.rollup.state.GenesisBlock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a genesis. */
@Command(
    name = "genesis",
    description = {
      "Write block 0 of a new rollup: its chain id, its time, and what accounts have.",
      "What accounts have at genesis has no money behind it on L1; for more than a trial, let them"
          + " have nothing and deposit."
    })
final class RollupGenesisCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      defaultValue = "61626",
      description = "The L2's chain id (default: ${DEFAULT-VALUE}).")
  private long chainId;

  @Option(
      names = "--alloc",
      paramLabel = "ADDRESS=WEI",
      description = "What an account has; may be given more than once.")
  private Map<String, BigInteger> alloc = new LinkedHashMap<>();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "Where to store it; nothing is replaced.")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    if (out == null) {
      throw new CommandFailure("no file is named", "give --out FILE");
    }
    Genesis genesis;
    try {
      Map<Address, BigInteger> accounts = new LinkedHashMap<>();
      alloc.forEach((address, wei) -> accounts.put(Address.fromHex(address), wei));
      genesis =
          new Genesis(
              chainId, Instant.now().getEpochSecond(), BigInteger.valueOf(1_000_000_000), accounts);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), "akashi rollup genesis --help");
    }
    Files.writeString(out, GenesisFile.format(genesis), StandardOpenOption.CREATE_NEW);
    GenesisBlock first = GenesisBlock.of(genesis);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.println("genesis-block-hash = \"%s\"".formatted(first.header().hash()));
    stdout.println("genesis-state-root = \"%s\"".formatted(first.header().stateRoot()));
    stdout.flush();
    return ExitCode.OK;
  }
}
