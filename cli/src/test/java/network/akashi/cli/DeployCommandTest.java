package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.deploy.WiringCheck;
import network.akashi.chain.keys.Keystore;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.TransactionLostException;
import network.akashi.chain.tx.Wallet;
import network.akashi.testkit.Anvil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code akashi deploy} as a user runs it, on a real chain. */
class DeployCommandTest {
  private record Result(int status, String out, String err) {}

  @TempDir private Path folder;
  private Anvil anvil;
  private HttpJsonRpc rpc;
  private Ethereum ethereum;
  private Path keyFile;
  private Path addresses;

  @BeforeEach
  void start() throws IOException {
    anvil = Anvil.start("--enable-tx-gas-limit");
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    ethereum = new Ethereum(rpc, ContractErrors.ALL);
    keyFile = folder.resolve("key");
    Files.writeString(keyFile, Anvil.KEYS.get(1) + "\n");
    addresses = folder.resolve("addresses.json");
  }

  @AfterEach
  void stop() {
    if (anvil != null) {
      rpc.close();
      anvil.close();
    }
  }

  private Result run(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), options);
    return new Result(status, out.toString(), err.toString());
  }

  private Result deploy(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "deploy",
                "--rpc",
                anvil.address().toString(),
                "--key",
                "file:" + keyFile,
                "--out",
                addresses.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path rollupConfig() throws IOException {
    Path config = folder.resolve("network.toml");
    Files.writeString(
        config,
        """
        [rollup]
        program-id = "0x%064x"
        genesis-block-hash = "0x%064x"
        genesis-state-root = "0x%064x"
        """
            .formatted(1, 2, 3));
    return config;
  }

  private Address account() {
    return PrivateKey.fromHex(Anvil.KEYS.get(1)).address();
  }

  @Test
  void deploysEverythingAndSaysWhere() throws IOException {
    Result result = deploy("--config", rollupConfig().toString(), "--json");

    assertThat(result.err()).contains("deploying ProofMarket", "checking what lies on the chain");
    assertThat(result.status()).isEqualTo(ExitCode.OK);
    assertThat(files()).containsExactly("addresses.json", "key", "network.toml");
    Deployment deployment = DeploymentFile.read(addresses);
    assertThat(DeploymentFile.parse(result.out())).isEqualTo(deployment);
    assertThat(deployment.chainId()).isEqualTo(31_337);
    assertThat(deployment.deployer()).isEqualTo(account());
    assertThat(deployment.contracts())
        .extracting(Deployment.Deployed::name)
        .containsExactly(
            "VerifierRouter", "ProverRegistry", "Attestation", "ProofMarket", "Rollup");
    new WiringCheck(ethereum).check(deployment);
    Rollup rollup = new Rollup(deployment.address(Rollup.NAME).orElseThrow());
    assertThat(ethereum.call(rollup.programId())).isEqualTo(Bytes32.of(BigInteger.ONE));
    assertThat(ethereum.call(rollup.sequencer())).isEqualTo(account());
  }

  @Test
  void aMarketAloneIsADeploymentToo() {
    Result result = deploy();

    assertThat(result.status()).isEqualTo(ExitCode.OK);
    assertThat(result.out()).contains("ProverRegistry  0x", "addresses are in ");
    assertThat(DeploymentFile.read(addresses).address(Rollup.NAME)).isEmpty();
  }

  @Test
  void anExistingFileIsReplacedByForceOnly() throws IOException {
    Files.writeString(addresses, "mine");

    Result refused = deploy();
    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("already there", "--force");
    assertThat(addresses).hasContent("mine");
    assertThat(ethereum.blockNumber()).isZero();

    assertThat(deploy("--force").status()).isEqualTo(ExitCode.OK);
    assertThat(DeploymentFile.read(addresses).contracts()).hasSize(4);
  }

  @Test
  void theWrongChainIsRefused() throws IOException {
    Result refused = deploy("--chain-id", "1");

    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("on chain 31337, not on 1");
    assertThat(files()).containsExactly("key");
    assertThat(ethereum.blockNumber()).isZero();
    assertThat(deploy("--chain-id", "31337").status()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aChainThatWasNotNamedIsRefused() {
    rpc.call(RpcRequest.once("anvil_setChainId", 5));

    assertThat(deploy().err()).contains("on chain 5, which was not named", "--chain-id 5");
    assertThat(ethereum.blockNumber()).isZero();
  }

  @Test
  void tooLittleMoneyIsSaidBeforeAnythingIsSent() throws IOException {
    rpc.call(RpcRequest.once("anvil_setBalance", account().toHex(), "0x38d7ea4c68000"));

    Result refused = deploy();
    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("has 1000000000000000 wei; the deployment may cost");
    assertThat(files()).containsExactly("key");
    assertThat(ethereum.blockNumber()).isZero();
  }

  @Test
  void aChainWithOldRulesIsRefused() throws IOException {
    anvil.close();
    anvil = Anvil.start("--hardfork", "cancun");
    Result refused = deploy();

    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("no BLS12-381 precompiles", "Prague");
    assertThat(files()).containsExactly("key");
  }

  @Test
  void aKeyWithTransactionsUnderWayIsRefused() throws IOException {
    rpc.call(RpcRequest.once("evm_setAutomine", false));
    Wallet impatient =
        new Wallet(ethereum, PrivateKey.fromHex(Anvil.KEYS.get(1)), Duration.ofMillis(1));
    assertThatThrownBy(() -> impatient.transfer(Address.ZERO, BigInteger.ONE))
        .isInstanceOf(TransactionLostException.class);
    Result refused = deploy();

    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("has transactions that are in no block yet");
    assertThat(files()).containsExactly("key");
  }

  @Test
  void parametersThatAContractRefusesAreNamed() throws IOException {
    Path config = folder.resolve("network.toml");
    Files.writeString(config, "[registry]\nmin-bond = 1\n");
    Result refused = deploy("--config", config.toString());

    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("ProverRegistry refuses its parameters: InvalidParameter", "minBond");
    assertThat(Files.exists(addresses)).isFalse();
  }

  /** What breaks off leaves no addresses, and what goes on pays for nothing twice. */
  @Test
  void aDeploymentThatBrokeOffGoesOn() throws IOException {
    rpc.call(RpcRequest.once("evm_setAutomine", false));
    Result broken = deploy("--timeout", "1");
    assertThat(broken.status()).isEqualTo(ExitCode.FAILED);
    assertThat(broken.err()).contains("is in no block after 1 s", "run the same again");
    assertThat(files()).containsExactly("addresses.json.journal", "key");

    rpc.call(RpcRequest.once("evm_setAutomine", true));
    rpc.call(RpcRequest.once("evm_mine"));
    Result done = deploy();
    assertThat(done.err()).contains("going on with a deployment of which 1 contracts are there");
    assertThat(done.status()).isEqualTo(ExitCode.OK);
    assertThat(files()).containsExactly("addresses.json", "key");
    assertThat(ethereum.nonce(account(), BlockId.Tag.LATEST)).isEqualTo(4);
  }

  @Test
  void aJournalServesItsOwnDeploymentOnly() throws IOException {
    rpc.call(RpcRequest.once("evm_setAutomine", false));
    deploy("--timeout", "1");
    Result other = deploy("--config", rollupConfig().toString());
    assertThat(other.err()).contains("with another chain, key or parameters", "remove ");

    rpc.call(RpcRequest.once("evm_setAutomine", true));
    rpc.call(RpcRequest.once("evm_mine"));
    new Wallet(ethereum, PrivateKey.fromHex(Anvil.KEYS.get(1)), Duration.ofSeconds(20))
        .transfer(Address.ZERO, BigInteger.ONE);
    Result late = deploy();
    assertThat(late.status()).isEqualTo(ExitCode.FAILED);
    assertThat(late.err()).contains("the key has sent other transactions (its next is 2, not 1)");
    assertThat(Files.exists(addresses)).isFalse();
  }

  @Test
  void keystoresAreKeys() throws IOException {
    PrivateKey key = PrivateKey.fromHex(Anvil.KEYS.get(2));
    Path keystore = folder.resolve("keystore");
    Files.writeString(
        keystore, Keystore.write(key, "a password".toCharArray(), new SecureRandom()));
    Path password = folder.resolve("password");
    Files.writeString(password, "wrong\n");
    String[] command = {
      "deploy",
      "--rpc",
      anvil.address().toString(),
      "--keystore",
      keystore.toString(),
      "--password-file",
      password.toString(),
      "--out",
      addresses.toString()
    };

    assertThat(run(command).err()).contains("the password is wrong");
    Files.writeString(password, "a password\nnot a part of it\n");
    assertThat(run(command).status()).isEqualTo(ExitCode.OK);
    assertThat(DeploymentFile.read(addresses).deployer()).isEqualTo(key.address());
  }

  @Test
  void aKeyOnTheCommandLineIsRefusedAndNotRepeated() {
    String key = Anvil.KEYS.get(3);
    Result refused =
        run("deploy", "--rpc", anvil.address().toString(), "--key", key, "--out", "x.json");

    assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("env:NAME or file:PATH").doesNotContain(key.substring(2));
  }

  @Test
  void aNodeThatIsNotThereIsNamed() {
    anvil.close();
    Result failed = deploy();

    assertThat(failed.status()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err()).contains(anvil.address().toString(), "nothing answers there");
  }

  @Test
  void whatIsMissingIsUsage() {
    assertThat(run("deploy", "--rpc", "http://127.0.0.1:1").err()).contains("missing --out");
    assertThat(run("deploy", "--out", "x.json").err()).contains("missing --rpc");
    assertThat(run("deploy", "--out", "x.json", "--rpc", "ftp://x").err())
        .contains("http or https address");
    assertThat(run("deploy", "--out", "x.json", "--rpc", "http://127.0.0.1:1").err())
        .contains("no private key is given");
    assertThat(run("deploy", "--print-config").out()).contains("[registry]", "unbonding-delay");
  }
}
