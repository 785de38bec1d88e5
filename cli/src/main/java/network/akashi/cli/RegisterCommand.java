package network.akashi.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.tx.Wallet;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.config.ConfigException;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.NodeConfigFile;
import network.akashi.node.config.Role;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.onchain.Enrolment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Registers a configured node on chain: as a prover with its ask, or as an attester with a seat.
 */
@Command(
    name = "register",
    description = {
      "Register the account of a node's configuration as a prover (with a bond, an ask and a"
          + " capacity), or, if its role is attester and not prover, as an attester with a seat.",
      "An account that is registered already keeps what it has."
    })
final class RegisterCommand implements Callable<Integer> {
  private static final BigDecimal WEI = BigDecimal.TEN.pow(18);

  @Spec private CommandSpec spec;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The node's configuration; its http.endpoint is what others are told.")
  private @Nullable Path config;

  @Option(
      names = "--bond",
      paramLabel = "ETHER",
      defaultValue = "1",
      description = "Bond (default: ${DEFAULT-VALUE} ether).")
  private BigDecimal bond = BigDecimal.ONE;

  @Option(
      names = "--ask",
      paramLabel = "WEI",
      defaultValue = "1000000",
      description = "Price of a cell (default: ${DEFAULT-VALUE} wei).")
  private long ask;

  @Option(
      names = "--capacity",
      paramLabel = "UNITS",
      defaultValue = "100",
      description = "Capacity that the bond backs, in units (default: ${DEFAULT-VALUE}).")
  private long capacity;

  @Override
  public Integer call() {
    if (config == null) {
      throw new ParameterException(spec.commandLine(), "missing --config");
    }
    NodeConfig node;
    try {
      node = NodeConfigFile.read(config);
    } catch (ConfigException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "'akashi init' writes a file with every key explained");
    }
    if (node.endpoint().isEmpty()) {
      throw new CommandFailure(
          config + ": [http] endpoint is empty, so others could not reach the node",
          "write there where others reach it, such as https://prover.example.org:7800");
    }
    long id = ChainFailures.translate(() -> register(node));
    PrintWriter out = spec.commandLine().getOut();
    out.println("%s is number %d in the registry".formatted(node.key().address(), id));
    out.flush();
    return ExitCode.OK;
  }

  private long register(NodeConfig node) {
    try (HttpJsonRpc rpc = new HttpJsonRpc(RpcConfig.of(node.rpc().toArray(URI[]::new)))) {
      Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
      Contracts contracts = Contracts.of(DeploymentFile.read(node.deployment()));
      Enrolment enrolment = new Enrolment(ethereum, contracts);
      Wallet wallet = new Wallet(ethereum, node.key(), Duration.ofMinutes(5));
      BlsKey bls = BlsKey.fromSeed(node.blsSeed());
      BigInteger wei = bond.multiply(WEI).toBigInteger();
      boolean proves = node.roles().contains(Role.PROVER);
      return proves
          ? enrolment.prover(wallet, bls, ask, capacity, wei, node.endpoint())
          : enrolment.attester(wallet, bls, wei, node.endpoint());
    }
  }
}
