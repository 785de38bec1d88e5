package network.akashi.rollup.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import network.akashi.chain.Bytes;
import network.akashi.chain.Hex;
import network.akashi.rollup.Json;
import network.akashi.testkit.TestData;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** TransactionTests of ethereum-tests: all files, all forks. */
class TransactionVectorsTest {
  private static final Map<String, Fork> FORKS =
      Map.ofEntries(
          Map.entry("Frontier", Fork.FRONTIER),
          Map.entry("Homestead", Fork.HOMESTEAD),
          Map.entry("EIP150", Fork.EIP150),
          Map.entry("EIP158", Fork.EIP158),
          Map.entry("Byzantium", Fork.BYZANTIUM),
          Map.entry("Constantinople", Fork.CONSTANTINOPLE),
          Map.entry("ConstantinopleFix", Fork.CONSTANTINOPLE_FIX),
          Map.entry("Istanbul", Fork.ISTANBUL),
          Map.entry("Berlin", Fork.BERLIN),
          Map.entry("London", Fork.LONDON),
          Map.entry("Paris", Fork.PARIS),
          Map.entry("Shanghai", Fork.SHANGHAI),
          Map.entry("Cancun", Fork.CANCUN));

  @TestFactory
  Stream<DynamicTest> judgesAsEthereumDoes() throws IOException {
    try (Stream<Path> files = Files.walk(TestData.require("ethereum-tests/TransactionTests"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream()
          .flatMap(file -> Json.read(file).properties().stream())
          .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> check(test.getValue())));
    }
  }

  private static void check(JsonNode test) {
    Bytes raw = Bytes.fromHex(test.get("txbytes").stringValue());
    Optional<EthereumTransaction> transaction = TransactionDecoder.decode(raw).toOptional();
    for (Map.Entry<String, JsonNode> result : test.get("result").properties()) {
      Fork fork = Objects.requireNonNull(FORKS.get(result.getKey()), result.getKey());
      boolean accepted =
          transaction.isPresent() && fork.check(transaction.get(), BigInteger.ONE).isEmpty();
      JsonNode expected = result.getValue();
      assertThat(accepted).as("%s %s", fork, expected).isEqualTo(!expected.has("exception"));
      if (accepted) {
        assertThat(transaction.get().hash().toHex()).isEqualTo(expected.get("hash").stringValue());
        assertThat(transaction.get().recoverSender().orElseThrow().toHex())
            .isEqualTo(expected.get("sender").stringValue());
        assertThat(BigInteger.valueOf(fork.intrinsicGas(transaction.get())))
            .isEqualTo(Hex.parseQuantity(expected.get("intrinsicGas").stringValue()));
      }
    }
  }
}
