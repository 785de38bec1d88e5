package network.akashi.chain.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.contracts.ProofClass;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.RollupEvent;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class AbiTest {
  private static final Address SOMEBODY =
      Address.fromHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");

  /** ERC-20, whose selectors and topics everybody knows. */
  @Test
  void encodesAsEverybodyDoes() {
    AbiFunction transfer = AbiFunction.of("transfer(address,uint256)", "(bool)");

    assertThat(transfer.selector()).isEqualTo(Bytes.fromHex("0xa9059cbb"));
    assertThat(transfer.encode(AbiValues.toAbi(SOMEBODY), BigInteger.TEN).toHex())
        .isEqualTo(
            "0xa9059cbb0000000000000000000000005aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
                + "000000000000000000000000000000000000000000000000000000000000000a");
    assertThat(
            AbiEvent.of("Transfer", "(address,address,uint256)", true, true, false).topic().toHex())
        .isEqualTo("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
  }

  @Test
  void valuesThatDoNotFitAreRefusedBeforeTheyAreSent() {
    ProverRegistry registry = new ProverRegistry(SOMEBODY);
    assertThatThrownBy(() -> registry.setCapacity(1L << 32))
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("setCapacity(uint32)");
    assertThatThrownBy(() -> registry.unbond(BigInteger.ONE.negate()))
        .isInstanceOf(AbiException.class);
    assertThatThrownBy(
            () -> new ProofMarket(SOMEBODY).creditOf(SOMEBODY).withValue(BigInteger.ONE.negate()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersThatDoNotFitAreRefused() {
    ContractCall<BigInteger> call = new Rollup(SOMEBODY).l2ChainId();
    assertThatThrownBy(() -> call.decode(Bytes.EMPTY))
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("no such contract");
    assertThatThrownBy(() -> call.decode(Bytes.of(new byte[31]))).isInstanceOf(AbiException.class);
    Bytes tooLarge = Bytes32.of(BigInteger.ONE.shiftLeft(64)).bytes();
    assertThatThrownBy(() -> call.decode(tooLarge)).isInstanceOf(AbiException.class);
    assertThatThrownBy(() -> ProofClass.of(9)).isInstanceOf(AbiException.class);
    assertThat(ProofClass.of(2)).isEqualTo(ProofClass.PROVEN);
    assertThat(ProofClass.PROVEN.code()).isEqualTo(2);
  }

  private static Log log(List<Bytes32> topics, Bytes data) {
    return new Log(SOMEBODY, topics, data, 1, Bytes32.ZERO, Bytes32.ZERO, 0);
  }

  @Test
  void readsEvents() {
    Bytes32 index = Bytes32.of(BigInteger.valueOf(7));
    Bytes data = Bytes32.of(BigInteger.valueOf(99)).bytes();
    Log log =
        log(
            List.of(
                RollupEvent.Withdrawn.TOPIC,
                index,
                index,
                Bytes32.of(new BigInteger(1, SOMEBODY.toArray()))),
            data);

    assertThat(RollupEvent.decode(log))
        .contains(
            new RollupEvent.Withdrawn(
                BigInteger.valueOf(7), BigInteger.valueOf(7), SOMEBODY, BigInteger.valueOf(99)));
    assertThat(RollupEvent.decode(log(List.of(), data))).isEmpty();
    assertThat(RollupEvent.decode(log(List.of(Bytes32.ZERO), data))).isEmpty();
  }

  @Test
  void logsThatAreNoSuchEventThrowOnlyThat() {
    List<Bytes32> kinds =
        List.of(
            RollupEvent.BatchPosted.TOPIC,
            RollupEvent.TransactionForced.TOPIC,
            RollupEvent.RootProven.TOPIC,
            RollupEvent.Withdrawn.TOPIC);
    ForAll.cases(
        2_000,
        random -> {
          List<Bytes32> topics = new ArrayList<>();
          topics.add(kinds.get(random.nextInt(kinds.size())));
          for (int i = random.nextInt(4); i > 0; i--) {
            topics.add(Bytes32.of(BigInteger.valueOf(random.nextLong(1L << 40))));
          }
          byte[] data = new byte[32 * random.nextInt(20) + (random.nextInt(8) == 0 ? 5 : 0)];
          for (int i = 31; i < data.length; i += 32) {
            data[i] = (byte) random.nextInt(256);
            data[i - 1] = (byte) random.nextInt(2);
          }
          try {
            RollupEvent.decode(log(topics, Bytes.of(data)));
          } catch (AbiException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
          }
        });
  }

  @Test
  void everyContractFitsIntoTheLimits() {
    for (String name :
        List.of("Attestation", "ProofMarket", "ProverRegistry", "Rollup", "VerifierRouter")) {
      ContractCode code = ContractCode.of(name);
      assertThat(code.runtimeCode().size()).as(name).isBetween(1, ContractCode.MAX_CODE_BYTES);
      assertThat(code.creationCode().size()).isBetween(1, ContractCode.MAX_CREATION_BYTES);
      assertThat(code.matches(code.runtimeCode())).isTrue();
      assertThat(code.matches(Bytes.EMPTY)).isFalse();
    }
    assertThatThrownBy(() -> ContractCode.of("Market")).hasMessageContaining("'Market'");
  }
}
