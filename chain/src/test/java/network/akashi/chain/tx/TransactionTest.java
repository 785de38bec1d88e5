package network.akashi.chain.tx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.testkit.Anvil;
import network.akashi.testkit.ForAll;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionTest {
  private static final PrivateKey KEY = PrivateKey.fromHex(Anvil.KEYS.getFirst());

  @Test
  void aKeyHasItsAddress() {
    // The first account of the mnemonic "test test … junk", as every Ethereum tool shows it.
    assertThat(KEY.address())
        .isEqualTo(Address.fromHex("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
    assertThat(KEY).hasToString("the key of 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
  }

  @ParameterizedTest
  @CsvSource({
    "0x0000000000000000000000000000000000000000000000000000000000000000, zero",
    "0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141, above",
    "0x1234, 64 hex digits",
    "hello, 64 hex digits"
  })
  void whatIsNoKeyIsNotRepeated(String text, String expected) {
    assertThatThrownBy(() -> PrivateKey.fromHex(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain(text);
  }

  /** Vectors that implementations of RFC 6979 over secp256k1 share (bitcoinj, trezor, haskoin). */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000000000000000000000000000000000000000000000000001, Satoshi Nakamoto,"
        + " 934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8,"
        + " 2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
    "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140, Satoshi Nakamoto,"
        + " fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0,"
        + " 6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5",
    "f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181, Alan Turing,"
        + " 7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c,"
        + " 58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea"
  })
  void signaturesAreDeterministic(String key, String message, String r, String s) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    SHA256Digest digest = new SHA256Digest();
    digest.update(text, 0, text.length);
    byte[] hash = new byte[32];
    digest.doFinal(hash, 0);

    Signature signature = PrivateKey.fromHex(key).sign(Bytes32.of(hash));

    assertThat(signature.r()).isEqualTo(new BigInteger(r, 16));
    assertThat(signature.s()).isEqualTo(new BigInteger(s, 16));
  }

  @Test
  void sIsAlwaysInTheLowerHalf() {
    BigInteger half =
        new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);
    ForAll.cases(
        200,
        random -> {
          byte[] hash = new byte[32];
          random.nextBytes(hash);
          assertThat(KEY.sign(Bytes32.of(hash)).s()).isLessThanOrEqualTo(half);
        });
  }

  /** Made by another implementation: {@code cast mktx} of Foundry 1.7.1 with the same values. */
  @Test
  void signsAsOthersDo() {
    Transaction transaction =
        new Transaction(
            31_337,
            7,
            new Fees(BigInteger.valueOf(3_000_000_000L), BigInteger.valueOf(1_000_000_000)),
            100_000,
            Optional.of(Address.fromHex("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")),
            BigInteger.valueOf(12_345),
            Bytes.fromHex("0xdeadbeef"));

    assertThat(transaction.sign(KEY).raw().toHex()).isEqualTo(CAST_CALL);
  }

  @Test
  void signsCreationsAsOthersDo() {
    Transaction creation =
        new Transaction(
            1,
            0,
            new Fees(BigInteger.TWO, BigInteger.ZERO),
            21_000_000,
            Optional.empty(),
            BigInteger.ZERO,
            Bytes.fromHex("0x600160015500"));

    assertThat(creation.sign(KEY).raw().toHex()).isEqualTo(CAST_CREATION);
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (long[] each :
        List.of(
            new long[] {0, 0, 0, 0},
            new long[] {1, -1, 0, 0},
            new long[] {1, 0, -1, 0},
            new long[] {1, 0, 0, -1})) {
      assertThatThrownBy(() ->
              new Transaction(
                  each[0],
                  each[1],
                  new Fees(BigInteger.ONE, BigInteger.ONE),
                  each[2],
                  Optional.empty(),
                  BigInteger.valueOf(each[3]),
                  Bytes.EMPTY))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Fees(BigInteger.ONE, BigInteger.TWO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aReplacementOffersMore() {
    ForAll.cases(
        100,
        random -> {
          BigInteger tip = BigInteger.valueOf(random.nextLong(1L << 40));
          Fees fees = new Fees(tip.add(BigInteger.valueOf(random.nextLong(1L << 40))), tip);
          Fees raised = fees.raised(10);
          // Nodes want at least a tenth more of both.
          assertThat(raised.maxFee().multiply(BigInteger.TEN))
              .isGreaterThanOrEqualTo(fees.maxFee().multiply(BigInteger.valueOf(11)));
          assertThat(raised.maxTip()).isGreaterThan(fees.maxTip());
        });
  }

  private static final String CAST_CALL =
      "0x02f873827a6907843b9aca0084b2d05e00830186a0945aaeb6053f3e94c9b9a09f33669435e7ef"
          + "1beaed82303984deadbeefc001a019c93e2543adb937be879b2f9f4b5c315b25f93f9d17b834c4a5"
          + "c5df35523907a00fc6a9037154379c01316817e19b6280db159383ecbbdf305327fadc1ad14d63";

  private static final String CAST_CREATION =
      "0x02f856018080028401406f40808086600160015500c080a0d663cca560fc2c82965bdd79464c23"
          + "7e0446ae21b46441ca3f7b16a486c858dfa065cb2ad49d4696bcb72df26d0956a94d656eec827495"
          + "2dd447c55c29864b48b1";
}
