package network.akashi.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.deploy.Deployer;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.deploy.NetworkParameters;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Puts the contracts on a chain. */
@Command(
    name = "deploy",
    description = {
      "Deploy the contracts (proof router, prover registry, attestation, market, and a rollup if"
          + " the configuration has one) to an Ethereum chain, check them there, and store their"
          + " addresses in one JSON file.",
      "A deployment that breaks off is gone on with by the same command; nothing is paid for twice."
    })
final class DeployCommand implements Callable<Integer> {
  /** Where developers' chains run; all others are named before money is spent on them. */
  private static final long CHAIN_ID_OF_ANVIL = 31_337;

  @Spec private CommandSpec spec;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      description = "An Ethereum node, such as http://127.0.0.1:8545; more than one for failover.")
  private List<URI> rpc = new ArrayList<>();

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private KeyOptions key = new KeyOptions();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to store the addresses.")
  private @Nullable Path out;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Parameters of the contracts (TOML); the defaults without it.")
  private @Nullable Path config;

  @Option(names = "--print-config", description = "Print such a file with all defaults, and stop.")
  private boolean printConfig;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      description = "The chain that is meant; needed for all but a local anvil (31337).")
  private @Nullable Long chainId;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to wait for each transaction (default: ${DEFAULT-VALUE}).")
  private int timeoutSeconds;

  @Option(names = "--force", description = "Replace FILE if it is there.")
  private boolean force;

  @Option(names = "--json", description = "Print what is stored in FILE instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter stdout = spec.commandLine().getOut();
    if (printConfig) {
      stdout.print(DeployConfig.template());
      stdout.flush();
      return ExitCode.OK;
    }
    Path file = required("--out", out);
    RpcConfig nodes = nodes();
    if (timeoutSeconds < 1) {
      throw new ParameterException(spec.commandLine(), "--timeout: must be at least 1");
    }
    requireWritable(file);
    PrivateKey signer = key.read();
    NetworkParameters parameters =
        config == null
            ? NetworkParameters.defaults(signer.address())
            : DeployConfig.read(config, signer.address());
    Deployment deployment = ChainFailures.translate(() -> deploy(nodes, signer, parameters, file));
    stdout.println(json ? DeploymentFile.json(deployment) : text(deployment, file));
    stdout.flush();
    return ExitCode.OK;
  }

  private Deployment deploy(
      RpcConfig nodes, PrivateKey signer, NetworkParameters parameters, Path file) {
    try (HttpJsonRpc transport = new HttpJsonRpc(nodes)) {
      Ethereum ethereum = new Ethereum(transport, ContractErrors.ALL);
      requireChain(ethereum.chainId());
      Wallet wallet = new Wallet(ethereum, signer, Duration.ofSeconds(timeoutSeconds));
      PrintWriter err = spec.commandLine().getErr();
      Deployer deployer =
          new Deployer(
              ethereum,
              wallet,
              file.resolveSibling(file.getFileName() + ".journal"),
              line -> {
                err.println(line);
                err.flush();
              });
      Deployment deployment = deployer.deploy(parameters);
      DeploymentFile.write(file, deployment);
      deployer.finish();
      return deployment;
    }
  }

  private <T> T required(String option, @Nullable T value) {
    if (value == null) {
      throw new ParameterException(spec.commandLine(), "missing " + option);
    }
    return value;
  }

  private RpcConfig nodes() {
    if (rpc.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "missing --rpc");
    }
    try {
      return RpcConfig.of(rpc.toArray(URI[]::new));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--rpc: " + e.getMessage(), e);
    }
  }

  private void requireWritable(Path file) {
    if (Files.isDirectory(file)) {
      throw new CommandFailure(file + ": is a folder", "name a file");
    }
    if (Files.exists(file) && !force) {
      throw new CommandFailure(
          file + ": already there, with the addresses of another deployment",
          "name another file, or give --force to replace it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new CommandFailure(
          file + ": its folder is not there, or cannot be written to", "name another file");
    }
  }

  private void requireChain(long actual) {
    if (chainId == null && actual != CHAIN_ID_OF_ANVIL) {
      throw new CommandFailure(
          "the node is on chain %d, which was not named".formatted(actual),
          "give --chain-id %d if you mean this chain".formatted(actual));
    }
    if (chainId != null && chainId != actual) {
      throw new CommandFailure(
          "the node is on chain %d, not on %d".formatted(actual, chainId),
          "give --rpc of a node on that chain");
    }
  }

  private static String text(Deployment deployment, Path file) {
    StringBuilder text = new StringBuilder();
    for (Deployment.Deployed each : deployment.contracts()) {
      Address address = each.address();
      text.append("%-15s %s  %,11d gas%n".formatted(each.name(), address, each.gasUsed()));
    }
    return text.append(
            "chain %d, %,d gas; addresses are in %s"
                .formatted(deployment.chainId(), deployment.gasUsed(), file))
        .toString();
  }
}
