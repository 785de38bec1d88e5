package network.akashi.chain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.TestChain;
import network.akashi.chain.abi.ContractCode;
import network.akashi.chain.abi.ContractCreation;
import network.akashi.chain.deploy.Deployment.Deployed;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
  private static final Address OWNER =
      Address.fromHex("0x00000000000000000000000000000000000000de");

  @TempDir private Path folder;

  private Deployment deploy(TestChain chain, String name) {
    Deployer deployer =
        new Deployer(chain.ethereum(), chain.wallet(0), folder.resolve(name), line -> {});
    Deployment deployment = deployer.deploy(NetworkParameters.defaults(OWNER));
    deployer.finish();
    return deployment;
  }

  private static Deployment with(Deployment deployment, String name, Address address) {
    List<Deployed> contracts = new ArrayList<>();
    for (Deployed each : deployment.contracts()) {
      contracts.add(
          each.name().equals(name)
              ? new Deployed(name, address, each.transaction(), each.blockNumber(), each.gasUsed())
              : each);
    }
    return new Deployment(deployment.chainId(), deployment.deployer(), contracts);
  }

  @Test
  void contractsOfDifferentDeploymentsAreNotOne() {
    try (TestChain chain = new TestChain()) {
      Deployment first = deploy(chain, "first");
      Deployment second = deploy(chain, "second");
      WiringCheck check = new WiringCheck(chain.ethereum());
      check.check(first);
      check.check(second);
      for (Deployed each : second.contracts()) {
        Deployment mixed = with(first, each.name(), each.address());
        assertThatThrownBy(() -> check.check(mixed))
            .isInstanceOf(DeploymentException.class)
            .hasMessageContaining("and should be");
      }
      Address router = first.address("VerifierRouter").orElseThrow();
      assertThatThrownBy(() -> check.check(with(first, "ProofMarket", router)))
          .hasMessageContaining("the code at " + router + " is not that of ProofMarket");
      assertThatThrownBy(() -> check.check(with(first, "ProofMarket", OWNER)))
          .hasMessageContaining("there is no contract at " + OWNER);
      Deployment incomplete = new Deployment(31_337, OWNER, first.contracts().subList(0, 3));
      assertThatThrownBy(() -> check.check(incomplete)).hasMessageContaining("has no ProofMarket");
    }
  }

  /** The bound by which the balance is judged holds, and is not far off. */
  @Test
  void gasStaysBelowItsBound() {
    try (TestChain chain = new TestChain()) {
      Deployment deployment = deploy(chain, "bound");
      long bound = DeploymentPlan.of(NetworkParameters.defaults(OWNER), OWNER, 0).gasBound(0);
      assertThat(deployment.gasUsed()).isLessThan(bound).isGreaterThan(bound / 2);
      assertThat(deployment.firstBlock()).isEqualTo(1);
      assertThat(chain.ethereum().nonce(TestChain.key(0).address(), BlockId.Tag.LATEST))
          .isEqualTo(4);
    }
  }

  private static ContractCreation creation(int codeBytes, int creationBytes) {
    Bytes code = Bytes.of(new byte[codeBytes]);
    return new ContractCreation(
        new ContractCode("Fat", code, code, List.of()),
        Bytes.of(new byte[creationBytes]),
        BigInteger.ZERO);
  }

  @Test
  void whatNoChainTakesIsNotSent() {
    assertThat(new DeploymentPlan(List.of(creation(24_576, 49_152)), List.of()).oversized())
        .isEmpty();
    assertThat(new DeploymentPlan(List.of(creation(24_577, 1)), List.of()).oversized())
        .hasValueSatisfying(why -> assertThat(why).contains("24577 bytes of code", "EIP-170"));
    assertThat(new DeploymentPlan(List.of(creation(1, 49_153)), List.of()).oversized())
        .hasValueSatisfying(why -> assertThat(why).contains("49153 bytes", "EIP-3860"));
  }

  @Test
  void theDigestTellsPlansApart() {
    NetworkParameters parameters = NetworkParameters.defaults(OWNER);
    assertThat(DeploymentPlan.digest(parameters))
        .isEqualTo(DeploymentPlan.digest(NetworkParameters.defaults(OWNER)))
        .isNotEqualTo(DeploymentPlan.digest(NetworkParameters.defaults(Address.ZERO)));
  }

  private static Deployment example() {
    return new Deployment(
        1,
        OWNER,
        List.of(
            new Deployed("Rollup", Address.ZERO, Bytes32.ZERO, 7, 8),
            new Deployed("ProofMarket", OWNER, Bytes32.ZERO, 5, 8)));
  }

  @Test
  void filesAreReadAsTheyWereWritten() throws IOException {
    Path file = folder.resolve("addresses.json");
    DeploymentFile.write(file, example());
    assertThat(DeploymentFile.read(file)).isEqualTo(example());
    assertThat(example().firstBlock()).isEqualTo(5);
    assertThat(example().gasUsed()).isEqualTo(16);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(each -> each.toString().contains("draft"))).isEmpty();
    }
  }

  @Test
  void rubbishIsNoDeployment() {
    String good = DeploymentFile.json(example());
    ForAll.cases(
        500,
        random -> {
          StringBuilder text = new StringBuilder(good);
          for (int i = 0; i < 1 + random.nextInt(3); i++) {
            text.setCharAt(random.nextInt(text.length()), "0x\"{}[],:a".charAt(random.nextInt(9)));
          }
          try {
            DeploymentFile.parse(text.toString());
          } catch (IllegalArgumentException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
          }
        });
    assertThatThrownBy(() -> DeploymentFile.parse(good.replace("\"format\" : 1", "\"format\" : 2")))
        .hasMessageContaining("no deployment file of format 1");
  }

  @Test
  void journalsAreReadAsTheyWereWritten() throws IOException {
    Path file = folder.resolve("journal");
    DeploymentJournal.Plan plan = new DeploymentJournal.Plan(5, OWNER, Bytes32.ZERO);
    DeploymentJournal journal =
        DeploymentJournal.start(plan, 3).with(0, Bytes32.ZERO).with(2, Bytes32.ZERO);
    journal.write(file);
    assertThat(DeploymentJournal.read(file)).isEqualTo(journal);
    assertThat(journal.transactionsFor(1)).isEmpty();
    assertThat(journal.transactionsFor(9)).isEmpty();
    Files.writeString(file, "rubbish");
    assertThatThrownBy(() -> DeploymentJournal.read(file))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
