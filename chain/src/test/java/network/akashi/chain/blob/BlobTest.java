package network.akashi.chain.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Receipt;
import network.akashi.chain.TestChain;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentState;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.outbox.TransactionManager;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.BlobTransaction;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.SignedTransaction;
import network.akashi.chain.tx.Transaction;
import network.akashi.testkit.ForAll;
import network.akashi.testkit.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BlobTest {
  private static final Address SOMEBODY =
      Address.fromHex("0x00000000000000000000000000000000005e1f1e");

  private static Blob random(RandomGenerator random) {
    byte[] bytes = new byte[Blob.SIZE];
    random.nextBytes(bytes);
    for (int i = 0; i < Blob.SIZE; i += 32) {
      bytes[i] &= 0x3f;
    }
    return new Blob(Bytes.of(bytes));
  }

  private static Blob blob(int fill) {
    byte[] bytes = new byte[Blob.SIZE];
    for (int i = 1; i < Blob.SIZE; i += 32) {
      bytes[i] = (byte) (fill + i / 32);
    }
    return new Blob(Bytes.of(bytes));
  }

  @Test
  void onlyFieldElementsAreTaken() {
    byte[] bytes = new byte[Blob.SIZE];
    BigInteger modulus =
        new BigInteger("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16);
    byte[] most = Bytes32.of(modulus.subtract(BigInteger.ONE)).toArray();
    System.arraycopy(most, 0, bytes, 32 * 7, 32);
    assertThat(new Blob(Bytes.of(bytes)).bytes().size()).isEqualTo(Blob.SIZE);
    System.arraycopy(Bytes32.of(modulus).toArray(), 0, bytes, 32 * 7, 32);
    assertThatThrownBy(() -> new Blob(Bytes.of(bytes))).hasMessageContaining("element 7");
    assertThatThrownBy(() -> new Blob(Bytes.EMPTY)).hasMessageContaining("131072 bytes");
  }

  @Test
  void openingsAreVerified() {
    Kzg kzg = Kzg.get();
    ForAll.cases(
        3,
        random -> {
          Blob blob = random(random);
          Bytes commitment = kzg.commit(blob);
          Bytes32 z = Bytes32.of(BigInteger.valueOf(random.nextLong(Long.MAX_VALUE)));
          Kzg.Opening opening = kzg.open(blob, z);
          assertThat(kzg.verify(commitment, z, opening)).isTrue();
          Kzg.Opening other =
              new Kzg.Opening(
                  opening.proof(), Bytes32.of(opening.value().toBigInteger().xor(BigInteger.ONE)));
          assertThat(kzg.verify(commitment, z, other)).isFalse();
        });
  }

  /** The cases of c-kzg-4844 with well-formed input. */
  @Test
  void verifiesAsThePublicCasesSay() throws IOException {
    Path folder = TestData.require("kzg/verify_kzg_proof/kzg-mainnet");
    int checked = 0;
    try (Stream<Path> cases = Files.walk(folder)) {
      for (Path each : cases.filter(file -> file.endsWith("data.yaml")).toList()) {
        String text = Files.readString(each);
        String output = field(text, "output");
        if (output.equals("null")) {
          continue;
        }
        Kzg.Opening opening =
            new Kzg.Opening(Bytes.fromHex(field(text, "proof")), Bytes32.fromHex(field(text, "y")));
        assertThat(
                Kzg.get()
                    .verify(
                        Bytes.fromHex(field(text, "commitment")),
                        Bytes32.fromHex(field(text, "z")),
                        opening))
            .as(each.toString())
            .isEqualTo(Boolean.parseBoolean(output));
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(20);
  }

  private static String field(String yaml, String name) {
    String quoted = yaml.replace("'", "").replace("\"", "");
    Matcher found = Pattern.compile("\\b" + name + ": *([0-9a-zx]+)").matcher(quoted);
    assertThat(found.find()).as(name).isTrue();
    return found.group(1);
  }

  /** A blob of mainnet with the commitment it had there. */
  @Test
  void commitsAsMainnetDid() throws IOException {
    Path file = TestData.require("ethereum-blocks/taiko-mainnet-192317-with-blob.json");
    JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
    JsonNode taiko = json.path("taiko");
    Blob blob = new Blob(bytes(taiko.path("tx_data")));
    Bytes commitment = Kzg.get().commit(blob);

    assertThat(commitment).isEqualTo(bytes(taiko.path("blob_commitment")));
    assertThat(Kzg.versionedHash(commitment).toHex())
        .isEqualTo(taiko.path("block_proposed").path("meta").path("blobHash").asString());
  }

  private static Bytes bytes(JsonNode numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers.get(i).intValue();
    }
    return Bytes.of(bytes);
  }

  @Test
  void aTransactionCarriesBlobs() {
    try (TestChain chain = new TestChain()) {
      Sidecar sidecar = Sidecar.of(List.of(blob(1), blob(2)));
      Transaction call =
          new Transaction(
              31_337,
              0,
              Fees.of(chain.ethereum().feeHistory()),
              100_000,
              Optional.of(SOMEBODY),
              BigInteger.ONE,
              Bytes.EMPTY);
      SignedTransaction signed =
          new BlobTransaction(call, chain.ethereum().blobBaseFee().shiftLeft(1), sidecar)
              .sign(TestChain.key(0));

      assertThat(chain.ethereum().sendRawTransaction(signed.raw())).isEqualTo(signed.hash());
      Receipt receipt = chain.wallet(0).await("blobs", signed.hash());
      assertThat(receipt.succeeded()).isTrue();
      JsonNode stored =
          chain
              .rpc()
              .call(
                  RpcRequest.idempotent("anvil_getBlobsByTransactionHash", signed.hash().toHex()));
      assertThat(stored.size()).isEqualTo(2);
      assertThat(Bytes.fromHex(stored.get(1).asString())).isEqualTo(blob(2).bytes());
      assertThat(sidecar.versionedHashes().getFirst().toHex()).startsWith("0x01");
    }
  }

  @Test
  void blobsAreSentOnceToo(@TempDir Path folder) {
    try (TestChain chain = new TestChain();
        TransactionManager manager =
            TransactionManager.open(
                chain.ethereum(),
                TestChain.key(1),
                folder.resolve("ledger"),
                OutboxConfig.ethereum().withConfirmations(2))) {
      chain.automine(false);
      manager.submit(
          new Intent(
                  "batch 1", SOMEBODY, BigInteger.TWO, Bytes.EMPTY, List.of(), OptionalLong.empty())
              .withBlobs(List.of(blob(3))));
      manager.tick();
      chain.nextBaseFee(50);
      chain.mine(1);
      assertThat(chain.balance(SOMEBODY)).isZero();
      for (int i = 0; i < 4; i++) {
        manager.tick();
        chain.mine(1);
      }
      manager.tick();

      assertThat(manager.status("batch 1").orElseThrow())
          .as("%s", manager.status("batch 1"))
          .satisfies(status -> {
            assertThat(status.state()).isEqualTo(IntentState.DONE);
            assertThat(status.attempts()).isEqualTo(2);
          });
      assertThat(chain.balance(SOMEBODY)).isEqualTo(2);
      assertThat(chain.ethereum().nonce(TestChain.key(1).address(), BlockId.Tag.LATEST))
          .isEqualTo(1);
    }
  }

  @Test
  void whatCarriesNoBlobsIsRefused() {
    assertThatThrownBy(() -> new Sidecar(List.of(), List.of(), List.of()))
        .hasMessageContaining("1 to 6 blobs, not 0");
    assertThatThrownBy(() -> new Sidecar(List.of(blob(1)), List.of(), List.of()))
        .hasMessageContaining("one commitment");
  }
}
