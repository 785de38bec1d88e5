package network.akashi.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.GenesisFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rollup, and where L1 is. */
final class RollupOptions {
  @Option(
      names = "--rpc",
      paramLabel = "URL",
      required = true,
      description = "A node of L1, such as http://127.0.0.1:8545; more than one for failover.")
  private List<URI> rpc = new ArrayList<>();

  @Option(
      names = {"-a", "--addresses"},
      paramLabel = "FILE",
      required = true,
      description = "The addresses that 'akashi deploy' stored.")
  private @Nullable Path addresses;

  @Option(
      names = {"-g", "--genesis"},
      paramLabel = "FILE",
      description = "The rollup's genesis (JSON).")
  private @Nullable Path genesis;

  @Option(
      names = "--beacon",
      paramLabel = "URL",
      description = "A consensus node of L1, for blobs.")
  private List<URI> beacon = new ArrayList<>();

  @Option(names = "--archive", paramLabel = "URL", description = "Somebody's blob archive.")
  private List<URI> archives = new ArrayList<>();

  RpcConfig nodes() {
    try {
      return RpcConfig.of(rpc.toArray(URI[]::new));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--rpc: " + e.getMessage(), "give the address of a node");
    }
  }

  List<URI> beacon() {
    return beacon;
  }

  List<URI> archives() {
    return archives;
  }

  /** The rollup's contract, and the L1 block before which nothing happened. */
  Deployed deployed() {
    if (addresses == null) {
      throw new CommandFailure("no addresses are named", "give --addresses FILE");
    }
    Deployment deployment;
    try {
      deployment = DeploymentFile.read(addresses);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          addresses + ": " + e.getMessage(), "give the file that 'akashi deploy' stored");
    }
    return new Deployed(
        new Rollup(
            deployment
                .address(Rollup.NAME)
                .orElseThrow(() ->
                    new CommandFailure(
                        addresses + ": there is no rollup in this deployment",
                        "deploy with a configuration that has a section [rollup]"))),
        deployment.firstBlock());
  }

  /** A contract and where its history begins. */
  record Deployed(Rollup rollup, long firstBlock) {}

  Genesis genesis() {
    if (genesis == null) {
      throw new CommandFailure("no genesis is named", "give --genesis FILE");
    }
    return genesis(genesis);
  }

  static Genesis genesis(Path file) {
    try {
      return GenesisFile.parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          file + ": " + e.getMessage(), "'akashi rollup genesis' writes such a file");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
