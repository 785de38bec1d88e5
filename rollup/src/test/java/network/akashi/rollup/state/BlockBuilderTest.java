package network.akashi.rollup.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Signature;
import network.akashi.rollup.TestKeys;
import network.akashi.rollup.TransferDraft;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.block.SkipReason;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.secp256k1.Secp256k1;
import org.junit.jupiter.api.Test;

/** Each rule of validity, on both sides of its edge. */
class BlockBuilderTest {
  private static final long CHAIN = 901;
  private static final BigInteger BASE_FEE = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final PrivateKey ALICE = TestKeys.key(0);
  private static final Address BOB = TestKeys.key(1).address();
  private static final Address BENEFICIARY = TestKeys.key(2).address();
  private static final GenesisBlock GENESIS =
      GenesisBlock.of(
          new Genesis(CHAIN, 100, BASE_FEE, Map.of(ALICE.address(), ETHER, BOB, ETHER)));
  // The parent used no gas: an eighth less.
  private static final BigInteger NEXT_FEE = BigInteger.valueOf(875_000_000);
  private static final TransferDraft GOOD = TransferDraft.of(CHAIN, 0, BOB, BigInteger.TEN);

  private static BlockBuilder block() {
    return new BlockBuilder(
        CHAIN, GENESIS.state(), GENESIS.header(), 100, BENEFICIARY, Bytes32.ZERO);
  }

  private static void assertIncluded(TransferDraft draft) {
    assertThat(block().attempt(draft.signed(ALICE)).isIncluded()).isTrue();
  }

  private static void assertSkipped(SkipReason reason, Bytes raw) {
    BlockBuilder block = block();
    assertThat(block.attempt(raw)).isEqualTo(new Verdict.Skipped(reason));
    assertThat(block.seal().state().root()).isEqualTo(GENESIS.state().root());
  }

  private static void assertSkipped(SkipReason reason, TransferDraft draft) {
    assertSkipped(reason, draft.signed(ALICE));
  }

  @Test
  void takesWhatIsValid() {
    assertIncluded(GOOD);
  }

  @Test
  void encoding() {
    Bytes good = GOOD.signed(ALICE);
    assertSkipped(SkipReason.MALFORMED, Bytes.EMPTY);
    assertSkipped(SkipReason.MALFORMED, good.slice(1, good.size()));
    assertSkipped(SkipReason.MALFORMED, good.slice(0, good.size() - 1));
    assertSkipped(SkipReason.MALFORMED, Bytes.concat(good, Bytes.of(new byte[1])));
    for (int type : new int[] {0, 1, 3, 4, 0x7f}) {
      byte[] other = good.toArray();
      other[0] = (byte) type;
      assertSkipped(SkipReason.MALFORMED, Bytes.of(other));
    }
    byte[] one = Rlp.number(1);
    byte[][] eleven = new byte[11][];
    Arrays.fill(eleven, one);
    assertSkipped(SkipReason.MALFORMED, TransferDraft.envelope(List.of(eleven)));
  }

  @Test
  void integersHaveNoLeadingZerosAndABound() {
    byte[][] fields = {
      Rlp.number(CHAIN),
      Rlp.number(0),
      Rlp.number(1),
      Rlp.number(BASE_FEE),
      Rlp.number(21_000),
      Rlp.string(BOB.toArray()),
      Rlp.number(10),
      Rlp.string(new byte[0]),
      Rlp.list(),
      Rlp.number(1),
      Rlp.number(1),
      Rlp.number(1)
    };
    assertThat(block().attempt(TransferDraft.envelope(List.of(fields))))
        .isNotEqualTo(new Verdict.Skipped(SkipReason.MALFORMED));
    for (int i = 0; i < fields.length; i++) {
      if (i == 5 || i == 7 || i == 8) {
        continue;
      }
      byte[] zero = Rlp.string(new byte[] {0, 1});
      assertSkipped(SkipReason.MALFORMED, TransferDraft.envelope(with(fields, i, zero)));
      byte[] large =
          Rlp.number(i == 1 || i == 4 ? BigInteger.TWO.pow(64) : BigInteger.TWO.pow(256));
      Verdict verdict = block().attempt(TransferDraft.envelope(with(fields, i, large)));
      assertThat(verdict.isIncluded()).isFalse();
    }
    byte[] lastNonce = Rlp.number(-1L);
    assertSkipped(SkipReason.MALFORMED, TransferDraft.envelope(with(fields, 1, lastNonce)));
    byte[] shortAddress = Rlp.string(new byte[19]);
    assertSkipped(SkipReason.MALFORMED, TransferDraft.envelope(with(fields, 5, shortAddress)));
  }

  private static List<byte[]> with(byte[][] fields, int at, byte[] value) {
    byte[][] changed = fields.clone();
    changed[at] = value;
    return List.of(changed);
  }

  @Test
  void onlyTransfers() {
    assertSkipped(SkipReason.NOT_A_TRANSFER, GOOD.withTo(new byte[0]));
    assertSkipped(SkipReason.NOT_A_TRANSFER, GOOD.withData(new byte[1]));
    byte[] entry = Rlp.list(Rlp.string(BOB.toArray()), Rlp.list());
    assertSkipped(SkipReason.NOT_A_TRANSFER, GOOD.withAccessList(Rlp.list(entry)));
  }

  @Test
  void chainAndGas() {
    assertSkipped(SkipReason.WRONG_CHAIN, TransferDraft.of(CHAIN + 1, 0, BOB, BigInteger.TEN));
    assertSkipped(SkipReason.WRONG_GAS_LIMIT, GOOD.withGasLimit(20_999));
    assertSkipped(SkipReason.WRONG_GAS_LIMIT, GOOD.withGasLimit(21_001));
  }

  @Test
  void fees() {
    assertIncluded(GOOD.withFees(NEXT_FEE, NEXT_FEE));
    assertSkipped(SkipReason.TIP_ABOVE_FEE, GOOD.withFees(NEXT_FEE.add(BigInteger.ONE), NEXT_FEE));
    assertSkipped(
        SkipReason.FEE_BELOW_BASE_FEE,
        GOOD.withFees(BigInteger.ZERO, NEXT_FEE.subtract(BigInteger.ONE)));
  }

  @Test
  void precompiles() {
    for (int i = 0; i <= 10; i++) {
      byte[] to = new byte[20];
      to[19] = (byte) i;
      if (i >= 1 && i <= 9) {
        assertSkipped(SkipReason.TO_PRECOMPILE, GOOD.withTo(to));
      } else {
        assertIncluded(GOOD.withTo(to));
      }
    }
    byte[] other = new byte[20];
    other[0] = 1;
    other[19] = 1;
    assertIncluded(GOOD.withTo(other));
  }

  @Test
  void signatures() {
    Signature signature = GOOD.signature(ALICE);
    BigInteger parity = signature.yParity() ? BigInteger.ONE : BigInteger.ZERO;
    BigInteger r = signature.r();
    BigInteger s = signature.s();
    BigInteger n = Secp256k1.ORDER;
    SkipReason wrong = SkipReason.WRONG_SIGNATURE;
    assertSkipped(wrong, GOOD.signed(parity.add(BigInteger.TWO), r, s));
    assertSkipped(wrong, GOOD.signed(parity, BigInteger.ZERO, s));
    assertSkipped(wrong, GOOD.signed(parity, n, s));
    assertSkipped(wrong, GOOD.signed(parity, r, BigInteger.ZERO));
    // The same signature with s in the upper half: Ethereum takes one of the two.
    assertSkipped(wrong, GOOD.signed(BigInteger.ONE.subtract(parity), r, n.subtract(s)));
    // No point of the curve has x = 5.
    assertSkipped(wrong, GOOD.signed(parity, BigInteger.valueOf(5), s));
    // The other parity is somebody without money.
    assertSkipped(SkipReason.BALANCE_TOO_LOW, GOOD.signed(BigInteger.ONE.subtract(parity), r, s));
    assertThat(block().attempt(GOOD.signed(parity, r, s)).isIncluded()).isTrue();
  }

  @Test
  void nonces() {
    assertSkipped(SkipReason.NONCE_TOO_HIGH, TransferDraft.of(CHAIN, 1, BOB, BigInteger.TEN));
    BlockBuilder block = block();
    assertThat(block.attempt(GOOD.signed(ALICE)).isIncluded()).isTrue();
    assertThat(block.attempt(GOOD.signed(ALICE)))
        .isEqualTo(new Verdict.Skipped(SkipReason.NONCE_TOO_LOW));
    TransferDraft next = TransferDraft.of(CHAIN, 1, BOB, BigInteger.TEN);
    assertThat(block.attempt(next.signed(ALICE)).isIncluded()).isTrue();
  }

  @Test
  void balances() {
    BigInteger most = ETHER.subtract(NEXT_FEE.multiply(BigInteger.valueOf(21_000)));
    TransferDraft all = TransferDraft.of(CHAIN, 0, BOB, most).withFees(BigInteger.ZERO, NEXT_FEE);
    assertIncluded(all);
    assertSkipped(
        SkipReason.BALANCE_TOO_LOW,
        TransferDraft.of(CHAIN, 0, BOB, most.add(BigInteger.ONE))
            .withFees(BigInteger.ZERO, NEXT_FEE));
    // What counts is the fee that it may cost, not the one that it does.
    assertSkipped(
        SkipReason.BALANCE_TOO_LOW,
        TransferDraft.of(CHAIN, 0, BOB, most)
            .withFees(BigInteger.ZERO, NEXT_FEE.add(BigInteger.ONE)));
    // Exact integers: this would be small modulo 2^256.
    assertSkipped(
        SkipReason.BALANCE_TOO_LOW,
        GOOD.withFees(BigInteger.ZERO, BigInteger.TWO.pow(256).divide(BigInteger.valueOf(21_000))));
  }

  @Test
  void blocksEnd() {
    BlockBuilder block = block();
    int most = (int) (Header.GAS_LIMIT / 21_000);
    for (int i = 0; i < most; i++) {
      TransferDraft draft = TransferDraft.of(CHAIN, i, BOB, BigInteger.ONE);
      assertThat(block.attempt(draft.signed(ALICE)).isIncluded()).isTrue();
    }
    TransferDraft late = TransferDraft.of(CHAIN, most, BOB, BigInteger.ONE);
    assertThat(block.attempt(late.signed(ALICE)))
        .isEqualTo(new Verdict.Skipped(SkipReason.BLOCK_FULL));
    ExecutedBlock sealed = block.seal();
    assertThat(sealed.block().header().gasUsed()).isEqualTo(most * 21_000L);
    assertThat(sealed.receipts().getLast().cumulativeGasUsed()).isEqualTo(most * 21_000L);
    assertThat(sealed.block().header().nextBaseFee()).isGreaterThan(NEXT_FEE);
  }

  @Test
  void moneyGoesWhereItShould() {
    BlockBuilder block = block();
    BigInteger tip = BigInteger.valueOf(7);
    block.attempt(GOOD.withFees(tip, NEXT_FEE.multiply(BigInteger.TWO)).signed(ALICE));
    BigInteger gas = BigInteger.valueOf(21_000);
    State after = block.seal().state();
    assertThat(after.account(ALICE.address()))
        .isEqualTo(
            new Account(
                1, ETHER.subtract(BigInteger.TEN).subtract(gas.multiply(NEXT_FEE.add(tip)))));
    assertThat(after.account(BOB).balance()).isEqualTo(ETHER.add(BigInteger.TEN));
    assertThat(after.account(BENEFICIARY).balance()).isEqualTo(gas.multiply(tip));
  }

  @Test
  void tipsAreWhatTheFeeLeaves() {
    BlockBuilder block = block();
    block.attempt(GOOD.withFees(BigInteger.valueOf(9), NEXT_FEE.add(BigInteger.TWO)).signed(ALICE));
    assertThat(block.seal().state().account(BENEFICIARY).balance())
        .isEqualTo(BigInteger.valueOf(42_000));
  }

  @Test
  void nothingCreatesNoAccount() {
    BlockBuilder block = block();
    Address nobody = TestKeys.key(9).address();
    TransferDraft nothing =
        TransferDraft.of(CHAIN, 0, nobody, BigInteger.ZERO).withFees(BigInteger.ZERO, NEXT_FEE);
    assertThat(block.attempt(nothing.signed(ALICE)).isIncluded()).isTrue();
    block.add(new Deposit(0, TestKeys.key(10).address(), 0));
    ExecutedBlock sealed = block.seal();
    assertThat(sealed.touched())
        .containsExactlyInAnyOrder(
            ALICE.address(), nobody, BENEFICIARY, TestKeys.key(10).address());
    assertThat(sealed.state().trie().get(State.key(nobody))).isEmpty();
    assertThat(sealed.state().trie().get(State.key(BENEFICIARY))).isEmpty();
  }

  @Test
  void whatIsSkippedForItselfTouchesNothing() {
    BlockBuilder block = block();
    block.attempt(GOOD.withGasLimit(1).signed(ALICE));
    assertThat(block.seal().touched()).isEmpty();
    BlockBuilder other = block();
    other.attempt(TransferDraft.of(CHAIN, 5, BOB, BigInteger.ONE).signed(ALICE));
    assertThat(other.seal().touched()).containsExactly(ALICE.address());
  }

  @Test
  void depositsComeLast() {
    BlockBuilder block = block();
    block.add(new Deposit(3, ALICE.address(), -1L));
    assertThatThrownBy(() -> block.attempt(GOOD.signed(ALICE)))
        .isInstanceOf(IllegalStateException.class);
    BigInteger gwei = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
    assertThat(block.seal().state().account(ALICE.address()).balance())
        .isEqualTo(ETHER.add(gwei.multiply(BigInteger.valueOf(1_000_000_000))));
  }

  @Test
  void whatGoesToL1IsWithdrawn() {
    BlockBuilder block = block();
    block.attempt(TransferDraft.of(CHAIN, 0, Exit.L1, BigInteger.TEN).signed(ALICE));
    block.attempt(TransferDraft.of(CHAIN, 1, Exit.L1, BigInteger.ZERO).signed(ALICE));
    assertThat(block.seal().withdrawals())
        .containsExactly(new Exit(ALICE.address(), BigInteger.TEN));
  }

  @Test
  void blocksAreNeverOlderThanTheirParent() {
    assertThatThrownBy(() ->
            new BlockBuilder(
                CHAIN, GENESIS.state(), GENESIS.header(), 99, BENEFICIARY, Bytes32.ZERO))
        .hasMessageContaining("99 is before 100");
    assertThatThrownBy(() ->
            new BlockBuilder(
                CHAIN, State.empty(), GENESIS.header(), 100, BENEFICIARY, Bytes32.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
